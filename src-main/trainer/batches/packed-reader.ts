import { type FileHandle, open, readFile, stat } from 'node:fs/promises';
import type { PackedData } from '#shared/contract/trainer.ts';
import { AppError } from '#shared/util/app-error.ts';

/** Rows of a dataset in memory: features as they lie in the file, and the class of each row. */
export interface RawBatch {
  readonly count: number;
  readonly features: Uint8Array | Float32Array;
  readonly labels: Int32Array;
}

/** Reads single rows of a packed dataset. The file is never read as a whole: it may be larger than memory. */
export class PackedReader {
  readonly #data: PackedData;
  readonly #file: FileHandle;
  readonly #labels: Int32Array;
  readonly #rowBytes: number;

  private constructor(data: PackedData, file: FileHandle, labels: Int32Array) {
    this.#data = data;
    this.#file = file;
    this.#labels = labels;
    this.#rowBytes = rowBytesOf(data);
  }

  static async open(data: PackedData): Promise<PackedReader> {
    const expected = rowBytesOf(data) * data.count;
    // Before anything is opened: a pipe would wait for ever, and a device has no end.
    const [size, labelBytes] = [await sizeOfFile(data.features), await sizeOfFile(data.labels)];
    if (size !== expected || labelBytes !== data.count * 4) {
      const message =
        `The packed dataset is damaged: expected ${expected} bytes of features and ${data.count * 4} of labels, ` +
        `found ${size ?? 'no file'} and ${labelBytes ?? 'no file'}. Delete the cache folder and start again.`;
      throw new AppError('DATA_INVALID', message, { features: data.features });
    }
    const labels = await readFile(data.labels);
    const file = await open(data.features, 'r');
    return new PackedReader(
      data,
      file,
      new Int32Array(labels.buffer.slice(labels.byteOffset, labels.byteOffset + labels.byteLength)),
    );
  }

  /**
   * Reads rows in the order given; neighbours in the file are read in one go. The batch has arrays of its own, since
   * TensorFlow reads float arrays in place, later.
   */
  async read(rows: readonly number[]): Promise<RawBatch> {
    const bytes = new Uint8Array(rows.length * this.#rowBytes);
    const reads: Promise<void>[] = [];
    for (let start = 0; start < rows.length; ) {
      let end = start + 1;
      while (end < rows.length && rows[end] === (rows[end - 1] ?? 0) + 1) end++;
      const target = bytes.subarray(start * this.#rowBytes, end * this.#rowBytes);
      reads.push(this.#fill(target, (rows[start] ?? 0) * this.#rowBytes));
      start = end;
    }
    await Promise.all(reads);
    return {
      count: rows.length,
      features: this.#data.dtype === 'uint8' ? bytes : new Float32Array(bytes.buffer),
      labels: Int32Array.from(rows, (row) => this.#labels[row] ?? 0),
    };
  }

  async #fill(target: Uint8Array, position: number): Promise<void> {
    let done = 0;
    while (done < target.byteLength) {
      const { bytesRead } = await this.#file.read(target, done, target.byteLength - done, position + done);
      if (bytesRead === 0) throw new AppError('FILE_UNREADABLE', `${this.#data.features} ended early.`);
      done += bytesRead;
    }
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

/** Null where there is no plain file. */
async function sizeOfFile(path: string): Promise<number | null> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() ? found.size : null;
}

function rowBytesOf({ shape, dtype }: PackedData): number {
  return shape.reduce((product, size) => product * size, dtype === 'uint8' ? 1 : 4);
}
