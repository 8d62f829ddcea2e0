/** What tools/golden/trainer_layers.py wrote. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tf } from '../runtime/tf.ts';

export interface GoldenTensor {
  readonly shape: number[];
  readonly values: number[];
}

export interface LayerCase {
  readonly type: string;
  readonly params: Record<string, unknown>;
  readonly training: boolean;
  readonly inputs: GoldenTensor[];
  readonly weights: Record<string, GoldenTensor>;
  readonly weightsAfter: Record<string, GoldenTensor>;
  readonly output: GoldenTensor;
  readonly dy: GoldenTensor;
  /** What comes out beside `output`. */
  readonly others?: { readonly output: GoldenTensor; readonly dy: GoldenTensor }[];
  /** Of the inputs, where there are any. */
  readonly masks?: (GoldenTensor | null)[];
  /** Where the inputs enter, where some stay open between them. */
  readonly ports?: string[];
  /** Of `output`. */
  readonly mask?: GoldenTensor | null;
  readonly inputGradients: GoldenTensor[];
  readonly weightGradients: Record<string, GoldenTensor>;
}

export const readGolden = <T>(name: string): T =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'golden', `${name}.json`), 'utf8'));

/** What is in a folder of golden files, without the ending. */
export const goldenNames = (folder: string): string[] =>
  readdirSync(join(import.meta.dirname, 'golden', folder)).map((file) => file.replace(/\.json$/, ''));

export const toTensor = ({ values, shape }: GoldenTensor): tf.Tensor => tf.tensor(values, shape, 'float32');

/** Largest difference, as a share of the largest value expected (or of 1 where all are smaller). */
export function difference(found: tf.Tensor, expected: GoldenTensor): number {
  if (found.shape.join() !== expected.shape.join()) {
    throw new Error(`expected shape ${expected.shape.join()}, found ${found.shape.join()}`);
  }
  const values = found.dataSync();
  const largest = expected.values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  return expected.values.reduce(
    (most, value, index) => Math.max(most, Math.abs(value - (values[index] ?? Number.NaN)) / largest),
    0,
  );
}
