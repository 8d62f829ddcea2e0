import type { ChartContent } from '#renderer/ui/line-chart-option.ts';
import type { Finding } from '#shared/training/health/finding.ts';
import type { MetricPoint } from '#shared/training/run.ts';
import type { Axis } from './series.ts';

/** Lines nearer than this share of the curve are one: their words would cover each other. */
const NEAR = 0.12;

/** Where on the curves findings begin; those that begin together share a line. */
export function eventsOf(
  findings: readonly Finding[],
  points: readonly MetricPoint[],
  axis: Axis,
  stepsPerEpoch: number,
): NonNullable<ChartContent['events']> {
  const last = points[points.length - 1];
  if (!last) return [];
  const xOf = ({ step, seconds }: MetricPoint): number =>
    axis === 'time' ? seconds : axis === 'step' ? step : step / stepsPerEpoch;
  const lines: { x: number; label: string; tone: '--warn' | '--bad' }[] = [];
  for (const { step, mark, severity } of findings) {
    const point = step === null ? undefined : (points.find((one) => one.step >= step) ?? last);
    if (!point) continue;
    const x = xOf(point);
    const near = lines.find((line) => Math.abs(line.x - x) < NEAR * xOf(last));
    const tone = severity === 'error' ? '--bad' : '--warn';
    if (!near) lines.push({ x, label: mark, tone });
    else {
      near.label = `${near.label} · ${mark}`;
      if (tone === '--bad') near.tone = tone;
    }
  }
  return lines;
}
