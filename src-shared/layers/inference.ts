import { formatBatchShape } from '../shapes/format.ts';
import type { AxisName, SymbolicTensor } from '../shapes/symbolic.ts';
import type { Inference, LayerProblem, Remedy } from './definition.ts';
import { addAxis, asSquarePicture, asSteps } from './missing-axis.ts';

export const infers = (output: SymbolicTensor, ...problems: LayerProblem[]): Inference => ({ output, problems });
export const fails = (...problems: LayerProblem[]): Inference => ({ output: null, problems });

/** How many axes a window moves along: those of a sequence, a picture or a volume. */
export type SpatialRank = 1 | 2 | 3;

export const spatialAxes = {
  1: ['time'],
  2: ['height', 'width'],
  3: ['depth', 'height', 'width'],
} as const satisfies Record<SpatialRank, readonly AxisName[]>;

/** What a tensor with so many spatial axes is called. */
export const spatialNoun = { 1: 'a sequence', 2: 'a picture', 3: 'a volume' } as const satisfies Record<
  SpatialRank,
  string
>;

/** A sequence, picture or volume with its channels last, taken apart. */
export interface Spatial {
  readonly tensor: SymbolicTensor;
  readonly rank: SpatialRank;
  /** Along each spatial axis. */
  readonly sizes: readonly (number | null)[];
  readonly channels: number;
}

/** A height × width × channels tensor, taken apart. */
export interface Picture {
  readonly tensor: SymbolicTensor;
  readonly height: number | null;
  readonly width: number | null;
  readonly channels: number;
}

/** Puts a sequence, picture or volume together. */
export const spatialTensor = (
  rank: SpatialRank,
  sizes: readonly (number | null)[],
  channels: number,
  dtype: SymbolicTensor['dtype'] = 'float32',
): SymbolicTensor => ({
  dims: [
    ...spatialAxes[rank].map((axis, index) => ({ size: sizes[index] ?? null, axis })),
    { size: channels, axis: 'channels' as const },
  ],
  dtype,
});

/** For layers that keep the shape and take any: the input goes through. */
export function passesThrough(inputs: readonly SymbolicTensor[]): Inference {
  const input = inputs[0];
  return input ? infers(input) : fails();
}

interface SpatialWords {
  /** What to do instead, after "Put it before …, or". */
  readonly otherwise?: string;
}

/** Runs `then` on a tensor with `rank` spatial axes; anything else is a `rank-mismatch` that says what is expected. */
export function withSpatial(
  inputs: readonly SymbolicTensor[],
  rank: SpatialRank,
  words: SpatialWords,
  then: (spatial: Spatial) => Inference,
): Inference {
  const tensor = inputs[0];
  if (!tensor) return fails();
  const channels = tensor.dims.at(-1)?.size;
  if (tensor.dims.length !== rank + 1 || channels === undefined) {
    const found = formatBatchShape(tensor);
    const expected = `(batch, ${spatialAxes[rank].join(', ')}, channels)`;
    const otherwise = words.otherwise ? `, or ${words.otherwise}` : '';
    return fails({
      code: 'rank-mismatch',
      severity: 'error',
      expected,
      found,
      message: `expects a ${rank + 2}-D input ${expected}; got ${found} from {input0}. ${tensor.dims.length === rank ? 'Add the missing axis with a reshape' : 'Put it before {input0}'}${otherwise}.`,
      remedies: toSpatial(tensor, rank),
    });
  }
  if (channels === null) return unknownSize(tensor);
  return then({ tensor, rank, sizes: tensor.dims.slice(0, -1).map(({ size }) => size), channels });
}

/** One axis short: its channels, as a picture in grey has none of its own. A row: a square. A picture, for a sequence: its rows. */
function toSpatial(tensor: SymbolicTensor, rank: SpatialRank): readonly Remedy[] {
  if (tensor.dims.length === rank) return addAxis(tensor, rank, 'channels');
  if (rank === 2) return asSquarePicture(tensor);
  return rank === 1 ? asSteps(tensor) : [];
}

/** Runs `then` on a picture. */
export const withPicture = (
  inputs: readonly SymbolicTensor[],
  words: SpatialWords,
  then: (picture: Picture) => Inference,
): Inference =>
  withSpatial(inputs, 2, words, ({ tensor, sizes: [height = null, width = null], channels }) =>
    then({ tensor, height, width, channels }),
  );

/** Weights can't be counted while the last dimension is not known. */
export const unknownSize = (tensor: SymbolicTensor): Inference =>
  fails({
    code: 'unknown-size',
    severity: 'error',
    expected: 'a known last dimension',
    found: formatBatchShape(tensor),
    message: `needs to know the last dimension of its input; got ${formatBatchShape(tensor)} from {input0}. Give the input a fixed shape.`,
  });

/** Ways from a picture to a vector, the usual ones. */
export const toVector: readonly Remedy[] = [
  {
    kind: 'insert-before',
    title: 'Average each channel first (global average pooling)',
    type: 'global_average_pooling2d',
    params: {},
  },
  { kind: 'insert-before', title: 'Flatten first', type: 'flatten', params: {} },
];
