import { tf } from '../runtime/tf.ts';
import { poolingFactory } from './pooling.ts';

export const maxPooling2d = poolingFactory(2, tf.layers.maxPooling2d);
