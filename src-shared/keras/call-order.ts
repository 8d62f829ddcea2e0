import { membersByGroup } from './members.ts';

/** One call of a layer or model. */
export interface LayerCall {
  readonly key: string;
  /** What is called: calls of the same are numbered. */
  readonly layer: string;
  /** Keys of the calls that it needs. */
  readonly sources: readonly string[];
}

/**
 * Numbers the calls of each layer. Keras makes the calls of a layer one after the other, each as soon as what it needs is
 * there: the `preferred` order holds where no call would wait for a later one so, else the order in which data flow.
 * `flowing`: sources first.
 */
export function callNumbers(
  flowing: readonly LayerCall[],
  preferred: readonly LayerCall[],
): ReadonlyMap<string, number> {
  const calls = byLayer(preferred);
  const numbered = canBeMade(calls) ? calls : byLayer(flowing);
  return new Map([...numbered.values()].flatMap((own) => own.map(({ key }, index) => [key, index] as const)));
}

const byLayer = (calls: readonly LayerCall[]) => membersByGroup(calls, ({ layer }) => layer);

/** Tries it as `functional_from_config` does. */
function canBeMade(layers: ReadonlyMap<string, readonly LayerCall[]>): boolean {
  const made = new Set<string>();
  const open = new Map([...layers].map(([layer, calls]) => [layer, [...calls]]));
  for (let before = -1; before !== made.size; ) {
    before = made.size;
    for (const [layer, calls] of open) {
      while (calls[0]?.sources.every((source) => made.has(source))) made.add(calls.shift()?.key ?? '');
      if (calls.length === 0) open.delete(layer);
    }
  }
  return open.size === 0;
}
