import type { Node } from '@xyflow/react';
import type { GraphAnalysis } from '#shared/graph/analysis-result.ts';
import type { Problem, Severity } from '#shared/graph/problems.ts';
import { groupKey, portKey, type ShownGraph, type ShownGroup } from '#shared/graph/shown-graph.ts';
import { getLayer } from '#shared/layers/index.ts';
import { handlesAt } from './handles.ts';

/** How a group looks, folded to a card or open as a frame. */
export interface GroupNodeData extends Record<string, unknown> {
  readonly group: string;
  readonly title: string;
  readonly layers: number;
  /** Null while an error hides them. */
  readonly parameters: number | null;
  /** Of the layer that holds most of the weights, or the first. */
  readonly family: string;
  readonly frozen: boolean;
  readonly problem: { readonly severity: Severity; readonly message: string } | null;
  /** Ports by the names of their handles, and how they read. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly portTitles: Readonly<Record<string, string>>;
}
export type CardFlowNode = Node<GroupNodeData, 'card'>;
export type FrameFlowNode = Node<GroupNodeData, 'frame'>;

interface Marks {
  readonly worst: ReadonlyMap<string, Problem>;
  readonly selection: ReadonlySet<string>;
  readonly isPreview: boolean;
}

/** Under the layers and the edges, the outermost lowest. */
const BEHIND = -1000;

export function groupNodes(
  shown: ShownGraph,
  analysis: GraphAnalysis,
  marks: Marks,
): { cards: CardFlowNode[]; frames: FrameFlowNode[] } {
  const common = (each: ShownGroup) => {
    const id = groupKey(each.group.id);
    const data = dataOf(each, analysis, marks.worst);
    return {
      id,
      position: { x: each.box.x, y: each.box.y },
      width: each.box.width,
      height: each.box.height,
      selected: marks.selection.has(id),
      draggable: !marks.isPreview,
      data,
    };
  };
  return {
    cards: shown.cards.map((each) => {
      const parts = common(each);
      return {
        ...parts,
        type: 'card' as const,
        handles: handlesAt(parts.data, each.box.height),
        ariaLabel: `${parts.data.title}, folded group of ${parts.data.layers} layers. Enter opens it.`,
      };
    }),
    frames: shown.frames.map((each) => {
      const parts = common(each);
      return {
        ...parts,
        type: 'frame' as const,
        zIndex: BEHIND + each.depth,
        dragHandle: '.group-head',
        // What lies in it is reached through it; only its head is its own.
        style: { pointerEvents: 'none' as const },
        ariaLabel: `${parts.data.title}, open group of ${parts.data.layers} layers. Enter folds it.`,
      };
    }),
  };
}

/** Drawn the same, it is the same object: React Flow then leaves the group alone. */
const drawn = new Map<string, { readonly text: string; readonly data: GroupNodeData }>();

function dataOf(
  { group, members, inputs, outputs }: ShownGroup,
  analysis: GraphAnalysis,
  worst: ReadonlyMap<string, Problem>,
): GroupNodeData {
  const counts = members.map(({ id }) => analysis.nodes.get(id)?.parameters ?? null);
  const heaviest = counts.reduce<number>((best, count, at) => ((count ?? 0) > (counts[best] ?? 0) ? at : best), 0);
  const problems = members.flatMap(({ id }) => worst.get(id) ?? []);
  const problem = (['error', 'warning', 'tip'] as const)
    .flatMap((severity) => problems.find((each) => each.severity === severity) ?? [])
    .at(0);
  const withWeights = members.filter((_, index) => (counts[index] ?? 0) > 0);
  const titled = [...inputs, ...outputs].map((port) => {
    const named = port.port === 'in' || port.port === 'out' ? '' : `, ${port.port}`;
    return [portKey(port), `${port.node}${named}`] as const;
  });
  const data: GroupNodeData = {
    group: group.id,
    title: group.title,
    layers: members.length,
    parameters: counts.includes(null) ? null : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0),
    family: getLayer(members[heaviest]?.type ?? '')?.family ?? 'core',
    frozen: withWeights.length > 0 && withWeights.every(({ frozen }) => frozen),
    problem: problem ? { severity: problem.severity, message: problem.message } : null,
    inputs: inputs.map(portKey),
    outputs: outputs.map(portKey),
    portTitles: Object.fromEntries(titled),
  };
  const text = JSON.stringify(data);
  const last = drawn.get(group.id);
  if (last?.text === text) return last.data;
  drawn.set(group.id, { text, data });
  return data;
}
