import type { NodeProps } from '@xyflow/react';
import { ChevronDown, ChevronRight, Snowflake } from 'lucide-react';
import { memo, useContext } from 'react';
import { FamilyGlyph } from '#renderer/ui/family-glyph.tsx';
import { formatInteger, formatShort, plural } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { CanvasContext } from './canvas-context.ts';
import { foldGroup } from './group-edits.ts';
import type { CardFlowNode, FrameFlowNode, GroupNodeData } from './group-parts.ts';
import { NodeHandles } from './node-handles.tsx';
import { severityIcon, severityText } from './severity.ts';

function Weights({ data: { parameters } }: { data: GroupNodeData }) {
  if (parameters === null || parameters === 0) return null;
  return (
    <span className="weights" data-tip={`${formatInteger(parameters)} parameters`}>
      {formatShort(parameters)}
    </span>
  );
}

/** Whether a group learns, and the worst that is wrong in it. */
function GroupMarks({ data: { frozen, problem } }: { data: GroupNodeData }) {
  return (
    <>
      {frozen && (
        <span className="node-badge frozen" data-tip="Frozen: training leaves its weights as they are">
          <Icon icon={Snowflake} size={12} />
        </span>
      )}
      {problem && (
        <span className={severityText[problem.severity]} data-tip={problem.message}>
          <Icon icon={severityIcon[problem.severity]} />
        </span>
      )}
    </>
  );
}

/** Opens or folds; the keyboard does the same with Enter on the group. */
function FoldButton({ data, open }: { data: GroupNodeData; open: boolean }) {
  const { session } = useContext(CanvasContext);
  return (
    <button
      type="button"
      className="group-fold nodrag"
      aria-expanded={open}
      aria-label={`${open ? 'Fold' : 'Open'} ${data.title}`}
      onClick={() => session && foldGroup(session, data.group, open)}
    >
      <Icon icon={open ? ChevronDown : ChevronRight} />
    </button>
  );
}

/** A folded group: one card with the ports of what is in it. */
export const GroupCard = memo(function GroupCard({ data, selected }: NodeProps<CardFlowNode>) {
  const classes = ['layer-node', 'group-card', selected && 'selected', data.problem?.severity];
  const titleOf = (port: string) => data.portTitles[port] ?? port;
  return (
    <div className={classes.filter(Boolean).join(' ')}>
      <NodeHandles type="target" ports={data.inputs} titleOf={titleOf} labelled={false} />
      <FamilyGlyph family={data.family} />
      <span className="text">
        <span className="name" data-tip-cut={data.title}>
          {data.title}
        </span>
        <span className="summary">
          {plural(data.layers, 'layer')}
          {data.parameters !== null && data.parameters > 0 && ' · '}
          <Weights data={data} />
        </span>
      </span>
      <GroupMarks data={data} />
      <FoldButton data={data} open={false} />
      <NodeHandles type="source" ports={data.outputs} titleOf={titleOf} labelled={false} />
    </div>
  );
});

/** An open group: a frame around its layers. */
export const GroupFrame = memo(function GroupFrame({ data, selected }: NodeProps<FrameFlowNode>) {
  return (
    <div className={`group-frame${selected ? ' selected' : ''}`}>
      <div className="group-head">
        <FoldButton data={data} open />
        <span className="name">{data.title}</span>
        <span className="t3 small">{plural(data.layers, 'layer')}</span>
        <Weights data={data} />
        <GroupMarks data={data} />
      </div>
    </div>
  );
});
