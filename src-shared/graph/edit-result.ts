import type { Problem } from './problems.ts';
import type { Graph, GraphEdit } from './types.ts';

export type EditResult =
  | { readonly ok: true; readonly graph: Graph; readonly inverse: GraphEdit }
  | { readonly ok: false; readonly problem: Problem };

export type Edit<Kind extends GraphEdit['kind']> = Extract<GraphEdit, { kind: Kind }>;

export const refuse = (message: string, place: Pick<Problem, 'node' | 'edge'> = {}): EditResult => ({
  ok: false,
  problem: { code: 'edit-does-not-fit', severity: 'error', message, ...place },
});

export const insertAt = <T>(list: readonly T[], index: number | undefined, item: T): T[] =>
  list.toSpliced(index === undefined ? list.length : Math.max(0, index), 0, item);

/** The thing with some options set; those set to `undefined` are taken away, as if they had never been there. */
export function withOptions<Thing extends object>(
  thing: Thing,
  options: { readonly [Key in keyof Thing]?: Thing[Key] | undefined },
): Thing {
  const entries = Object.entries({ ...thing, ...options }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Thing;
}
