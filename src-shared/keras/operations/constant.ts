import { z } from 'zod';
import type { CallArguments } from '../call-tensors.ts';

const array = z.object({
  class_name: z.enum(['__tensor__', '__numpy__']),
  config: z.looseObject({ value: z.unknown() }),
});

/** What `[[[1, 2, 3]]]` says of the last axis; null where it says something of others. */
function alongLastAxis(value: unknown): number[] | null {
  let inner = value;
  while (Array.isArray(inner) && inner.length === 1 && Array.isArray(inner[0])) inner = inner[0];
  if (typeof inner === 'number') return [inner];
  const numbers = z.array(z.number()).min(1).max(100_000).safeParse(inner);
  return numbers.success ? numbers.data : null;
}

/** The number, or the numbers along the last axis, that a binary operation is called with beside its tensor. */
export function constantOf(call: CallArguments): number[] | null {
  for (const value of [...call.values, ...Object.values(call.named)]) {
    if (typeof value === 'number' && Number.isFinite(value)) return [value];
    const parsed = array.safeParse(value);
    if (parsed.success) return alongLastAxis(parsed.data.config.value);
  }
  return null;
}
