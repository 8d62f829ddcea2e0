import { separableFactory } from './separable-factory.ts';

/** tfjs has no such layer. */
export const separableConv1d = separableFactory('separable_conv1d', 1, () => null);
