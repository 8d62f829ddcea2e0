import { Play } from 'lucide-react';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { Canvas } from '#renderer/canvas/canvas.tsx';
import type { GraphSession } from '#renderer/canvas/graph-session.ts';
import {
  foldGroup,
  freezeSelected,
  selectedGroupOf,
  shareSelected,
  ungroupSelected,
  unlinkSelected,
} from '#renderer/canvas/group-edits.ts';
import { Palette } from '#renderer/canvas/palette.tsx';
import { ProblemBar } from '#renderer/canvas/problem-bar.tsx';
import { FixButtons } from '#renderer/canvas/problem-bubble.tsx';
import { duplicateSelected, removeSelected } from '#renderer/canvas/selection-edits.ts';
import type { PlaceProps } from '#renderer/client/place.ts';
import { Inspector } from '#renderer/inspector/inspector.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { useCommands } from '#renderer/ui/commands.ts';
import { notify } from '#renderer/ui/toast.tsx';
import type { DatasetDetail } from '#shared/contract/requests/datasets.ts';
import { PanelEdge, usePanel } from './panel-edge.tsx';
import { PlaceSkeleton } from './place-skeleton.tsx';

const StepPlace = lazy(async () => ({ default: (await import('./step-place.tsx')).StepPlace }));

interface DesignPlaceProps extends PlaceProps {
  session: GraphSession;
  dataset: DatasetDetail | null;
  /** Saves what is not saved yet. */
  flush: () => Promise<void>;
}

const whyNot = (dataset: DatasetDetail | null, errors: boolean): string | undefined => {
  if (!dataset) return 'Choose data first: a batch of it goes through the network.';
  return errors ? 'The network has errors: F8 leads to them.' : undefined;
};

/** Palette, canvas, inspector; below, what is left to do and what comes next. */
export function DesignPlace({ project, dataset, session, flush, go, focus }: DesignPlaceProps) {
  const graph = useStore(session, (state) => state.graph);
  const analysis = useStore(session, (state) => state.analysis);
  const shape = useStore(session, (state) => state.dataset);
  const selection = useStore(session, (state) => state.selection);
  const [isStepping, setStepping] = useState(false);
  const [bubble, setBubble] = useState<string | null>(null);
  const group = useMemo(() => selectedGroupOf(graph, selection), [graph, selection]);
  const left = usePanel('palette', 228);
  const right = usePanel('inspector', 308);
  const data = useMemo(
    () => (dataset?.kind === 'images' ? { version: dataset.version, samples: dataset.samples } : null),
    [dataset],
  );

  useEffect(() => {
    if (focus.node === undefined) return;
    session.select([focus.node]);
    session.show([focus.node]);
  }, [session, focus.node]);

  useCommands([
    { id: 'fold-palette', title: 'Fold or open the layers', group: 'Design', keys: '[', run: left.toggle },
    { id: 'fold-inspector', title: 'Fold or open the inspector', group: 'Design', keys: ']', run: right.toggle },
  ]);

  const { batchSize } = project.config;
  const errors = analysis.problems.some((problem) => problem.severity === 'error');
  const whyNotStep = whyNot(dataset, errors);
  const stepThrough = () => {
    if (whyNotStep) notify({ tone: 'bad', title: 'Not yet', text: whyNotStep });
    // The engine steps through the stored graph: it has to be this one.
    else void flush().then(() => setStepping(true));
  };
  useCommands([{ id: 'step-through', title: 'Step one batch through', group: 'Design', keys: 'S', run: stepThrough }]);
  if (isStepping) {
    return (
      <Suspense fallback={<PlaceSkeleton place="design" />}>
        <StepPlace project={project.id} session={session} data={data} onLeave={() => setStepping(false)} />
      </Suspense>
    );
  }
  const next = dataset ? (
    <Button
      size="dense"
      variant="primary"
      icon={Play}
      why={errors ? 'The network has errors: F8 leads to them.' : undefined}
      onClick={() => go('train')}
    >
      Go on to training
    </Button>
  ) : (
    <Button size="dense" variant="primary" onClick={() => go('data')}>
      Choose data
    </Button>
  );
  return (
    <main
      className="design"
      aria-label="Design"
      style={{
        gridTemplateColumns: `${left.shown ? `${left.width}px` : '0'} minmax(0, 1fr) ${right.shown ? `${right.width}px` : '0'}`,
      }}
    >
      {left.shown ? <Palette session={session} /> : <span />}
      <section className="design-middle">
        <PanelEdge side="left" panel={left} label="Width of the layers" />
        <Canvas
          session={session}
          data={data}
          bubble={bubble}
          onBubble={setBubble}
          onStepThrough={stepThrough}
          whyNotStep={whyNotStep}
        />
        <ProblemBar session={session} batchSize={batchSize} onShow={setBubble} next={next} />
        <PanelEdge side="right" panel={right} label="Width of the inspector" />
      </section>
      {right.shown && (
        <Inspector
          graph={graph}
          analysis={analysis}
          dataset={shape}
          selected={graph.nodes.filter((node) => selection.has(node.id))}
          batchSize={batchSize}
          onEdit={(title, edit, gesture) => session.edit(title, edit, gesture === undefined ? {} : { gesture })}
          onDuplicate={() => duplicateSelected(session)}
          onDelete={() => removeSelected(session)}
          group={group}
          onFold={(collapsed) => group && foldGroup(session, group.group.id, collapsed)}
          onUngroup={() => ungroupSelected(session)}
          onFreeze={() => freezeSelected(session)}
          onShare={() => shareSelected(session)}
          onUnlink={() => unlinkSelected(session)}
          onSelect={(layer) => {
            session.select([layer]);
            session.show([layer]);
          }}
          fixes={(problem) => <FixButtons session={session} problem={problem} />}
        />
      )}
    </main>
  );
}
