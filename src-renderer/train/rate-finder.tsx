import { useState } from 'react';
import { useEngine } from '#renderer/client/use-engine.tsx';
import { useEvents } from '#renderer/client/use-events.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { ErrorStrip } from '#renderer/ui/error-strip.tsx';
import { formatInteger } from '#renderer/ui/format.ts';
import { LineChart } from '#renderer/ui/line-chart.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import type { RateEvent } from '#shared/contract/requests/preflight.ts';
import {
  RATE_STEPS,
  type RatePoint,
  rateOfStep,
  smoothLosses,
  suggestRate,
} from '#shared/training/preflight/rate-range.ts';
import type { RunConfig } from '#shared/training/run.ts';
import styles from './rate-finder.module.css';

interface RateFinderProps {
  project: string;
  config: RunConfig;
  onChoose: (rate: number) => void;
  onClose: () => void;
}

/** In two digits: the next run of the test, with other batches, would differ in the third. */
const rounded = (rate: number): number => Number(rate.toPrecision(2));

/** Trains a fresh network with a rate that grows from step to step, and shows where the loss falls fastest. */
export function RateFinder({ project, config, onChoose, onClose }: RateFinderProps) {
  const engine = useEngine();
  const [points, setPoints] = useState<readonly RatePoint[]>([]);
  const [preparing, setPreparing] = useState<Extract<RateEvent, { type: 'preparing' }> | null>(null);
  const [isDone, setDone] = useState(false);
  const [error, setError] = useState<unknown>(null);
  useEvents<RateEvent>(
    project,
    async (signal) => {
      setPoints([]);
      setDone(false);
      const events = await engine.preflight.findRate({ project, config }, { signal });
      return (async function* () {
        yield* events;
        setDone(true);
      })();
    },
    (event) => {
      if (event.type === 'preparing') setPreparing(event);
      else setPoints((before) => [...before, event]);
    },
    setError,
  );
  const smooth = smoothLosses(points).map((loss, step) => [rateOfStep(step), loss] as const);
  const raw = points.flatMap(({ rate, loss }) => (loss === null ? [] : [[rate, loss] as const]));
  const suggestion = isDone ? suggestRate(points) : null;
  const start = smooth[0]?.[1] ?? 1;
  const best = smooth.find(([rate]) => rate === suggestion?.steepest);
  const choose = () => {
    if (!suggestion) return;
    onChoose(rounded(suggestion.steepest));
    onClose();
  };
  return (
    <Dialog
      title="Find a learning rate"
      wide
      onClose={onClose}
      onSubmit={choose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            why={suggestion ? undefined : isDone ? 'No rate stood out.' : 'It is still being tried.'}
            onClick={choose}
          >
            {suggestion ? `Use ${rounded(suggestion.steepest)}` : 'Use it'}
          </Button>
        </>
      }
    >
      <p className="t2">
        A fresh network is trained with a rate that grows from step to step, from {rateOfStep(0).toExponential(0)} to{' '}
        {rateOfStep(RATE_STEPS - 1)}. A good rate lies where the loss falls fastest. Nothing of this is kept.
      </p>
      {error !== null && <ErrorStrip error={error} what="Trying learning rates" />}
      <div className={styles.chart}>
        <LineChart
          label={`Loss by learning rate, ${points.length} of ${RATE_STEPS} rates tried.`}
          x={{ name: 'Rate', min: rateOfStep(0), max: rateOfStep(RATE_STEPS - 1), logarithmic: true }}
          y={{ min: 0, max: Math.ceil(start * 4) / 2 }}
          series={[
            { id: 'raw', name: 'Batch', color: '--c-1', points: raw, faint: true },
            { id: 'smooth', name: 'Loss', color: '--c-1', points: smooth, ...(best ? { ring: best } : {}) },
          ]}
        />
      </div>
      {!isDone && error === null && (
        <Progress
          label="Trying learning rates"
          value={points.length > 0 ? points.length / RATE_STEPS : preparing && preparing.done / preparing.total}
        />
      )}
      <p role="status">{wordsOf(points, preparing, isDone, suggestion)}</p>
    </Dialog>
  );
}

function wordsOf(
  points: readonly RatePoint[],
  preparing: Extract<RateEvent, { type: 'preparing' }> | null,
  isDone: boolean,
  suggestion: ReturnType<typeof suggestRate>,
): string {
  if (suggestion) {
    const { steepest, lowest } = suggestion;
    return `At ${rounded(steepest)} the loss falls fastest: train with that. At ${rounded(lowest)} it is lowest, which is already too much.`;
  }
  if (isDone) return 'The loss never fell clearly, so no rate can be recommended. A larger batch makes it less noisy.';
  if (points.length > 0) return `Rate ${rounded(points[points.length - 1]?.rate ?? 0)}`;
  if (preparing) return `Preparing pictures, ${formatInteger(preparing.done)} of ${formatInteger(preparing.total)}`;
  return 'Getting the network ready';
}
