import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackedData } from '#shared/contract/trainer.ts';
import { seededRandom } from '#shared/data/seeded-random.ts';
import type { Graph } from '#shared/graph/types.ts';
import { getLayer } from '#shared/layers/index.ts';

const SIZE = 8;
const CLASSES = ['top', 'bottom', 'left'];

/** The same data for the inputs and outputs of another graph, in their order. */
export function packedFor(graph: Graph, data: PackedData): PackedData {
  const named = (role: 'input' | 'output') => graph.nodes.filter(({ type }) => getLayer(type)?.role === role);
  const again = <Column>(columns: readonly Column[], nodes: Graph['nodes']) =>
    nodes.flatMap(({ id }, index) => {
      const column = columns[index] ?? columns[0];
      return column ? [{ ...column, node: id }] : [];
    });
  return { ...data, inputs: again(data.inputs, named('input')), targets: again(data.targets, named('output')) };
}

/**
 * Small grey pictures, noisy, brighter on one side: the side is the class. Written to a folder as the engine does, for
 * the input and output of `smallCnn`.
 */
export async function writePictures(folder: string, count = 90, noise = 120): Promise<PackedData> {
  const random = seededRandom(11);
  const features = new Uint8Array(count * SIZE * SIZE);
  const labels = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    const label = row % CLASSES.length;
    labels[row] = label;
    for (let pixel = 0; pixel < SIZE * SIZE; pixel++) {
      const [y, x] = [Math.floor(pixel / SIZE), pixel % SIZE];
      const bright = [y < SIZE / 2, y >= SIZE / 2, x < SIZE / 4][label];
      features[row * SIZE * SIZE + pixel] = (bright ? 120 : 0) + random.below(noise);
    }
  }
  await writeFile(join(folder, 'features.bin'), features);
  await writeFile(join(folder, 'labels.bin'), new Uint8Array(labels.buffer));
  const rows = Array.from({ length: count }, (_, row) => row);
  return {
    count,
    inputs: [{ node: 'input_0', file: join(folder, 'features.bin'), shape: [SIZE, SIZE, 1], dtype: 'uint8' }],
    targets: [
      {
        node: 'output_10',
        file: join(folder, 'labels.bin'),
        shape: [],
        dtype: 'int32',
        classes: CLASSES,
        scale: 1,
        offset: 0,
      },
    ],
    weights: null,
    splits: {
      train: rows.filter((row) => row % 5 !== 4),
      validation: rows.filter((row) => row % 10 === 4),
      test: rows.filter((row) => row % 10 === 9),
    },
  };
}
