import { z } from 'zod';
import { broadcast } from '../../shapes/broadcast.ts';
import { formatBatchShape } from '../../shapes/format.ts';
import type { SymbolicTensor } from '../../shapes/symbolic.ts';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import type { Remedy } from '../definition.ts';
import { fails, infers } from '../inference.ts';

/** Where only the channels of two pictures differ, a 1×1 convolution brings the second to the first. */
function sameChannels(
  first: SymbolicTensor | undefined,
  second: SymbolicTensor | undefined,
  input: number,
): readonly Remedy[] {
  if (first?.dims.length !== 3 || second?.dims.length !== 3) return [];
  const filters = first.dims[2]?.size;
  const alike = [0, 1].every((axis) => first.dims[axis]?.size === second.dims[axis]?.size);
  if (!alike || !filters) return [];
  const params = { filters, kernel_size: [1, 1] };
  const title = `Bring {input${input}} to ${filters} channels with a 1×1 conv2d`;
  return [{ kind: 'insert-before', title, type: 'conv2d', params, input }];
}

/** Adds several tensors of one shape, value by value: the joint of a residual block. */
export const add = defineLayer({
  type: 'add',
  title: 'Add',
  family: 'merge',
  arity: 'many',
  params: z.object({}),
  doc: {
    summary: 'Adds its inputs value by value.',
    inputShape: 'two or more of one shape (a size of 1 is repeated to fit)',
    outputShape: 'the common shape',
    formula: 'y = x₁ + x₂ + …',
    whenToUse: 'In residual blocks: the input of a block is added to its result, which lets networks be deep.',
    commonMistake: 'Adding before and after a layer that changes the number of channels. A 1×1 Conv2D makes them fit.',
    source: 'https://keras.io/api/layers/merging_layers/add/',
  },
  next: ['activation', 'batch_normalization', 'conv2d'],
  summary: () => '',
  inferShape: (inputs) => {
    const result = broadcast(inputs);
    if (result.ok) return infers(result.tensor);
    const first = inputs[result.first];
    const second = inputs[result.second];
    const found = [first, second].map((tensor) => (tensor ? formatBatchShape(tensor) : '?'));
    return fails({
      code: 'shape-mismatch',
      severity: 'error',
      expected: 'inputs of one shape',
      found: found.join(' and '),
      message: `adds inputs of one shape; got ${found[0]} from {input${result.first}} and ${found[1]} from {input${result.second}}. Make them equal (a 1×1 conv2d changes the channels, padding same keeps the size), or use concatenate.`,
      remedies: sameChannels(first, second, result.second),
    });
  },
  weights: () => [],
  flops: (inputs, _params, output) => (inputs.length - 1) * knownElements(output),
  keras: { className: 'Add', toConfig: () => ({}), fromConfig: () => ({}) },
});
