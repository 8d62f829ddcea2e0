import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeSafetensors, encodeSafetensors, type StoredTensor } from './safetensors.ts';

const join = (pieces: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(pieces));

function withHeader(header: string, data = 0, declared = header.length): Uint8Array {
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(declared), true);
  return join([length, new TextEncoder().encode(header), new Uint8Array(data)]);
}

test('what is written comes back, bit for bit', () => {
  const tensor = fc.array(fc.float(), { maxLength: 20 }).map((values) => {
    return { shape: [values.length], values: Float32Array.from(values) } satisfies StoredTensor;
  });
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.string().filter((name) => name !== '__proto__' && name !== '__metadata__'),
        tensor,
      ),
      (tensors) => {
        const entries = new Map(Object.entries(tensors));
        const file = join(encodeSafetensors(entries));
        expect(decodeSafetensors(file, 'a.safetensors')).toEqual(entries);
        // As Node reads files: a view into a shared piece of memory, at any place.
        const shifted = Buffer.concat([Buffer.alloc(3), file]).subarray(3);
        expect(decodeSafetensors(shifted, 'a.safetensors')).toEqual(entries);
      },
    ),
  );
});

test('it reads a file as others write it', () => {
  const header = '{"__metadata__":{"by":"others"},"w":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]}}';
  expect([...decodeSafetensors(withHeader(header, 8), 'w')]).toEqual([
    ['w', { shape: [2, 1], values: new Float32Array(2) }],
  ]);
});

describe('what is not one is refused', () => {
  const entry = (fields: string) => `{"w":{${fields}}}`;
  const bad: Record<string, Uint8Array> = {
    empty: new Uint8Array(3),
    'a header longer than the file': withHeader('{}', 0, 1000),
    'a header of absurd length': withHeader('{}', 0, Number.MAX_SAFE_INTEGER),
    'no JSON': withHeader('{nope'),
    'a list': withHeader('[]'),
    'another type': withHeader(entry('"dtype":"F64","shape":[1],"data_offsets":[0,8]'), 8),
    'offsets beyond the end': withHeader(entry('"dtype":"F32","shape":[4],"data_offsets":[0,16]'), 8),
    'offsets that do not fit the shape': withHeader(entry('"dtype":"F32","shape":[3],"data_offsets":[0,8]'), 8),
    'negative offsets': withHeader(entry('"dtype":"F32","shape":[2],"data_offsets":[-8,0]'), 8),
    'a huge shape': withHeader(entry('"dtype":"F32","shape":[1e9,1e9],"data_offsets":[0,8]'), 8),
  };
  for (const [name, file] of Object.entries(bad)) {
    test(name, () => {
      expect(() => decodeSafetensors(file, 'x.safetensors')).toThrow(expect.objectContaining({ code: 'FILE_FORMAT' }));
    });
  }
});
