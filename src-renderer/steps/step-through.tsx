import { type MouseEvent, type ReactNode, useEffect, useMemo, useState } from 'react';
import { useEngine } from '#renderer/client/use-engine.tsx';
import { useEvents } from '#renderer/client/use-events.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ErrorStrip, NoteStrip } from '#renderer/ui/error-strip.tsx';
import { formatInteger } from '#renderer/ui/format.ts';
import { Progress } from '#renderer/ui/progress.tsx';
import type { StepSamples, StepsEvent, StepWeights } from '#shared/contract/requests/steps.ts';
import type { GraphAnalysis } from '#shared/graph/analysis-result.ts';
import { BatchPanel, type Beginning } from './batch-panel.tsx';
import { EdgeThumb } from './edge-thumb.tsx';
import { ExplainPanel } from './explain-panel.tsx';
import { LayerCard } from './layer-card.tsx';
import { NodeMark } from './node-mark.tsx';
import { reachedAt } from './phases.ts';
import { PlayerContext, usePlayerState } from './player-context.ts';
import { createStepPlayer } from './step-player.ts';
import { TransportBar } from './transport-bar.tsx';
import './steps.css';

/** Where things stand, for whoever draws the network. */
export interface Scene {
  readonly flow: 'forward' | 'backward' | 'update';
  readonly current: string | null;
  readonly reached: ReadonlySet<string>;
}

/** What is drawn on the network: beside the edges of a layer, on it, and beside the current one. */
export interface Marks {
  readonly edgeMark: (source: string) => ReactNode;
  readonly nodeMark: (node: string) => ReactNode;
  readonly card: (node: string) => ReactNode;
}

interface StepThroughProps {
  project: string;
  analysis: GraphAnalysis;
  /** Draws the network, and calls `pick` for a layer that was clicked. */
  network: (marks: Marks, pick: (node: string) => void) => ReactNode;
  onScene: (scene: Scene) => void;
  onLeave: () => void;
}

const marks: Marks = {
  edgeMark: (source) => <EdgeThumb node={source} />,
  nodeMark: (node) => <NodeMark node={node} />,
  card: (node) => <LayerCard node={node} />,
};

function weightsOf(choice: string): StepWeights {
  const [run = '', checkpoint] = choice.split('/');
  return choice === 'fresh'
    ? { kind: 'fresh' }
    : { kind: 'run', run, checkpoint: checkpoint === 'last' ? 'last' : 'best' };
}

/** One batch on its way through the network and back, step by step. */
export function StepThrough({ project, analysis, network, onScene, onLeave }: StepThroughProps) {
  const engine = useEngine();
  const [player] = useState(() => createStepPlayer(engine));
  const [beginning, setBeginning] = useState<Beginning>({ weights: 'fresh', chosen: null });
  const [attempt, setAttempt] = useState(0);

  const begin = (next: Beginning) => {
    player.reset();
    setBeginning(next);
    setAttempt((count) => count + 1);
  };
  useEvents<StepsEvent>(
    `${project} ${attempt}`,
    (signal) => {
      player.reset();
      const samples: StepSamples = beginning.chosen
        ? { kind: 'chosen', indices: [...beginning.chosen] }
        : { kind: 'training' };
      return engine.steps.open({ project, weights: weightsOf(beginning.weights), samples }, { signal });
    },
    player.take,
    player.fail,
  );

  useEffect(() => {
    const tell = () => {
      const { steps, at } = player.getState();
      const step = steps[at];
      const flow = step?.phase === 'backward' || step?.phase === 'update' ? step.phase : 'forward';
      onScene({ flow, current: step?.node ?? null, reached: reachedAt(steps, at) });
    };
    tell();
    return player.subscribe((state, before) => {
      if (state.at !== before.at || state.steps !== before.steps) tell();
    });
  }, [player, onScene]);

  const drawn = useMemo(() => network(marks, player.pick), [network, player]);
  return (
    <PlayerContext.Provider value={player}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: it is about the mouse alone */}
      <main className="design step-through" aria-label="Step through" onClick={giveKeysBack}>
        <BatchPanel project={project} beginning={beginning} onBegin={begin} />
        <section className="step-middle">
          {drawn}
          <Notices onAgain={() => begin({ ...beginning, chosen: null })} onLeave={onLeave} />
          <TransportBar onLeave={onLeave} />
        </section>
        <ExplainPanel analysis={analysis} />
      </main>
    </PlayerContext.Provider>
  );
}

/** A button that was clicked lets go of the keyboard: space plays and arrows step, whatever the mouse did before. */
function giveKeysBack(event: MouseEvent): void {
  const { activeElement } = document;
  const isByMouse = event.detail > 0;
  if (isByMouse && activeElement instanceof HTMLButtonElement) activeElement.blur();
}

const endings = {
  idle: 'Nothing was done here for a while, so the process behind it was ended.',
  replaced: 'Another window steps through a network now; two are open at most.',
  closed: 'The network was closed.',
} as const;

/** What is being waited for, and what went wrong. */
function Notices({ onAgain, onLeave }: { onAgain: () => void; onLeave: () => void }) {
  const { preparing, opened, record, error, ended } = usePlayerState((state) => state);
  const again = <Button onClick={onAgain}>Begin again</Button>;
  if (error) {
    return (
      <div className="step-notice">
        <ErrorStrip
          error={error}
          what="Stepping through"
          actions={
            <>
              {again}
              <Button onClick={onLeave}>Back to the network</Button>
            </>
          }
        />
      </div>
    );
  }
  if (ended) {
    return (
      <div className="step-notice">
        <NoteStrip tone="info" actions={again}>
          {endings[ended]}
        </NoteStrip>
      </div>
    );
  }
  if (record) return null;
  const share = preparing && preparing.total > 0 ? preparing.done / preparing.total : null;
  const what = preparing
    ? `Decoding pictures: ${formatInteger(preparing.done)} of ${formatInteger(preparing.total)}`
    : opened
      ? 'The first batch goes through'
      : 'Building the network';
  return (
    <div className="step-notice step-waiting pop" role="status">
      <p>{what}</p>
      <Progress label={what} value={share} />
    </div>
  );
}
