import { oc } from '@orpc/contract';
import { z } from 'zod';
import { graphSchema } from '../../graph/types.ts';
import { metricValues, runConfig } from '../../training/run.ts';
import { diskPath } from '../disk-path.ts';
import { lostOption, modelFileFormat } from '../model-files.ts';
import { entityName, reference } from './datasets.ts';

export const projectSummary = z.object({
  id: z.string(),
  name: z.string(),
  dataset: z.object({ id: z.string(), name: z.string() }).nullable(),
  graphVersion: z.number(),
  /** Families of the layers in order, for the little drawing on the card. */
  families: z.array(z.string()),
  runs: z.number(),
  /** The number that its next run gets; those of deleted runs are not given again. */
  nextRun: z.number(),
  /** `best` is the metric that it is judged by. */
  lastRun: z
    .object({ id: z.string(), number: z.number(), state: z.string(), metrics: metricValues, best: z.string() })
    .nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type ProjectSummary = z.infer<typeof projectSummary>;

export const projectDetail = projectSummary.extend({ graph: graphSchema, config: runConfig });
export type ProjectDetail = z.infer<typeof projectDetail>;

/** On this machine, or one of the files that a browser sent. */
const modelSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('disk'), path: diskPath }),
  z.object({ kind: z.literal('upload'), upload: z.string(), item: z.string().max(4096) }),
]);
export type ModelSource = z.infer<typeof modelSource>;

export const openedModel = z.object({
  project: projectDetail,
  /** Has the file's weights; null where the graph can't compute as it is. */
  run: z.string().nullable(),
  format: modelFileFormat,
  /** What the file asks for and the catalogue's layers don't do. */
  lost: z.array(lostOption),
  /** Layers of classes that the catalogue doesn't have: placeholders. */
  unknown: z.array(z.object({ node: z.string(), className: z.string() })),
});
export type OpenedModel = z.infer<typeof openedModel>;

export const templateInfo = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  /** The kind of dataset it needs. */
  needs: z.string(),
  /** Whether datasets of that kind can be imported so far. */
  ready: z.boolean(),
});

const named = z.object({ project: reference });

export const projectsContract = {
  list: oc.output(z.array(projectSummary)),
  get: oc.input(named).output(projectDetail),
  /** The template is fitted to the dataset (classes, picture size). Without template: an empty canvas with input and output. */
  create: oc
    .input(z.object({ name: entityName, template: z.string().nullable(), dataset: reference.nullable() }))
    .output(projectDetail),
  rename: oc.input(z.object({ project: reference, name: entityName })).output(projectSummary),
  /** Graph, data and settings as they are now; not the history and the runs. */
  duplicate: oc.input(z.object({ project: reference, name: entityName })).output(projectDetail),
  /** To the trash, with its runs. Refused with IN_USE while one of them is being trained. */
  remove: oc.input(named).output(z.object({})),
  setDataset: oc.input(z.object({ project: reference, dataset: reference.nullable() })).output(projectDetail),
  setConfig: oc.input(z.object({ project: reference, config: runConfig })).output(projectDetail),
  /**
   * Saves the whole graph as the newest version. `base` is the version that it was edited from; when another window saved
   * in between, CONFLICT comes back with the current version and nothing is lost.
   */
  saveGraph: oc
    .input(z.object({ project: reference, graph: graphSchema, base: z.number() }))
    .output(z.object({ graphVersion: z.number(), savedAt: z.string() })),
  versions: oc
    .input(named)
    .output(
      z.array(
        z.object({ version: z.number(), savedAt: z.string(), nodes: z.number(), usedByRuns: z.array(z.number()) }),
      ),
    ),
  graphAt: oc.input(z.object({ project: reference, version: z.number() })).output(z.object({ graph: graphSchema })),
  /** A `.strata` file: graph and settings, no data. */
  importFile: oc.input(z.object({ path: diskPath, name: entityName.nullable().default(null) })).output(projectDetail),
  /** A `.keras` or `.h5` file, or the `model.json` of a TF.js layers model. */
  openModel: oc.input(z.object({ source: modelSource, name: entityName.nullable().default(null) })).output(openedModel),
  exportFile: oc.input(z.object({ project: reference, path: diskPath })).output(z.object({ file: z.string() })),
  templates: oc.output(z.array(templateInfo)),
};
