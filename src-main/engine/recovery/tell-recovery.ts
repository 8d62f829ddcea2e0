import { join } from 'node:path';
import type { Notice } from '#shared/contract/requests/help.ts';
import { newId } from '#shared/util/ids.ts';
import type { Recovery } from '../db/recovery/restore.ts';
import type { Orphans } from './keep-orphans.ts';

const found: Record<Recovery['damage'], string> = {
  damaged: 'The database of this data folder was damaged.',
  gone: 'The database of this data folder was gone.',
  empty: 'The database of this data folder was empty: nothing was left in the file.',
  'not-a-file': 'In place of the database there was something that is not a file.',
  'changes-lost':
    'Strata did not end properly, and the file with its newest changes (strata.sqlite-wal) was taken away.',
};

/** In the person's words, and no more of it than they know: a graph's old versions and points of curves are details. */
const things: readonly [table: string, one: string, many: string][] = [
  ['project', 'project', 'projects'],
  ['graph_version', 'saved network', 'saved networks'],
  ['dataset', 'dataset', 'datasets'],
  ['run', 'run', 'runs'],
  ['evaluation', 'evaluation', 'evaluations'],
  ['export', 'export', 'exports'],
];

/** What happened to the database, what came back, and what is missing: in plain words, for the window and the shell. */
export function tellRecovery(recovery: Recovery, orphans: Orphans, folder: string, now: Date): Notice {
  const { damage, backupOf, salvage, keptIn } = recovery;
  const isRestored = damage !== 'changes-lost';
  const parts = [found[damage]];
  if (isRestored && backupOf) parts.push(`It was restored from the backup of ${inWords(backupOf)}.`);
  const saved = listed(salvage.rows);
  if (saved) parts.push(`What is newer could still be read in the damaged file: ${saved}.`);
  if (isRestored && !backupOf) parts.push('There was no backup yet; what could be read of it was kept.');
  if (keptIn) parts.push(`What was found is kept, unchanged, in ${keptIn}.`);
  return {
    id: newId('notice'),
    kind: isRestored ? 'database-restored' : 'changes-lost',
    title: isRestored ? 'The database was restored' : 'Some of the newest changes may be missing',
    text: parts.join(' '),
    missing: missing(recovery, orphans, folder),
    folder: keptIn ?? (orphans.runs + orphans.uploads > 0 ? folder : null),
    at: now.toISOString(),
  };
}

function missing({ damage, backupOf, salvage }: Recovery, orphans: Orphans, folder: string): string[] {
  const lines: string[] = [];
  if (damage === 'changes-lost') lines.push('Whatever was changed shortly before Strata ended.');
  const isWholeRead = damage === 'damaged' && salvage.unreadable.length === 0;
  if (damage !== 'changes-lost' && !isWholeRead) {
    const unread = damage === 'damaged' ? ' and could not be read in the damaged file' : '';
    lines.push(
      backupOf
        ? `Whatever was changed after ${inWords(backupOf)}${unread}.`
        : 'Whatever could not be read in the damaged file.',
    );
  }
  for (const name of salvage.lost.slice(0, 10)) lines.push(`“${name}”: its name could be read, its content not.`);
  if (salvage.lost.length > 10) lines.push(`${salvage.lost.length - 10} more, of which only the name could be read.`);
  if (orphans.runs > 0) {
    const what = orphans.runs === 1 ? '1 training' : `${orphans.runs} trainings`;
    lines.push(`${what} made after the backup. The weights are kept in ${join(folder, 'runs')}.`);
  }
  if (orphans.uploads > 0) {
    const what = orphans.uploads === 1 ? '1 import' : `${orphans.uploads} imports`;
    lines.push(`${what} of dropped files. The files are kept in ${join(folder, 'uploads')}: import them again.`);
  }
  return lines;
}

function listed(rows: Readonly<Record<string, number>>): string {
  const parts = things.flatMap(([table, one, many]) => {
    const count = rows[table] ?? 0;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** As on a wall clock and calendar here: `13 January 2026, 12:00`. */
const inWords = (iso: string): string =>
  new Date(iso).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
