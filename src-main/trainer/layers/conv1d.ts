import { tf } from '../runtime/tf.ts';
import { convolutionFactory } from './convolution.ts';

export const conv1d = convolutionFactory('conv1d', 1, tf.layers.conv1d);
