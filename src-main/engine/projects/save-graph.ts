import { isDeepStrictEqual } from 'node:util';
import type { Graph } from '#shared/graph/types.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { EngineContext } from '../context.ts';
import { deleteVersions, getGraph, insertGraph, listVersions, versionsWithRuns } from '../db/graph-versions.ts';
import { getProject, updateProject } from '../db/projects.ts';
import { versionsToDrop } from './thin-versions.ts';

export interface SavedGraph {
  graphVersion: number;
  savedAt: string;
}

/** Compare and set: `base` is the version that was edited; when it is no longer the newest, nothing is overwritten. */
export function saveGraph(context: EngineContext, reference: string, graph: Graph, base: number): SavedGraph {
  const savedAt = new Date().toISOString();
  const { id, graphVersion, isNew } = context.db.write((tx) => {
    const project = getProject(tx, reference);
    // Also where the base is older: a window that never heard that its change was stored sends it again.
    if (isDeepStrictEqual(getGraph(tx, project.id, project.graphVersion), graph)) return { ...project, isNew: false };
    if (project.graphVersion !== base) {
      throw new AppError(
        'CONFLICT',
        `"${project.name}" was changed in another window: it is at version ${project.graphVersion}, and this change ` +
          `was made to version ${base}. Nothing was overwritten; open it again to go on.`,
        { current: project.graphVersion, base },
      );
    }
    const version = base + 1;
    insertGraph(tx, { projectId: project.id, version, graph, savedAt });
    updateProject(tx, project.id, { graphVersion: version, updatedAt: savedAt });
    const used = versionsWithRuns(tx, project.id);
    deleteVersions(tx, project.id, versionsToDrop(listVersions(tx, project.id), used));
    return { id: project.id, graphVersion: version, isNew: true };
  });
  if (isNew) context.changes.emit({ kind: 'project', id, project: id });
  return { graphVersion, savedAt };
}
