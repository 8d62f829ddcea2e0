import { useMutation } from '@tanstack/react-query';
import { ArrowRight, CircleAlert, CircleCheck, Gauge, Play } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { PlaceProps } from '#renderer/client/place.ts';
import { useEngine } from '#renderer/client/use-engine.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { ErrorStrip } from '#renderer/ui/error-strip.tsx';
import { formatInteger, formatShort } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import type { DatasetDetail } from '#shared/contract/requests/datasets.ts';
import type { ProjectDetail } from '#shared/contract/requests/projects.ts';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import { analyzeGraph } from '#shared/graph/analyze.ts';
import { bindGraph } from '#shared/graph/bind.ts';
import { getLayer } from '#shared/layers/index.ts';
import { outputParams } from '#shared/layers/roles.ts';
import type { RunConfig } from '#shared/training/run.ts';
import { toldMetrics } from '#shared/training/told-metrics.ts';
import { ConfigForm } from './config-form.tsx';
import { PreflightCard } from './preflight-card.tsx';
import { RateFinder } from './rate-finder.tsx';
import { obstaclesOf } from './readiness.ts';
import { keepConfig, type SavedConfig } from './saved-config.ts';
import styles from './setup-view.module.css';

interface SetupViewProps extends Pick<PlaceProps, 'go'> {
  project: ProjectDetail;
  dataset: DatasetDetail | null;
  nextNumber: number;
  /** Begins with the learning-rate finder open. */
  findRate: boolean;
  onStarted: (run: RunSummary) => void;
  back?: { readonly label: string; readonly run: () => void };
}

/** The project's settings as they are being changed here; where nothing is on its way, another window's are taken over. */
function useSavedConfig(project: ProjectDetail): [RunConfig, (config: RunConfig) => void] {
  const engine = useEngine();
  const [config, setConfig] = useState(project.config);
  const keeper = useRef<SavedConfig | null>(null);
  useEffect(() => {
    const kept = keepConfig(engine, project.id);
    keeper.current = kept;
    return kept.stop;
  }, [engine, project.id]);
  useEffect(() => {
    if (!keeper.current?.isPending()) setConfig(project.config);
  }, [project.config]);
  const change = (next: RunConfig) => {
    setConfig(next);
    keeper.current?.change(next);
  };
  return [config, change];
}

/** What will be trained, on what, and how; and why not, where it can't be. */
export function SetupView({ project, dataset, go, nextNumber, findRate, onStarted, back }: SetupViewProps) {
  const engine = useEngine();
  const [config, setConfig] = useSavedConfig(project);
  const obstacles = useMemo(() => obstaclesOf(project.graph, dataset), [project.graph, dataset]);
  const start = useMutation({
    mutationFn: () => engine.runs.start({ project: project.id, config }),
    onSuccess: onStarted,
  });
  const learned = useMemo(() => learnedFrom(project, dataset), [project, dataset]);
  const [first] = obstacles;
  const [isFinding, setFinding] = useState(findRate && !first);
  return (
    <main className={styles.place} aria-label="Train">
      <div className={styles.column}>
        <header className="row">
          <h1 className="grow">Train run {nextNumber}</h1>
          {back && <Button onClick={back.run}>{back.label}</Button>}
          <Button
            variant="primary"
            size="large"
            icon={Play}
            why={first?.message ?? (start.isPending ? 'It is being started.' : undefined)}
            onClick={() => start.mutate()}
          >
            Train
          </Button>
        </header>
        {start.error && <ErrorStrip error={start.error} what="Starting the training" />}
        {obstacles.length > 0 && (
          <section className={styles.obstacles} aria-label="Before it can train">
            <h2>Before it can train</h2>
            <ul>
              {obstacles.slice(0, 6).map(({ message, place, placeTitle, node }) => (
                <li key={message}>
                  <Icon icon={CircleAlert} className="bad-text" />
                  <span className="grow selectable">{message}</span>
                  <Button size="dense" icon={ArrowRight} onClick={() => go(place, node === undefined ? {} : { node })}>
                    {`Go to ${placeTitle}`}
                  </Button>
                </li>
              ))}
            </ul>
            {obstacles.length > 6 && <p className="t3">and {obstacles.length - 6} more in Design</p>}
          </section>
        )}
        <div className={styles.halves}>
          <Card
            title="Settings"
            note="kept with the project"
            actions={
              <Button size="dense" icon={Gauge} why={first?.message} onClick={() => setFinding(true)}>
                Find a learning rate
              </Button>
            }
          >
            <div className={styles.body}>
              <ConfigForm
                config={config}
                onChange={setConfig}
                trainingSamples={dataset?.splits.train ?? null}
                told={learned.told}
                hasClasses={learned.hasClasses}
              />
            </div>
          </Card>
          <div className={styles.stack}>
            {dataset && <What project={project} dataset={dataset} config={config} isReady={!first} />}
            {dataset && !first && (
              <PreflightCard project={project} dataset={dataset.version} config={config} onChange={setConfig} />
            )}
          </div>
        </div>
        {isFinding && (
          <RateFinder
            project={project.id}
            config={config}
            onChoose={(learningRate) => setConfig({ ...config, optimizer: { ...config.optimizer, learningRate } })}
            onClose={() => setFinding(false)}
          />
        )}
      </div>
    </main>
  );
}

/** What the network will tell of itself, as the data answer what it leaves open. */
function learnedFrom(project: ProjectDetail, dataset: DatasetDetail | null): { told: string[]; hasClasses: boolean } {
  if (!dataset) return { told: ['loss', 'accuracy'], hasClasses: true };
  const { graph } = bindGraph(project.graph, { columns: dataset.columns, samples: dataset.splits });
  const targets = graph.nodes.flatMap((node) =>
    getLayer(node.type)?.role === 'output' ? [outputParams(node).target] : [],
  );
  const hasClasses = dataset.columns.some(({ name, type }) => type === 'category' && targets.includes(name));
  return { told: toldMetrics(graph), hasClasses };
}

interface WhatProps {
  project: ProjectDetail;
  dataset: DatasetDetail;
  config: RunConfig;
  isReady: boolean;
}

function What({ project, dataset, config, isReady }: WhatProps) {
  const notes = useMemo(
    () => bindGraph(project.graph, { columns: dataset.columns, samples: dataset.splits }).notes,
    [project.graph, dataset],
  );
  const totals = useMemo(
    () => analyzeGraph(project.graph, { columns: dataset.columns, samples: dataset.splits }).totals,
    [project.graph, dataset],
  );
  const steps = Math.ceil(dataset.splits.train / config.batchSize);
  return (
    <Card title="What will be trained">
      <div className={styles.body}>
        <dl className={styles.facts}>
          <dt>Data</dt>
          <dd>
            {dataset.name}, version {dataset.versionNumber}: {formatInteger(dataset.splits.train)} training,{' '}
            {formatInteger(dataset.splits.validation)} validation
          </dd>
          <dt>Network</dt>
          <dd>
            version {project.graphVersion}, {formatInteger(project.graph.nodes.length)} layers
            {totals && `, ${formatInteger(totals.parameters)} parameters`}
          </dd>
          <dt>Steps</dt>
          <dd>
            {formatInteger(steps)} an epoch, {formatShort(steps * config.epochs)} in all
          </dd>
        </dl>
        {notes.length > 0 && (
          <>
            <h3>How data and network meet</h3>
            <ul className={styles.notes}>
              {notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          </>
        )}
        {isReady && (
          <p className="row ok-text">
            <Icon icon={CircleCheck} />
            <span>Everything fits together.</span>
          </p>
        )}
      </div>
    </Card>
  );
}
