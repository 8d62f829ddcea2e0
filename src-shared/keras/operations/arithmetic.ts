import { constantOf } from './constant.ts';
import type { Operation, Reading, ReadOperation } from './operation.ts';

/** `scale · x + offset` for each place along the last axis, or one for all. */
interface Line {
  readonly scale: readonly number[];
  readonly offset: readonly number[];
}

/** A rescaling has one number for all; one for each channel is what a normalization does, where all are positive. */
function line({ call }: Operation, { scale, offset }: Line): Reading | null {
  const [one = 1, ...others] = scale;
  const [zero = 0, ...more] = offset;
  if (others.length === 0 && more.length === 0) return { type: 'rescaling', params: { scale: one, offset: zero } };
  const width = Math.max(scale.length, offset.length);
  // A vector that widens an axis of 1 makes another shape, which no normalization does.
  if (call.tensors[0]?.shape?.at(-1) !== width || scale.some((factor) => !(factor > 0))) return null;
  const places = Array.from({ length: width }, (_, index) => index);
  const factor = (place: number) => scale[place] ?? one;
  return {
    type: 'normalization',
    params: {
      axis: [-1],
      // Not `-offset`, which makes a −0 that no file keeps.
      mean: places.map((place) => (0 - (offset[place] ?? zero)) / factor(place)),
      variance: places.map((place) => factor(place) ** -2),
    },
  };
}

/** Two tensors are a merge; a tensor and numbers are a line. `2.0 - x` is another thing than `x - 2.0`. */
const binary =
  (
    type: Reading['type'] | null,
    toLine: ((numbers: readonly number[], isTensorFirst: boolean) => Line | null) | null,
  ): ReadOperation =>
  (operation) => {
    const { call } = operation;
    if (call.tensors.length === 2) return type === null ? null : { type, params: {} };
    const numbers = constantOf(call);
    if (call.tensors.length !== 1 || numbers === null || !toLine) return null;
    const found = toLine(numbers, call.values[0] === null || 'x2' in call.named);
    return found && line(operation, found);
  };

const negated = (numbers: readonly number[]) => numbers.map((number) => 0 - number);

const divide = binary(null, (numbers, isTensorFirst) =>
  isTensorFirst && numbers.every((number) => number !== 0)
    ? { scale: numbers.map((number) => 1 / number), offset: [0] }
    : null,
);

export const arithmetic: Readonly<Record<string, ReadOperation>> = {
  Add: binary('add', (offset) => ({ scale: [1], offset })),
  Multiply: binary('multiply', (scale) => ({ scale, offset: [0] })),
  Subtract: binary('subtract', (numbers, isTensorFirst) =>
    isTensorFirst ? { scale: [1], offset: negated(numbers) } : { scale: [-1], offset: numbers },
  ),
  TrueDivide: divide,
  Divide: divide,
  Negative: (operation) => (operation.call.tensors.length === 1 ? line(operation, { scale: [-1], offset: [0] }) : null),
  Maximum: binary('maximum', null),
  Minimum: binary('minimum', null),
};
