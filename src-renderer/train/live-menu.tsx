import { CircleStop, Save, SlidersHorizontal, TrendingDown } from 'lucide-react';
import { useState } from 'react';
import { useEngine } from '#renderer/client/use-engine.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { NumberField } from '#renderer/ui/fields.tsx';
import { Menu, useMenu } from '#renderer/ui/menu.tsx';
import { notify, notifyError } from '#renderer/ui/toast.tsx';
import type { RunSummary } from '#shared/contract/requests/runs.ts';

/** What can be changed of a run while it trains. */
export function LiveMenu({ run }: { run: RunSummary }) {
  const engine = useEngine();
  const menu = useMenu();
  const [isRating, setRating] = useState(false);
  const ask = (what: string, work: Promise<unknown>, done: string) =>
    void work.then(
      () => notify({ tone: 'ok', title: done }),
      (error: unknown) => notifyError(what, error),
    );
  return (
    <>
      <Button icon={SlidersHorizontal} onClick={(event) => menu.openBelow(event.currentTarget)}>
        Change
      </Button>
      {menu.at && (
        <Menu
          label={`While run ${run.number} trains`}
          at={menu.at}
          onClose={menu.close}
          entries={[
            { label: 'Learning rate…', icon: TrendingDown, run: () => setRating(true) },
            {
              label: 'Write a checkpoint now',
              icon: Save,
              run: () =>
                ask(
                  'Writing a checkpoint',
                  engine.runs.save({ run: run.id }),
                  'A checkpoint is written after this step',
                ),
            },
            {
              label: 'Stop after this epoch',
              icon: CircleStop,
              why: run.stopsAfterEpoch ? 'It was told to.' : undefined,
              run: () =>
                ask(
                  `Stopping run ${run.number}`,
                  engine.runs.stop({ run: run.id, when: 'epoch-end' }),
                  'It stops when this epoch is done',
                ),
            },
          ]}
        />
      )}
      {isRating && (
        <RateDialog
          run={run}
          onClose={() => setRating(false)}
          onChoose={(rate) =>
            ask(
              'Changing the learning rate',
              engine.runs.setLearningRate({ run: run.id, rate }),
              `The learning rate is ${rate} from the next step on`,
            )
          }
        />
      )}
    </>
  );
}

interface RateDialogProps {
  run: RunSummary;
  onClose: () => void;
  onChoose: (rate: number) => void;
}

function RateDialog({ run, onClose, onChoose }: RateDialogProps) {
  const now = run.progress?.learningRate ?? run.config.optimizer.learningRate;
  const [rate, setRate] = useState(now);
  const changesByItself = run.config.schedule.name !== 'constant' || run.config.plateau !== null;
  const choose = () => {
    onChoose(rate);
    onClose();
  };
  return (
    <Dialog
      title={`Learning rate of run ${run.number}`}
      onClose={onClose}
      onSubmit={choose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" onClick={choose}>
            Change it
          </Button>
        </>
      }
    >
      <NumberField
        label="Learning rate"
        hint={
          changesByItself
            ? `It is ${Number(now.toPrecision(3))} now. The schedule goes on from what you set.`
            : `It is ${Number(now.toPrecision(3))} now.`
        }
        min={1e-8}
        max={10}
        step={rate / 2}
        value={rate}
        onChange={(value) => value !== null && setRate(value)}
      />
    </Dialog>
  );
}
