import { open } from 'node:fs/promises';
import type { PackedColumn } from '#shared/contract/trainer.ts';

const BYTES = { uint8: 1, int32: 4, float32: 4 } as const;

/** The values of some rows, end to end, as they lie in the packed file. */
export async function readPackedRows(column: PackedColumn, rows: readonly number[]): Promise<Uint8Array<ArrayBuffer>> {
  const rowBytes = column.shape.reduce((product, size) => product * size, 1) * BYTES[column.dtype];
  const result = new Uint8Array(rows.length * rowBytes);
  const file = await open(column.file, 'r');
  try {
    for (const [i, row] of rows.entries()) {
      const { bytesRead } = await file.read(result, i * rowBytes, rowBytes, row * rowBytes);
      if (bytesRead !== rowBytes) throw new Error(`${column.file} ends before row ${row}`);
    }
  } finally {
    await file.close();
  }
  return result;
}

/** At most `count` rows, evenly spread. */
export function spread(rows: readonly number[], count: number): number[] {
  if (rows.length <= count) return [...rows];
  return Array.from({ length: count }, (_, i) => rows[Math.floor((i * rows.length) / count)] as number);
}
