import { Card } from '#renderer/ui/card.tsx';
import { LineChart } from '#renderer/ui/line-chart.tsx';
import type { ChartSeries } from '#renderer/ui/line-chart-option.ts';
import { Segmented } from '#renderer/ui/segmented.tsx';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import type { MetricPoint } from '#shared/training/run.ts';
import styles from './curves.module.css';
import type { Finding } from './findings.ts';
import { type Axis, accuracyBand, axisEnd, curve, lossCeiling, stepsPerEpochOf, type XY } from './series.ts';
import type { Standing } from './standing.ts';

interface CurvesProps {
  run: RunSummary;
  points: readonly MetricPoint[];
  /** The run to beat, as a grey line. */
  rival: { readonly run: RunSummary; readonly points: readonly MetricPoint[] } | null;
  standing: Standing;
  findings: readonly Finding[];
  guess: number | null;
  validationSamples: number | null;
  axis: Axis;
  onAxis: (axis: Axis) => void;
}

const AXES = [
  { value: 'epoch', label: 'Epoch' },
  { value: 'step', label: 'Step' },
  { value: 'time', label: 'Time' },
] as const;

const UNIT: Record<Axis, string> = { epoch: 'Epoch', step: 'Step', time: 'Seconds' };

const lastOf = (line: readonly XY[]) => line.at(-1)?.[1];
const endLabel = (line: readonly XY[]) => {
  const value = lastOf(line);
  return value === undefined ? {} : { endLabel: value.toFixed(2) };
};
const spoken = (name: string, line: readonly XY[]) => {
  const value = lastOf(line);
  return `${name} ${value === undefined ? 'not known yet' : value.toFixed(3)}`;
};

/** Loss and accuracy side by side, with one reading line. */
export function Curves(props: CurvesProps) {
  const { run, points, rival, standing, findings, guess, validationSamples, axis, onAxis } = props;
  const steps = stepsPerEpochOf(points, run.progress?.stepsPerEpoch);
  const line = (scope: 'batch' | 'epoch', metric: Parameters<typeof curve>[2]) =>
    curve(points, scope, metric, axis, steps);
  const batches = line('batch', 'loss');
  const loss = line('epoch', 'loss');
  const valLoss = line('epoch', 'val_loss');
  const accuracy = line('epoch', 'accuracy');
  const valAccuracy = line('epoch', 'val_accuracy');

  const ghost = (metric: 'val_loss' | 'val_accuracy'): ChartSeries[] => {
    if (!rival) return [];
    const rivalSteps = stepsPerEpochOf(rival.points, rival.run.progress?.stepsPerEpoch);
    const found = curve(rival.points, 'epoch', metric, axis, rivalSteps);
    return [
      {
        id: 'rival',
        name: `Run ${rival.run.number}, validation`,
        color: '--c-ghost',
        points: found,
        ...(found.length > 0 ? { endLabel: `run ${rival.run.number}` } : {}),
      },
    ];
  };
  const at = (epoch: number): number | undefined => {
    const point = points.find((one) => one.scope === 'epoch' && one.epoch === epoch);
    return point && curve([point], 'epoch', 'val_loss', axis, steps)[0]?.[0];
  };
  const ring = (metric: 'val_loss' | 'val_accuracy'): { ring?: XY } => {
    const point = points.find((one) => one.scope === 'epoch' && one.epoch === standing.best?.epoch);
    const [found] = point ? curve([point], 'epoch', metric, axis, steps) : [];
    return found ? { ring: found } : {};
  };
  const events = findings.flatMap((finding) => {
    const x = finding.kind === 'overfitting' ? at(finding.epoch) : undefined;
    return x === undefined ? [] : [{ x, label: 'Overfitting begins', tone: '--warn' as const }];
  });
  const end = axisEnd(axis, run.config.epochs, steps);
  const x = { name: UNIT[axis], min: 0, integer: axis !== 'time', ...(end === undefined ? {} : { max: end }) };
  const ceiling = lossCeiling([...batches, ...valLoss].map(([, value]) => value));

  return (
    <div className={styles.pair}>
      <Card
        title="Loss"
        note="cross-entropy"
        actions={
          <div className={styles.legend} aria-hidden="true">
            <span style={{ color: 'var(--c-1)' }} />
            Training
            <span style={{ color: 'var(--c-2)' }} />
            Validation
            {rival && (
              <>
                <span style={{ color: 'var(--c-ghost)' }} />
                Run {rival.run.number}
              </>
            )}
          </div>
        }
      >
        <div className={styles.chart}>
          <LineChart
            label={`Loss. ${spoken('Training', loss)}, ${spoken('validation', valLoss)}.`}
            group="train"
            x={x}
            y={{ min: 0, ...(ceiling === undefined ? {} : { max: ceiling }) }}
            events={events}
            series={[
              { id: 'batches', name: 'Batch', color: '--c-1', points: batches, faint: true },
              ...ghost('val_loss'),
              { id: 'training', name: 'Training', color: '--c-1', points: loss, ...endLabel(loss) },
              {
                id: 'validation',
                name: 'Validation',
                color: '--c-2',
                points: valLoss,
                ...endLabel(valLoss),
                ...ring('val_loss'),
              },
            ]}
          />
        </div>
      </Card>
      <Card
        title="Accuracy"
        note={validationSamples === null ? 'share of right answers' : 'band is the 95 % interval'}
        actions={<Segmented dense label="Along" value={axis} options={AXES} onChange={onAxis} />}
      >
        <div className={styles.chart}>
          <LineChart
            label={`Accuracy. ${spoken('Training', accuracy)}, ${spoken('validation', valAccuracy)}.`}
            group="train"
            x={x}
            y={{ min: 0, max: 1 }}
            levels={guess === null ? [] : [{ value: guess, label: `guessing, ${guess.toFixed(2)}` }]}
            events={events}
            series={[
              ...ghost('val_accuracy'),
              { id: 'training', name: 'Training', color: '--c-1', points: accuracy, ...endLabel(accuracy) },
              {
                id: 'validation',
                name: 'Validation',
                color: '--c-2',
                points: valAccuracy,
                band: accuracyBand(valAccuracy, validationSamples),
                ...endLabel(valAccuracy),
                ...ring('val_accuracy'),
              },
            ]}
          />
        </div>
      </Card>
    </div>
  );
}
