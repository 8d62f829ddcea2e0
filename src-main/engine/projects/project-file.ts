import { basename, extname, resolve } from 'node:path';
import type { ProjectDetail } from '#shared/contract/requests/projects.ts';
import { MAX_STRATA_BYTES, readStrataFile, type StrataProject, writeStrataFile } from '#shared/graph/file.ts';
import { AppError } from '#shared/util/app-error.ts';
import { writeFileAtomically } from '../atomic-file.ts';
import { readBoundedFile } from '../bounded-file.ts';
import type { EngineContext } from '../context.ts';
import { getGraph } from '../db/graph-versions.ts';
import { findProject, getProject } from '../db/projects.ts';
import { freeName } from '../free-name.ts';
import { insert } from './create-project.ts';

/** A `.strata` file, parsed. */
export async function readProjectFile(path: string): Promise<StrataProject> {
  const bytes = await readBoundedFile(resolve(path), MAX_STRATA_BYTES);
  return readStrataFile(bytes.toString('utf8'), basename(path));
}

/** A name that was not asked for gives way to one that is taken: "Flowers 2". */
export async function importProject(context: EngineContext, path: string, name: string | null): Promise<ProjectDetail> {
  const file = await readProjectFile(path);
  return insert(context, (tx) => ({
    name: name ?? freeName(file.name, (candidate) => findProject(tx, candidate) === undefined),
    datasetId: null,
    graph: file.graph,
    config: file.config,
  }));
}

export async function exportProject(context: EngineContext, reference: string, path: string): Promise<string> {
  const { id, name, config, graphVersion } = getProject(context.db.read, reference);
  const file = resolve(path);
  if (extname(file).toLowerCase() !== '.strata') {
    throw new AppError('BAD_INPUT', `A project is saved as a .strata file; ${path} ends otherwise.`, { path });
  }
  await writeFileAtomically(
    file,
    writeStrataFile({ name, config, graph: getGraph(context.db.read, id, graphVersion) }),
  );
  return file;
}
