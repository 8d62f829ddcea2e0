import { tf } from '../runtime/tf.ts';
import { convolutionFactory } from './convolution.ts';

export const conv2d = convolutionFactory('conv2d', 2, tf.layers.conv2d);
