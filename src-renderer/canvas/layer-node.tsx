import { type NodeProps, NodeToolbar, Position } from '@xyflow/react';
import { CircleQuestionMark, Link2, Snowflake } from 'lucide-react';
import { memo, useContext } from 'react';
import { useThumbnails } from '#renderer/client/thumbnails.ts';
import { FamilyGlyph } from '#renderer/ui/family-glyph.tsx';
import { formatInteger, formatShort } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Thumbnail } from '#renderer/ui/thumbnail.tsx';
import { lookOfNode } from '#shared/graph/node-size.ts';
import type { GraphNode } from '#shared/graph/types.ts';
import { getLayer } from '#shared/layers/index.ts';
import { CanvasContext } from './canvas-context.ts';
import type { LayerFlowNode } from './flow-parts.ts';
import { NodeHandles } from './node-handles.tsx';
import { ProblemBubble } from './problem-bubble.tsx';
import { severityIcon, severityText } from './severity.ts';
import { useStageTone } from './stage.ts';

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

function LayerNodeView({ data, selected }: NodeProps<LayerFlowNode>) {
  const { node, analysis, problem, summary, ghost, frozen, users, ports } = data;
  const { bubble, stage } = useContext(CanvasContext);
  const tone = useStageTone(stage, node.id);
  const definition = getLayer(node.type);
  const look = lookOfNode(definition);
  const titleOf = (port: string) => definition?.ports?.find(({ name }) => name === port)?.title ?? port;
  const parameters = analysis?.parameters ?? 0;
  const aside = parameters > 0 ? formatShort(parameters) : look === 'pill' ? summary : '';
  const classes = [
    'layer-node',
    `look-${look}`,
    selected && 'selected',
    problem?.severity,
    ghost && `ghost ${ghost}`,
    tone && `stage-${tone}`,
    !definition && 'placeholder',
    ports.inputs.length > 1 && 'strip-above',
    ports.outputs.length > 1 && 'strip-below',
  ];
  return (
    <div className={classes.filter(Boolean).join(' ')}>
      <NodeHandles type="target" ports={ports.inputs} rare={ports.rare} titleOf={titleOf} labelled />
      {definition ? (
        <FamilyGlyph family={definition.family} />
      ) : (
        <span className="family unknown">
          <Icon icon={CircleQuestionMark} size={13} />
        </span>
      )}
      <span className="text">
        <span className="name" data-tip-cut={node.id}>
          {node.id}
        </span>
        {look === 'card' && (
          <span className="summary" data-tip-cut={summary}>
            {summary}
          </span>
        )}
        {look === 'input' && <DataTaste />}
      </span>
      {stage?.nodeMark(node.id)}
      {(node.shares !== undefined || users > 0) && (
        <span className="node-badge shared" data-tip={sharingWords(node.shares, users)}>
          <Icon icon={Link2} size={12} />
          {node.shares !== undefined && <span className="ellipsis">{node.shares}</span>}
        </span>
      )}
      {frozen && (
        <span className="node-badge frozen" data-tip="Frozen: training leaves its weights as they are">
          <Icon icon={Snowflake} size={12} />
        </span>
      )}
      {aside && !stage && (
        <span
          className={parameters > 0 ? 'weights' : 'weights gives-way'}
          {...(parameters > 0 ? { 'data-tip': `${formatInteger(parameters)} parameters` } : { 'data-tip-cut': aside })}
        >
          {aside}
        </span>
      )}
      {problem && !stage && (
        <span className={severityText[problem.severity]}>
          <Icon icon={severityIcon[problem.severity]} />
        </span>
      )}
      <NodeHandles type="source" ports={ports.outputs} labelled />
      {stage && tone === 'current' && (
        <NodeToolbar isVisible position={Position.Right} offset={22} align="center">
          {stage.card(node.id)}
        </NodeToolbar>
      )}
      {bubble === node.id && <ProblemBubble node={node.id} />}
    </div>
  );
}

const sharingWords = (owner: string | undefined, users: number): string =>
  owner === undefined
    ? `Its weights are used in ${users === 1 ? 'one more place' : `${users} more places`}`
    : `Works by the weights and parameters of ${owner}`;

/** Where a layer stands is React Flow's to draw: one that only moved shows what it showed. */
const isSameBesidePlace = (a: GraphNode, b: GraphNode): boolean =>
  a === b || (a.id === b.id && a.type === b.type && a.params === b.params && a.shares === b.shares);

/** Redrawn only when what it shows has changed: a canvas of 300 layers stays fluent. */
export const LayerNode = memo(
  LayerNodeView,
  (before, after) =>
    before.selected === after.selected &&
    isSameBesidePlace(before.data.node, after.data.node) &&
    before.data.analysis === after.data.analysis &&
    before.data.problem === after.data.problem &&
    before.data.summary === after.data.summary &&
    before.data.frozen === after.data.frozen &&
    before.data.users === after.data.users &&
    before.data.ghost === after.data.ghost,
);
