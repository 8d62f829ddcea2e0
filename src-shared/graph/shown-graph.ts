import { groupPath } from './grouping.ts';
import { GROUP_CARD_HEIGHT, GROUP_HEAD, GROUP_PAD, heightOfNode, NODE_WIDTH, portsOfNode } from './node-size.ts';
import type { Graph, GraphEdge, GraphEdit, GraphGroup, GraphNode } from './types.ts';

/** One place where connections enter or leave a folded group: a port of one of its layers. */
export interface GroupPort {
  readonly node: string;
  readonly port: string;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A group as it is seen: folded to a card, or open with a frame around what is in it. */
export interface ShownGroup {
  readonly group: GraphGroup;
  readonly box: Box;
  /** All layers in it, however deep. */
  readonly members: readonly GraphNode[];
  /** Groups around it. */
  readonly depth: number;
  readonly inputs: readonly GroupPort[];
  readonly outputs: readonly GroupPort[];
}

export interface ShownEdge {
  readonly edge: GraphEdge;
  /** A node, or a folded group by `groupKey`. */
  readonly source: string;
  readonly sourcePort: string;
  readonly target: string;
  readonly targetPort: string;
}

/** What of a graph is seen while some of its groups are folded. */
export interface ShownGraph {
  readonly nodes: readonly GraphNode[];
  readonly cards: readonly ShownGroup[];
  /** Outer ones first. */
  readonly frames: readonly ShownGroup[];
  readonly edges: readonly ShownEdge[];
  /** Which card stands for a layer that is not seen. */
  readonly cardOf: ReadonlyMap<string, string>;
}

/** Groups and layers may have the same name; a colon is in no name. */
export const groupKey = (id: string): string => `group:${id}`;
export const groupOfKey = (key: string): string | null => (key.startsWith('group:') ? key.slice(6) : null);
export const portKey = ({ node, port }: GroupPort): string => `${node}:${port}`;

export function shownGraph(graph: Graph): ShownGraph {
  const paths = new Map<string | undefined, readonly GraphGroup[]>([[undefined, []]]);
  const pathOf = (group: string | undefined): readonly GraphGroup[] => {
    const known = paths.get(group);
    if (known) return known;
    const path = groupPath(graph, group);
    paths.set(group, path);
    return path;
  };
  const cardOf = new Map<string, string>();
  const members = new Map<string, GraphNode[]>();
  const nodes: GraphNode[] = [];
  for (const node of graph.nodes) {
    const path = pathOf(node.group);
    for (const { id } of path) {
      const inside = members.get(id) ?? [];
      inside.push(node);
      members.set(id, inside);
    }
    const folded = path.find(({ collapsed }) => collapsed);
    if (folded) cardOf.set(node.id, folded.id);
    else nodes.push(node);
  }
  const ports = portsAround(graph, cardOf);
  const seen = (graph.groups ?? []).filter(({ id, parent }) => {
    return members.has(id) && !pathOf(parent).some(({ collapsed }) => collapsed);
  });
  const shown = (group: GraphGroup, box: Box): ShownGroup => ({
    group,
    box,
    members: members.get(group.id) ?? [],
    depth: pathOf(group.id).length - 1,
    inputs: ports.inputs.get(group.id) ?? [],
    outputs: ports.outputs.get(group.id) ?? [],
  });
  const cards = seen.filter(({ collapsed }) => collapsed).map((group) => shown(group, cardBox(members.get(group.id))));
  const boxes = new Map(cards.map(({ group, box }) => [group.id, box]));
  // Inner frames first: an outer one goes around them.
  const open = seen.filter(({ collapsed }) => !collapsed);
  for (const group of open.toSorted((a, b) => pathOf(b.id).length - pathOf(a.id).length)) {
    const inside = [
      ...nodes.filter((node) => node.group === group.id).map(boxOfNode),
      ...seen.flatMap(({ id, parent }) => (parent === group.id ? (boxes.get(id) ?? []) : [])),
    ];
    boxes.set(group.id, frameAround(inside));
  }
  const frames = open
    .map((group) => shown(group, boxes.get(group.id) ?? frameAround([])))
    .toSorted((a, b) => a.depth - b.depth);
  return { nodes, cards, frames, edges: ports.edges, cardOf };
}

export const boxOfNode = (node: GraphNode): Box => ({
  ...node.position,
  width: NODE_WIDTH,
  height: heightOfNode(node),
});

/** A card stands where the first of its layers would. */
function cardBox(members: readonly GraphNode[] = []): Box {
  const y = Math.min(...members.map(({ position }) => position.y));
  const x = members.find(({ position }) => position.y === y)?.position.x ?? 0;
  return { x, y, width: NODE_WIDTH, height: GROUP_CARD_HEIGHT };
}

function frameAround(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map(({ x }) => x)) - GROUP_PAD;
  const top = Math.min(...boxes.map(({ y }) => y)) - GROUP_HEAD;
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + GROUP_PAD;
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + GROUP_PAD;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

interface PortsAround {
  readonly inputs: ReadonlyMap<string, readonly GroupPort[]>;
  readonly outputs: ReadonlyMap<string, readonly GroupPort[]>;
  readonly edges: readonly ShownEdge[];
}

/**
 * What leads into and out of each card. Several connections from one source into a card are drawn as one; what is still
 * open inside has a port, too, so that it can be connected without opening the group.
 */
function portsAround(graph: Graph, cardOf: ReadonlyMap<string, string>): PortsAround {
  const inputs = new Map<string, GroupPort[]>();
  const outputs = new Map<string, GroupPort[]>();
  const add = (ports: Map<string, GroupPort[]>, card: string, port: GroupPort) => {
    const list = ports.get(card) ?? [];
    if (!list.some((each) => portKey(each) === portKey(port))) list.push(port);
    ports.set(card, list);
  };
  const edges: ShownEdge[] = [];
  const drawn = new Set<string>();
  for (const edge of graph.edges) {
    const [from, to] = [cardOf.get(edge.source), cardOf.get(edge.target)];
    if (from !== undefined && from === to) continue;
    const way = `${edge.source}:${edge.sourcePort} ${to ?? edge.id}`;
    if (to !== undefined && drawn.has(way)) continue;
    drawn.add(way);
    const exit = { node: edge.source, port: edge.sourcePort };
    const entry = { node: edge.target, port: edge.targetPort };
    if (from !== undefined) add(outputs, from, exit);
    if (to !== undefined) add(inputs, to, entry);
    edges.push({
      edge,
      source: from === undefined ? edge.source : groupKey(from),
      sourcePort: from === undefined ? edge.sourcePort : portKey(exit),
      target: to === undefined ? edge.target : groupKey(to),
      targetPort: to === undefined ? edge.targetPort : portKey(entry),
    });
  }
  const fed = new Set(graph.edges.map((edge) => edge.target));
  const leaving = new Set(graph.edges.map((edge) => edge.source));
  for (const node of cardOf.size > 0 ? graph.nodes : []) {
    const card = cardOf.get(node.id);
    if (card === undefined) continue;
    const ports = portsOfNode(node);
    const [first] = ports.inputs;
    if (!fed.has(node.id) && first !== undefined) add(inputs, card, { node: node.id, port: first });
    const [out] = ports.outputs;
    if (!leaving.has(node.id) && out !== undefined) add(outputs, card, { node: node.id, port: out });
  }
  return { inputs, outputs, edges };
}

/** Folds or opens a group; what lies below moves up or makes room. */
export function foldEdit(graph: Graph, id: string, collapsed: boolean): GraphEdit | null {
  const group = graph.groups?.find((each) => each.id === id);
  if (!group || group.collapsed === collapsed) return null;
  const boxIn = (groups: Graph['groups']) => {
    const { cards, frames } = shownGraph({ ...graph, ...(groups ? { groups } : {}) });
    return [...cards, ...frames].find((each) => each.group.id === id)?.box;
  };
  const turned = (to: boolean) => graph.groups?.map((each) => (each === group ? { ...each, collapsed: to } : each));
  const [card, frame] = [boxIn(turned(true)), boxIn(turned(false))];
  const set: GraphEdit = { kind: 'set-group', id, options: { collapsed } };
  if (!card || !frame) return set;
  // Folded, the card takes the place of the frame's head.
  const { cards, frames, cardOf } = shownGraph(graph);
  const inside = new Set([...cards, ...frames].find((each) => each.group.id === id)?.members);
  // What is folded goes with its card, wherever its layers would be: they lie across what is below it.
  const tops = new Map(cards.map(({ group: { id }, box }) => [id, box.y]));
  const topOf = (node: GraphNode) => tops.get(cardOf.get(node.id) ?? '') ?? node.position.y;
  const above = card.y - frame.y;
  const below = frame.y + frame.height - (card.y + card.height);
  const sign = collapsed ? -1 : 1;
  const from = collapsed ? frame.y + frame.height : card.y + card.height;
  const moved = graph.nodes.flatMap((node) => {
    const shift = inside.has(node) ? above : topOf(node) >= from - 1 ? above + below : 0;
    return shift === 0 ? [] : [[node.id, { x: node.position.x, y: node.position.y + sign * shift }] as const];
  });
  const move: GraphEdit = { kind: 'move', positions: Object.fromEntries(moved) };
  return { kind: 'batch', edits: moved.length > 0 ? [set, move] : [set] };
}
