import { useId } from 'react';
import type { MetricPoint } from '#shared/training/run.ts';

const WIDTH = 272;
const HEIGHT = 128;
const PAD = { left: 28, right: 6, top: 6, bottom: 20 };

type Point = readonly [number, number];

/** Where a batch lies in epochs: batch points know their step only. */
function batchCurve(points: readonly MetricPoint[]): Point[] {
  const last = points.reduce((max, point) => Math.max(max, point.step), 0);
  const epochs = points.reduce((max, point) => Math.max(max, point.epoch), 1);
  return points
    .filter((point) => point.scope === 'batch' && typeof point.values.loss === 'number')
    .map((point): Point => [(point.step / Math.max(last, 1)) * epochs, point.values.loss ?? 0]);
}

const epochCurve = (points: readonly MetricPoint[]): Point[] =>
  points
    .filter((point) => point.scope === 'epoch' && typeof point.values.val_loss === 'number')
    .map((point): Point => [point.epoch, point.values.val_loss ?? 0]);

/** Loss so far, and hatching for the epochs that are left. */
export function LossSketch({ points, epochs }: { points: readonly MetricPoint[]; epochs: number }) {
  const hatch = useId();
  const training = batchCurve(points);
  const validation = epochCurve(points);
  const all = [...training, ...validation];
  if (all.length < 2) return null;
  const reached = Math.max(...all.map(([x]) => x));
  const top = Math.max(...all.map(([, y]) => y)) * 1.05;
  const x = (epoch: number) => PAD.left + (epoch / epochs) * (WIDTH - PAD.left - PAD.right);
  const y = (loss: number) => PAD.top + (1 - loss / top) * (HEIGHT - PAD.top - PAD.bottom);
  const path = (curve: readonly Point[]) =>
    curve.map(([at, loss], index) => `${index ? 'L' : 'M'}${x(at).toFixed(1)} ${y(loss).toFixed(1)}`).join('');
  return (
    <svg
      className="loss-sketch"
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={`Loss up to epoch ${Math.round(reached)} of ${epochs}`}
    >
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V6" stroke="var(--line-2)" strokeWidth="1.5" />
        </pattern>
      </defs>
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <path d={`M${PAD.left} ${y(top * share)}H${WIDTH - PAD.right}`} stroke="var(--grid)" />
          <text x={PAD.left - 6} y={y(top * share) + 3.5} textAnchor="end">
            {(top * share).toFixed(1)}
          </text>
        </g>
      ))}
      <rect
        x={x(reached)}
        y={PAD.top}
        width={Math.max(0, x(epochs) - x(reached))}
        height={y(0) - PAD.top}
        fill={`url(#${hatch})`}
      />
      <path d={path(training)} fill="none" stroke="var(--c-1)" strokeWidth="1.5" strokeLinejoin="round" />
      <path d={path(validation)} fill="none" stroke="var(--c-2)" strokeWidth="1.5" strokeLinejoin="round" />
      {[0, Math.round(reached), epochs].map((epoch) => (
        <text key={epoch} x={x(epoch)} y={HEIGHT - 5} textAnchor="middle">
          {epoch}
        </text>
      ))}
    </svg>
  );
}
