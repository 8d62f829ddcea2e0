import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { memo, useContext } from 'react';
import { useStore } from 'zustand';
import { FamilyGlyph } from '#renderer/ui/family-glyph.tsx';
import { ShapeLabel } from '#renderer/ui/shape-label.tsx';
import { nextId } from '#shared/graph/names.ts';
import { getLayer } from '#shared/layers/index.ts';
import { blockOfKey } from './block-edits.ts';
import { CanvasContext } from './canvas-context.ts';
import { edgePath } from './edge-path.ts';
import type { ShapeFlowEdge } from './flow-parts.ts';
import type { GraphSession } from './graph-session.ts';
import { useStageTone } from './stage.ts';

/** The dragged layer as it would stand in this edge, under its final name. */
function SpliceGhost({ session, type, x, y }: { session: GraphSession; type: string; x: number; y: number }) {
  const block = blockOfKey(type);
  const name = useStore(session, (state) => block?.title ?? nextId(state.graph, type));
  return (
    <div className="splice-ghost" style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}>
      <FamilyGlyph family={block?.family ?? getLayer(type)?.family ?? 'core'} />
      <span>{name}</span>
    </div>
  );
}

function ShapeEdgeView(props: EdgeProps<ShapeFlowEdge>) {
  const { id, source, sourceX, sourceY, targetX, targetY, selected, data } = props;
  const { session, splicing, stage } = useContext(CanvasContext);
  const staged = useStageTone(stage, source);
  const { path, label, isBeside } = edgePath(
    { x: sourceX, y: sourceY },
    { x: targetX, y: targetY },
    data?.lane ?? null,
  );
  const isSplicing = splicing?.edge === id;
  const tone = isSplicing ? 'splicing' : selected ? 'selected' : (data?.tone ?? 'plain');
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        className={`shape-edge ${tone}${data?.unknown ? ' unknown' : ''}${staged && ` stage-${staged}`}`}
        interactionWidth={props.interactionWidth ?? 28}
      />
      <EdgeLabelRenderer>
        {data?.label && !isSplicing && (
          <div
            className={`shape-label ${data.tone}`}
            style={{ transform: `translate(${isBeside ? '2px' : '-50%'}, -50%) translate(${label.x}px, ${label.y}px)` }}
          >
            <ShapeLabel tensor={data.label} />
          </div>
        )}
        {stage && (
          <div className="stage-edge" style={{ transform: `translate(${sourceX}px, ${sourceY}px)` }}>
            {stage.edgeMark(source)}
          </div>
        )}
        {isSplicing && session && <SpliceGhost session={session} type={splicing.type} x={label.x} y={label.y} />}
      </EdgeLabelRenderer>
    </>
  );
}

export const ShapeEdge = memo(ShapeEdgeView);
