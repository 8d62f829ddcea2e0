import { createHash } from 'node:crypto';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ResizeRule } from '#shared/data/types.ts';
import { DECODER_VERSION } from '../pictures/picture-limits.ts';

/** Height, width, channels as an input node asks for them, and how pictures are brought to that size. */
export interface PackSpec {
  readonly shape: readonly number[];
  readonly resize: ResizeRule;
  /** Only so many training samples, to try a training out. */
  readonly sample?: number;
}

export const featuresFile = (folder: string): string => join(folder, 'features.u8');
export const labelsFile = (folder: string): string => join(folder, 'labels.i32');

const digest = (text: string, length: number): string =>
  createHash('sha256').update(text).digest('hex').slice(0, length);

/** How the names of all that was packed of one content begin. */
export const keyPrefix = (contentHash: string): string => `${digest(contentHash, 24)}-`;

/** Names everything that decides the bytes: what is stored under a key never changes. */
export const packKey = (contentHash: string, { shape, resize, sample }: PackSpec): string =>
  keyPrefix(contentHash) +
  digest(JSON.stringify([contentHash, shape, resize, DECODER_VERSION, ...(sample === undefined ? [] : [sample])]), 40);

/** Folders appear whole, by renaming; the sizes are checked all the same, since a cache may be tampered with. */
export async function isPacked(folder: string, count: number, bytesPerSample: number): Promise<boolean> {
  const sizeOf = (file: string): Promise<number> =>
    stat(file).then(
      ({ size }) => size,
      () => -1,
    );
  const [features, labels] = await Promise.all([sizeOf(featuresFile(folder)), sizeOf(labelsFile(folder))]);
  return features === count * bytesPerSample && labels === count * 4;
}

/** Labels as int32, little-endian. */
export async function writeLabels(folder: string, labels: readonly number[]): Promise<void> {
  const bytes = Buffer.alloc(labels.length * 4);
  for (const [i, label] of labels.entries()) bytes.writeInt32LE(label, i * 4);
  const handle = await open(labelsFile(folder), 'w');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Collects small writes into large ones. */
export class BlockWriter {
  #handle: FileHandle;
  #waiting: Uint8Array[] = [];
  #bytes = 0;

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  async append(bytes: Uint8Array): Promise<void> {
    this.#waiting.push(bytes);
    this.#bytes += bytes.length;
    if (this.#bytes >= 4 << 20) await this.flush();
  }

  async flush(): Promise<void> {
    const block = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#bytes = 0;
    await this.#handle.writeFile(block);
  }
}
