import { formatBatchShape } from '../shapes/format.ts';
import type { SymbolicTensor } from '../shapes/symbolic.ts';
import type { Inference, LayerProblem, Remedy } from './definition.ts';

export const infers = (output: SymbolicTensor, ...problems: LayerProblem[]): Inference => ({ output, problems });
export const fails = (...problems: LayerProblem[]): Inference => ({ output: null, problems });

/** A height × width × channels tensor, taken apart. */
export interface Picture {
  readonly tensor: SymbolicTensor;
  readonly height: number | null;
  readonly width: number | null;
  readonly channels: number;
}

/** For layers that keep the shape and take any: the input goes through. */
export function passesThrough(inputs: readonly SymbolicTensor[]): Inference {
  const input = inputs[0];
  return input ? infers(input) : fails();
}

interface PictureWords {
  /** What to do instead, after "Put it before …, or". */
  readonly otherwise?: string;
}

/** Runs `then` on a picture; anything else is a `rank-mismatch` that says what a picture is. */
export function withPicture(
  inputs: readonly SymbolicTensor[],
  words: PictureWords,
  then: (picture: Picture) => Inference,
): Inference {
  const tensor = inputs[0];
  if (!tensor) return fails();
  const [height, width, channels] = tensor.dims;
  if (!height || !width || !channels || tensor.dims.length !== 3) {
    const found = formatBatchShape(tensor);
    const otherwise = words.otherwise ? `, or ${words.otherwise}` : '';
    return fails({
      code: 'rank-mismatch',
      severity: 'error',
      expected: '(batch, height, width, channels)',
      found,
      message: `expects a 4-D input (batch, height, width, channels); got ${found} from {input0}. Put it before {input0}${otherwise}.`,
    });
  }
  if (channels.size === null) return unknownSize(tensor);
  return then({ tensor, height: height.size, width: width.size, channels: channels.size });
}

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
