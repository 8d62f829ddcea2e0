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
 * only where `train` has folders of its own, since toy trains may be a class. A `validation` or `test` without `train` names
 * no split: the classes are in it, and are divided anew.
 */
export function readClassFolders(walk: Walk, problems: ProblemLog): ClassFolders {
  const presetSplit = hasSplitFolders(walk.folders);
  const splitsWithoutTrain = presetSplit ? [] : onlySplitFolders(walk.folders);
  const classLevel = presetSplit || splitsWithoutTrain.length > 0 ? 1 : 0;
  for (const folder of splitsWithoutTrain) problems.add('split-anew', folder);
  const spellings = new Map<string, Set<string>>();

  /** Null for what lies above the class folders, or beside the split folders. */
  function place(segments: readonly string[]): { label: string; split: number | null } | null {
    const split = presetSplit ? splitOf(segments[0] ?? '') : null;
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

/** A folder may be called `constructor`, which every object has: only names of ours count. */
function splitOf(folder: string): number | undefined {
  const name = folder.toLowerCase();
  return Object.hasOwn(splitFolders, name) ? splitFolders[name] : undefined;
}

/** The top folders, where all are named after splits other than train and hold folders: nothing could be learned from. */
function onlySplitFolders(folders: readonly string[]): string[] {
  const top = folders.filter((folder) => !folder.includes('/'));
  const areSplits = top.every((folder) => splitOf(folder) !== undefined && splitOf(folder) !== 0);
  return areSplits && folders.length > top.length ? top : [];
}

function hasSplitFolders(folders: readonly string[]): boolean {
  const top = folders.filter((folder) => !folder.includes('/'));
  const splits = new Set(top.map(splitOf));
  const trainHasFolders = folders.some((folder) => {
    const [first, second] = folder.split('/');
    return second !== undefined && splitOf(first ?? '') === 0;
  });
  return trainHasFolders && (top.length === 1 || splits.has(1) || splits.has(2));
}
