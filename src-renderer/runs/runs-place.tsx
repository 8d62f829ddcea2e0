import { useQuery } from '@tanstack/react-query';
import { Play, Search } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { PlaceProps } from '#renderer/client/place.ts';
import { datasetsQuery, runsQuery } from '#renderer/client/queries.ts';
import { AfterPaint } from '#renderer/ui/after-paint.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { useCommands } from '#renderer/ui/commands.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { EmptyPlace } from '#renderer/ui/empty-place.tsx';
import { ErrorStrip } from '#renderer/ui/error-strip.tsx';
import { TextField } from '#renderer/ui/fields.tsx';
import { formatInteger, plural } from '#renderer/ui/format.ts';
import { bestFirst } from '#shared/training/judged-by.ts';
import { CompareCard } from './compare-card.tsx';
import { CurvesCard } from './curves-card.tsx';
import { newestFirst, orderRuns } from './order-runs.ts';
import { RunCard } from './run-card.tsx';
import styles from './runs-place.module.css';
import { RunsTable } from './runs-table.tsx';
import { differingSettings } from './settings.ts';

/** More lines than there are colours to tell apart would tell nothing. */
const MOST_SELECTED = 6;
/** Up to here they are all in sight. */
const FEW = 8;

/** All runs of a project, side by side. */
export function RunsPlace({ project, go, focus }: PlaceProps) {
  const runs = useQuery(runsQuery(project.id));
  const datasets = useQuery(datasetsQuery).data ?? [];
  const [selected, setSelected] = useState<readonly string[] | null>(focus.run ? [focus.run] : null);
  useEffect(() => {
    if (focus.run) setSelected([focus.run]);
  }, [focus.run]);
  const [order, setOrder] = useState(newestFirst);
  const [filter, setFilter] = useState('');
  const all = useMemo(() => orderRuns(runs.data ?? [], '', newestFirst), [runs.data]);
  const columns = useMemo(() => differingSettings(all), [all]);
  const shown = useMemo(() => orderRuns(all, filter, order), [all, filter, order]);
  // The newest run, until something is chosen.
  const ids = selected ?? all.slice(0, 1).map(({ id }) => id);
  const chosen = ids.flatMap((id) => all.find((run) => run.id === id) ?? []);
  const toggle = (id: string) =>
    setSelected(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id].slice(-MOST_SELECTED));
  useCommands([
    {
      id: 'runs-compare',
      title: 'Compare the two best runs',
      group: 'Runs',
      keys: 'C',
      run: () => {
        setSelected(
          bestFirst(all)
            .slice(0, 2)
            .map(({ id }) => id),
        );
      },
    },
    {
      id: 'runs-open',
      title: 'Evaluate the selected run',
      group: 'Runs',
      keys: 'O',
      run: () => chosen[0] && go('evaluate', { run: chosen[0].id }),
    },
  ]);

  if (runs.error) {
    return (
      <main aria-label="Runs">
        <ErrorStrip error={runs.error} what="Reading the runs" />
      </main>
    );
  }
  if (!runs.data) return <main aria-label="Runs" aria-busy="true" />;
  if (all.length === 0) {
    return (
      <EmptyPlace
        place="Runs"
        title="Nothing has been trained yet"
        actions={
          <Button variant="primary" icon={Play} onClick={() => go('train')}>
            Go to Train
          </Button>
        }
      >
        Every training is kept here with its settings, its curves and the network as it was.
      </EmptyPlace>
    );
  }
  const [first, second] = chosen;
  return (
    <main className={styles.place} aria-label="Runs">
      <header className="row">
        <h1>Runs</h1>
        <span className="t3 grow">
          {shown.length < all.length && `${formatInteger(shown.length)} of `}
          {plural(all.length, 'run')}
          {all.length > 1 && ', select two to compare them'}
        </span>
        {all.length > FEW && (
          <TextField
            label="Filter runs"
            hideLabel
            type="search"
            icon={Search}
            placeholder="Filter runs"
            value={filter}
            onChange={setFilter}
          />
        )}
        <Button variant="primary" icon={Play} onClick={() => go('train')}>
          Train
        </Button>
      </header>
      <RunsTable
        runs={shown}
        columns={columns}
        datasets={datasets}
        selected={ids}
        order={order}
        onOrder={setOrder}
        onToggle={toggle}
        onOnly={(id) => setSelected([id])}
        onAgain={(run) => go('train', { run: run.id })}
        onOpen={(run) =>
          go(run.state === 'completed' || run.state === 'stopped' ? 'evaluate' : 'train', { run: run.id })
        }
      />
      <div className={styles.below}>
        <AfterPaint instead={<section className="card" aria-busy="true" />}>
          <CurvesCard runs={chosen} />
        </AfterPaint>
        {first && second && chosen.length === 2 ? (
          <CompareCard left={first} right={second} datasets={datasets} />
        ) : first && chosen.length === 1 ? (
          <RunCard run={first} project={project} go={go} onRemoved={() => setSelected(null)} />
        ) : (
          <section className="card">
            <Empty title={chosen.length === 0 ? 'No run is selected' : `${chosen.length} runs are selected`}>
              {chosen.length === 0
                ? 'Select one to see what it was, two to compare them.'
                : 'Select two of them to see in what they differ, and whether the difference is real.'}
            </Empty>
          </section>
        )}
      </div>
    </main>
  );
}
