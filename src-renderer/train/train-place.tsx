import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { PlaceProps } from '#renderer/client/place.ts';
import { datasetQuery, runsQuery } from '#renderer/client/queries.ts';
import { ErrorStrip } from '#renderer/ui/error-strip.tsx';
import { isAtRest } from '#shared/training/run.ts';
import { RunView } from './run-view.tsx';
import { SetupView } from './setup-view.tsx';

/** Sets a training up, then shows it as it happens. */
export function TrainPlace({ project, go, focus }: PlaceProps) {
  const runs = useQuery(runsQuery(project.id));
  const dataset = useQuery(datasetQuery(project.dataset?.id ?? null)).data ?? null;
  // Null: whatever is most of interest now.
  const [chosen, setChosen] = useState<'setup' | 'find-rate' | string | null>(focus.run ?? null);
  useEffect(() => {
    if (focus.run) setChosen(focus.run);
  }, [focus.run]);

  if (runs.error) {
    return (
      <main aria-label="Train">
        <ErrorStrip error={runs.error} what="Reading the runs" />
      </main>
    );
  }
  if (!runs.data || (project.dataset && !dataset)) return <main aria-label="Train" aria-busy="true" />;
  const newestFirst = [...runs.data].sort((a, b) => b.number - a.number);
  const active = newestFirst.find((run) => !isAtRest(run.state));
  const shown = chosen ?? active?.id ?? newestFirst[0]?.id ?? 'setup';
  if (
    shown === 'setup' ||
    shown === 'find-rate' ||
    !newestFirst.some((run) => run.id === shown || String(run.number) === shown)
  ) {
    const latest = active ?? newestFirst[0];
    return (
      <SetupView
        project={project}
        dataset={dataset}
        go={go}
        nextNumber={project.nextRun}
        findRate={shown === 'find-rate'}
        onStarted={(run) => {
          void runs.refetch();
          setChosen(run.id);
        }}
        {...(latest ? { back: { label: `Back to run ${latest.number}`, run: () => setChosen(latest.id) } } : {})}
      />
    );
  }
  return (
    <RunView
      key={shown}
      runId={shown}
      runs={newestFirst}
      dataset={dataset}
      go={go}
      onChoose={setChosen}
      onNew={() => setChosen('setup')}
      onFindRate={() => setChosen('find-rate')}
      onAgain={(run) => {
        void runs.refetch();
        setChosen(run.id);
      }}
    />
  );
}
