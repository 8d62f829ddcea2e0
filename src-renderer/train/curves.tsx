import { useState } from 'react';
import { Card } from '#renderer/ui/card.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Select } from '#renderer/ui/fields.tsx';
import { capital } from '#renderer/ui/judged-words.ts';
import { LineChart } from '#renderer/ui/line-chart.tsx';
import { type ChartContent, type ChartSeries, endWords } from '#renderer/ui/line-chart-option.ts';
import { Segmented } from '#renderer/ui/segmented.tsx';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import type { Finding } from '#shared/training/health/finding.ts';
import { metricWords } from '#shared/training/metric-words.ts';
import type { MetricPoint } from '#shared/training/run.ts';
import styles from './curves.module.css';
import { eventsOf } from './event-lines.ts';
import {
  type Axis,
  accuracyBand,
  axisEnd,
  curve,
  lossCeiling,
  otherMetrics,
  stepsPerEpochOf,
  type XY,
} from './series.ts';
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
  return value === undefined ? {} : { endLabel: endWords(value) };
};
const spoken = (name: string, line: readonly XY[]) => {
  const value = lastOf(line);
  return `${name} ${value === undefined ? 'not known yet' : value >= 100 ? endWords(value) : value.toFixed(3)}`;
};

/** Loss and one more metric side by side, with one reading line. */
export function Curves(props: CurvesProps) {
  const { run, points, rival, standing, findings, axis } = props;
  const [picked, setPicked] = useState<string | null>(null);
  const others = otherMetrics(points);
  const metric = picked !== null && others.includes(picked) ? picked : others[0];
  const steps = stepsPerEpochOf(points, run.progress?.stepsPerEpoch);
  const line = (scope: 'batch' | 'epoch', name: string) => curve(points, scope, name, axis, steps);
  const batches = line('batch', 'loss');
  const loss = line('epoch', 'loss');
  const valLoss = line('epoch', 'val_loss');

  const ghost = (name: string): ChartSeries[] => {
    if (!rival) return [];
    const rivalSteps = stepsPerEpochOf(rival.points, rival.run.progress?.stepsPerEpoch);
    const found = curve(rival.points, 'epoch', name, axis, rivalSteps);
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
  const ring = (name: string): { ring?: XY } => {
    const point = points.find((one) => one.scope === 'epoch' && one.epoch === standing.best?.epoch);
    const [found] = point ? curve([point], 'epoch', name, axis, steps) : [];
    return found ? { ring: found } : {};
  };
  const events = eventsOf(findings, points, axis, steps);
  const end = axisEnd(axis, run.config.epochs, steps);
  const x = { name: UNIT[axis], min: 0, integer: axis !== 'time', ...(end === undefined ? {} : { max: end }) };
  const ceiling = lossCeiling([...batches, ...valLoss].map(([, value]) => value));

  return (
    <div className={styles.pair}>
      <Card
        title="Loss"
        note="what training makes small"
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
      <MetricCard
        {...props}
        metric={metric}
        others={others}
        onMetric={setPicked}
        x={x}
        events={events}
        ghost={ghost}
        ring={ring}
        line={line}
      />
    </div>
  );
}

interface MetricCardProps extends CurvesProps {
  /** None where the network tells nothing but its loss. */
  metric: string | undefined;
  others: readonly string[];
  onMetric: (metric: string) => void;
  x: ChartContent['x'];
  events: NonNullable<ChartContent['events']>;
  ghost: (name: string) => ChartSeries[];
  ring: (name: string) => { ring?: XY };
  line: (scope: 'batch' | 'epoch', name: string) => XY[];
}

/** One metric besides the loss, of training and validation. */
function MetricCard(props: MetricCardProps) {
  const { metric, others, onMetric, x, events, ghost, ring, line, guess, validationSamples, axis, onAxis } = props;
  const along = <Segmented dense label="Along" value={axis} options={AXES} onChange={onAxis} />;
  if (metric === undefined) {
    const hasEpoch = props.points.some(({ scope }) => scope === 'epoch');
    return (
      <Card title="Metrics" actions={along}>
        <Empty title={hasEpoch ? 'Nothing but the loss' : 'Known after the first epoch'}>
          {hasEpoch
            ? 'Give the output metrics in Design, and their curves are drawn here.'
            : 'No epoch has been trained to its end.'}
        </Empty>
      </Card>
    );
  }
  const training = line('epoch', metric);
  const validation = line('epoch', `val_${metric}`);
  const isAccuracy = metric === 'accuracy';
  const title = capital(metricWords(metric));
  const isBounded = [...training, ...validation].every(([, value]) => value >= 0 && value <= 1);
  return (
    <Card
      title={title}
      note={isAccuracy && validationSamples !== null ? 'band is the 95 % interval' : undefined}
      actions={
        <>
          {others.length > 1 && (
            <Select
              label="Metric"
              hideLabel
              value={metric}
              options={others.map((name) => ({ value: name, label: metricWords(name) }))}
              onChange={onMetric}
            />
          )}
          {along}
        </>
      }
    >
      <div className={styles.chart}>
        <LineChart
          label={`${title}. ${spoken('Training', training)}, ${spoken('validation', validation)}.`}
          group="train"
          x={x}
          y={isBounded ? { min: 0, max: 1 } : {}}
          levels={isAccuracy && guess !== null ? [{ value: guess, label: `guessing, ${guess.toFixed(2)}` }] : []}
          events={events}
          series={[
            ...ghost(`val_${metric}`),
            { id: 'training', name: 'Training', color: '--c-1', points: training, ...endLabel(training) },
            {
              id: 'validation',
              name: 'Validation',
              color: '--c-2',
              points: validation,
              ...(isAccuracy ? { band: accuracyBand(validation, validationSamples) } : {}),
              ...endLabel(validation),
              ...ring(`val_${metric}`),
            },
          ]}
        />
      </div>
    </Card>
  );
}
