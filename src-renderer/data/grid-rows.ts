/** A class with its pictures, or all of them under one roof while something is searched for. */
export interface Section {
  readonly label: string | null;
  readonly count: number;
}

export type GridRow =
  | { readonly kind: 'head'; readonly label: string; readonly count: number }
  | { readonly kind: 'tiles'; readonly label: string | null; readonly first: number; readonly count: number };

export const PAGE = 120;

/** The grid as rows of equal kind, so that only those on screen need to exist. */
export function gridRows(sections: readonly Section[], columns: number): GridRow[] {
  const rows: GridRow[] = [];
  for (const { label, count } of sections) {
    if (count === 0) continue;
    if (label !== null) rows.push({ kind: 'head', label, count });
    for (let first = 0; first < count; first += columns) {
      rows.push({ kind: 'tiles', label, first, count: Math.min(columns, count - first) });
    }
  }
  return rows;
}

export interface Page {
  readonly label: string | null;
  readonly page: number;
}

/** The pages of samples that these rows show. */
export function pagesOf(rows: readonly GridRow[]): Page[] {
  const pages = new Map<string, Page>();
  for (const row of rows) {
    if (row.kind === 'head') continue;
    const last = Math.floor((row.first + row.count - 1) / PAGE);
    for (let page = Math.floor(row.first / PAGE); page <= last; page++) {
      pages.set(`${row.label ?? ''}/${page}`, { label: row.label, page });
    }
  }
  return [...pages.values()];
}
