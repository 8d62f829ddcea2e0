import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { curveQuery } from '#renderer/client/run-queries.ts';
import { Card } from '#renderer/ui/card.tsx';
import { seriesToken } from '#renderer/ui/class-color.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { LineChart } from '#renderer/ui/line-chart.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import { isAtRest, type MetricPoint } from '#shared/training/run.ts';

const SHOWN = [
  { value: 'val_accuracy', label: 'Accuracy' },
  { value: 'val_loss', label: 'Loss' },
] as const;
type Shown = (typeof SHOWN)[number]['value'];

const REREAD_MS = 2000;

const lineOf = (points: readonly MetricPoint[], metric: Shown) =>
  points.flatMap((point): [number, number][] => {
    const value = point.scope === 'epoch' ? point.values[metric] : null;
    return typeof value === 'number' ? [[point.epoch, value]] : [];
  });

/** Validation of the selected runs, each curve named at its end. */
export function CurvesCard({ runs }: { runs: readonly RunSummary[] }) {
  const [shown, setShown] = useState<Shown>('val_accuracy');
  const curves = useQueries({
    // New epochs are not announced to every window; a running curve is read again.
    queries: runs.map((run) => ({ ...curveQuery(run.id), refetchInterval: isAtRest(run.state) ? false : REREAD_MS })),
  });
  const series = runs.map((run, position) => {
    const points = lineOf(curves[position]?.data ?? [], shown);
    return {
      id: run.id,
      name: `Run ${run.number}`,
      color: seriesToken(position),
      points,
      ...(points.length > 0 ? { endLabel: `run ${run.number}` } : {}),
    };
  });
  const hasPoints = series.some(({ points }) => points.length > 0);
  const word = shown === 'val_accuracy' ? 'accuracy' : 'loss';
  const spoken = series
    .map(({ name, points }) => `${name} ${points.at(-1)?.[1].toFixed(3) ?? 'has no finished epoch'}`)
    .join(', ');
  return (
    <Card
      title={`Validation ${word}`}
      note="by epoch"
      actions={<Segmented dense label="Curve" value={shown} options={SHOWN} onChange={setShown} />}
    >
      {hasPoints || curves.some((curve) => curve.isPending) ? (
        <div className="row grow" style={{ alignItems: 'stretch', padding: '0 4px 8px', minHeight: 220 }}>
          <LineChart
            label={`Validation ${word} by epoch: ${spoken}.`}
            x={{ name: 'Epoch', min: 0, integer: true }}
            y={shown === 'val_accuracy' ? { max: 1 } : { min: 0 }}
            series={series}
          />
        </div>
      ) : (
        <Empty title={runs.length === 0 ? 'No run is selected' : 'No curve yet'}>
          {runs.length === 0 ? 'Select runs above to lay their curves over each other.' : 'No epoch was finished.'}
        </Empty>
      )}
    </Card>
  );
}
