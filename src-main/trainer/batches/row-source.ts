import { readSync } from 'node:fs';
import { AppError } from '#shared/util/app-error.ts';

/** A file of rows, open for reading, or all of it in memory that threads share. */
export interface RowSource {
  /** For messages. */
  readonly file: string;
  readonly rowBytes: number;
  readonly from: { readonly descriptor: number } | { readonly kept: SharedArrayBuffer };
}

/** Rows that lie side by side in the file and are wanted side by side, too. */
export interface Stretch {
  /** The first row in the file. */
  readonly row: number;
  /** Where it is wanted. */
  readonly place: number;
  readonly rows: number;
}

export function stretchesOf(rows: ArrayLike<number>): Stretch[] {
  const found: Stretch[] = [];
  for (let start = 0; start < rows.length; ) {
    let end = start + 1;
    while (end < rows.length && rows[end] === (rows[end - 1] ?? 0) + 1) end++;
    found.push({ row: rows[start] ?? 0, place: start, rows: end - start });
    start = end;
  }
  return found;
}

/**
 * Copies rows to where they are wanted, and waits for the disk meanwhile: for threads that have nothing else to do. The
 * file is read from its front to its end, which a disk that turns is faster at.
 */
export function fillRows({ file, rowBytes, from }: RowSource, rows: readonly number[], target: Uint8Array): void {
  const inFile = stretchesOf(rows).toSorted((a, b) => a.row - b.row);
  const all = 'kept' in from ? new Uint8Array(from.kept) : null;
  for (const { row, place, rows: count } of inFile) {
    const [start, length, position] = [place * rowBytes, count * rowBytes, row * rowBytes];
    if (all) target.set(all.subarray(position, position + length), start);
    else if ('descriptor' in from) readFully(from.descriptor, file, target, start, length, position);
  }
}

function readFully(
  descriptor: number,
  file: string,
  target: Uint8Array,
  start: number,
  length: number,
  position: number,
): void {
  for (let done = 0; done < length; ) {
    const read = readSync(descriptor, target, start + done, length - done, position + done);
    if (read === 0) throw endedEarly(file);
    done += read;
  }
}

export const endedEarly = (file: string): AppError => new AppError('FILE_UNREADABLE', `${file} ended early.`);
