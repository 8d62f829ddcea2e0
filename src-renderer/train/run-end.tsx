import { useMutation } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { useEngine } from '#renderer/client/use-engine.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { ErrorStrip, NoteStrip } from '#renderer/ui/error-strip.tsx';
import { notifyError } from '#renderer/ui/toast.tsx';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import { AppError } from '#shared/util/app-error.ts';

/** A run that did not come to its end, or waits for a person: why, and what to do. */
export function RunEnd({ run, hasCheckpoint }: { run: RunSummary; hasCheckpoint: boolean }) {
  const engine = useEngine();
  const resume = useMutation({
    mutationFn: () => engine.runs.resume({ run: run.id }),
    onError: (error) => notifyError(`Resuming run ${run.number}`, error),
  });
  if (run.state === 'paused' && run.error) {
    // Resume is among the run's controls, as for any pause.
    return (
      <NoteStrip tone="warn">
        <b>Paused by itself. </b>
        <span className="selectable">{run.error.message}</span>
      </NoteStrip>
    );
  }
  if (run.state !== 'failed' && run.state !== 'interrupted') return null;
  const action = (
    <Button
      variant="primary"
      icon={Play}
      why={resume.isPending ? 'It is being resumed.' : undefined}
      onClick={() => resume.mutate()}
    >
      {hasCheckpoint ? 'Resume' : 'Start again'}
    </Button>
  );
  const epoch = run.progress?.epoch ?? 0;
  const safe = hasCheckpoint
    ? 'Resuming goes on from its last checkpoint, as if it had never stopped.'
    : 'It has no checkpoint yet, so it starts from the beginning.';
  if (run.state === 'interrupted') {
    return (
      <NoteStrip tone="warn" actions={action}>
        <b>Interrupted at epoch {epoch}. </b>
        {run.error?.message ?? safe}
      </NoteStrip>
    );
  }
  const error = run.error
    ? new AppError(run.error.code, run.error.message, run.error.details)
    : new AppError('TRAINER_FAILED', 'The trainer ended without saying why.');
  return <ErrorStrip error={error} what={`Training run ${run.number}`} actions={action} />;
}
