import { type Edge, type Node, type NodeHandle, Position } from '@xyflow/react';
import type { GraphAnalysis, NodeAnalysis } from '#shared/graph/analysis-result.ts';
import { heightOfNode, NODE_WIDTH } from '#shared/graph/node-size.ts';
import type { Problem } from '#shared/graph/problems.ts';
import type { GraphEdge, GraphNode } from '#shared/graph/types.ts';
import { getLayer } from '#shared/layers/index.ts';
import { parseParams } from '#shared/layers/parse-params.ts';
import type { SymbolicTensor } from '#shared/shapes/symbolic.ts';
import { laneBeside } from './edge-path.ts';
import type { GraphState } from './graph-session.ts';

/** How a part of the graph stands to a fix that is being looked at. */
export type Ghost = 'new' | 'changed' | 'leaving' | null;

export interface LayerNodeData extends Record<string, unknown> {
  readonly node: GraphNode;
  readonly analysis: NodeAnalysis | null;
  readonly problem: Problem | null;
  readonly summary: string;
  readonly ghost: Ghost;
}
export type LayerFlowNode = Node<LayerNodeData, 'layer'>;

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
  if (last && isSameNode(last, next)) return last;
  drawnNodes.set(node, next);
  return next;
}

/** Whether two nodes are drawn the same, whatever React Flow noted on them. */
export const isSameNode = (a: LayerFlowNode, b: LayerFlowNode): boolean =>
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
  a.data.ghost === b.data.ghost;

function keepEdge(edge: GraphEdge, next: ShapeFlowEdge): ShapeFlowEdge {
  const last = drawnEdges.get(edge);
  if (last && isSameEdge(last, next)) return last;
  drawnEdges.set(edge, next);
  return next;
}

const isSameEdge = (a: ShapeFlowEdge, b: ShapeFlowEdge): boolean =>
  a.selected === b.selected &&
  a.data?.label === b.data?.label &&
  a.data?.tone === b.data?.tone &&
  a.data?.unknown === b.data?.unknown &&
  a.data?.lane === b.data?.lane;

/** What a screen reader says of a node: `conv2d_1, Conv2D, 32 · 3×3`. */
export function nodeLabel(node: GraphNode, problem: Problem | null): string {
  const title = getLayer(node.type)?.title ?? node.type;
  return [node.id, title, summaryOf(node), problem && `${problem.severity}: ${problem.message}`]
    .filter(Boolean)
    .join(', ');
}

const HANDLE = 6;

/** Where edges begin and end, told beforehand: so that React Flow need not draw a layer out of sight to find out. */
function handlesOf(node: GraphNode): NodeHandle[] {
  const definition = getLayer(node.type);
  const at = { x: (NODE_WIDTH - HANDLE) / 2, width: HANDLE, height: HANDLE };
  const handles: NodeHandle[] = [];
  if (definition?.arity !== 'none') {
    handles.push({ id: 'in', type: 'target', position: Position.Top, ...at, y: -HANDLE / 2 });
  }
  if (definition?.role !== 'output') {
    const y = heightOfNode(definition) - HANDLE / 2;
    handles.push({ id: 'out', type: 'source', position: Position.Bottom, ...at, y });
  }
  return handles;
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
  if (!source?.output) return null;
  const [first] = source.inputs;
  if (bad || !first || sizes(first) !== sizes(source.output)) return source.output;
  // A layer that starts two branches says what each of them gets.
  return isBranch ? source.output : null;
}

/** The graph as React Flow draws it; with a fix in focus, what would come is drawn as ghosts. */
export function flowParts(state: Pick<GraphState, 'graph' | 'analysis' | 'preview' | 'selection'>): {
  nodes: LayerFlowNode[];
  edges: ShapeFlowEdge[];
} {
  const { graph, analysis, preview, selection } = state;
  const shown = preview?.graph ?? graph;
  const shownAnalysis = preview?.analysis ?? analysis;
  const worst = worstByNode(shownAnalysis.problems);
  const before = new Set([...graph.nodes, ...graph.edges].map((part) => part.id));
  const after = new Set([...shown.nodes, ...shown.edges].map((part) => part.id));
  // What is there stays where it is, so that nothing runs away under the pointer; what would come stands beside.
  const now = new Map(graph.nodes.map((node) => [node.id, node]));
  const ghostOf = (node: GraphNode): Ghost => {
    const old = now.get(node.id);
    if (!preview) return null;
    return old ? (old.params === node.params ? null : 'changed') : 'new';
  };
  const placeOf = (node: GraphNode) => {
    const { x, y } = now.get(node.id)?.position ?? node.position;
    const covers =
      !now.has(node.id) &&
      graph.nodes.some((other) => Math.abs(other.position.x - x) < NODE_WIDTH && Math.abs(other.position.y - y) < 46);
    return covers ? { x: x + NODE_WIDTH + 24, y } : { x, y };
  };
  const leavingNodes = preview ? graph.nodes.filter((node) => !after.has(node.id)) : [];

  const toNode = (node: GraphNode, ghost: Ghost): LayerFlowNode => {
    const problem = worst.get(node.id) ?? null;
    return keepNode(node, {
      id: node.id,
      type: 'layer',
      position: placeOf(node),
      width: NODE_WIDTH,
      height: heightOfNode(getLayer(node.type)),
      handles: handlesOf(node),
      selected: selection.has(node.id),
      draggable: !preview,
      selectable: ghost !== 'new',
      ariaLabel: nodeLabel(node, problem),
      data: { node, analysis: shownAnalysis.nodes.get(node.id) ?? null, problem, summary: summaryOf(node), ghost },
    });
  };
  const boxes = new Map(
    shown.nodes.map((node) => [
      node.id,
      { ...placeOf(node), width: NODE_WIDTH, height: heightOfNode(getLayer(node.type)) },
    ]),
  );
  const allBoxes = [...boxes.values()];
  const ways = new Map<string, number>();
  for (const { source } of shown.edges) ways.set(source, (ways.get(source) ?? 0) + 1);
  const laneOf = (edge: GraphEdge): number | null => {
    const from = boxes.get(edge.source);
    const to = boxes.get(edge.target);
    if (!from || !to) return null;
    const source = { x: from.x + NODE_WIDTH / 2, y: from.y + from.height };
    return laneBeside(source, { x: to.x + NODE_WIDTH / 2, y: to.y }, allBoxes);
  };
  const edges = shown.edges.map((edge): ShapeFlowEdge => {
    const isNew = preview !== null && !before.has(edge.id);
    const bad = worst.get(edge.target)?.severity === 'error' && worst.get(edge.target)?.found !== undefined;
    return keepEdge(edge, {
      id: edge.id,
      type: 'shape',
      source: edge.source,
      sourceHandle: edge.sourcePort,
      target: edge.target,
      targetHandle: edge.targetPort,
      selected: selection.has(edge.id),
      interactionWidth: 28,
      ariaLabel: `Connection from ${edge.source} to ${edge.target}`,
      data: {
        label: labelOf(edge, shownAnalysis, (ways.get(edge.source) ?? 0) > 1, bad),
        tone: isNew ? 'ghost' : bad ? 'bad' : 'plain',
        unknown: !shownAnalysis.nodes.get(edge.source)?.output,
        lane: laneOf(edge),
      },
    });
  });
  return {
    nodes: [
      ...shown.nodes.map((node) => toNode(node, ghostOf(node))),
      ...leavingNodes.map((node) => toNode(node, 'leaving')),
    ],
    edges,
  };
}
