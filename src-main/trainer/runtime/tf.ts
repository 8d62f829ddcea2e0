/** The one door to tfjs: everything in the trainer takes `tf` from here, so that the shims always come first. */
import './shims.ts';
import * as tf from '@tensorflow/tfjs-node-gpu';
import { registerOverrides } from './overrides.ts';

// Skips tfjs's own shape and NaN assertions in kernels: our analysis has checked the graph already.
tf.env().set('PROD', true);
registerOverrides(tf);

export { tf };
