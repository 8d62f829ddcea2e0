import { tf } from '../runtime/tf.ts';
import { poolingFactory } from './pooling.ts';

export const averagePooling3d = poolingFactory(3, tf.layers.averagePooling3d);
