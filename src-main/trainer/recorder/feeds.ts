import type { RawValues } from '../batches/packed-reader.ts';
import { backend } from '../runtime/kernels.ts';
import type { tf } from '../runtime/tf.ts';
import type { Feed } from './write-program.ts';

/** How a tensor of the recorded function enters the graph; `values`: as it lies in a file, where that is what is fed. */
export function feedOf(tensor: tf.Tensor, values?: RawValues): Feed {
  const { binding } = backend();
  const recordedType = tensor.dtype === 'int32' ? binding.TF_INT32 : binding.TF_FLOAT;
  return { shape: tensor.shape, type: values ? typeOfValues(values) : recordedType, recordedType };
}

/** As it lies in the file: the graph casts it. */
function typeOfValues(values: RawValues): number {
  const { binding } = backend();
  if (values instanceof Uint8Array) return binding.TF_UINT8;
  return values instanceof Int32Array ? binding.TF_INT32 : binding.TF_FLOAT;
}
