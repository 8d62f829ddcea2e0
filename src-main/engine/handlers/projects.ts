import { implement } from '@orpc/server';
import { projectsContract } from '#shared/contract/requests/projects.ts';
import { importableKinds } from '#shared/data/types.ts';
import { allTemplates } from '#shared/templates/index.ts';
import type { EngineContext } from '../context.ts';
import { getGraph, listVersionsWithGraphs, runsByVersion } from '../db/graph-versions.ts';
import { getProject } from '../db/projects.ts';
import { removeProject, renameProject, setConfig, setDataset } from '../projects/change-project.ts';
import { createProject, duplicateProject } from '../projects/create-project.ts';
import { openModelFrom } from '../projects/open-model.ts';
import { exportProject, importProject } from '../projects/project-file.ts';
import { saveGraph } from '../projects/save-graph.ts';
import { projectDetail, projectSummaries } from '../projects/summaries.ts';

export function projectsRouter(context: EngineContext) {
  const { db } = context;
  const os = implement(projectsContract);
  const detail = (id: string) => projectDetail(db.read, id);
  return {
    list: os.list.handler(() => projectSummaries(db.read)),
    get: os.get.handler(({ input }) => detail(getProject(db.read, input.project).id)),
    create: os.create.handler(({ input }) => createProject(context, input)),
    rename: os.rename.handler(({ input }) => detail(renameProject(context, input.project, input.name))),
    duplicate: os.duplicate.handler(({ input }) => duplicateProject(context, input.project, input.name)),
    remove: os.remove.handler(async ({ input }) => {
      await removeProject(context, input.project);
      return {};
    }),
    setDataset: os.setDataset.handler(({ input }) => detail(setDataset(context, input.project, input.dataset))),
    setConfig: os.setConfig.handler(({ input }) => detail(setConfig(context, input.project, input.config))),
    saveGraph: os.saveGraph.handler(({ input }) => saveGraph(context, input.project, input.graph, input.base)),
    versions: os.versions.handler(({ input }) => {
      const { id } = getProject(db.read, input.project);
      const runs = runsByVersion(db.read, id);
      return listVersionsWithGraphs(db.read, id).map(({ version, savedAt, graph }) => ({
        version,
        savedAt,
        nodes: graph.nodes.length,
        usedByRuns: runs.get(version) ?? [],
      }));
    }),
    graphAt: os.graphAt.handler(({ input }) => ({
      graph: getGraph(db.read, getProject(db.read, input.project).id, input.version),
    })),
    importFile: os.importFile.handler(({ input }) => importProject(context, input.path, input.name)),
    openModel: os.openModel.handler(({ input }) => openModelFrom(context, input.source, input.name)),
    exportFile: os.exportFile.handler(async ({ input }) => ({
      file: await exportProject(context, input.project, input.path),
    })),
    templates: os.templates.handler(() =>
      allTemplates.map(({ id, title, description, needs }) => ({
        id,
        title,
        description,
        needs,
        ready: importableKinds.includes(needs),
      })),
    ),
  };
}
