import { compareCodePoints } from '#shared/data/code-point-order.ts';
import { hasPictureExtension } from '../pictures/picture-format.ts';
import type { ProblemLog } from '../problem-log.ts';
import type { Walk } from './walk-folder.ts';

/** A file that may be a picture, with the class that its folder gives it. */
export interface Candidate {
  readonly path: string;
  readonly label: string;
  /** Position in `splitOrder`, where the folders say it. */
  readonly split: number | null;
}

export interface ClassFolders {
  readonly candidates: Candidate[];
  /** Every class that has a folder, sorted; some may turn out to be empty. */
  readonly classes: string[];
  /** The folders say which split a picture belongs to. */
  readonly presetSplit: boolean;
}

const splitFolders: Readonly<Record<string, number>> = {
  train: 0,
  training: 0,
  validation: 1,
  valid: 1,
  val: 1,
  test: 2,
  testing: 2,
};

/**
 * Reads classes from folders: `class/…/picture`, or `train/class/…/picture` beside `validation` or `test`. The latter
 * only where `train` has folders of its own, since toy trains may be a class.
 */
export function readClassFolders(walk: Walk, problems: ProblemLog): ClassFolders {
  const presetSplit = hasSplitFolders(walk.folders);
  const classLevel = presetSplit ? 1 : 0;
  const spellings = new Map<string, Set<string>>();

  /** Null for what lies above the class folders, or beside the split folders. */
  function place(segments: readonly string[]): { label: string; split: number | null } | null {
    const split = presetSplit ? splitFolders[(segments[0] ?? '').toLowerCase()] : null;
    const name = segments[classLevel];
    if (split === undefined || name === undefined) return null;
    // Two Unicode spellings of one word look the same to everyone: they are one class.
    const label = name.normalize('NFC');
    const known = spellings.get(label) ?? new Set();
    spellings.set(label, known.add(name));
    return { label, split };
  }

  for (const folder of walk.folders) place(folder.split('/'));
  const candidates: Candidate[] = [];
  for (const path of walk.files) {
    const found = place(path.split('/').slice(0, -1));
    if (found) candidates.push({ path, ...found });
    else problems.add(hasPictureExtension(path) ? 'outside-class-folder' : 'not-an-image', path);
  }
  for (const [label, names] of spellings) if (names.size > 1) problems.add('class-names-merged', label);
  return { candidates, classes: [...spellings.keys()].sort(compareCodePoints), presetSplit };
}

function hasSplitFolders(folders: readonly string[]): boolean {
  const top = folders.filter((folder) => !folder.includes('/'));
  const splits = new Set(top.map((folder) => splitFolders[folder.toLowerCase()]));
  const trainHasFolders = folders.some((folder) => {
    const [first, second] = folder.split('/');
    return second !== undefined && splitFolders[(first ?? '').toLowerCase()] === 0;
  });
  return trainHasFolders && (top.length === 1 || splits.has(1) || splits.has(2));
}
