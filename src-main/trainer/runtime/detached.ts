import { backend } from './kernels.ts';
import { tf } from './tf.ts';

/**
 * The same values, of which no gradient is known: for what is computed from them that has none, such as masks. tfjs fails
 * on the way back where an operation between has no gradient, even if nothing depends on it.
 */
export function detached(tensor: tf.Tensor): tf.Tensor {
  const { dataId, shape, dtype } = tensor;
  backend().incRef(dataId);
  return tf.engine().makeTensorFromTensorInfo({ dataId, shape, dtype });
}
