import { useCallback, useState } from 'react';
import type { GraphSession } from '#renderer/canvas/graph-session.ts';
import { createStageState } from '#renderer/canvas/stage.ts';
import { StageCanvas } from '#renderer/canvas/stage-canvas.tsx';
import { type Marks, type Scene, StepThrough } from '#renderer/steps/step-through.tsx';

interface StepPlaceProps {
  project: string;
  session: GraphSession;
  data: { readonly version: string; readonly samples: number } | null;
  onLeave: () => void;
}

/** The steps, drawn on the canvas; the network is the one that was there when they began. */
export function StepPlace({ project, session, data, onLeave }: StepPlaceProps) {
  const [{ graph, analysis }] = useState(session.getState);
  const [state] = useState(createStageState);
  const onScene = useCallback((scene: Scene) => state.setState(scene), [state]);
  const network = useCallback(
    (marks: Marks, pick: (node: string) => void) => (
      <StageCanvas graph={graph} analysis={analysis} data={data} stage={{ state, ...marks }} onPick={pick} />
    ),
    [graph, analysis, data, state],
  );
  return <StepThrough project={project} analysis={analysis} network={network} onScene={onScene} onLeave={onLeave} />;
}
