import { link } from 'node:fs/promises';
import type { DatasetUser } from '#shared/contract/requests/datasets.ts';
import { AppError } from '#shared/util/app-error.ts';
import { newId } from '#shared/util/ids.ts';
import type { ReadHandle } from '../db/database.ts';
import {
  assertDatasetNameIsFree,
  getDataset,
  insertDataset,
  insertVersion,
  newestVersion,
  updateDataset,
} from '../db/datasets.ts';
import { copySamples } from '../db/samples.ts';
import { projectsOnDataset, runsOnDataset, setTrashed } from '../db/trash.ts';
import type { DatasetsContext } from './datasets-context.ts';
import { thumbnailPath } from './thumbnails/thumbnail-file.ts';

/** Each function returns the dataset's id. */
export function renameDataset({ db, changes }: DatasetsContext, reference: string, name: string): string {
  const id = db.write((tx) => {
    const { id } = getDataset(tx, reference);
    assertDatasetNameIsFree(tx, name, id);
    updateDataset(tx, id, { name });
    return id;
  });
  changes.emit({ kind: 'dataset', id, project: null });
  return id;
}

/** Its newest version under another name. The pictures stay where they are, and what was packed of them is shared. */
export async function duplicateDataset(context: DatasetsContext, reference: string, name: string): Promise<string> {
  const { db, changes, home } = context;
  const id = newId('dataset');
  const versionId = newId('version');
  const createdAt = new Date().toISOString();
  const original = db.write((tx) => {
    assertDatasetNameIsFree(tx, name);
    const found = newestVersion(tx, getDataset(tx, reference).id);
    insertDataset(tx, { id, name, kind: found.dataset.kind, source: found.dataset.source, createdAt });
    // The date says from when on a file in the folder counts as added: that is when the pictures were looked at.
    insertVersion(tx, { ...found.version, id: versionId, datasetId: id, number: 1 });
    copySamples(tx, found.version.id, versionId);
    return found.version.id;
  });
  // A second name for one file. Where there can be none, thumbnails are made of the pictures when they are asked for.
  await link(thumbnailPath(home, original), thumbnailPath(home, versionId)).catch(() => {});
  changes.emit({ kind: 'dataset', id, project: null });
  return id;
}

/** The projects outside the trash that have chosen it or have runs that were trained on it. */
export function usersOf(db: ReadHandle, reference: string): DatasetUser[] {
  const { id } = getDataset(db, reference);
  const users = new Map<string, DatasetUser>();
  for (const project of projectsOnDataset(db, id)) users.set(project.id, { ...project, isChosen: true, runs: [] });
  for (const { project, number, isTrashed } of runsOnDataset(db, id)) {
    if (isTrashed) continue;
    const user = users.get(project.id) ?? { ...project, isChosen: false, runs: [] };
    users.set(project.id, { ...user, runs: [...user.runs, number] });
  }
  return [...users.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/** To the trash. Files stay until the trash is emptied; the person's own are never touched. */
export function removeDataset({ db, changes }: DatasetsContext, reference: string, evenIfUsed: boolean): void {
  const id = db.write((tx) => {
    const { id, name } = getDataset(tx, reference);
    const users = usersOf(tx, id);
    if (users.length > 0 && !evenIfUsed) {
      const names = users.map((user) => `"${user.name}"`).join(', ');
      throw new AppError(
        'IN_USE',
        `The dataset "${name}" is used by ${names}. Deleting it leaves these without data; it can be restored.`,
        { dataset: id, users },
      );
    }
    setTrashed(tx, 'dataset', id, new Date().toISOString());
    return id;
  });
  changes.emit({ kind: 'dataset', id, project: null });
  changes.emit({ kind: 'trash', id, project: null });
}
