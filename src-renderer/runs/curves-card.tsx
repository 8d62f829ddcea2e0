import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { curveQuery } from '#renderer/client/run-queries.ts';
import { Card } from '#renderer/ui/card.tsx';
import { seriesToken } from '#renderer/ui/class-color.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { capital } from '#renderer/ui/judged-words.ts';
import { LineChart } from '#renderer/ui/line-chart.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import { judgedBy } from '#shared/training/judged-by.ts';
import { metricWords } from '#shared/training/metric-words.ts';
import { betterWhen } from '#shared/training/monitored.ts';
import { isAtRest, type MetricPoint } from '#shared/training/run.ts';

const REREAD_MS = 2000;

const lineOf = (points: readonly MetricPoint[], metric: string) =>
  points.flatMap((point): [number, number][] => {
    const value = point.scope === 'epoch' ? point.values[metric] : null;
    return typeof value === 'number' ? [[point.epoch, value]] : [];
  });

/** Validation of the selected runs, each curve named at its end. */
export function CurvesCard({ runs }: { runs: readonly RunSummary[] }) {
  // What they are judged by, the first one's first, and the loss that all have.
  const names = [...new Set([...runs.map((run) => judgedBy(run)?.name ?? run.config.best), 'val_loss'])];
  const [picked, setShown] = useState<string | null>(null);
  const shown = picked !== null && names.includes(picked) ? picked : (names[0] ?? 'val_loss');
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
  const words = capital(metricWords(shown));
  const spoken = series
    .map(({ name, points }) => `${name} ${points.at(-1)?.[1].toFixed(3) ?? 'has no finished epoch'}`)
    .join(', ');
  return (
    <Card
      title={words}
      note="by epoch"
      actions={
        <Segmented
          dense
          label="Curve"
          value={shown}
          options={names.map((value) => ({ value, label: capital(metricWords(value.replace(/^val_/, ''))) }))}
          onChange={setShown}
        />
      }
    >
      {hasPoints || curves.some((curve) => curve.isPending) ? (
        <div className="row grow" style={{ alignItems: 'stretch', padding: '0 4px 8px', minHeight: 220 }}>
          <LineChart
            label={`${words} by epoch: ${spoken}.`}
            x={{ name: 'Epoch', min: 0, integer: true }}
            y={/(^|_)accuracy$/.test(shown) ? { max: 1 } : betterWhen(shown) === 'lower' ? { min: 0 } : {}}
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
