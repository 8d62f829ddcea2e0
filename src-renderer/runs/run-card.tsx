import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Network, Play, Target, TriangleAlert } from 'lucide-react';
import type { PlaceProps } from '#renderer/client/place.ts';
import { findingsQuery } from '#renderer/client/run-health.ts';
import { runQuery } from '#renderer/client/run-queries.ts';
import { useEngine } from '#renderer/client/use-engine.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { formatBytes, formatInteger, formatMetric } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { capital } from '#renderer/ui/judged-words.ts';
import { RunMenu } from '#renderer/ui/run-menu.tsx';
import { RunStateBadge } from '#renderer/ui/run-state.tsx';
import { runTitle } from '#renderer/ui/run-title.ts';
import { notify, notifyError } from '#renderer/ui/toast.tsx';
import type { ProjectDetail } from '#shared/contract/requests/projects.ts';
import type { RunDetail, RunSummary } from '#shared/contract/requests/runs.ts';
import { getLayer } from '#shared/layers/index.ts';
import { metricWords } from '#shared/training/metric-words.ts';
import { isAtRest } from '#shared/training/run.ts';
import styles from './run-card.module.css';
import { settingsOf } from './settings.ts';

interface RunCardProps extends Pick<PlaceProps, 'go'> {
  run: RunSummary;
  project: ProjectDetail;
  onRemoved: () => void;
}

/** Everything that one run was: settings, values, what was assumed, the network as it was; and what can be done with it. */
export function RunCard({ run, project, go, onRemoved }: RunCardProps) {
  const detail = useQuery(runQuery(run.id)).data ?? null;
  const findings = useQuery(findingsQuery(run)).data ?? [];
  return (
    <Card
      title={runTitle(run)}
      actions={
        <>
          <RunStateBadge state={run.state} />
          <RunMenu run={run} onAgain={(again) => go('train', { run: again.id })} onDeleted={onRemoved} />
        </>
      }
    >
      <div className={styles.body}>
        <Actions run={run} detail={detail} project={project} go={go} />
        {run.error && <p className="bad-text selectable">{run.error.message}</p>}
        <dl className={styles.facts}>
          {Object.entries(run.metrics).map(([name, value]) => (
            <div key={name}>
              <dt>{factName(name)}</dt>
              <dd>
                <b>{formatMetric(value)}</b>
                {run.bestEpoch !== null && <span className="t3"> epoch {run.bestEpoch}</span>}
              </dd>
            </div>
          ))}
          {[...settingsOf(run)].map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
          <div>
            <dt>Parameters</dt>
            <dd>{run.parameters === null ? '–' : formatInteger(run.parameters)}</dd>
          </div>
        </dl>
        {findings.length > 0 && (
          <section aria-label="Noticed">
            <h3>Noticed</h3>
            {findings.map(({ code, title, text }) => (
              <p key={code} className="t2 selectable">
                <b>{title}.</b> {text}
              </p>
            ))}
          </section>
        )}
        {detail && detail.bound.length > 0 && (
          <section aria-label="How data and network met">
            <h3>How data and network met</h3>
            {detail.bound.map((sentence) => (
              <p key={sentence} className="t2 selectable">
                {sentence}
              </p>
            ))}
          </section>
        )}
        {detail && (
          <section aria-label="The network as it was">
            <h3>The network as it was</h3>
            <p className={styles.layers}>
              {detail.graph.nodes.map((node) => {
                const found = findings.find(({ nodes }) => nodes.includes(node.id));
                return (
                  <span key={node.id} data-tip={node.id} className={found ? styles.marked : undefined}>
                    {found && <Icon icon={TriangleAlert} size={11} />}
                    {getLayer(node.type)?.title ?? node.type}
                    {found && `: ${found.mark}`}
                  </span>
                );
              })}
            </p>
          </section>
        )}
        {detail && detail.checkpoints.length > 0 && (
          <section aria-label="Checkpoints">
            <h3>Checkpoints</h3>
            {detail.checkpoints.map(({ kind, epoch, bytes }) => (
              <p key={kind}>
                {kind === 'best' ? 'Best' : 'Last'}, epoch {epoch} <span className="t3">{formatBytes(bytes)}</span>
              </p>
            ))}
          </section>
        )}
      </div>
    </Card>
  );
}

const factName = (name: string): string =>
  capital(name.startsWith('val_') ? metricWords(name) : `training ${metricWords(name)}`);

interface ActionsProps extends Pick<PlaceProps, 'go'> {
  run: RunSummary;
  detail: RunDetail | null;
  project: ProjectDetail;
}

function Actions({ run, detail, project, go }: ActionsProps) {
  const engine = useEngine();
  const queries = useQueryClient();
  const resume = useMutation({
    mutationFn: () => engine.runs.resume({ run: run.id }),
    onSuccess: () => go('train', { run: run.id }),
    onError: (error) => notifyError(`Resuming run ${run.number}`, error),
  });
  const reopen = useMutation({
    mutationFn: async (graph: RunDetail['graph']) => {
      // The canvas may have saved since this place was opened.
      const { graphVersion } = await engine.projects.get({ project: project.id });
      await engine.projects.saveGraph({ project: project.id, graph, base: graphVersion });
      return graphVersion;
    },
    onSuccess: async (before) => {
      await queries.invalidateQueries({ queryKey: ['projects'] });
      notify({
        tone: 'ok',
        title: `The network of run ${run.number} is on the canvas`,
        text: `What was there before is version ${before}.`,
      });
      go('design');
    },
    onError: (error) => notifyError(`Reopening the network of run ${run.number}`, error),
  });
  const isResumable = run.state === 'interrupted' || run.state === 'stopped' || run.state === 'failed';
  const trained = detail === null || detail.checkpoints.length > 0 ? undefined : 'It has no checkpoint to judge yet.';
  return (
    <div className={styles.actions}>
      {isResumable ? (
        <Button icon={Play} onClick={() => resume.mutate()} why={resume.isPending ? 'It is being resumed.' : undefined}>
          Resume
        </Button>
      ) : (
        <Button icon={Play} onClick={() => go('train', { run: run.id })}>
          {isAtRest(run.state) ? 'Train longer' : 'Follow'}
        </Button>
      )}
      <Button icon={Target} why={trained} onClick={() => go('evaluate', { run: run.id })}>
        Evaluate
      </Button>
      <Button
        icon={Network}
        why={!detail ? 'The network is being read.' : reopen.isPending ? 'It is being reopened.' : undefined}
        onClick={() => detail && reopen.mutate(detail.graph)}
      >
        Reopen this graph
      </Button>
    </div>
  );
}
