import { Pause, Play, SkipBack, SkipForward, StepBack, StepForward, X } from 'lucide-react';
import { useEffect } from 'react';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { useCommands } from '#renderer/ui/commands.ts';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { phaseTitle, spansOf } from './phases.ts';
import { usePlayer, usePlayerState } from './player-context.ts';
import { type Pace, paces } from './step-player.ts';

const paceOptions = [
  { value: 'slow', label: 'Slow' },
  { value: 'calm', label: 'Calm' },
  { value: 'quick', label: 'Quick' },
] as const satisfies readonly { value: Pace; label: string }[];

/** Where one stands in the batch, and the ways on: a step, a phase, a batch; by hand or by itself. */
export function TransportBar({ onLeave }: { onLeave: () => void }) {
  const player = usePlayer();
  const steps = usePlayerState((state) => state.steps);
  const at = usePlayerState((state) => state.at);
  const record = usePlayerState((state) => state.record);
  const isPlaying = usePlayerState((state) => state.isPlaying);
  const isBusy = usePlayerState((state) => state.isBusy);
  const pace = usePlayerState((state) => state.pace);
  const step = steps[at];
  const { forward, back } = player;
  const last = steps.length - 1;
  const nextBatch = () => record && player.runBatch(record.batch + 1, 'first');
  const toggle = () => player.play(!isPlaying);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each step, and each batch, is waited for anew
  useEffect(() => {
    if (!isPlaying || isBusy) return;
    const timer = setTimeout(forward, paces[pace] * 1000);
    return () => clearTimeout(timer);
  }, [isPlaying, isBusy, pace, forward, at, record]);

  const group = 'Step through';
  useCommands([
    { id: 'step-forward', title: 'Next step', group, keys: 'Right, Down', run: forward },
    { id: 'step-back', title: 'Step before', group, keys: 'Left, Up', run: back },
    { id: 'step-play', title: isPlaying ? 'Pause' : 'Play', group, keys: 'Space', run: toggle },
    { id: 'step-first', title: 'Beginning of the batch', group, keys: 'Home', run: () => player.go(0) },
    { id: 'step-last', title: 'End of the batch', group, keys: 'End', run: () => player.go(last) },
    { id: 'step-batch', title: 'Next batch', group, keys: 'N', run: () => void nextBatch() },
    { id: 'step-leave', title: 'Leave the steps', group, keys: 'Esc', run: onLeave },
  ]);

  const canGoBack = at > 0 || (record !== null && record.batch > record.earliest);
  const why = record ? undefined : 'the first batch is on its way';
  return (
    <footer className="transport">
      <div className="transport-buttons" role="toolbar" aria-label="Playback">
        <IconButton icon={SkipBack} label="Beginning of the batch" kbd="Home" why={why} onClick={() => player.go(0)} />
        <IconButton
          icon={StepBack}
          label="Step before"
          kbd="←"
          why={why ?? (canGoBack ? undefined : 'this is the beginning')}
          onClick={back}
        />
        <IconButton
          icon={isPlaying ? Pause : Play}
          variant="default"
          label={isPlaying ? 'Pause' : 'Play'}
          kbd="Space"
          why={why}
          onClick={toggle}
        />
        <IconButton icon={StepForward} label="Next step" kbd="→" why={why} onClick={forward} />
        <IconButton icon={SkipForward} label="End of the batch" kbd="End" why={why} onClick={() => player.go(last)} />
      </div>
      <ol className="phase-track" aria-label="Phases">
        {spansOf(steps).map(({ phase, start, count }) => {
          const done = Math.max(0, Math.min(count, at - start + 1));
          const isHere = step?.phase === phase;
          return (
            <li key={phase} style={{ flexGrow: Math.max(1.6, count) }} className={`${phase} ${isHere ? 'here' : ''}`}>
              <button type="button" aria-current={isHere ? 'step' : undefined} onClick={() => player.go(start)}>
                <span className="bar">
                  <i style={{ width: `${(done / count) * 100}%` }} />
                </span>
                <span className="name">
                  {phaseTitle[phase]}
                  {isHere && count > 1 && (
                    <span className="t3 num">
                      {' '}
                      {done} / {count}
                    </span>
                  )}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
      <Segmented label="Pace" dense value={pace} options={paceOptions} onChange={player.setPace} />
      <Button size="dense" kbd="N" why={why} onClick={() => void nextBatch()}>
        Next batch
      </Button>
      <IconButton icon={X} label="Leave the steps" kbd="Esc" onClick={onLeave} />
    </footer>
  );
}
