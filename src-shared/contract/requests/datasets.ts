import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { columnSchema, dataProblem, datasetKind, splitName, splitSpec } from '../../data/types.ts';
import { diskPath } from '../disk-path.ts';

/** A dataset, version, project or run is named by its id or by its unique name. */
export const reference = z.string().min(1).max(200);
export const entityName = z.string().trim().min(1).max(120);

const splitCounts = z.object({ train: z.number(), validation: z.number(), test: z.number() });

export const datasetSummary = z.object({
  id: z.string(),
  name: z.string(),
  kind: datasetKind,
  /** The newest version. */
  version: z.string(),
  versionNumber: z.number(),
  samples: z.number(),
  columns: z.array(columnSchema),
  splits: splitCounts,
  /** The folder that the pictures were imported from and still lie in; null for uploads and bundled samples. */
  source: z.string().nullable(),
  createdAt: z.string(),
});
export type DatasetSummary = z.infer<typeof datasetSummary>;

export const classCount = z.object({ label: z.string(), train: z.number(), validation: z.number(), test: z.number() });

export const datasetDetail = datasetSummary.extend({
  classCounts: z.array(classCount),
  problems: z.array(dataProblem),
});
export type DatasetDetail = z.infer<typeof datasetDetail>;

export const importSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('folder'), path: diskPath }),
  z.object({ kind: z.literal('upload'), upload: z.string() }),
  z.object({ kind: z.literal('sample'), sample: z.string() }),
]);
export type ImportSource = z.infer<typeof importSource>;

export const importProgress = z.object({
  type: z.literal('progress'),
  /** What the import is continued or discarded by, should it be cut off. */
  import: z.string(),
  phase: z.enum(['scanning', 'decoding', 'saving']),
  done: z.number(),
  /** Null while the folder is still being scanned. */
  total: z.number().nullable(),
  etaSeconds: z.number().nullable(),
});

/** Fields of `strata dataset import --json` (fixed, DESIGN 9). */
export const importResult = z.object({
  type: z.literal('done'),
  dataset: z.string(),
  name: z.string(),
  version: z.string(),
  kind: datasetKind,
  samples: z.number(),
  columns: z.array(columnSchema),
  splits: splitCounts,
  problems: z.array(dataProblem),
  seconds: z.number(),
});
export type ImportResult = z.infer<typeof importResult>;
export const importEvent = z.discriminatedUnion('type', [importProgress, importResult]);
export type ImportEvent = z.infer<typeof importEvent>;

/** An import that was cut off after it had read some of its files. */
export const unfinishedImport = z.object({
  id: z.string(),
  name: z.string(),
  /** The folder; null for uploads and bundled samples. */
  source: z.string().nullable(),
  /** Files that won't be read again while they are as they were. */
  done: z.number(),
  total: z.number(),
  startedAt: z.string(),
});
export type UnfinishedImport = z.infer<typeof unfinishedImport>;

export const datasetUser = z.object({
  id: z.string(),
  name: z.string(),
  /** The project has it chosen. */
  isChosen: z.boolean(),
  /** Numbers of the project's runs that were trained on it. */
  runs: z.array(z.number()),
});
export type DatasetUser = z.infer<typeof datasetUser>;

export const sourceState = z.object({
  /** `changed-place`: the folder is gone, or none of its files is there; `incomplete`: some are not there. */
  state: z.enum(['present', 'incomplete', 'changed-place']),
  folder: z.string(),
  /** It can be pointed to anew; a bundled sample can't. */
  isMovable: z.boolean(),
});
export type SourceState = z.infer<typeof sourceState>;

export const folderComparison = z.object({
  type: z.literal('done'),
  /** As expanded: absolute. */
  path: z.string(),
  total: z.number(),
  /** The same content under the same name. */
  matched: z.number(),
  /** Not there, or not readable. */
  missing: z.number(),
  /** There, but with another content. */
  different: z.number(),
  /** Some names of each. */
  examples: z.object({ missing: z.array(z.string()), different: z.array(z.string()) }),
});
export type FolderComparison = z.infer<typeof folderComparison>;
export const folderComparisonEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('progress'),
    done: z.number(),
    total: z.number(),
    etaSeconds: z.number().nullable(),
  }),
  folderComparison,
]);

export const sampleFilter = z.object({
  split: splitName.nullable().default(null),
  label: z.string().nullable().default(null),
  /** Part of the file's name, case-insensitive. */
  search: z.string().max(200).default(''),
});

export const sampleRow = z.object({
  /** Position in the dataset version; stable, and the key of thumbnails and predictions. */
  index: z.number().int(),
  path: z.string(),
  label: z.string().nullable(),
  split: splitName,
  width: z.number(),
  height: z.number(),
});
export type SampleRow = z.infer<typeof sampleRow>;

/** A bundled dataset, one click from imported. */
export const sampleDataset = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  samples: z.number(),
  licence: z.string(),
  /** One of its pictures, to recognise it by. */
  picture: z.instanceof(Blob),
});
export type SampleDataset = z.infer<typeof sampleDataset>;

export const datasetsContract = {
  list: oc.output(z.array(datasetSummary)),
  get: oc.input(z.object({ dataset: reference })).output(datasetDetail),
  bundled: oc.output(z.array(sampleDataset)),
  /**
   * Ends with one `done`. An import of a folder whose last import was cut off goes on from there; one that is aborted
   * can be continued, or discarded.
   */
  import: oc
    .input(
      z.object({
        source: importSource,
        name: entityName,
        kind: datasetKind.default('images'),
        split: splitSpec.default({ train: 70, validation: 15, test: 15 }),
        seed: z.number().int().min(0).default(7),
      }),
    )
    .output(eventIterator(importEvent)),
  /** Imports that were cut off, newest first; not those that go on. */
  unfinished: oc.output(z.array(unfinishedImport)),
  /** Goes on where an import was cut off, with the name, split and seed that it was asked for. */
  continueImport: oc.input(z.object({ import: z.string() })).output(eventIterator(importEvent)),
  /** Forgets what an import has read, and ends it first where it goes on. */
  discardImport: oc.input(z.object({ import: z.string() })).output(z.object({})),
  /** Looks at every source file again: missing, changed, unreadable; and for pictures added since. */
  check: oc.input(z.object({ dataset: reference })).output(z.object({ problems: z.array(dataProblem) })),
  rename: oc.input(z.object({ dataset: reference, name: entityName })).output(datasetSummary),
  /** The newest version under another name: the same pictures, of which no second copy is made. */
  duplicate: oc.input(z.object({ dataset: reference, name: entityName })).output(datasetSummary),
  /** By whom it is used; what is in the trash doesn't count. */
  usedBy: oc.input(z.object({ dataset: reference })).output(z.array(datasetUser)),
  /** To the trash. Refused with IN_USE, the users in `details.users`, unless `evenIfUsed`. */
  remove: oc.input(z.object({ dataset: reference, evenIfUsed: z.boolean().default(false) })).output(z.object({})),
  /** Whether the source folder is where it was; cheap: a few files are looked for, none is read. */
  source: oc.input(z.object({ dataset: reference })).output(sourceState),
  /** Looks whether another folder holds the same files, by their content. Nothing is changed. */
  compareFolder: oc
    .input(z.object({ dataset: reference, path: diskPath }))
    .output(eventIterator(folderComparisonEvent)),
  /** From now on the pictures are read from this folder. Refused with DATA_INVALID where none of them is there. */
  relocate: oc.input(z.object({ dataset: reference, path: diskPath })).output(datasetSummary),
  samples: oc
    .input(
      z.object({
        version: z.string(),
        filter: sampleFilter,
        offset: z.number().int().min(0),
        limit: z.number().int().min(1).max(500),
      }),
    )
    .output(z.object({ total: z.number(), rows: z.array(sampleRow) })),
  /** JPEG thumbnails (longest side 128 px) end to end in `data`, with the length of each in the order asked for. */
  thumbnails: oc
    .input(z.object({ version: z.string(), indices: z.array(z.number().int().min(0)).max(200) }))
    .output(z.object({ lengths: z.array(z.number()), data: z.instanceof(Blob) })),
  /** One picture as a web-friendly JPEG or PNG, at most `maxSide` px. */
  picture: oc
    .input(
      z.object({
        version: z.string(),
        index: z.number().int().min(0),
        maxSide: z.number().int().min(16).max(2048).default(512),
      }),
    )
    .output(z.object({ data: z.instanceof(Blob) })),
  /** Dropped files of the browser mode, sent one by one; imported with source `upload`. */
  uploadBegin: oc.output(z.object({ upload: z.string() })),
  uploadFile: oc
    .input(z.object({ upload: z.string(), path: z.string().min(1).max(1000), data: z.instanceof(Blob) }))
    .output(z.object({})),
};
