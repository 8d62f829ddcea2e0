import { backend, boolAttribute, typeAttribute } from './kernels.ts';
import type { tf } from './tf.ts';

/**
 * A float32 tensor of bytes, cast by TensorFlow: tfjs has no uint8 tensors, and casting in JavaScript is 15 times
 * slower. The addon reads the array in place, so it may be reused only after this has returned.
 */
export function floatsOfBytes(bytes: Uint8Array, shape: number[]): tf.Tensor {
  const { binding } = backend();
  const id = binding.createTensor(shape, binding.TF_UINT8, bytes);
  try {
    const attributes = [
      typeAttribute('SrcT', 'uint8'),
      typeAttribute('DstT', 'float32'),
      boolAttribute('Truncate', false),
    ];
    const [floats] = binding.executeOp('Cast', attributes, [id], 1);
    if (!floats) throw new Error('TensorFlow returned nothing for Cast');
    return backend().createOutputTensor(floats);
  } finally {
    binding.deleteTensor(id);
  }
}
