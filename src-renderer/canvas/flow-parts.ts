import type { Edge, Node } from '@xyflow/react';
import type { GraphAnalysis, NodeAnalysis } from '#shared/graph/analysis-result.ts';
import { heightOfNode, NODE_WIDTH, type NodePorts, portsOfNode, portX } from '#shared/graph/node-size.ts';
import type { Problem } from '#shared/graph/problems.ts';
import { asShared } from '#shared/graph/sharing.ts';
import { groupOfKey, type ShownEdge, shownGraph } from '#shared/graph/shown-graph.ts';
import type { Graph, GraphEdge, GraphNode } from '#shared/graph/types.ts';
import { getLayer } from '#shared/layers/index.ts';
import { parseParams } from '#shared/layers/parse-params.ts';
import type { SymbolicTensor } from '#shared/shapes/symbolic.ts';
import { laneBeside, spreadLanes } from './edge-path.ts';
import type { GraphState } from './graph-session.ts';
import { type CardFlowNode, type FrameFlowNode, groupNodes } from './group-parts.ts';
import { handlesAt } from './handles.ts';
import { MOST_BESIDE } from './label-rows.ts';

/** How a part of the graph stands to a fix that is being looked at. */
export type Ghost = 'new' | 'changed' | 'leaving' | null;

export interface LayerNodeData extends Record<string, unknown> {
  readonly node: GraphNode;
  readonly analysis: NodeAnalysis | null;
  readonly problem: Problem | null;
  readonly summary: string;
  readonly ghost: Ghost;
  readonly ports: NodePorts;
  /** Its weights stay as they are, by itself or with the layer whose weights it uses. */
  readonly frozen: boolean;
  /** Layers that use its weights. */
  readonly users: number;
}
export type LayerFlowNode = Node<LayerNodeData, 'layer'>;
export type FlowNode = LayerFlowNode | CardFlowNode | FrameFlowNode;

export interface ShapeEdgeData extends Record<string, unknown> {
  /** Written on the edge; null where the shape stays what it was. */
  readonly label: SymbolicTensor | null;
  readonly tone: 'plain' | 'bad' | 'ghost';
  /** The shape is not known: an error stands above. */
  readonly unknown: boolean;
  /** Where it runs beside nodes that stand in its way. */
  readonly lane: number | null;
}
export type ShapeFlowEdge = Edge<ShapeEdgeData, 'shape'>;

/** An edit gives a node a new identity, so that a summary stays true for as long as it is kept. */
const summaries = new WeakMap<GraphNode, string>();

/** The second line of a card: the parameters that matter, even where some of them are wrong. */
export function summaryOf(node: GraphNode): string {
  const kept = summaries.get(node);
  if (kept !== undefined) return kept;
  const definition = getLayer(node.type);
  const summary = definition ? definition.summary(parseParams(definition, node.params).params) : 'unknown layer';
  summaries.set(node, summary);
  return summary;
}

/**
 * Parts as they were drawn last. One that would be drawn the same keeps its identity, so that React Flow leaves it alone:
 * after an edit of one layer, the hundreds of others cost nothing.
 */
const drawnNodes = new WeakMap<GraphNode, LayerFlowNode>();
const drawnEdges = new WeakMap<GraphEdge, ShapeFlowEdge>();

function keepNode(node: GraphNode, next: LayerFlowNode): LayerFlowNode {
  const last = drawnNodes.get(node);
  if (last && isSameLayer(last, next)) return last;
  drawnNodes.set(node, next);
  return next;
}

/** Whether two nodes are drawn the same, whatever React Flow noted on them. */
export function isSameNode(a: FlowNode, b: FlowNode): boolean {
  if (a.type === 'layer' && b.type === 'layer') return isSameLayer(a, b);
  // Cards and frames keep their identity themselves.
  return (
    a.data === b.data &&
    a.selected === b.selected &&
    a.draggable === b.draggable &&
    a.width === b.width &&
    a.height === b.height &&
    a.position.x === b.position.x &&
    a.position.y === b.position.y
  );
}

export const isSameLayer = (a: LayerFlowNode, b: LayerFlowNode): boolean =>
  a.id === b.id &&
  a.selected === b.selected &&
  a.draggable === b.draggable &&
  a.selectable === b.selectable &&
  a.ariaLabel === b.ariaLabel &&
  a.position.x === b.position.x &&
  a.position.y === b.position.y &&
  a.data.node === b.data.node &&
  a.data.analysis === b.data.analysis &&
  a.data.problem?.message === b.data.problem?.message &&
  a.data.ghost === b.data.ghost &&
  a.data.summary === b.data.summary &&
  a.data.frozen === b.data.frozen &&
  a.data.users === b.data.users;

function keepEdge(edge: GraphEdge, next: ShapeFlowEdge): ShapeFlowEdge {
  const last = drawnEdges.get(edge);
  if (last && isSameEdge(last, next)) return last;
  drawnEdges.set(edge, next);
  return next;
}

const isSameEdge = (a: ShapeFlowEdge, b: ShapeFlowEdge): boolean =>
  a.source === b.source &&
  a.target === b.target &&
  a.sourceHandle === b.sourceHandle &&
  a.targetHandle === b.targetHandle &&
  a.selected === b.selected &&
  a.data?.label === b.data?.label &&
  a.data?.tone === b.data?.tone &&
  a.data?.unknown === b.data?.unknown &&
  a.data?.lane === b.data?.lane;

/** What a screen reader says of a node: `conv2d_1, Conv2D, 32 · 3×3`. */
export function nodeLabel(node: GraphNode, problem: Problem | null, working: GraphNode = node): string {
  const title = getLayer(node.type)?.title ?? node.type;
  const uses = node.shares === undefined ? null : `uses the weights of ${node.shares}`;
  return [
    node.id,
    title,
    summaryOf(working),
    uses,
    working.frozen && 'frozen',
    problem && `${problem.severity}: ${problem.message}`,
  ]
    .filter(Boolean)
    .join(', ');
}

function worstByNode(problems: readonly Problem[]): Map<string, Problem> {
  const worst = new Map<string, Problem>();
  // Problems come worst first.
  for (const problem of problems) {
    if (problem.node !== undefined && !worst.has(problem.node)) worst.set(problem.node, problem);
  }
  return worst;
}

const sizes = (tensor: SymbolicTensor) => tensor.dims.map((dim) => dim.size).join();

function labelOf(edge: GraphEdge, analysis: GraphAnalysis, isBranch: boolean, bad: boolean): SymbolicTensor | null {
  const source = analysis.nodes.get(edge.source);
  const given = source && Object.hasOwn(source.outputs, edge.sourcePort) ? source.outputs[edge.sourcePort] : null;
  if (!source || !given) return null;
  const [first] = source.inputs;
  if (bad || !first || sizes(first) !== sizes(given)) return given;
  // A layer that starts two branches says what each of them gets.
  return isBranch ? given : null;
}

/** Shared layers, by the one whose weights they use. */
function usersOf(graph: Graph): Map<string, number> {
  const users = new Map<string, number>();
  for (const { shares } of graph.nodes) if (shares !== undefined) users.set(shares, (users.get(shares) ?? 0) + 1);
  return users;
}

/** The port that an edge is drawn to: its own, or the first where the layer has none of that name. */
const known = (port: string, ports: readonly string[]): string => (ports.includes(port) ? port : (ports[0] ?? port));

/** The graph as React Flow draws it; with a fix in focus, what would come is drawn as ghosts. */
export function flowParts(state: Pick<GraphState, 'graph' | 'analysis' | 'preview' | 'selection'>): {
  nodes: FlowNode[];
  edges: ShapeFlowEdge[];
} {
  const { graph, analysis, preview, selection } = state;
  const next = preview?.graph ?? graph;
  const shown = shownGraph(next);
  const shownAnalysis = preview?.analysis ?? analysis;
  const worst = worstByNode(shownAnalysis.problems);
  const before = new Set([...graph.nodes, ...graph.edges].map((part) => part.id));
  const after = new Set([...next.nodes, ...next.edges].map((part) => part.id));
  // What is there stays where it is, so that nothing runs away under the pointer; what would come stands beside.
  const now = new Map(graph.nodes.map((node) => [node.id, node]));
  const byId = new Map(next.nodes.map((node) => [node.id, node]));
  const users = usersOf(next);
  const ghostOf = (node: GraphNode): Ghost => {
    const old = now.get(node.id);
    if (!preview) return null;
    return old ? (old.params === node.params && old.frozen === node.frozen ? null : 'changed') : 'new';
  };
  const placeOf = (node: GraphNode) => {
    const { x, y } = now.get(node.id)?.position ?? node.position;
    const covers =
      !now.has(node.id) &&
      graph.nodes.some((other) => Math.abs(other.position.x - x) < NODE_WIDTH && Math.abs(other.position.y - y) < 46);
    return covers ? { x: x + NODE_WIDTH + 24, y } : { x, y };
  };
  const leavingNodes = preview ? shownGraph(graph).nodes.filter((node) => !after.has(node.id)) : [];

  const toNode = (node: GraphNode, ghost: Ghost): LayerFlowNode => {
    const problem = worst.get(node.id) ?? null;
    // A shared layer works by its owner's parameters.
    const working = asShared({ nodes: byId }, node);
    const ports = portsOfNode(working);
    const height = heightOfNode(working);
    return keepNode(node, {
      id: node.id,
      type: 'layer',
      position: placeOf(node),
      width: NODE_WIDTH,
      height,
      handles: handlesAt(ports, height),
      selected: selection.has(node.id),
      draggable: !preview,
      selectable: ghost !== 'new',
      // The names of its outputs stand outside, over the layer below.
      zIndex: selection.has(node.id) && ports.outputs.length > MOST_BESIDE ? 1 : 0,
      ariaLabel: nodeLabel(node, problem, working),
      data: {
        ...{ node, analysis: shownAnalysis.nodes.get(node.id) ?? null, problem, summary: summaryOf(working), ghost },
        ...{ ports, frozen: working.frozen === true, users: users.get(node.id) ?? 0 },
      },
    });
  };
  const groups = groupNodes(shown, shownAnalysis, { worst, selection, isPreview: preview !== null });
  const boxes = new Map<string, { x: number; y: number; width: number; height: number }>();
  const ports = new Map<string, NodePorts>();
  for (const node of shown.nodes) {
    const working = asShared({ nodes: byId }, node);
    boxes.set(node.id, { ...placeOf(node), width: NODE_WIDTH, height: heightOfNode(working) });
    ports.set(node.id, portsOfNode(working));
  }
  for (const card of groups.cards) {
    boxes.set(card.id, { ...card.position, width: card.width ?? NODE_WIDTH, height: card.height ?? 0 });
    ports.set(card.id, card.data);
  }
  const allBoxes = [...boxes.values()];
  const ways = new Map<string, number>();
  for (const { source } of shown.edges) ways.set(source, (ways.get(source) ?? 0) + 1);
  const ends = shown.edges.map((way) => {
    const [from, to] = [boxes.get(way.source), boxes.get(way.target)];
    const outputs = ports.get(way.source)?.outputs ?? [];
    const inputs = ports.get(way.target)?.inputs ?? [];
    const sourceHandle = known(way.sourcePort, outputs);
    const targetHandle = known(way.targetPort, inputs);
    const at = (names: readonly string[], name: string, rare = 0) =>
      portX(Math.max(0, names.indexOf(name)), names.length || 1, rare);
    const start = { x: (from?.x ?? 0) + at(outputs, sourceHandle), y: (from?.y ?? 0) + (from?.height ?? 0) };
    const end = { x: (to?.x ?? 0) + at(inputs, targetHandle, ports.get(way.target)?.rare), y: to?.y ?? 0 };
    const lane = from && to ? laneBeside(start, end, allBoxes) : null;
    return { sourceHandle, targetHandle, lane, from: start.y, to: end.y };
  });
  const lanes = spreadLanes(ends);
  const edges = shown.edges.map((way: ShownEdge, index): ShapeFlowEdge => {
    const { edge } = way;
    const isNew = preview !== null && !before.has(edge.id);
    const bad = worst.get(edge.target)?.severity === 'error' && worst.get(edge.target)?.found !== undefined;
    const lane = lanes[index] ?? null;
    return keepEdge(edge, {
      id: edge.id,
      type: 'shape',
      source: way.source,
      sourceHandle: ends[index]?.sourceHandle ?? way.sourcePort,
      target: way.target,
      targetHandle: ends[index]?.targetHandle ?? way.targetPort,
      selected: selection.has(edge.id),
      interactionWidth: 28,
      ariaLabel: `Connection from ${nameOf(way.source, next)} to ${nameOf(way.target, next)}`,
      data: {
        label: labelOf(edge, shownAnalysis, (ways.get(way.source) ?? 0) > 1, bad),
        tone: isNew ? 'ghost' : bad ? 'bad' : 'plain',
        unknown: !shownAnalysis.nodes.get(edge.source)?.output,
        lane,
      },
    });
  });
  return {
    nodes: [
      ...groups.frames,
      ...groups.cards,
      ...shown.nodes.map((node) => toNode(node, ghostOf(node))),
      ...leavingNodes.map((node) => toNode(node, 'leaving')),
    ],
    edges,
  };
}

/** What a layer or a folded group is called. */
function nameOf(key: string, graph: Graph): string {
  const group = groupOfKey(key);
  return group === null ? key : (graph.groups?.find(({ id }) => id === group)?.title ?? group);
}

/** The layer and port behind a handle: on a folded group, a handle is named by the layer and port that it leads to. */
export function endOf(flowNode: string, handle: string | null): { node: string; port: string | null } {
  if (groupOfKey(flowNode) === null || handle === null) return { node: flowNode, port: handle };
  const [node = flowNode, port = null] = handle.split(':');
  return { node, port };
}
