import type { Graph } from './types.ts';

/** The next free name of a type, as in Keras: `conv2d_1`, `conv2d_2`… Also free of the names in `taken`. */
export function nextId(
  graph: { readonly nodes: readonly { readonly id: string }[] },
  type: string,
  taken: Iterable<string> = [],
): string {
  const used = new Set(graph.nodes.map((node) => node.id));
  for (const id of taken) used.add(id);
  const base = type.replaceAll(/[^A-Za-z0-9_.-]/g, '_').replace(/^[_.-]+/, '') || 'layer';
  let number = 1;
  while (used.has(`${base}_${number}`)) number += 1;
  return `${base}_${number}`;
}

/** A free id for an edge; two edges between the same nodes are told apart by a number. */
export function nextEdgeId(
  graph: Pick<Graph, 'edges'>,
  source: string,
  target: string,
  taken: Iterable<string> = [],
): string {
  const used = new Set(graph.edges.map((edge) => edge.id));
  for (const id of taken) used.add(id);
  const base = `${source}->${target}`;
  if (!used.has(base)) return base;
  let number = 2;
  while (used.has(`${base}#${number}`)) number += 1;
  return `${base}#${number}`;
}
