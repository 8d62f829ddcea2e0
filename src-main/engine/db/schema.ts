import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Certificate, Evaluation, ExportFormat } from '#shared/contract/requests/results.ts';
import type { OpenedFile } from '#shared/contract/requests/runs.ts';
import type { Column, DataProblem, DatasetKind, SplitName, SplitSpec } from '#shared/data/types.ts';
import type { Graph } from '#shared/graph/types.ts';
import type { Computing } from '#shared/training/computing.ts';
import type { LayerHealth, LayerHistograms } from '#shared/training/health/observation.ts';
import type { MetricValues, RunConfig, RunOrigin, RunState, TrainingProgress } from '#shared/training/run.ts';
import type { ErrorData } from '#shared/util/app-error.ts';

/** Where a dataset's files come from: the folder they still lie in, copies of dropped files, or a bundled sample. */
export type DatasetSource =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'upload'; readonly path: string }
  | { readonly kind: 'sample'; readonly sample: string; readonly path: string };

/** What an import was asked for. */
export interface ImportRequest {
  readonly name: string;
  readonly kind: DatasetKind;
  readonly split: SplitSpec;
  readonly seed: number;
}

/** What is kept of a picture's file; width and height as it is looked at, after EXIF rotation. */
export interface ImportedPicture {
  readonly sha256: string;
  readonly bytes: number;
  readonly mtimeMs: number;
  readonly width: number;
  readonly height: number;
}

/** What can be put into the trash has these. A name is unique among what is not in there. */
const trashColumns = {
  trashedAt: text('trashed_at'),
  /** Its files are being deleted, then the row goes: nobody sees it any more. */
  isDeleting: integer('deleting', { mode: 'boolean' }).notNull().default(false),
};

/** Dates are ISO strings in UTC: they sort as text. Foreign keys and collations stand in the migrations. */
export const dataset = sqliteTable('dataset', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  kind: text('kind').$type<DatasetKind>().notNull(),
  source: text('source', { mode: 'json' }).$type<DatasetSource>().notNull(),
  createdAt: text('created_at').notNull(),
  ...trashColumns,
});

export const datasetVersion = sqliteTable('dataset_version', {
  id: text('id').primaryKey(),
  datasetId: text('dataset_id').notNull(),
  /** Counts from 1 within its dataset. */
  number: integer('number').notNull(),
  columns: text('columns', { mode: 'json' }).$type<Column[]>().notNull(),
  problems: text('problems', { mode: 'json' }).$type<DataProblem[]>().notNull(),
  split: text('split', { mode: 'json' }).$type<SplitSpec>().notNull(),
  seed: integer('seed').notNull(),
  /** Of the classes and, in order, every sample's hash, label, split and path. */
  contentHash: text('content_hash').notNull(),
  createdAt: text('created_at').notNull(),
});

/** What `sample.split` holds: the position in this list. */
export const splitCodes = ['train', 'validation', 'test'] as const satisfies readonly SplitName[];

export const sample = sqliteTable(
  'sample',
  {
    versionId: text('version_id').notNull(),
    /** Position in the dataset version, from 0. */
    idx: integer('idx').notNull(),
    /** Relative to the dataset's source folder, with forward slashes. */
    path: text('path').notNull(),
    sha256: text('sha256').notNull(),
    bytes: integer('bytes').notNull(),
    mtimeMs: real('mtime_ms').notNull(),
    /** As it is looked at: after EXIF rotation. */
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    /** Class index; null where there is none. */
    label: integer('label'),
    split: integer('split').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.versionId, table.idx] }),
    index('sample_by_split').on(table.versionId, table.split, table.label),
  ],
);

export const project = sqliteTable('project', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  datasetId: text('dataset_id'),
  config: text('config', { mode: 'json' }).$type<RunConfig>().notNull(),
  /** The newest version of its graph. */
  graphVersion: integer('graph_version').notNull(),
  /** The number that its next run gets: never given twice, whatever is deleted. */
  nextRun: integer('next_run').notNull().default(1),
  createdAt: text('created_at').notNull(),
  updatedAt: text('updated_at').notNull(),
  ...trashColumns,
});

export const graphVersion = sqliteTable(
  'graph_version',
  {
    projectId: text('project_id').notNull(),
    version: integer('version').notNull(),
    graph: text('graph', { mode: 'json' }).$type<Graph>().notNull(),
    savedAt: text('saved_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.version] })],
);

export const run = sqliteTable(
  'run',
  {
    id: text('id').primaryKey(),
    projectId: text('project_id').notNull(),
    /** Counts from 1 within its project. */
    number: integer('number').notNull(),
    /** Given by the person; null where the number is all. */
    name: text('name'),
    /** Null for one that came in from a model file. */
    datasetVersionId: text('dataset_version_id'),
    /** The file that it came from; null where it was trained here. */
    opened: text('opened', { mode: 'json' }).$type<OpenedFile>(),
    graphVersion: integer('graph_version').notNull(),
    /** As it was trained: with everything that was inferred from the dataset written in. */
    graph: text('graph', { mode: 'json' }).$type<Graph>().notNull(),
    bound: text('bound', { mode: 'json' }).$type<string[]>().notNull(),
    state: text('state').$type<RunState>().notNull(),
    /** The next training goes on from the last checkpoint. */
    resume: integer('resume', { mode: 'boolean' }).notNull(),
    config: text('config', { mode: 'json' }).$type<RunConfig>().notNull(),
    origin: text('origin', { mode: 'json' }).$type<RunOrigin>(),
    parameters: integer('parameters'),
    progress: text('progress', { mode: 'json' }).$type<TrainingProgress>(),
    metrics: text('metrics', { mode: 'json' }).$type<MetricValues>().notNull(),
    bestEpoch: integer('best_epoch'),
    engine: text('engine').$type<'graph' | 'eager'>(),
    /** Why not as a graph; null where it is, and before it is known. */
    engineReason: text('engine_reason'),
    computing: text('computing', { mode: 'json' }).$type<Computing>(),
    error: text('error', { mode: 'json' }).$type<ErrorData>(),
    seconds: real('seconds').notNull(),
    createdAt: text('created_at').notNull(),
    queuedAt: text('queued_at').notNull(),
    /** Counts all runs in the order in which they were made. Dates only tell: a clock may be set back. */
    sequence: integer('sequence').notNull(),
    /** Orders the queue: a run that is taken up again goes to its end. */
    queuePlace: integer('queue_place').notNull(),
    endedAt: text('ended_at'),
    ...trashColumns,
  },
  (table) => [
    uniqueIndex('run_number').on(table.projectId, table.number),
    index('run_by_state').on(table.state, table.queuedAt),
    index('run_by_version').on(table.datasetVersionId),
  ],
);

export const metric = sqliteTable(
  'metric',
  {
    runId: text('run_id').notNull(),
    scope: text('scope').$type<'batch' | 'epoch'>().notNull(),
    step: integer('step').notNull(),
    epoch: integer('epoch').notNull(),
    seconds: real('seconds').notNull(),
    values: text('values', { mode: 'json' }).$type<MetricValues>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.scope, table.step] })],
);

/** Where in each block of so many steps the loss of a batch is lowest and highest: a long curve is drawn from these. */
export const metricExtreme = sqliteTable(
  'metric_extreme',
  {
    runId: text('run_id').notNull(),
    size: integer('size').notNull(),
    /** Counts from 0: the steps from `block × size` on. */
    block: integer('block').notNull(),
    kind: text('kind').$type<'low' | 'high'>().notNull(),
    step: integer('step').notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.size, table.block, table.kind] })],
);

/** How the layers were in one step; histograms of some steps only. */
export const health = sqliteTable(
  'health',
  {
    runId: text('run_id').notNull(),
    step: integer('step').notNull(),
    epoch: integer('epoch').notNull(),
    layers: text('layers', { mode: 'json' }).$type<LayerHealth[]>().notNull(),
    histograms: text('histograms', { mode: 'json' }).$type<LayerHistograms[]>(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.step] })],
);

export const checkpoint = sqliteTable(
  'checkpoint',
  {
    runId: text('run_id').notNull(),
    kind: text('kind').$type<'best' | 'last'>().notNull(),
    epoch: integer('epoch').notNull(),
    step: integer('step').notNull(),
    metrics: text('metrics', { mode: 'json' }).$type<MetricValues>().notNull(),
    bytes: integer('bytes').notNull(),
    savedAt: text('saved_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.kind] })],
);

/** The newest evaluation of a run on a split; outdated once the checkpoint has another step. */
export const evaluation = sqliteTable(
  'evaluation',
  {
    runId: text('run_id').notNull(),
    split: text('split').$type<SplitName>().notNull(),
    checkpoint: text('checkpoint').$type<'best' | 'last'>().notNull(),
    step: integer('step').notNull(),
    result: text('result', { mode: 'json' }).$type<Evaluation>().notNull(),
    createdAt: text('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.split] })],
);

/** What was written from a run, and the weights it was written from. */
export const exported = sqliteTable(
  'export',
  {
    runId: text('run_id').notNull(),
    format: text('format').$type<ExportFormat>().notNull(),
    /** Absolute. */
    folder: text('folder').notNull(),
    files: text('files', { mode: 'json' }).$type<{ path: string; bytes: number }[]>().notNull(),
    certificate: text('certificate', { mode: 'json' }).$type<Certificate>().notNull(),
    checkpoint: text('checkpoint').$type<'best' | 'last'>().notNull(),
    step: integer('step').notNull(),
    epoch: integer('epoch').notNull(),
    createdAt: text('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.format, table.folder] }),
    index('export_by_folder').on(table.folder),
  ],
);

/** An export while it is written, so that an engine that is killed over it can be cleared up after. Both paths are absolute. */
export const unfinishedExport = sqliteTable('unfinished_export', {
  id: text('id').primaryKey(),
  /** The folder beside its place that it is written in. */
  part: text('part').notNull(),
  target: text('target').notNull(),
});

/** An import that goes on or was cut off; its id becomes that of the dataset version. */
export const unfinishedImport = sqliteTable('unfinished_import', {
  id: text('id').primaryKey(),
  source: text('source', { mode: 'json' }).$type<DatasetSource>().notNull(),
  request: text('request', { mode: 'json' }).$type<ImportRequest>().notNull(),
  /** Files to read. */
  total: integer('total').notNull(),
  /** Of the decoder that read them: another one may see other things. */
  decoder: integer('decoder').notNull(),
  startedAt: text('started_at').notNull(),
});

/** What a file of it turned out to be. */
export const unfinishedImportFile = sqliteTable(
  'unfinished_import_file',
  {
    importId: text('import_id').notNull(),
    /** Position in the order of the paths. */
    idx: integer('idx').notNull(),
    path: text('path').notNull(),
    /** Of the file's size and times: unchanged, the file is not read again. */
    fingerprint: text('fingerprint').notNull(),
    /** Null for a file that is left out. */
    picture: text('picture', { mode: 'json' }).$type<ImportedPicture>(),
    /** Codes of what is to be said about it. */
    problems: text('problems', { mode: 'json' }).$type<string[]>().notNull(),
    thumbnailBytes: integer('thumbnail_bytes').notNull(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.idx] })],
);

export const schema = {
  dataset,
  datasetVersion,
  sample,
  project,
  graphVersion,
  run,
  metric,
  metricExtreme,
  health,
  checkpoint,
  evaluation,
  exported,
  unfinishedExport,
  unfinishedImport,
  unfinishedImportFile,
};
export type Schema = typeof schema;
