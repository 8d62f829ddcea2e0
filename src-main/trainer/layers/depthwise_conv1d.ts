import { depthwiseFactory } from './depthwise-factory.ts';

/** tfjs has no such layer. */
export const depthwiseConv1d = depthwiseFactory('depthwise_conv1d', 1, () => null);
