import { useQuery } from '@tanstack/react-query';
import { Gauge } from 'lucide-react';
import { useEngine } from '#renderer/client/use-engine.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { ErrorStrip, NoteStrip } from '#renderer/ui/error-strip.tsx';
import { formatBytes, formatDuration, formatInteger } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import { useAtRest } from '#renderer/ui/use-at-rest.ts';
import type { PreflightReport } from '#shared/contract/requests/preflight.ts';
import type { ProjectDetail } from '#shared/contract/requests/projects.ts';
import { forecast, smallerBatch } from '#shared/training/preflight/forecast.ts';
import type { RunConfig } from '#shared/training/run.ts';
import styles from './setup-view.module.css';

/** A number that is still being typed isn't worth a process. */
const REST_MS = 700;

interface PreflightCardProps {
  project: ProjectDetail;
  dataset: string;
  config: RunConfig;
  onChange: (config: RunConfig) => void;
}

/** What the training will take, foretold from a few real steps of it, before the button is pressed. */
export function PreflightCard({ project, dataset, config, onChange }: PreflightCardProps) {
  const engine = useEngine();
  // Nothing else decides how long a step takes and what it holds.
  const { batchSize, optimizer } = config;
  const tried = useAtRest({ batchSize, optimizer }, JSON.stringify([batchSize, optimizer]), REST_MS);
  const report = useQuery({
    queryKey: ['preflight', project.id, project.graphVersion, dataset, tried],
    queryFn: ({ signal }) =>
      engine.preflight.measure({ project: project.id, config: { ...config, ...tried } }, { signal }),
    retry: false,
    gcTime: 0,
  });
  const isOld = tried.batchSize !== batchSize || tried.optimizer !== optimizer;
  return (
    <Card title="What it will take" note="from a few real steps">
      <div className={styles.body}>
        {report.error && !isOld && (
          <ErrorStrip
            error={report.error}
            what="Trying a few steps"
            actions={<Button onClick={() => void report.refetch()}>Try again</Button>}
          />
        )}
        {(report.isFetching || isOld) && (
          <>
            <Progress label="Trying a few steps" value={null} />
            <p className="t3">Trying a few steps…</p>
          </>
        )}
        {report.data && !isOld && <Foretold report={report.data} config={config} onChange={onChange} />}
      </div>
    </Card>
  );
}

interface ForetoldProps {
  report: PreflightReport;
  config: RunConfig;
  onChange: (config: RunConfig) => void;
}

function Foretold({ report, config, onChange }: ForetoldProps) {
  const { measured, samples, decodeSeconds, freeDiskBytes, isAlone } = report;
  const told = forecast(measured, { ...config, ...samples });
  const smaller = told.fits ? null : smallerBatch(told, config.batchSize);
  return (
    <>
      <dl className={styles.facts}>
        <dt>Time</dt>
        <dd>
          about {duration(told.epochSeconds)} an epoch, {duration(told.totalSeconds)} in all
          {config.earlyStopping && ', less if it stops early'}
        </dd>
        {decodeSeconds >= 1 && (
          <>
            <dt>Pictures</dt>
            <dd>are prepared once before, about {duration(decodeSeconds)}</dd>
          </>
        )}
        <dt>Memory</dt>
        <dd>
          about {formatBytes(told.peakBytes)} of {formatBytes(told.availableBytes)} free
          {told.fits && `; a batch of ${atLeast(told.largestBatch)} would still fit`}
        </dd>
        <dt>Disk</dt>
        <dd>
          {formatBytes(told.diskBytes)} for checkpoints
          {freeDiskBytes !== null && ` of ${formatBytes(freeDiskBytes)} free`}
        </dd>
        <dt>Engine</dt>
        <dd>
          {measured.engine === 'graph' ? 'recorded once, replayed as a graph' : 'step by step, operation by operation'}
          {config.xla && '; measured without XLA, whose compiling comes on top'}
        </dd>
      </dl>
      {!told.fits && (
        <NoteStrip
          tone="warn"
          actions={
            smaller && (
              <Button
                onClick={() =>
                  onChange({
                    ...config,
                    batchSize: smaller.batch,
                    optimizer: {
                      ...config.optimizer,
                      accumulate: config.optimizer.accumulate * smaller.accumulate,
                    },
                  })
                }
              >
                {`Use ${smaller.accumulate} × ${smaller.batch}`}
              </Button>
            )
          }
        >
          {smaller
            ? `A batch of ${formatInteger(config.batchSize)} needs more memory than is free. ${smaller.accumulate} batches of ${smaller.batch}, their gradients added up, train nearly the same with less.`
            : 'Not even one sample fits into the memory that is free. A smaller input or fewer units need less.'}
        </NoteStrip>
      )}
      {!isAlone && (
        <p className="row t3">
          <Icon icon={Gauge} />
          <span>Measured while another run is training: alone it is faster.</span>
        </p>
      )}
    </>
  );
}

const duration = (seconds: number): string =>
  seconds < 1 ? `${Math.max(10, Math.round(seconds * 100) * 10)} ms` : formatDuration(seconds);

/** In two digits: memory isn't known better. */
const atLeast = (batch: number): string => formatInteger(Number(batch.toPrecision(2)));
