import type { InputPort, LayerDefinition } from '../layers/definition.ts';
import { getLayer } from '../layers/index.ts';
import type { Graph } from './types.ts';

/** Names of the places where connections enter a layer of this type; none where data enters the network. */
export function inputPortsOf(definition: LayerDefinition): readonly string[] {
  if (definition.arity === 'none') return [];
  return definition.ports?.map((port) => port.name) ?? ['in'];
}

/** Names of what a layer gives, by its complete parameters. */
export const outputPortsOf = (
  definition: LayerDefinition,
  params: Readonly<Record<string, unknown>>,
): readonly string[] => ['out', ...(definition.outputs?.(params) ?? [])];

/** What is given at ports, in their order; at an open one before another stands what stands in for it. */
export function inPortOrder<Given>(ports: readonly InputPort[], given: ReadonlyMap<string, Given>): Given[] {
  const known = new Map(given);
  const last = ports.findLastIndex(({ name }) => given.has(name));
  return ports.slice(0, last + 1).flatMap(({ name, otherwise = '' }) => {
    const from = known.has(name) ? name : otherwise;
    if (!known.has(from)) return [];
    const found = known.get(from) as Given;
    known.set(name, found);
    return [found];
  });
}

/** Where a connection from this output enters a new layer: what was remembered into what is remembered, else the first. */
export function entryPort(type: string, sourcePort: string): string {
  const ports = getLayer(type)?.ports ?? [];
  const state = sourcePort.replace(/^state/, 'initial');
  return (ports.find(({ name }) => name === state) ?? ports[0])?.name ?? 'in';
}

/** Where the next connection into a node goes: its first open port, or its last where all are taken; no rare one. */
export function freePort(graph: Graph, target: string): string {
  const node = graph.nodes.find(({ id }) => id === target);
  const ports = getLayer(node?.type ?? '')?.ports?.filter((port) => !port.rare);
  if (!ports) return 'in';
  const taken = new Set(graph.edges.filter((edge) => edge.target === target).map((edge) => edge.targetPort));
  return (ports.find(({ name }) => !taken.has(name)) ?? ports.at(-1))?.name ?? 'in';
}
