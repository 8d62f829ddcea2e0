import { outputPortsOf } from '../graph/ports.ts';
import type { GraphGroup } from '../graph/types.ts';
import { membersByGroup } from './members.ts';
import type { Source } from './model-reader.ts';
import type { Writing } from './model-writer.ts';
import type { NodeNames } from './node-names.ts';
import { unitOf } from './units.ts';

/** One input of one node: where a tensor enters a model. */
export interface Entry {
  readonly node: string;
  readonly index: number;
}
export const entryKey = ({ node, index }: Entry): string => `${node} ${index}`;

/** A model as it is seen from around it: what enters, and what leaves. Its nodes are those of its first call. */
export interface Frame {
  readonly name: string;
  /** How many models it lies in. */
  readonly depth: number;
  /** Its nodes and those of models in it, sources first. */
  readonly nodes: readonly string[];
  /** For each of its inputs a place where it enters, and for each such place which input it is. */
  readonly inputs: readonly Entry[];
  readonly inputOf: ReadonlyMap<string, number>;
  readonly ends: readonly Source[];
}

/** A model in a model. */
export interface Inner {
  /** That of its first call. */
  readonly group: GraphGroup;
  /** The groups that are its calls. */
  readonly calls: readonly string[];
  readonly frame: Frame;
  /** For each input of the model where it enters in one of the calls. */
  readonly entriesOf: (call: string) => Entry[];
  /** Which of the model's outputs something in one of the calls is. */
  readonly endOf: (source: Source) => number;
}

/** The models in a model, by the groups that call them. */
export function innerModels(writing: Writing, frame: Frame, names: NodeNames): Map<string, Inner> {
  const { graph, nesting } = writing;
  const { pathOf, repeats } = nesting;
  const members = membersByGroup(frame.nodes, (node) => pathOf(node)[frame.depth]);
  const groups = (graph.groups ?? []).filter(({ id }) => members.has(id));
  const callsOf = membersByGroup(groups, ({ id }) => repeats.get(id)?.of ?? id);
  const leaving = endsOfModels(writing, frame);
  const inner = new Map<string, Inner>();
  // Named as they are met on the way through the model.
  for (const first of members.keys()) {
    const group = groups.find(({ id }) => id === first);
    if (!group || repeats.has(first)) continue;
    const calls = (callsOf.get(first) ?? []).map(({ id }) => id);
    const nodes = members.get(first) ?? [];
    // From the nodes of the first call to those of each.
    const nodesOf = new Map(calls.map((call) => [call, inverse(repeats.get(call)?.twins)]));
    const inCall = ({ node, index }: Entry, call: string) => ({ node: nodesOf.get(call)?.get(node) ?? node, index });
    const ends = leaving.get(first) ?? [];
    const model: Inner = {
      group,
      calls,
      frame: {
        name: names.take(group.title),
        depth: frame.depth + 1,
        nodes,
        ends,
        ...inputsOf(writing, frame, nodes, (entry) => calls.map((call) => inCall(entry, call))),
      },
      entriesOf: (call) => model.frame.inputs.map((entry) => inCall(entry, call)),
      endOf: ({ id, port }) => {
        const first = firstOf(writing, id, frame.depth);
        return ends.findIndex((end) => end.id === first && end.port === port);
      },
    };
    for (const call of calls) inner.set(call, model);
  }
  return inner;
}

const inverse = (twins: ReadonlyMap<string, string> = new Map()): Map<string, string> =>
  new Map([...twins].map(([again, first]) => [first, again]));

/** The node of a model's first call that answers to one in any of its calls. */
function firstOf({ nesting: { pathOf, repeats } }: Writing, node: string, depth: number): string {
  return repeats.get(pathOf(node)[depth] ?? '')?.twins.get(node) ?? node;
}

/** One input for all that enters from the same place, in every call. */
function inputsOf(
  { graph, layers }: Writing,
  around: Frame,
  nodes: readonly string[],
  inCalls: (entry: Entry) => Entry[],
): Pick<Frame, 'inputs' | 'inputOf'> {
  const inside = new Set(nodes);
  const outside = new Set(around.nodes);
  const sourceOf = (entry: Entry) => {
    const { id = '', port = '' } = layers.get(entry.node)?.inbound[entry.index] ?? {};
    return outside.has(id) ? `${id} ${port}` : `input ${around.inputOf.get(entryKey(entry))} of the model`;
  };
  const inputs = new Map<string, Entry>();
  const inputOf = new Map<string, number>();
  for (const { id: node } of graph.nodes) {
    if (!inside.has(node)) continue;
    for (const [index, { id }] of (layers.get(node)?.inbound ?? []).entries()) {
      if (inside.has(id)) continue;
      const key = inCalls({ node, index }).map(sourceOf).join(', ');
      if (!inputs.has(key)) inputs.set(key, { node, index });
      inputOf.set(entryKey({ node, index }), [...inputs.keys()].indexOf(key));
    }
  }
  return { inputs: [...inputs.values()], inputOf };
}

/** What leaves each model in a model, in any of its calls: as nodes of the first one, in the graph's order. */
function endsOfModels(writing: Writing, { nodes, depth, ends }: Frame): Map<string, Source[]> {
  const { graph, layers, nesting } = writing;
  const inside = new Set(nodes);
  const groupOf = (node: string) => {
    const unit = unitOf(node, depth, nesting.pathOf);
    return unit.isGroup ? unit.id : null;
  };
  const used = new Map<string, Source>();
  const use = ({ id, port }: Source) => {
    const group = groupOf(id);
    if (group === null) return;
    const first = firstOf(writing, id, depth);
    used.set(`${first} ${port}`, { id: first, port });
  };
  for (const node of nodes) {
    for (const source of layers.get(node)?.inbound ?? []) {
      if (inside.has(source.id) && groupOf(source.id) !== groupOf(node)) use(source);
    }
  }
  for (const end of ends) use(end);
  const rank = new Map(graph.nodes.map(({ id }, index) => [id, index]));
  const portOf = ({ id, port }: Source) => {
    const layer = layers.get(id);
    return layer ? outputPortsOf(layer.definition, layer.params).indexOf(port) : 0;
  };
  const sorted = [...used.values()].sort(
    (a, b) => (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0) || portOf(a) - portOf(b),
  );
  return membersByGroup(sorted, ({ id }) => groupOf(id) ?? undefined);
}
