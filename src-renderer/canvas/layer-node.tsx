import { Handle, type NodeProps, NodeToolbar, Position } from '@xyflow/react';
import { CircleAlert, Lightbulb, TriangleAlert } from 'lucide-react';
import { memo, useContext } from 'react';
import { useThumbnails } from '#renderer/client/thumbnails.ts';
import { FamilyGlyph } from '#renderer/ui/family-glyph.tsx';
import { formatInteger, formatShort } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Thumbnail } from '#renderer/ui/thumbnail.tsx';
import { lookOfNode } from '#shared/graph/node-size.ts';
import type { Severity } from '#shared/graph/problems.ts';
import { getLayer } from '#shared/layers/index.ts';
import { CanvasContext } from './canvas-context.ts';
import type { LayerFlowNode } from './flow-parts.ts';
import { ProblemBubble } from './problem-bubble.tsx';
import { useStageTone } from './stage.ts';

export const severityIcon = { error: CircleAlert, warning: TriangleAlert, tip: Lightbulb } as const;
export const severityText: Readonly<Record<Severity, string>> = {
  error: 'bad-text',
  warning: 'warn-text',
  tip: 't3',
};

/** Pictures on the input: a taste of what enters. */
const TASTE = 6;

function DataTaste() {
  const { data } = useContext(CanvasContext);
  const count = data?.samples ?? 0;
  const indices = Array.from({ length: Math.min(TASTE, count) }, (_, index) => Math.floor((index * count) / TASTE));
  const thumbnails = useThumbnails(data?.version ?? null, indices);
  if (!data) return <span className="summary">no data chosen yet</span>;
  return (
    <span className="taste">
      {indices.map((index) => (
        <Thumbnail key={index} src={thumbnails.get(index)} name="" size={19} />
      ))}
      <span className="weights">{formatInteger(count)}</span>
    </span>
  );
}

function LayerNodeView({ data, selected, positionAbsoluteY }: NodeProps<LayerFlowNode>) {
  const { node, analysis, problem, summary, ghost } = data;
  const { bubble, stage } = useContext(CanvasContext);
  const tone = useStageTone(stage, node.id);
  const definition = getLayer(node.type);
  const look = lookOfNode(definition);
  const parameters = analysis?.parameters ?? 0;
  const aside = parameters > 0 ? formatShort(parameters) : look === 'pill' ? summary : '';
  const classes = [
    'layer-node',
    `look-${look}`,
    selected && 'selected',
    problem?.severity,
    ghost && `ghost ${ghost}`,
    tone && `stage-${tone}`,
  ];
  return (
    <div className={classes.filter(Boolean).join(' ')}>
      {definition?.arity !== 'none' && <Handle type="target" id="in" position={Position.Top} />}
      <FamilyGlyph family={definition?.family ?? 'core'} />
      <span className="text">
        <span className="name">{node.id}</span>
        {look === 'card' && <span className="summary">{summary}</span>}
        {look === 'input' && <DataTaste />}
      </span>
      {stage?.nodeMark(node.id)}
      {aside && !stage && (
        <span className="weights" data-tip={parameters > 0 ? `${formatInteger(parameters)} parameters` : undefined}>
          {aside}
        </span>
      )}
      {problem && !stage && (
        <span className={severityText[problem.severity]}>
          <Icon icon={severityIcon[problem.severity]} />
        </span>
      )}
      {definition?.role !== 'output' && <Handle type="source" id="out" position={Position.Bottom} />}
      {stage && tone === 'current' && (
        <NodeToolbar isVisible position={Position.Right} offset={22} align="center">
          {stage.card(node.id)}
        </NodeToolbar>
      )}
      {bubble === node.id && <ProblemBubble node={node.id} y={positionAbsoluteY} />}
    </div>
  );
}

/** Redrawn only when what it shows has changed: a canvas of 300 layers stays fluent. */
export const LayerNode = memo(
  LayerNodeView,
  (before, after) =>
    before.selected === after.selected &&
    before.positionAbsoluteY === after.positionAbsoluteY &&
    before.data.node === after.data.node &&
    before.data.analysis === after.data.analysis &&
    before.data.problem === after.data.problem &&
    before.data.ghost === after.data.ghost,
);
