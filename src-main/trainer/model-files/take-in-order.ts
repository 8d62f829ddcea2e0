import type { WeightSlot } from '#shared/keras/weight-slots.ts';
import { damaged } from './damaged.ts';

/** `batch_normalization/gamma:0` → `gamma`. */
const lastName = (name: string): string => name.slice(name.lastIndexOf('/') + 1).replace(/:\d+$/, '');

/**
 * Pairs the weights that a graph has with those that a file lists by name, both in Keras's order. A name that belongs to
 * another of them shows that the orders differ: then nothing is taken, rather than the wrong thing.
 */
export function takeInOrder<Slot extends WeightSlot>(
  slots: readonly Slot[],
  names: readonly string[],
  { file, place }: { file: string; place: string },
): [Slot, string][] {
  if (names.length !== slots.length) {
    throw damaged(file, `${place} lists ${names.length} weights, and its layers have ${slots.length}`);
  }
  const known = new Set(slots.map((slot) => lastName(slot.path)));
  return slots.map((slot, index) => {
    const name = names[index] as string;
    const found = lastName(name);
    if (known.has(found) && found !== lastName(slot.path)) {
      throw damaged(file, `${place} lists ${name} where ${slot.path} should stand`);
    }
    return [slot, name];
  });
}
