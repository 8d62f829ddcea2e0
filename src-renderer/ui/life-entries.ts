import { Copy, type LucideIcon, Pencil, Trash2 } from 'lucide-react';
import type { MenuEntry } from './menu.tsx';

interface Life {
  readonly onRename: () => void;
  readonly duplicate: { readonly label: string; readonly icon?: LucideIcon; readonly run: () => void };
  readonly onDelete: () => void;
  /** Why it can't be deleted now. */
  readonly keptBecause?: string | undefined;
  /** What only this kind of thing has. */
  readonly more?: readonly MenuEntry[];
}

/** The same words for projects, datasets and runs, in the same order. */
export const lifeEntries = ({ onRename, duplicate, onDelete, keptBecause, more = [] }: Life): MenuEntry[] => [
  { label: 'Rename…', icon: Pencil, run: onRename },
  { icon: Copy, ...duplicate },
  ...more,
  'line',
  { label: 'Delete', icon: Trash2, danger: true, run: onDelete, why: keptBecause },
];
