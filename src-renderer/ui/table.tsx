import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly key: string;
  readonly title: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** Right-aligned tabular figures. */
  readonly numeric?: boolean;
}

interface TableProps<Row> {
  /** For screen readers. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  isSelected?: (row: Row) => boolean;
  onRow?: (row: Row) => void;
}

/** A plain table; a row that can be opened is also reached by Tab and Enter. */
export function Table<Row>({ label, columns, rows, rowKey, isSelected, onRow }: TableProps<Row>) {
  return (
    <table className={onRow ? 'table hover' : 'table'} aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} className={column.numeric ? 'num' : undefined} scope="col">
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            aria-selected={isSelected?.(row)}
            tabIndex={onRow ? 0 : undefined}
            onClick={onRow && (() => onRow(row))}
            onKeyDown={onRow && ((event) => event.key === 'Enter' && onRow(row))}
          >
            {columns.map((column) => (
              <td key={column.key} className={column.numeric ? 'num' : undefined}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
