import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readNpy, toModelTensor, writeNpy } from './npy.ts';

// numpy 2.4: np.save(f, np.array([[1.5, -2], [0, 3]], dtype='<f4'))
const NUMPY_FILE = Buffer.concat([
  Buffer.from('\x93NUMPY\x01\x00\x76\x00', 'latin1'),
  Buffer.from(`${"{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }".padEnd(117)}\n`, 'latin1'),
  Buffer.from(new Float32Array([1.5, -2, 0, 3]).buffer),
]);

test('reads what NumPy writes, and writes the same bytes', () => {
  const array = readNpy(NUMPY_FILE, 'x.npy');
  expect(array).toEqual({ dtype: 'float32', shape: [2, 2], data: new Float32Array([1.5, -2, 0, 3]) });
  expect(Buffer.from(writeNpy(array)).equals(NUMPY_FILE)).toBe(true);
});

test('one dimension, none, and zero elements', () => {
  for (const shape of [[3], [], [0, 4]]) {
    const data = new Int32Array(shape.reduce((a, b) => a * b, 1)).fill(7);
    expect(readNpy(writeNpy({ dtype: 'int32', shape, data }), 'x')).toEqual({ dtype: 'int32', shape, data });
  }
});

test('every element type comes back', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 40 }), (values) => {
      const shape = [values.length];
      for (const array of [
        { dtype: 'float32', shape, data: Float32Array.from(values) },
        { dtype: 'float64', shape, data: Float64Array.from(values) },
        { dtype: 'uint8', shape, data: Uint8Array.from(values) },
        { dtype: 'int32', shape, data: Int32Array.from(values) },
        { dtype: 'int64', shape, data: BigInt64Array.from(values, BigInt) },
      ] as const) {
        const back = readNpy(writeNpy(array), 'x');
        expect(back).toEqual(array);
        expect(toModelTensor(back).shape).toEqual(shape);
      }
    }),
  );
});

test('damaged and hostile files are refused by name, never read past their end', () => {
  const refused = (bytes: Uint8Array, message: RegExp) => {
    expect(() => readNpy(bytes, 'x.npy')).toThrow(expect.objectContaining({ code: 'FILE_FORMAT' }));
    expect(() => readNpy(bytes, 'x.npy')).toThrow(message);
  };
  const withHeader = (text: string) => {
    const header = Buffer.from(`${text}\n`, 'latin1');
    const start = Buffer.from('\x93NUMPY\x01\x00\x00\x00', 'latin1');
    start.writeUInt16LE(header.length, 8);
    return Buffer.concat([start, header]);
  };
  refused(Buffer.from('PK\x03\x04 something else'), /not a \.npy file/);
  refused(NUMPY_FILE.subarray(0, 60), /header is cut off/);
  refused(NUMPY_FILE.subarray(0, NUMPY_FILE.length - 1), /needs 16 bytes; found 15/);
  refused(withHeader("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }"), /element type is \|O/);
  refused(withHeader("{'descr': '<f4', 'fortran_order': True, 'shape': (1,), }"), /Fortran order/);
  refused(withHeader("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999, 99999999), }"), /at most/);
  refused(withHeader("{'descr': '<f4', 'fortran_order': False, 'shape': (1,1,1,1,1,1,1,1,1), }"), /9 dimensions/);
});

test('any bytes at all: an array or FILE_FORMAT', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(130), (noise, at) => {
      const bytes = Buffer.from(NUMPY_FILE);
      bytes.set(noise.subarray(0, bytes.length - at), at);
      try {
        readNpy(bytes, 'x');
      } catch (error) {
        expect(error).toMatchObject({ code: 'FILE_FORMAT' });
      }
    }),
  );
});
