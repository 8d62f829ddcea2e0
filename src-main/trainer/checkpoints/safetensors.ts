/**
 * The safetensors format (huggingface.co/docs/safetensors): an 8-byte little-endian length, a JSON header of that
 * length, then the tensors' bytes. Only float32 is written and read here.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { AppError } from '#shared/util/app-error.ts';

export interface StoredTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

const MAX_HEADER_BYTES = 16 * 1024 * 1024;
const METADATA = '__metadata__';

const entrySchema = z.object({
  dtype: z.literal('F32'),
  shape: z.array(z.number().int().min(0)).max(8),
  data_offsets: z.tuple([z.number().int().min(0), z.number().int().min(0)]),
});
const headerSchema = z.record(z.string(), z.unknown());

/** The bytes of a file, in pieces to be written one after the other. */
export function encodeSafetensors(tensors: ReadonlyMap<string, StoredTensor>): Uint8Array[] {
  const header: Record<string, z.infer<typeof entrySchema>> = {};
  const pieces: Uint8Array[] = [];
  let offset = 0;
  for (const [name, { shape, values }] of tensors) {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    header[name] = { dtype: 'F32', shape: [...shape], data_offsets: [offset, offset + bytes.byteLength] };
    offset += bytes.byteLength;
    pieces.push(bytes);
  }
  const json = JSON.stringify(header);
  // Padded with spaces, so that the data start at a multiple of 8.
  const text = new TextEncoder().encode(json.padEnd(Math.ceil(json.length / 8) * 8));
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(text.byteLength), true);
  return [length, text, ...pieces];
}

function bad(place: string, reason: string): AppError {
  return new AppError('FILE_FORMAT', `${place} isn't a valid safetensors file: ${reason}.`, { file: place });
}

/** Reads what `encodeSafetensors` wrote. Every offset is checked before anything is allocated for it. */
export function decodeSafetensors(file: Uint8Array, place: string): Map<string, StoredTensor> {
  if (file.byteLength < 8) throw bad(place, `it has ${file.byteLength} bytes, at least 8 are needed`);
  const declared = new DataView(file.buffer, file.byteOffset).getBigUint64(0, true);
  if (declared > BigInt(Math.min(MAX_HEADER_BYTES, file.byteLength - 8))) {
    throw bad(place, `its header should be ${declared} bytes long, the whole file has ${file.byteLength}`);
  }
  const start = 8 + Number(declared);
  const data = file.subarray(start);
  const tensors = new Map<string, StoredTensor>();
  for (const [name, raw] of Object.entries(readHeader(file.subarray(8, start), place))) {
    if (name === METADATA) continue;
    const entry = entrySchema.safeParse(raw);
    if (!entry.success) throw bad(place, `the entry ${name} is ${JSON.stringify(raw)}`);
    const [from, to] = entry.data.data_offsets;
    const bytes = entry.data.shape.reduce((product, size) => product * size, 4);
    if (to - from !== bytes || to > data.byteLength) {
      throw bad(place, `${name} should be ${bytes} bytes at ${from}–${to} of ${data.byteLength}`);
    }
    // A copy: the data needn't be aligned to four bytes in the file. Not slice(): a Buffer's gives a view.
    const copy = Uint8Array.from(data.subarray(from, to));
    tensors.set(name, { shape: entry.data.shape, values: new Float32Array(copy.buffer) });
  }
  return tensors;
}

function readHeader(bytes: Uint8Array, place: string): Record<string, unknown> {
  try {
    return headerSchema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    throw bad(place, 'its header is not a JSON object');
  }
}

export async function readSafetensors(path: string): Promise<Map<string, StoredTensor>> {
  return decodeSafetensors(await readFile(path), path);
}
