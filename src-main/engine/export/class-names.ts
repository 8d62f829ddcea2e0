import type { PackedData } from '#shared/contract/trainer.ts';

export type ClassNames = readonly string[] | Readonly<Record<string, readonly string[]>>;

/** Of one output its classes alone, as every program expects them; of several, by their names. */
export function classNames(targets: readonly Pick<PackedData['targets'][number], 'node' | 'classes'>[]): ClassNames {
  const [only, ...others] = targets;
  if (only && others.length === 0) return only.classes ?? [];
  return Object.fromEntries(targets.flatMap(({ node, classes }) => (classes ? [[node, classes] as const] : [])));
}
