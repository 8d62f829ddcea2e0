import { useQuery } from '@tanstack/react-query';
import { ArrowRightLeft, Search } from 'lucide-react';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import type { PlaceProps } from '#renderer/client/place.ts';
import { useEngine } from '#renderer/client/use-engine.tsx';
import { Badge } from '#renderer/ui/badge.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { useCommands } from '#renderer/ui/commands.ts';
import { DatasetMenu } from '#renderer/ui/dataset-menu.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { ErrorStrip } from '#renderer/ui/error-strip.tsx';
import { TextField } from '#renderer/ui/fields.tsx';
import { formatInteger, plural } from '#renderer/ui/format.ts';
import { Segmented } from '#renderer/ui/segmented.tsx';
import type { DatasetDetail } from '#shared/contract/requests/datasets.ts';
import { ChooseData } from './choose-data.tsx';
import styles from './dataset-view.module.css';
import { Facets } from './facets.tsx';
import { noFilter, sectionsOf } from './filter.ts';
import { QualityPanel } from './quality-panel.tsx';
import { SampleDialog } from './sample-dialog.tsx';
import { SampleGrid } from './sample-grid.tsx';
import { SourceStrip } from './source-strip.tsx';

const SIZES = { small: 64, medium: 84, large: 124 } as const;
type Size = keyof typeof SIZES;

/** Facets, pictures, and what is known about them. */
export function DatasetView({ dataset, project, go, focus }: PlaceProps & { dataset: DatasetDetail }) {
  const engine = useEngine();
  const [filter, setFilter] = useState(noFilter);
  const [size, setSize] = useState<Size>('medium');
  const [open, setOpen] = useState<number | null>(focus.sample ?? null);
  const [changing, setChanging] = useState(false);
  const search = useDeferredValue(filter.search.trim());
  const searchField = useRef<HTMLInputElement>(null);
  useCommands([
    { id: 'data-search', title: 'Search pictures', group: 'Data', keys: '/', run: () => searchField.current?.focus() },
  ]);

  const found = useQuery({
    queryKey: ['samples', dataset.version, 'count', filter.split, filter.label, search],
    queryFn: ({ signal }) =>
      engine.datasets.samples(
        { version: dataset.version, filter: { ...filter, search }, offset: 0, limit: 1 },
        { signal },
      ),
    enabled: search !== '',
  });
  const sections = useMemo(
    () => (search === '' ? sectionsOf(dataset.classCounts, filter) : [{ label: null, count: found.data?.total ?? 0 }]),
    [dataset.classCounts, filter, found.data, search],
  );
  const total = sections.reduce((sum, { count }) => sum + count, 0);
  const isAll = filter.split === null && filter.label === null && search === '';

  if (changing) return <ChooseData project={project} onBack={() => setChanging(false)} />;
  return (
    <main className={styles.place} aria-label="Data">
      <Facets dataset={dataset} filter={filter} onFilter={setFilter} />
      <section className={styles.middle} aria-label="Pictures">
        <header className={styles.head}>
          <h1 className={`ellipsis ${styles.name}`}>{dataset.name}</h1>
          <Badge>v{dataset.versionNumber}</Badge>
          <span className="t3 nowrap">{plural(dataset.samples, 'picture')}</span>
          <span className="t3 ellipsis grow selectable" title={dataset.source ?? undefined}>
            {dataset.source ?? 'kept by Strata'}
          </span>
          <DatasetMenu dataset={dataset} />
          <Button icon={ArrowRightLeft} onClick={() => setChanging(true)}>
            Choose other data
          </Button>
          <Button variant="primary" onClick={() => go('design')}>
            Design the network
          </Button>
        </header>
        <SourceStrip dataset={dataset} />
        <div className={styles.tools}>
          <div className={styles.search}>
            <TextField
              ref={searchField}
              label="Search by file name"
              hideLabel
              type="search"
              icon={Search}
              placeholder="File name…"
              value={filter.search}
              onChange={(text) => setFilter({ ...filter, search: text })}
            />
          </div>
          <span className="t2" role="status">
            {isAll ? `All ${formatInteger(total)}` : `${formatInteger(total)} of ${formatInteger(dataset.samples)}`}
          </span>
          {!isAll && (
            <Button size="dense" variant="ghost" onClick={() => setFilter(noFilter)}>
              Show all
            </Button>
          )}
          <span className="grow" />
          <Segmented
            dense
            label="Size of the pictures"
            value={size}
            onChange={setSize}
            options={[
              { value: 'small', label: 'Small' },
              { value: 'medium', label: 'Medium' },
              { value: 'large', label: 'Large' },
            ]}
          />
        </div>
        {found.error && <ErrorStrip error={found.error} what="Searching" />}
        {total === 0 && !found.isFetching ? (
          <Empty
            title="No picture is like that"
            actions={<Button onClick={() => setFilter(noFilter)}>Show all {formatInteger(dataset.samples)}</Button>}
          >
            {search === '' ? 'This class has no picture in this split.' : `No file name contains “${search}” here.`}
          </Empty>
        ) : (
          <SampleGrid
            dataset={dataset}
            sections={sections}
            split={filter.split}
            search={search}
            atLeast={SIZES[size]}
            onOpen={setOpen}
          />
        )}
      </section>
      <QualityPanel dataset={dataset} onSearch={(name) => setFilter({ ...noFilter, search: name })} />
      {open !== null && <SampleDialog dataset={dataset} index={open} onIndex={setOpen} onClose={() => setOpen(null)} />}
    </main>
  );
}
