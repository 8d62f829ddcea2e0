import { Database } from 'lucide-react';
import { DatasetMenu } from '#renderer/ui/dataset-menu.tsx';
import { formatAgo, plural } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import type { DatasetSummary } from '#shared/contract/requests/datasets.ts';
import type { ProjectSummary } from '#shared/contract/requests/projects.ts';

interface DatasetListProps {
  datasets: readonly DatasetSummary[];
  projects: readonly ProjectSummary[];
}

/** All datasets, whoever uses them: also those that no project leads to. */
export function DatasetList({ datasets, projects }: DatasetListProps) {
  const usersOf = (id: string) => projects.filter(({ dataset }) => dataset?.id === id).map(({ name }) => name);
  return (
    <section id="datasets">
      <div className="row home-head small-head">
        <h2>Datasets</h2>
        <span className="t3">{datasets.length}</span>
      </div>
      <ul className="card dataset-list" aria-label="Datasets">
        {datasets.map((dataset) => {
          const users = usersOf(dataset.id);
          return (
            <li key={dataset.id}>
              <Icon icon={Database} className="t3" />
              <b className="ellipsis">{dataset.name}</b>
              <span className="t2 nowrap">
                {plural(dataset.samples, 'picture')}, v{dataset.versionNumber}
              </span>
              <span className="t3 ellipsis selectable">{dataset.source ?? 'kept by Strata'}</span>
              <span className="t3 ellipsis">
                {users.length === 0 ? 'chosen by no project' : `in ${users.slice(0, 3).join(', ')}`}
                {users.length > 3 && ` and ${users.length - 3} more`}
              </span>
              <span className="t3 small nowrap">{formatAgo(dataset.createdAt)}</span>
              <DatasetMenu dataset={dataset} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
