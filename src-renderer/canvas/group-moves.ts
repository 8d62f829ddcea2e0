import type { NodeChange } from '@xyflow/react';
import { membersOf } from '#shared/graph/grouping.ts';
import { groupKey, groupOfKey } from '#shared/graph/shown-graph.ts';
import type { Graph } from '#shared/graph/types.ts';
import type { FlowNode } from './flow-parts.ts';
import type { GraphSession } from './graph-session.ts';

/** While a frame is dragged, what is in it goes along. */
export function withMembers(
  changes: readonly NodeChange<FlowNode>[],
  current: readonly FlowNode[],
  session: GraphSession,
): NodeChange<FlowNode>[] {
  const all = [...changes];
  const own = new Set(changes.map((change) => ('id' in change ? change.id : '')));
  for (const change of changes) {
    if (change.type !== 'position' || !change.position) continue;
    const group = groupOfKey(change.id);
    const before = current.find(({ id }) => id === change.id)?.position;
    if (group === null || !before) continue;
    const [x, y] = [change.position.x - before.x, change.position.y - before.y];
    const inside = insideOf(session.getState().graph, group);
    for (const node of current) {
      if (own.has(node.id) || !inside.has(node.id)) continue;
      own.add(node.id);
      const position = { x: node.position.x + x, y: node.position.y + y };
      all.push({ id: node.id, type: 'position', position, dragging: change.dragging ?? false });
    }
  }
  return all;
}

/** Layers in a group, and keys of the groups in it. */
function insideOf(graph: Graph, group: string): Set<string> {
  const inside = new Set(membersOf(graph, group).map(({ id }) => id));
  const groups = new Set([group]);
  for (let grows = true; grows; ) {
    const more = (graph.groups ?? []).filter(({ id, parent }) => parent && groups.has(parent) && !groups.has(id));
    for (const { id } of more) {
      groups.add(id);
      inside.add(groupKey(id));
    }
    grows = more.length > 0;
  }
  return inside;
}

/** Where the layers are after a drag of layers and groups. */
export function positionsAfter(
  graph: Graph,
  before: readonly FlowNode[],
  moved: readonly FlowNode[],
): Record<string, { x: number; y: number }> {
  const positions: Record<string, { x: number; y: number }> = {};
  for (const node of moved) {
    const start = before.find(({ id }) => id === node.id)?.position;
    if (!start) continue;
    const [x, y] = [Math.round(node.position.x - start.x), Math.round(node.position.y - start.y)];
    if (x === 0 && y === 0) continue;
    const group = groupOfKey(node.id);
    const layers = group === null ? graph.nodes.filter(({ id }) => id === node.id) : membersOf(graph, group);
    for (const { id, position } of layers)
      positions[id] = { x: Math.round(position.x + x), y: Math.round(position.y + y) };
  }
  return positions;
}
