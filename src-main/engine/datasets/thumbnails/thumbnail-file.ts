import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Home } from '../../home.ts';

/**
 * All thumbnails of a dataset version in one file, so that any 200 of 50,000 are a few reads away:
 * JPEGs end to end, then count + 1 offsets as float64, the count as uint32, and four letters. All little-endian. The end
 * is written last, so a file that was cut short isn't taken for whole.
 */
const MAGIC = 'STH1';
const TAIL_BYTES = 8;

export const thumbnailPath = (home: Home, version: string): string => join(home.thumbnails, `${version}.jpegs`);

/** Where the thumbnails of an import lie until it is done. */
export const unfinishedThumbnails = (home: Home, version: string): string => `${thumbnailPath(home, version)}.part`;

export class ThumbnailWriter {
  readonly path: string;
  #handle: FileHandle;
  #offsets = [0];
  #waiting: Buffer[] = [];
  #waitingBytes = 0;

  private constructor(path: string, handle: FileHandle) {
    this.path = path;
    this.#handle = handle;
  }

  /**
   * Goes on behind the thumbnails of these lengths that an earlier writer left; fewer of them where the file is shorter,
   * and none where there is none. `count` says how many.
   */
  static async open(path: string, lengths: readonly number[]): Promise<ThumbnailWriter> {
    const handle = await open(path, 'a+');
    const writer = new ThumbnailWriter(path, handle);
    try {
      const { size } = await handle.stat();
      let end = 0;
      for (const length of lengths) {
        if (end + length > size) break;
        end += length;
        writer.#offsets.push(end);
      }
      await handle.truncate(end);
      return writer;
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  get count(): number {
    return this.#offsets.length - 1;
  }

  async append(jpeg: Buffer): Promise<void> {
    this.#offsets.push((this.#offsets.at(-1) as number) + jpeg.length);
    this.#waiting.push(jpeg);
    this.#waitingBytes += jpeg.length;
    if (this.#waitingBytes > 1 << 20) await this.#flush();
  }

  /** All thumbnails so far are on the disk when this resolves. */
  async sync(): Promise<void> {
    await this.#flush();
    await this.#handle.datasync();
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    await this.#handle.writeFile(bytes);
  }

  async finish(): Promise<void> {
    const tail = Buffer.alloc(this.#offsets.length * 8 + TAIL_BYTES);
    for (const [i, offset] of this.#offsets.entries()) tail.writeDoubleLE(offset, i * 8);
    tail.writeUInt32LE(this.count, tail.length - 8);
    tail.write(MAGIC, tail.length - 4, 'latin1');
    this.#waiting.push(tail);
    await this.#flush();
    await this.#handle.close();
  }

  async abandon(): Promise<void> {
    await this.#handle.close();
  }
}

/** Where each thumbnail of a file begins, and the last one ends. */
export type ThumbnailOffsets = Float64Array;

/** Null where there is no such file, or not a whole one. */
export async function readThumbnailOffsets(path: string): Promise<ThumbnailOffsets | null> {
  const handle = await open(path, 'r').catch(() => null);
  if (!handle) return null;
  try {
    const { size } = await handle.stat();
    if (size < TAIL_BYTES) return null;
    const tail = Buffer.alloc(TAIL_BYTES);
    await handle.read(tail, 0, TAIL_BYTES, size - TAIL_BYTES);
    const bytes = (tail.readUInt32LE(0) + 1) * 8;
    if (tail.toString('latin1', 4) !== MAGIC || size < bytes + TAIL_BYTES) return null;
    const table = Buffer.alloc(bytes);
    await handle.read(table, 0, bytes, size - TAIL_BYTES - bytes);
    const offsets = Float64Array.from({ length: bytes / 8 }, (_, i) => table.readDoubleLE(i * 8));
    return offsets.at(-1) === size - TAIL_BYTES - bytes ? offsets : null;
  } finally {
    await handle.close();
  }
}

/** The thumbnails at the given positions; empty where there is none. */
export async function readThumbnails(
  path: string,
  offsets: ThumbnailOffsets,
  indices: readonly number[],
): Promise<Buffer[]> {
  const handle = await open(path, 'r');
  try {
    const readOne = async (index: number): Promise<Buffer> => {
      const start = offsets[index];
      const end = offsets[index + 1];
      if (start === undefined || end === undefined) return Buffer.alloc(0);
      const bytes = Buffer.alloc(end - start);
      await handle.read(bytes, 0, bytes.length, start);
      return bytes;
    };
    // All at once: the handle is closed only after the last has settled.
    const settled = await Promise.allSettled(indices.map(readOne));
    return settled.map((each) => (each.status === 'fulfilled' ? each.value : Buffer.alloc(0)));
  } finally {
    await handle.close();
  }
}
