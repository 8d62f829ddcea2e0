import { tf } from '../runtime/tf.ts';
import { poolingFactory } from './pooling.ts';

export const maxPooling1d = poolingFactory(1, tf.layers.maxPooling1d);
