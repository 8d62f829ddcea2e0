import { useMutation } from '@tanstack/react-query';
import { ListPlus, Pause, Play, Plus, Square, Target } from 'lucide-react';
import { useState } from 'react';
import type { PlaceProps } from '#renderer/client/place.ts';
import { useEngine } from '#renderer/client/use-engine.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { useCommands } from '#renderer/ui/commands.ts';
import { RunMenu } from '#renderer/ui/run-menu.tsx';
import { notifyError } from '#renderer/ui/toast.tsx';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import { isAtRest } from '#shared/training/run.ts';
import { LiveMenu } from './live-menu.tsx';
import { MoreEpochsDialog } from './more-epochs-dialog.tsx';

interface RunControlsProps extends Pick<PlaceProps, 'go'> {
  run: RunSummary;
  onNew: () => void;
  /** The same training was queued as this new run. */
  onAgain: (run: RunSummary) => void;
}

type Command = 'pause' | 'resume' | 'stop';

/** What can be done with a run in its state; Space pauses and goes on. */
export function RunControls({ run, go, onNew, onAgain }: RunControlsProps) {
  const engine = useEngine();
  const [isLonger, setLonger] = useState(false);
  const command = useMutation({
    mutationFn: (name: Command) => engine.runs[name]({ run: run.id }),
    onError: (error, name) => notifyError(`${WORD[name]} run ${run.number}`, error),
  });
  const why = command.isPending ? 'The run is being told.' : undefined;
  const isPausable = run.state === 'running' || run.state === 'paused';
  const toggle = () => {
    if (isPausable && !command.isPending) command.mutate(run.state === 'running' ? 'pause' : 'resume');
  };
  useCommands([
    {
      id: 'train-pause',
      title: run.state === 'paused' ? 'Go on training' : 'Pause the training',
      group: 'Train',
      keys: 'Space',
      run: toggle,
    },
  ]);
  const longer = (
    <Button icon={ListPlus} onClick={() => setLonger(true)}>
      Train longer
    </Button>
  );
  return (
    <div className="row nowrap">
      {run.state === 'running' && (
        <Button icon={Pause} kbd="Space" why={why} onClick={toggle}>
          Pause
        </Button>
      )}
      {run.state === 'paused' && (
        <Button variant="primary" icon={Play} kbd="Space" why={why} onClick={toggle}>
          Resume
        </Button>
      )}
      {isPausable && <LiveMenu run={run} />}
      {!isAtRest(run.state) && (
        <Button icon={Square} why={why} onClick={() => command.mutate('stop')}>
          {run.state === 'queued' ? 'Take out of the queue' : 'Stop'}
        </Button>
      )}
      {run.state === 'stopped' && (
        <Button icon={Play} why={why} onClick={() => command.mutate('resume')}>
          Resume
        </Button>
      )}
      {run.state === 'completed' && longer}
      {isAtRest(run.state) && (
        <Button icon={Plus} onClick={onNew}>
          New run
        </Button>
      )}
      {(run.state === 'completed' || run.state === 'stopped') && (
        <Button variant="primary" icon={Target} onClick={() => go('evaluate', { run: run.id })}>
          Evaluate
        </Button>
      )}
      <RunMenu run={run} onAgain={onAgain} />
      {isLonger && <LongerDialog run={run} onClose={() => setLonger(false)} />}
    </div>
  );
}

const WORD: Record<Command, string> = { pause: 'Pausing', resume: 'Resuming', stop: 'Stopping' };

function LongerDialog({ run, onClose }: { run: RunSummary; onClose: () => void }) {
  const engine = useEngine();
  const [epochs, setEpochs] = useState(10);
  const extend = useMutation({
    mutationFn: () => engine.runs.extend({ run: run.id, epochs }),
    onSuccess: onClose,
    onError: (error) => notifyError(`Training run ${run.number} longer`, error),
  });
  return (
    <MoreEpochsDialog
      title={`Train run ${run.number} longer`}
      verb={`Train ${epochs} more`}
      why={extend.isPending ? 'It is being started.' : undefined}
      hint="It goes on from the last checkpoint, on the same trajectory."
      epochs={epochs}
      onEpochs={setEpochs}
      onGo={() => extend.mutate()}
      onClose={onClose}
    />
  );
}
