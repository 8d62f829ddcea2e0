import { type FileHandle, open, readFile, stat } from 'node:fs/promises';
import type { PackedColumn, PackedData } from '#shared/contract/trainer.ts';
import { AppError } from '#shared/util/app-error.ts';
import { ReaderThread, type Slot } from './reader-thread.ts';
import { endedEarly, fillRows, type RowSource, type Stretch, stretchesOf } from './row-source.ts';

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
  /** Started when first asked for. */
  #thread: Promise<ReaderThread | null> | null = null;
  #threadTaken = false;

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
    return this.#batch(rows.length, (file) => found.get(file));
  }

  /** What a thread has filled a slot with; it lies there, nothing is copied. */
  batchIn(slot: Slot, count: number): RawBatch {
    const files = [...this.#columns.keys()];
    return this.#batch(count, (file) => {
      const buffer = slot[files.indexOf(file)];
      return buffer && this.#columns.get(file)?.valuesIn(buffer, count);
    });
  }

  /** A thread that reads, for one caller at a time; null where there is none to be had. */
  async takeThread(): Promise<ReaderThread | null> {
    if (this.#threadTaken) return null;
    this.#threadTaken = true;
    this.#thread ??= ReaderThread.start([...this.#columns.values()].map(({ source }) => source));
    const thread = await this.#thread;
    if (thread?.alive) return thread;
    this.#threadTaken = false;
    return null;
  }

  giveThread(): void {
    this.#threadTaken = false;
  }

  #batch(count: number, of: (file: string) => RawValues | undefined): RawBatch {
    const valuesOf = ({ file }: PackedColumn): RawValues => of(file) ?? new Uint8Array(0);
    const { inputs, targets, weights } = this.#data;
    return {
      count,
      inputs: inputs.map(valuesOf),
      targets: targets.map(valuesOf),
      weights: weights ? (valuesOf(weights) as Float32Array) : null,
    };
  }

  async close(): Promise<void> {
    // The thread reads from the files that are closed here.
    await (await this.#thread)?.close();
    for (const column of this.#columns.values()) await column.close();
  }
}

/** One file. */
class ColumnReader {
  readonly #column: PackedColumn;
  readonly #file: FileHandle | null;
  readonly source: RowSource;

  private constructor(column: PackedColumn, from: FileHandle | SharedArrayBuffer) {
    this.#column = column;
    const { file } = column;
    this.#file = from instanceof SharedArrayBuffer ? null : from;
    const place = from instanceof SharedArrayBuffer ? { kept: from } : { descriptor: from.fd };
    this.source = { file, rowBytes: rowBytesOf(column), from: place };
  }

  static async open(column: PackedColumn): Promise<ColumnReader> {
    if (rowBytesOf(column) > KEPT_ROW_BYTES) return new ColumnReader(column, await open(column.file, 'r'));
    const bytes = await readFile(column.file);
    const kept = new SharedArrayBuffer(bytes.byteLength);
    new Uint8Array(kept).set(bytes);
    return new ColumnReader(column, kept);
  }

  /** The batch has arrays of its own, since TensorFlow reads float arrays in place, later. */
  async read(rows: readonly number[]): Promise<RawValues> {
    const { rowBytes, from } = this.source;
    const bytes = new Uint8Array(rows.length * rowBytes);
    if ('kept' in from) fillRows(this.source, rows, bytes);
    else await Promise.all(stretchesOf(rows).map((stretch) => this.#fill(bytes, stretch)));
    return this.valuesIn(bytes.buffer, rows.length);
  }

  /** The first rows that lie in a buffer. */
  valuesIn(buffer: ArrayBuffer | SharedArrayBuffer, rows: number): RawValues {
    const bytes = rows * this.source.rowBytes;
    if (this.#column.dtype === 'uint8') return new Uint8Array(buffer, 0, bytes);
    return this.#column.dtype === 'int32'
      ? new Int32Array(buffer, 0, bytes / 4)
      : new Float32Array(buffer, 0, bytes / 4);
  }

  async #fill(target: Uint8Array, { row, place, rows }: Stretch): Promise<void> {
    const { rowBytes, file } = this.source;
    const [start, length, position] = [place * rowBytes, rows * rowBytes, row * rowBytes];
    for (let done = 0; this.#file && done < length; ) {
      const { bytesRead } = await this.#file.read(target, start + done, length - done, position + done);
      if (bytesRead === 0) throw endedEarly(file);
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
