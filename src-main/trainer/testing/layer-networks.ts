import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackedData } from '#shared/contract/trainer.ts';
import { seededRandom } from '#shared/data/seeded-random.ts';
import { outputPortsOf } from '#shared/graph/ports.ts';
import type { Graph } from '#shared/graph/types.ts';
import { getLayer, type LayerType } from '#shared/layers/index.ts';
import { goldenNames, type LayerCase, readGolden } from './golden-files.ts';

/** Features of a row, where a layer doesn't ask for numbers of its own. */
const WIDTH = 6;
const ROWS = 18;
const CLASSES = ['a', 'b', 'c'];

export const layerCases = (): LayerCase[] => [
  ...readGolden<LayerCase[]>('layers'),
  ...goldenNames('layers').flatMap((name) => readGolden<LayerCase[]>(`layers/${name}`)),
];

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

/** A lookup takes whole numbers, which no layer before it could give. */
const takesNumbers = ({ inputs }: LayerCase): boolean =>
  inputs.every(({ values }) => values.every((value) => Number.isInteger(value)));

/**
 * A network around a layer of the golden files: what enters it comes from layers with weights, and what comes out goes
 * into classes, so that training runs through it forwards and backwards.
 */
export function networkAround(golden: LayerCase): Graph {
  const nodes: Graph['nodes'][number][] = [];
  const edges: Graph['edges'][number][] = [];
  const add = (id: string, type: string, params: Graph['nodes'][number]['params'] = {}): string => {
    nodes.push({ id, type, params, position: { x: 0, y: nodes.length * 100 } });
    return id;
  };
  const connect = (source: string, target: string, targetPort = 'in', sourcePort = 'out'): void => {
    edges.push({ id: `edge_${edges.length}`, source, sourcePort, target, targetPort });
  };
  const definition = getLayer(golden.type as LayerType);
  const direct = takesNumbers(golden);
  const shapes = golden.inputs.map(({ shape }) => shape.slice(1));
  const input = add('data', 'input', { shape: direct ? (shapes[0] ?? []) : [WIDTH] });
  add('layer', golden.type, golden.params as Graph['nodes'][number]['params']);
  // Keras crosses a single column with itself in one golden case.
  if (definition.arity === 'many' && shapes.length === 1) connect(input, add('again', 'identity'));
  for (const [index, shape] of shapes.entries()) {
    const port = golden.ports?.[index] ?? definition.ports?.[index]?.name ?? 'in';
    if (direct) {
      connect(input, 'layer', port);
      continue;
    }
    // Of a mask some places are zero.
    const activation = port.endsWith('mask') ? 'relu' : 'linear';
    const source = add(`before_${index}`, 'dense', { units: sizeOf(shape), activation });
    connect(input, source);
    connect(add(`shape_${index}`, 'reshape', { target_shape: shape }), 'layer', port);
    connect(source, `shape_${index}`);
  }
  if (nodes.some(({ id }) => id === 'again')) connect('again', 'layer');
  const [port = 'out'] = outputPortsOf(definition, golden.params);
  const flat = golden.output.shape.length > 2 ? add('flat', 'flatten') : null;
  if (flat) connect('layer', flat, 'in', port);
  add('classes', 'dense', { units: CLASSES.length });
  connect(flat ?? 'layer', 'classes', 'in', flat ? 'out' : port);
  connect('classes', add('result', 'output'));
  return { nodes, edges };
}

/** Rows for that network. */
export async function writeRowsFor(golden: LayerCase, folder: string): Promise<PackedData> {
  const random = seededRandom(5);
  const [first] = golden.inputs;
  const direct = takesNumbers(golden) && first;
  const shape = direct ? first.shape.slice(1) : [WIDTH];
  const size = sizeOf(shape);
  const features = new Float32Array(ROWS * size);
  for (let index = 0; index < features.length; index++) {
    features[index] = direct
      ? (first.values[(index + size * Math.floor(index / size / 2)) % first.values.length] ?? 0)
      : random.below(2000) / 1000 - 1;
  }
  const labels = Int32Array.from({ length: ROWS }, (_, row) => (row * 7) % CLASSES.length);
  return writePacked(folder, { shape, features, labels, classes: CLASSES });
}

interface Rows {
  readonly shape: number[];
  readonly features: Float32Array;
  readonly labels: Int32Array;
  readonly classes: string[];
}

/** Writes rows as the engine packs them; the first two thirds are for training. */
async function writePacked(folder: string, { shape, features, labels, classes }: Rows): Promise<PackedData> {
  const files = { features: join(folder, 'features.bin'), labels: join(folder, 'labels.bin') };
  await writeFile(files.features, new Uint8Array(features.buffer));
  await writeFile(files.labels, new Uint8Array(labels.buffer));
  const rows = Array.from({ length: labels.length }, (_, row) => row);
  const cut = Math.floor((labels.length * 2) / 3);
  return {
    count: labels.length,
    inputs: [{ node: 'input', file: files.features, shape, dtype: 'float32' }],
    targets: [{ node: 'result', file: files.labels, shape: [], dtype: 'int32', classes, scale: 1, offset: 0 }],
    weights: null,
    splits: { train: rows.slice(0, cut), validation: rows.slice(cut), test: [] },
  };
}
