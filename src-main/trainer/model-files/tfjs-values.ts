import { z } from 'zod';

/** How TF.js stores the values of a weight: plainly, or squeezed into fewer bits. */
export const weightType = z.enum(['float32', 'int32', 'bool', 'float16', 'uint8', 'uint16']);

export const quantization = z.object({
  dtype: z.enum(['uint8', 'uint16', 'float16']),
  scale: z.number().optional(),
  min: z.number().optional(),
});

export interface StoredValues {
  readonly shape: readonly number[];
  readonly dtype: z.infer<typeof weightType>;
  readonly quantization?: z.infer<typeof quantization> | undefined;
}

const BYTES = { float32: 4, int32: 4, bool: 1, float16: 2, uint8: 1, uint16: 2 } as const;

const storedType = ({ dtype, quantization: squeezed }: StoredValues) => squeezed?.dtype ?? dtype;

export const bytesOf = (values: StoredValues): number =>
  values.shape.reduce((product, size) => product * size, BYTES[storedType(values)]);

/** Little-endian bytes as numbers. */
export function toFloats(data: Uint8Array, values: StoredValues): Float32Array {
  const type = storedType(values);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const read = {
    float32: (at: number) => view.getFloat32(at, true),
    int32: (at: number) => view.getInt32(at, true),
    bool: (at: number) => view.getUint8(at),
    uint8: (at: number) => view.getUint8(at),
    uint16: (at: number) => view.getUint16(at, true),
    float16: (at: number) => halfFloat(view.getUint16(at, true)),
  }[type];
  const size = BYTES[type];
  const numbers = Float32Array.from({ length: data.length / size }, (_, index) => read(index * size));
  const { scale, min } = values.quantization ?? {};
  if (scale === undefined || type === 'float16') return numbers;
  return numbers.map((number) => number * scale + (min ?? 0));
}

/** IEEE 754 binary16. */
function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
