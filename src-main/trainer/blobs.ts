import { AppError } from '#shared/util/app-error.ts';

/** Values as bytes on their way to another process. */
export const toBlob = (values: Float32Array): Blob => new Blob([values.slice()]);

/** Values that another process sent, checked against the shape they should have. */
export async function valuesOf(tensor: {
  readonly shape: readonly number[];
  readonly dtype: 'uint8' | 'float32' | 'int32';
  readonly data: Blob;
}): Promise<Uint8Array | Float32Array> {
  const bytes = await tensor.data.arrayBuffer();
  const expected = tensor.shape.reduce((product, size) => product * size, tensor.dtype === 'uint8' ? 1 : 4);
  if (bytes.byteLength !== expected) {
    const message = `A tensor of ${tensor.dtype} (${tensor.shape.join(', ')}) has ${expected} bytes; got ${bytes.byteLength}.`;
    throw new AppError('BAD_INPUT', message);
  }
  if (tensor.dtype === 'uint8') return new Uint8Array(bytes);
  return tensor.dtype === 'float32' ? new Float32Array(bytes) : Float32Array.from(new Int32Array(bytes));
}
