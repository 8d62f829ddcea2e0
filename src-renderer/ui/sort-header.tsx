import { ArrowDown, ArrowUp } from 'lucide-react';
import { Icon } from './icon.tsx';
import styles from './sort-header.module.css';

interface SortHeaderProps {
  title: string;
  /** How the table is ordered by this column now; null where it isn't. */
  sorted: 'ascending' | 'descending' | null;
  onSort: () => void;
  numeric?: boolean;
  colSpan?: number;
}

/** The head of a column that orders its table. */
export function SortHeader({ title, sorted, onSort, numeric, colSpan }: SortHeaderProps) {
  return (
    <th scope="col" className={numeric ? 'num' : undefined} colSpan={colSpan} aria-sort={sorted ?? 'none'}>
      <button type="button" className={styles.sort} onClick={onSort}>
        <span>{title}</span>
        {sorted && <Icon icon={sorted === 'ascending' ? ArrowUp : ArrowDown} size={11} />}
      </button>
    </th>
  );
}
