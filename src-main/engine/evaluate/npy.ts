import { AppError } from '#shared/util/app-error.ts';

const MAGIC = '\x93NUMPY';
const MAX_HEADER = 64 * 1024;
const MAX_RANK = 8;
/** 1 GiB: far above any input a person predicts with, far below what would end the process. */
const MAX_BYTES = 2 ** 30;

const readers = {
  '<f4': { bytes: 4, dtype: 'float32' },
  '<f8': { bytes: 8, dtype: 'float64' },
  '|u1': { bytes: 1, dtype: 'uint8' },
  '<i4': { bytes: 4, dtype: 'int32' },
  '<i8': { bytes: 8, dtype: 'int64' },
} as const;
type Descr = keyof typeof readers;

export type NpyArray =
  | { readonly dtype: 'float32' | 'float64'; readonly shape: number[]; readonly data: Float32Array | Float64Array }
  | { readonly dtype: 'uint8'; readonly shape: number[]; readonly data: Uint8Array }
  | { readonly dtype: 'int32'; readonly shape: number[]; readonly data: Int32Array }
  | { readonly dtype: 'int64'; readonly shape: number[]; readonly data: BigInt64Array };

/**
 * Reads NumPy's .npy format, versions 1 and 2, little-endian, C order. Pickled objects are refused, and sizes are
 * checked against the file before anything is allocated. `name` is for messages.
 */
export function readNpy(file: Uint8Array, name: string): NpyArray {
  const refuse = (what: string): never => {
    throw new AppError('FILE_FORMAT', `${name}: ${what}.`, { file: name });
  };
  if (file.length < 12 || latin1(file.subarray(0, 6)) !== MAGIC) refuse('not a .npy file');
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const version = file[6];
  if (version !== 1 && version !== 2) refuse(`.npy version ${version} is not known; save it as version 1 or 2`);
  const headerLength = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const start = (version === 1 ? 10 : 12) + headerLength;
  if (headerLength > MAX_HEADER || start > file.length) refuse('its header is cut off or too long');
  const header = latin1(file.subarray(start - headerLength, start));

  const descr = /'descr':\s*'([^']*)'/.exec(header)?.[1] ?? refuse('its header names no element type');
  if (!Object.hasOwn(readers, descr)) {
    refuse(`its element type is ${descr}; expected one of float32, float64, uint8, int32, int64 (little-endian)`);
  }
  if (!/'fortran_order':\s*False/.test(header)) refuse('it is in Fortran order; save it with numpy.ascontiguousarray');
  const listed = /'shape':\s*\(([\d,\s]*)\)/.exec(header)?.[1] ?? refuse('its header has no shape');
  const shape = listed.split(',').flatMap((part) => (part.trim() ? [Number(part)] : []));
  if (shape.length > MAX_RANK) refuse(`it has ${shape.length} dimensions; at most ${MAX_RANK} are read`);

  const { bytes, dtype } = readers[descr as Descr];
  const count = shape.reduce((product, size) => product * size, 1);
  const expected = count * bytes;
  if (expected > MAX_BYTES) refuse(`it says that it holds ${expected} bytes; at most ${MAX_BYTES} are read`);
  if (file.length - start !== expected) {
    refuse(`shape (${shape.join(', ')}) of ${dtype} needs ${expected} bytes; found ${file.length - start}`);
  }
  // A copy of its own: typed arrays need aligned memory, and the header's length is anything.
  const buffer = Uint8Array.from(file.subarray(start)).buffer;
  switch (dtype) {
    case 'float32':
      return { dtype, shape, data: new Float32Array(buffer) };
    case 'float64':
      return { dtype, shape, data: new Float64Array(buffer) };
    case 'uint8':
      return { dtype, shape, data: new Uint8Array(buffer) };
    case 'int32':
      return { dtype, shape, data: new Int32Array(buffer) };
    case 'int64':
      return { dtype, shape, data: new BigInt64Array(buffer) };
  }
}

/** A version 1 file, padded as NumPy pads it so that the data begins at a multiple of 64. */
export function writeNpy(array: NpyArray): Uint8Array {
  const descr = Object.entries(readers).find(([, reader]) => reader.dtype === array.dtype)?.[0];
  const shape = array.shape.length === 1 ? `${array.shape[0]},` : array.shape.join(', ');
  const dictionary = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape}), }`;
  const padded = Math.ceil((10 + dictionary.length + 1) / 64) * 64;
  const header = `${dictionary.padEnd(padded - 10 - 1)}\n`;
  const file = new Uint8Array(padded + array.data.byteLength);
  for (let i = 0; i < 6; i += 1) file[i] = MAGIC.charCodeAt(i);
  file[6] = 1;
  new DataView(file.buffer).setUint16(8, header.length, true);
  for (let i = 0; i < header.length; i += 1) file[10 + i] = header.charCodeAt(i);
  file.set(new Uint8Array(array.data.buffer, array.data.byteOffset, array.data.byteLength), padded);
  return file;
}

/** As the trainer takes it: wider numbers are narrowed, which is said nowhere in the file and loses nothing that a model reads. */
export function toModelTensor(array: NpyArray): {
  shape: number[];
  dtype: 'uint8' | 'float32' | 'int32';
  bytes: Uint8Array<ArrayBuffer>;
} {
  const { shape } = array;
  const pack = (data: Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>) =>
    new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  switch (array.dtype) {
    case 'uint8':
      return { shape, dtype: 'uint8', bytes: pack(Uint8Array.from(array.data)) };
    case 'int32':
      return { shape, dtype: 'int32', bytes: pack(Int32Array.from(array.data)) };
    case 'int64':
      return { shape, dtype: 'int32', bytes: pack(Int32Array.from(array.data, Number)) };
    case 'float32':
    case 'float64':
      return { shape, dtype: 'float32', bytes: pack(Float32Array.from(array.data)) };
  }
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
