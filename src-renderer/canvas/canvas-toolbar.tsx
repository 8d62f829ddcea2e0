import { useStore as useFlow, useReactFlow } from '@xyflow/react';
import { Maximize, Minus, Plus, Redo2, StepForward, Undo2, WandSparkles } from 'lucide-react';
import { useStore } from 'zustand';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import type { GraphSession } from './graph-session.ts';

/** Nothing moves by itself for whoever asked for that. */
const isStill = typeof window !== 'undefined' && window.matchMedia('(prefers-reduced-motion: reduce)').matches;
export const ZOOM = { duration: isStill ? 0 : 140 } as const;
export const FIT = { padding: 0.12, maxZoom: 1, duration: isStill ? 0 : 220 } as const;

/** Undo and redo with what they would do, tidy, a layer at this place, zoom. */
export function CanvasToolbar({
  session,
  onTidy,
  onQuickAdd,
  onStepThrough,
  whyNotStep,
}: {
  session: GraphSession;
  onTidy: () => void;
  onQuickAdd: () => void;
  onStepThrough: () => void;
  whyNotStep: string | undefined;
}) {
  const flow = useReactFlow();
  const zoom = useFlow((state) => state.transform[2]);
  const undo = useStore(session, (state) => state.past.at(-1));
  const redo = useStore(session, (state) => state.future.at(-1));
  return (
    <>
      <div className="canvas-tools left" role="toolbar" aria-label="Edit">
        <IconButton icon={Plus} size="dense" label="Add a layer" kbd="/" onClick={onQuickAdd} />
        <i />
        <IconButton
          icon={Undo2}
          size="dense"
          label={undo ? `Undo: ${undo.title}` : 'Undo'}
          kbd="Ctrl Z"
          why={undo ? undefined : 'nothing has been changed yet'}
          onClick={session.undo}
        />
        <IconButton
          icon={Redo2}
          size="dense"
          label={redo ? `Redo: ${redo.title}` : 'Redo'}
          kbd="Ctrl Y"
          why={redo ? undefined : 'nothing has been undone'}
          onClick={session.redo}
        />
        <i />
        <IconButton icon={WandSparkles} size="dense" label="Tidy" kbd="T" onClick={onTidy} />
        <i />
        <Button size="dense" variant="ghost" icon={StepForward} why={whyNotStep} onClick={onStepThrough}>
          Step through
        </Button>
      </div>
      <div className="canvas-tools right" role="toolbar" aria-label="Zoom">
        <IconButton icon={Minus} size="dense" label="Zoom out" kbd="-" onClick={() => flow.zoomOut(ZOOM)} />
        <button
          type="button"
          className="zoom num"
          aria-label="Zoom to 100 %"
          data-tip="Zoom to 100 %"
          onClick={() => flow.zoomTo(1, ZOOM)}
        >
          {Math.round(zoom * 100)} %
        </button>
        <IconButton icon={Plus} size="dense" label="Zoom in" kbd="+" onClick={() => flow.zoomIn(ZOOM)} />
        <IconButton icon={Maximize} size="dense" label="Fit" kbd="F" onClick={() => flow.fitView(FIT)} />
      </div>
    </>
  );
}
