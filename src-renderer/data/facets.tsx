import { Dumbbell, FlaskConical, Gauge, Layers, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { seriesColor } from '#renderer/ui/class-color.ts';
import { formatInteger } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import type { DatasetDetail } from '#shared/contract/requests/datasets.ts';
import type { SplitName } from '#shared/data/types.ts';
import styles from './facets.module.css';
import { countIn, type Filter, SPLITS } from './filter.ts';

interface FacetsProps {
  dataset: DatasetDetail;
  filter: Filter;
  onFilter: (filter: Filter) => void;
}

const ICON: Record<SplitName, LucideIcon> = { train: Dumbbell, validation: Gauge, test: FlaskConical };

function Facet({
  on,
  count,
  onChoose,
  children,
}: {
  on: boolean;
  count: number;
  onChoose: () => void;
  children: ReactNode;
}) {
  return (
    <li>
      <button type="button" className={styles.facet} aria-pressed={on} onClick={onChoose}>
        {children}
        <span className={styles.count}>{formatInteger(count)}</span>
      </button>
    </li>
  );
}

/** Which pictures are shown: by split and by class, each with its count. */
export function Facets({ dataset, filter, onFilter }: FacetsProps) {
  const labelled = dataset.classCounts.filter(({ label }) => filter.label === null || label === filter.label);
  const inSplit = (split: SplitName | null) => labelled.reduce((sum, row) => sum + countIn(row, split), 0);
  return (
    <nav className={`panel scroll ${styles.facets}`} aria-label="Filter">
      <h2>Split</h2>
      <ul>
        <Facet on={filter.split === null} count={inSplit(null)} onChoose={() => onFilter({ ...filter, split: null })}>
          <Icon icon={Layers} />
          <span>All</span>
        </Facet>
        {SPLITS.map(({ split, title }) => (
          <Facet
            key={split}
            on={filter.split === split}
            count={inSplit(split)}
            onChoose={() => onFilter({ ...filter, split: filter.split === split ? null : split })}
          >
            <Icon icon={ICON[split]} />
            <span>{title}</span>
          </Facet>
        ))}
      </ul>
      <h2>Class</h2>
      <ul>
        {dataset.classCounts.map((row, position) => (
          <Facet
            key={row.label}
            on={filter.label === row.label}
            count={countIn(row, filter.split)}
            onChoose={() => onFilter({ ...filter, label: filter.label === row.label ? null : row.label })}
          >
            <span className={styles.swatch} style={{ background: seriesColor(position) }} />
            <span className="ellipsis" title={row.label}>
              {row.label}
            </span>
          </Facet>
        ))}
      </ul>
    </nav>
  );
}
