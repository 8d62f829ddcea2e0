import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useEngine } from '#renderer/client/use-engine.tsx';
import { NumberField } from '#renderer/ui/fields.tsx';
import { notifyError } from '#renderer/ui/toast.tsx';
import type { RunDetail, RunSummary } from '#shared/contract/requests/runs.ts';
import { MoreEpochsDialog } from './more-epochs-dialog.tsx';

interface BranchDialogProps {
  run: RunSummary;
  checkpoint: RunDetail['checkpoints'][number];
  onClose: () => void;
  onBranched: (run: RunSummary) => void;
}

/** Goes on from a checkpoint as a run of its own. */
export function BranchDialog({ run, checkpoint, onClose, onBranched }: BranchDialogProps) {
  const engine = useEngine();
  const [epochs, setEpochs] = useState(10);
  const [learningRate, setRate] = useState(run.config.optimizer.learningRate);
  const branch = useMutation({
    mutationFn: () => engine.runs.branch({ run: run.id, checkpoint: checkpoint.kind, epochs, learningRate }),
    onSuccess: (made) => {
      onBranched(made);
      onClose();
    },
    onError: (error) => notifyError(`Branching from run ${run.number}`, error),
  });
  return (
    <MoreEpochsDialog
      title={`Go on from epoch ${checkpoint.epoch} of run ${run.number}`}
      verb="Train as a new run"
      why={branch.isPending ? 'It is being made.' : undefined}
      intro={`A new run with these weights and what the optimizer remembers. Run ${run.number} stays as it is.`}
      epochs={epochs}
      onEpochs={setEpochs}
      onGo={() => branch.mutate()}
      onClose={onClose}
    >
      <NumberField
        label="Learning rate"
        hint={`Run ${run.number} was begun with ${run.config.optimizer.learningRate}.`}
        min={1e-8}
        max={10}
        step={learningRate / 2}
        value={learningRate}
        onChange={(value) => value !== null && setRate(value)}
      />
    </MoreEpochsDialog>
  );
}
