import { z } from 'zod';
import { isWhole, onlyShape, plainArgument, type Reading, type ReadOperation } from './operation.ts';

/** More places than any axis that is sliced has; a file can say any size. */
const MOST_PLACES = 100_000;

const end = z.int().nullable().default(null);
const slice = z.object({
  class_name: z.literal('__slice__'),
  config: z.object({ start: end, stop: end, step: end }),
});
const ellipsis = z.object({ class_name: z.literal('__ellipsis__') });

/** Places that Python's `start:stop:step` means; null for one that goes backwards, or isn't bounded. */
function placesOf(given: unknown, size: number | null): number[] | 'all' | null {
  const parsed = slice.safeParse(given);
  if (!parsed.success) return null;
  const { start, stop, step } = parsed.data.config;
  if ((start ?? 0) === 0 && stop === null && (step ?? 1) === 1) return 'all';
  if (size === null || size > MOST_PLACES || (step ?? 1) < 1) return null;
  const bounded = (value: number) => Math.min(Math.max(value < 0 ? value + size : value, 0), size);
  const places: number[] = [];
  for (let at = bounded(start ?? 0); at < bounded(stop ?? size); at += step ?? 1) places.push(at);
  return places.length > 0 ? places : null;
}

/** The axis that each part of `x[…, 2]` speaks of; null where there are more parts than axes. */
function byAxis(parts: readonly unknown[], rank: number): (readonly [axis: number, part: unknown])[] | null {
  const gap = parts.findIndex((part) => ellipsis.safeParse(part).success);
  const behind = gap < 0 ? 0 : parts.length - gap - 1;
  if (parts.length - (gap < 0 ? 0 : 1) > rank) return null;
  return parts.flatMap((part, index) => {
    if (index === gap) return [];
    return [[gap >= 0 && index > gap ? rank - behind + (index - gap - 1) : index, part] as const];
  });
}

const taken = (axis: number, indices: number[], drop: boolean): Reading => ({
  type: 'take',
  params: { axis, indices, drop },
});

/** `x[:, -1]`, `x[..., 0]`, `x[:, 2:5]`: what picks from one axis; from several at once no layer does. */
const getItem: ReadOperation = (operation) => {
  const shape = onlyShape(operation);
  const key = plainArgument(operation, 1, 'key');
  if (!shape || key === null) return null;
  const picks: Reading[] = [];
  for (const [axis, part] of byAxis(Array.isArray(key) ? key : [key], shape.length) ?? [[0, null] as const]) {
    const places = isWhole(part) ? [part] : placesOf(part, shape[axis] ?? null);
    if (places === 'all') continue;
    if (places === null || axis === 0) return null;
    picks.push(taken(axis, places, isWhole(part)));
  }
  const [pick, ...others] = picks;
  if (others.length > 0) return null;
  return pick ?? { type: 'identity', params: {} };
};

const takeOperation: ReadOperation = (operation) => {
  const axis = operation.config.axis;
  const indices = plainArgument(operation, 1, 'indices');
  if (operation.call.tensors.length !== 1 || !isWhole(axis)) return null;
  if (isWhole(indices)) return taken(axis, [indices], true);
  return Array.isArray(indices) && indices.every(isWhole) ? taken(axis, indices, false) : null;
};

/** Joins of a list, whose axis Keras counts from 0 where nothing is said. */
const joined =
  (type: 'stack' | 'concatenate'): ReadOperation =>
  ({ call, config: { axis = 0 } }) =>
    call.tensors.length > 1 && isWhole(axis) ? { type, params: { axis } } : null;

export const items: Readonly<Record<string, ReadOperation>> = {
  GetItem: getItem,
  Take: takeOperation,
  Stack: joined('stack'),
  Concatenate: joined('concatenate'),
};
