import type { TrashKind } from '#shared/contract/requests/trash.ts';
import type { DatasetsContext } from '../datasets/datasets-context.ts';
import type { WriteHandle } from '../db/database.ts';
import { findDataset, updateDataset } from '../db/datasets.ts';
import { findProject, updateProject } from '../db/projects.ts';
import { getRun } from '../db/runs.ts';
import { setTrashed } from '../db/trash.ts';
import { freeName } from '../free-name.ts';
import { findTrashed } from './find-trashed.ts';

export interface Restored {
  readonly id: string;
  readonly name: string;
  /** Where its name was taken meanwhile. */
  readonly formerName: string | null;
}

/** Out of the trash, under its own name or the next that is free. A project brings the runs back that went with it. */
export function restore({ db, changes }: DatasetsContext, kind: TrashKind, reference: string): Restored {
  const { restored, project } = db.write((tx) => {
    const { id, name } = findTrashed(tx, kind, reference);
    const free = kind === 'run' ? name : takeFreeName(tx, kind, id, name);
    setTrashed(tx, kind, id, null);
    const restored = { id, name: free, formerName: free === name ? null : name };
    return { restored, project: kind === 'run' ? getRun(tx, id).run.projectId : kind === 'project' ? id : null };
  });
  changes.emit({ kind, id: restored.id, project });
  changes.emit({ kind: 'trash', id: restored.id, project });
  return restored;
}

/** Before it is back: only what is not in the trash has to have a name of its own. */
function takeFreeName(tx: WriteHandle, kind: 'project' | 'dataset', id: string, name: string): string {
  const find = kind === 'project' ? findProject : findDataset;
  const free = freeName(name, (candidate) => find(tx, candidate) === undefined);
  if (free === name) return free;
  if (kind === 'project') updateProject(tx, id, { name: free });
  else updateDataset(tx, id, { name: free });
  return free;
}
