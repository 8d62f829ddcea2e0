import { tf } from '../runtime/tf.ts';
import { poolingFactory } from './pooling.ts';

export const averagePooling2d = poolingFactory(2, tf.layers.averagePooling2d);
