import { tf } from '../runtime/tf.ts';
import { poolingFactory } from './pooling.ts';

export const averagePooling1d = poolingFactory(1, tf.layers.averagePooling1d);
