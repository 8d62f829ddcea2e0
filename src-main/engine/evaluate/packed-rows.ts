import { open } from 'node:fs/promises';
import type { PackedData } from '#shared/contract/trainer.ts';

const BYTES = { uint8: 1, float32: 4 } as const;

/** The values of some rows, end to end, as they lie in the packed file. */
export async function readPackedRows(data: PackedData, rows: readonly number[]): Promise<Uint8Array<ArrayBuffer>> {
  const rowBytes = data.shape.reduce((product, size) => product * size, 1) * BYTES[data.dtype];
  const result = new Uint8Array(rows.length * rowBytes);
  const file = await open(data.features, 'r');
  try {
    for (const [i, row] of rows.entries()) {
      const { bytesRead } = await file.read(result, i * rowBytes, rowBytes, row * rowBytes);
      if (bytesRead !== rowBytes) throw new Error(`${data.features} ends before row ${row}`);
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
