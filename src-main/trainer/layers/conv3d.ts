import { tf } from '../runtime/tf.ts';
import { convolutionFactory } from './convolution.ts';

export const conv3d = convolutionFactory('conv3d', 3, tf.layers.conv3d as Parameters<typeof convolutionFactory>[2]);
