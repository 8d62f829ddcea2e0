import { useQuery } from '@tanstack/react-query';
import { histogramsQuery } from '#renderer/client/run-health.ts';
import { Button } from '#renderer/ui/button.tsx';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import type { LayerHistograms } from '#shared/training/health/observation.ts';
import styles from './health-card.module.css';
import { evenly, ridgesOf } from './ridge.ts';

const PARTS = [
  ['weights', 'Weights'],
  ['gradients', 'Gradients'],
  ['activations', 'What it gives'],
] as const satisfies readonly (readonly [keyof LayerHistograms, string])[];

const MOST_ROWS = 16;
const [WIDTH, HEIGHT, RISE] = [100, 100, 22];

interface LayerHistogramsViewProps {
  run: RunSummary;
  node: string;
  onDesign: () => void;
}

/** Weights, gradients and activations of one layer as they changed: the oldest behind, the newest in front. */
export function LayerHistogramsView({ run, node, onDesign }: LayerHistogramsViewProps) {
  const found = useQuery(histogramsQuery(run, node)).data;
  if (!found) return <div className={styles.ridges} aria-busy="true" />;
  const steps = evenly(found, MOST_ROWS);
  const [first, last] = [steps[0], steps[steps.length - 1]];
  return (
    <section aria-label={`Histograms of ${node}`}>
      <div className={styles.closer}>
        <h3>{node}</h3>
        <span className="t3 grow">
          {first && last ? `epoch ${first.epoch} behind, epoch ${last.epoch} in front` : 'No histogram was kept.'}
        </span>
        <Button size="dense" onClick={onDesign}>
          Show in Design
        </Button>
      </div>
      <div className={styles.ridges}>
        {PARTS.map(([part, title]) => (
          <RidgePlot
            key={part}
            title={title}
            node={node}
            histograms={steps.map(({ histograms }) => histograms[part])}
          />
        ))}
      </div>
    </section>
  );
}

interface RidgePlotProps {
  title: string;
  node: string;
  histograms: readonly LayerHistograms['weights'][];
}

function RidgePlot({ title, node, histograms }: RidgePlotProps) {
  const ridges = ridgesOf(histograms);
  if (!ridges) {
    return (
      <figure>
        <figcaption>{title}: none</figcaption>
      </figure>
    );
  }
  const { low, high, rows } = ridges;
  const step = rows.length > 1 ? (HEIGHT - RISE - 2) / (rows.length - 1) : 0;
  const label = `${title} of ${node}: ${rows.length} histograms between ${short(low)} and ${short(high)}`;
  return (
    <figure>
      <figcaption>
        <span>{title}</span>
      </figcaption>
      <svg
        className={styles.ridge}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        {rows.map((row, index) => {
          const base = rows.length > 1 ? RISE + index * step : HEIGHT - 2;
          // biome-ignore lint/suspicious/noArrayIndexKey: a ridge has no identity but its place.
          return <path key={index} d={pathOf(row, base)} />;
        })}
      </svg>
      <figcaption>
        <span>{short(low)}</span>
        <span>{short(high)}</span>
      </figcaption>
    </figure>
  );
}

function pathOf(row: readonly number[], base: number): string {
  const points = row.map((share, column) => {
    const x = ((column + 0.5) / row.length) * WIDTH;
    return `L${x.toFixed(1)} ${(base - share * RISE).toFixed(1)}`;
  });
  return `M0 ${base}${points.join('')}L${WIDTH} ${base}`;
}

const short = (value: number): string => String(Number(value.toPrecision(3)));
