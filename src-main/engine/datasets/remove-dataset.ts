import { AppError } from '#shared/util/app-error.ts';
import { deleteDataset, getDataset, isContentKnown, projectsUsing, versionsOf } from '../db/datasets.ts';
import type { DatasetsContext } from './datasets-context.ts';
import { removePacked } from './packing/packed-cache.ts';
import type { Uploads } from './sources/uploads.ts';
import type { Thumbnails } from './thumbnails/thumbnails.ts';

/** Refused while a project needs it. The user's own files are never touched; copies of dropped files go. */
export async function removeDataset(
  context: DatasetsContext,
  reference: string,
  thumbnails: Thumbnails,
  uploads: Uploads,
): Promise<void> {
  const { dataset, versions } = context.db.write((tx) => {
    const dataset = getDataset(tx, reference);
    const projects = projectsUsing(tx, dataset.id);
    if (projects.length > 0) {
      const names = projects.map((name) => `"${name}"`).join(', ');
      throw new AppError(
        'IN_USE',
        `The dataset "${dataset.name}" is used by ${names}. Remove these projects, or give them another dataset, first.`,
        { dataset: dataset.id, projects },
      );
    }
    const versions = versionsOf(tx, dataset.id);
    deleteDataset(tx, dataset.id);
    return { dataset, versions };
  });
  for (const { id, contentHash } of versions) {
    await thumbnails.forget(id);
    // A dataset with the same pictures and classes shares what was packed.
    if (!isContentKnown(context.db.read, contentHash)) await removePacked(context, contentHash);
  }
  if (dataset.source.kind === 'upload') await uploads.removeSource(dataset.source.path);
  context.changes.emit({ kind: 'dataset', id: dataset.id, project: null });
}
