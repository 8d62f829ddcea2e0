import { type FileHandle, open, readFile, stat } from 'node:fs/promises';
import type { PackedColumn, PackedData } from '#shared/contract/trainer.ts';
import { AppError } from '#shared/util/app-error.ts';

export type RawValues = Uint8Array | Int32Array | Float32Array;

/** Rows of a dataset in memory, as they lie in the files. */
export interface RawBatch {
  readonly count: number;
  /** In the order of the model's inputs. */
  readonly inputs: readonly RawValues[];
  /** In the order of its outputs. */
  readonly targets: readonly RawValues[];
  /** One for each sample; null: all count the same. */
  readonly weights: Float32Array | null;
}

/** Columns of a few bytes a row are kept in memory: a read of the disk for each would cost more. */
const KEPT_ROW_BYTES = 16;

/** Reads single rows of a packed dataset. The files are never read as a whole: they may be larger than memory. */
export class PackedReader {
  readonly #data: PackedData;
  readonly #columns: ReadonlyMap<string, ColumnReader>;

  private constructor(data: PackedData, columns: ReadonlyMap<string, ColumnReader>) {
    this.#data = data;
    this.#columns = columns;
  }

  static async open(data: PackedData): Promise<PackedReader> {
    const columns = [...data.inputs, ...data.targets, ...(data.weights ? [data.weights] : [])];
    // Before anything is opened: a pipe would wait for ever, and a device has no end.
    for (const column of columns) await requireWhole(column, data.count);
    const readers = new Map<string, ColumnReader>();
    try {
      for (const column of columns) {
        if (!readers.has(column.file)) readers.set(column.file, await ColumnReader.open(column));
      }
    } catch (error) {
      for (const reader of readers.values()) await reader.close();
      throw error;
    }
    return new PackedReader(data, readers);
  }

  /** Reads rows in the order given. */
  async read(rows: readonly number[]): Promise<RawBatch> {
    const reads = new Map([...this.#columns].map(([file, column]) => [file, column.read(rows)]));
    const found = new Map<string, RawValues>();
    // All of them: none may be left to fail when the files are closed.
    const settled = await Promise.allSettled([...reads].map(async ([file, values]) => found.set(file, await values)));
    for (const outcome of settled) if (outcome.status === 'rejected') throw outcome.reason;
    const of = ({ file }: PackedColumn): RawValues => found.get(file) ?? new Uint8Array(0);
    const { inputs, targets, weights } = this.#data;
    return {
      count: rows.length,
      inputs: inputs.map(of),
      targets: targets.map(of),
      weights: weights ? (of(weights) as Float32Array) : null,
    };
  }

  async close(): Promise<void> {
    for (const column of this.#columns.values()) await column.close();
  }
}

/** One file. */
class ColumnReader {
  readonly #column: PackedColumn;
  readonly #file: FileHandle | null;
  readonly #all: Uint8Array | null;
  readonly #rowBytes: number;

  private constructor(column: PackedColumn, file: FileHandle | null, all: Uint8Array | null) {
    this.#column = column;
    this.#file = file;
    this.#all = all;
    this.#rowBytes = rowBytesOf(column);
  }

  static async open(column: PackedColumn): Promise<ColumnReader> {
    if (rowBytesOf(column) <= KEPT_ROW_BYTES) return new ColumnReader(column, null, await readFile(column.file));
    return new ColumnReader(column, await open(column.file, 'r'), null);
  }

  /**
   * Neighbours in the file are read in one go. The batch has arrays of its own, since TensorFlow reads float arrays in
   * place, later.
   */
  async read(rows: readonly number[]): Promise<RawValues> {
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
    if (this.#column.dtype === 'uint8') return bytes;
    return this.#column.dtype === 'int32' ? new Int32Array(bytes.buffer) : new Float32Array(bytes.buffer);
  }

  async #fill(target: Uint8Array, position: number): Promise<void> {
    if (this.#all) return target.set(this.#all.subarray(position, position + target.byteLength));
    let done = 0;
    while (this.#file && done < target.byteLength) {
      const { bytesRead } = await this.#file.read(target, done, target.byteLength - done, position + done);
      if (bytesRead === 0) throw new AppError('FILE_UNREADABLE', `${this.#column.file} ended early.`);
      done += bytesRead;
    }
  }

  async close(): Promise<void> {
    await this.#file?.close();
  }
}

async function requireWhole(column: PackedColumn, count: number): Promise<void> {
  const expected = rowBytesOf(column) * count;
  const size = await sizeOfFile(column.file);
  if (size === expected) return;
  const message =
    `The packed dataset is damaged: expected ${expected} bytes in ${column.file}, found ${size ?? 'no file'}. ` +
    'Delete the cache folder and start again.';
  throw new AppError('DATA_INVALID', message, { file: column.file });
}

/** Null where there is no plain file. */
async function sizeOfFile(path: string): Promise<number | null> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() ? found.size : null;
}

function rowBytesOf({ shape, dtype }: PackedColumn): number {
  return shape.reduce((product, size) => product * size, dtype === 'uint8' ? 1 : 4);
}
