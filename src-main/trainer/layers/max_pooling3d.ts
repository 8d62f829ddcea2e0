import { tf } from '../runtime/tf.ts';
import { poolingFactory } from './pooling.ts';

export const maxPooling3d = poolingFactory(3, tf.layers.maxPooling3d);
