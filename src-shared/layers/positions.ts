import { z } from 'zod';
import { formatBatchShape } from '../shapes/format.ts';
import type { SymbolicTensor } from '../shapes/symbolic.ts';
import type { Inference } from './definition.ts';
import { fails, unknownSize } from './inference.ts';
import { asSteps } from './missing-axis.ts';

/** Layers that Keras itself doesn't have, named and computed as in KerasHub, which Keras loads by itself where installed. */
export const kerasHub = {
  note: 'A layer of KerasHub: Keras opens a model with it where the package keras-hub is installed.',
  place: (file: string, className: string) => ({
    module: `keras_hub.src.layers.modeling.${file}`,
    registeredName: `keras_hub>${className}`,
  }),
};

export const wavelengthParam = z.int().min(2).max(1_000_000_000).default(10_000).meta({
  title: 'Longest wave',
  description: 'After how many places the slowest pattern comes round: more than the longest sequence has.',
});

/** Runs `then` on a sequence of a known length. */
export function withSequence(inputs: readonly SymbolicTensor[], then: (input: SymbolicTensor) => Inference): Inference {
  const [input] = inputs;
  if (!input) return fails();
  if (input.dims.length < 2) {
    const found = formatBatchShape(input);
    return fails({
      code: 'rank-mismatch',
      severity: 'error',
      expected: '(batch, time, features)',
      found,
      message: `expects a sequence (batch, time, features); got ${found} from {input0}. Put it before {input0}, or reshape first.`,
      remedies: asSteps(input),
    });
  }
  if (input.dims.at(-1)?.size == null) return unknownSize(input);
  return then(input);
}
