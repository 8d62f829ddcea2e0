import { broadcast } from '../shapes/broadcast.ts';
import { formatBatchShape } from '../shapes/format.ts';
import type { SymbolicTensor } from '../shapes/symbolic.ts';
import type { Inference, Remedy } from './definition.ts';
import { fails, infers } from './inference.ts';

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

/** For layers that meet value by value: the common shape. `verb` is what such a layer does, e.g. `adds`. */
export function inferMerge(inputs: readonly SymbolicTensor[], verb: string): Inference {
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
    message: `${verb} inputs of one shape; got ${found[0]} from {input${result.first}} and ${found[1]} from {input${result.second}}. Make them equal (a 1×1 conv2d changes the channels, padding same keeps the size), or use concatenate.`,
    remedies: sameChannels(first, second, result.second),
  });
}
