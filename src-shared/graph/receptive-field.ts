import type { Reach } from '../layers/definition.ts';
import type { InferredNode } from './infer-node.ts';
import type { Wiring } from './wiring.ts';

/**
 * How much of the network's input one value of a layer depends on, along each spatial axis (time; height, width; depth,
 * height, width): `all`, or so many positions, those that padding adds included. Null where it has no meaning or is not known.
 */
export type ReceptiveField = 'all' | readonly number[] | null;

interface Seen {
  readonly field: readonly number[];
  /** Positions of the input from one value to the next. */
  readonly jump: readonly number[];
}

type State = Seen | 'all' | null;

export type ReceptiveFieldsOf = (
  wiring: Wiring,
  order: readonly string[],
  nodes: ReadonlyMap<string, InferredNode>,
) => ReadonlyMap<string, ReceptiveField>;

/** Works out the receptive field of every node, sources first; see Araujo et al., 2019, for the recurrence. */
export const receptiveFields: ReceptiveFieldsOf = (...graph) => createReceptiveFields()(...graph);

/** The same, remembering: a node that is as it was, below sources that are as they were, is not worked out again. */
export function createReceptiveFields(): ReceptiveFieldsOf {
  let last: ReadonlyMap<string, { readonly node: InferredNode; readonly sources: State[]; readonly state: State }> =
    new Map();
  return (wiring, order, nodes) => {
    const seen = new Map<string, { readonly node: InferredNode; readonly sources: State[]; readonly state: State }>();
    const fields = new Map<string, ReceptiveField>();
    for (const id of order) {
      const node = nodes.get(id);
      if (!node) continue;
      const sources = (wiring.incoming.get(id) ?? []).map((edge) => seen.get(edge.source)?.state ?? null);
      const before = last.get(id);
      const isSame =
        before?.node === node &&
        before.sources.length === sources.length &&
        sources.every((source, index) => source === before.sources[index]);
      const state = isSame ? before.state : seenBy(node, sources);
      seen.set(id, isSame ? before : { node, sources, state });
      fields.set(id, state && state !== 'all' ? state.field : state);
    }
    last = seen;
    return fields;
  };
}

function seenBy(node: InferredNode, sources: readonly (Seen | 'all' | null)[]): Seen | 'all' | null {
  const { definition, output, params, inputs } = node;
  if (!definition || !output || !params) return null;
  if (definition.arity === 'none') {
    const axes = Array.from({ length: output.dims.length - 1 }, () => 1);
    return axes.length > 0 ? { field: axes, jump: axes } : null;
  }
  const before = widest(sources);
  if (before === null || before === 'all') return before;
  const reach = definition.reach?.(
    params,
    inputs.flatMap((input) => input ?? []),
  );
  if (reach === 'all') return 'all';
  return reach && reach.length > 0 ? through(before, reach) : before;
}

function through({ field, jump }: Seen, reach: readonly Reach[]): Seen | null {
  if (reach.length !== field.length) return null;
  return {
    field: field.map((positions, axis) => positions + ((reach[axis]?.size ?? 1) - 1) * (jump[axis] ?? 1)),
    jump: jump.map((step, axis) => step * (reach[axis]?.stride ?? 1)),
  };
}

/** Where several paths meet: all of them seen at once. */
function widest(sources: readonly (Seen | 'all' | null)[]): Seen | 'all' | null {
  if (sources.includes('all')) return 'all';
  const [first, ...others] = sources as readonly (Seen | null)[];
  return others.reduce((most, source) => (most && source ? wider(most, source) : null), first ?? null);
}

function wider(a: Seen, b: Seen): Seen | null {
  if (a.field.length !== b.field.length) return null;
  const grows = b.field.some((positions, axis) => positions > (a.field[axis] ?? 0));
  return {
    field: a.field.map((positions, axis) => Math.max(positions, b.field[axis] ?? 0)),
    jump: grows ? b.jump : a.jump,
  };
}
