import { createHash } from 'node:crypto';
import { stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { diskFull, isDiskFull } from '#main/transport/storage-error.ts';
import type { Certificate, ExportFormat } from '#shared/contract/requests/results.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { EngineContext } from '../context.ts';
import { saveExport } from '../db/exports.ts';
import { getRun, type NamedRun } from '../db/runs.ts';
import { type ChosenModel, chooseModel } from '../evaluate/choose-model.ts';
import type { FormatWriters } from './export-job.ts';
import { originOfExport } from './origin.ts';
import { CERTIFICATE, openTarget } from './target-folder.ts';
import { writeKeras } from './write-keras.ts';
import { TOLERANCE, writeTfjs } from './write-tfjs.ts';

export interface ExportRequest {
  readonly run: string;
  readonly format: ExportFormat;
  readonly out: string | null;
}
export type ExportResult = { folder: string; files: { path: string; bytes: number }[]; certificate: Certificate };

const writers: FormatWriters = { tfjs: writeTfjs, keras: writeKeras };

/** Writes the model, has another process run the written files where one can, and keeps them only when both agree. */
export async function exportRun(context: EngineContext, request: ExportRequest): Promise<ExportResult> {
  const { format } = request;
  const write = writers[format];
  if (!write) {
    const supported = Object.keys(writers);
    throw new AppError(
      'NOT_SUPPORTED',
      `Export to ${format} is not built yet; this version exports to ${supported.join(' and ')} (--format ${supported[0]}).`,
      { format, supported },
    );
  }
  const named = getRun(context.db.read, request.run);
  const chosen = chooseModel(context, named.run);
  const folder = request.out ? resolve(request.out) : join(context.home.exports, folderName(named, format));
  await context.exportsSettled;
  const target = await openTarget(context.db, folder);
  try {
    const job = { context, named, chosen, folder: target.part };
    const written = await write(job);
    const { certificate } = written;
    const files = [...written.files, CERTIFICATE];
    const { strata, run, checkpoint, epoch } = await originOfExport(job);
    const origin = { strata, export: target.id, run, checkpoint, epoch };
    const proof = { ...origin, ...certificate, tolerance: TOLERANCE, graphSha256: sha256(named.run.graph), files };
    await writeFile(join(target.part, CERTIFICATE), `${JSON.stringify(proof, null, 2)}\n`);
    await target.keep();
    const listed = await Promise.all(
      files.map(async (path) => ({ path, bytes: (await stat(join(folder, path))).size })),
    );
    remember(context, named, chosen, { format, folder, files: listed, certificate });
    await target.finish();
    return { folder, files: listed, certificate };
  } catch (error) {
    // Its own failure must not hide why there is nothing.
    await target.discard().catch((second: unknown) => context.log.warn({ err: second }, 'half an export was left'));
    throw isDiskFull(error) ? diskFull(folder, { cause: error, keep: 'Nothing was exported' }) : error;
  }
}

function remember(
  context: EngineContext,
  { run }: NamedRun,
  { kind: checkpoint, step, epoch }: ChosenModel,
  result: ExportResult & { format: ExportFormat },
): void {
  const createdAt = new Date().toISOString();
  context.db.write((tx) => saveExport(tx, { runId: run.id, ...result, checkpoint, step, epoch, createdAt }));
  context.changes.emit({ kind: 'run', id: run.id, project: run.projectId });
}

/** Letters of any script stay; what a file system or a shell could trip over becomes a dash. */
const folderName = ({ projectName, run }: NamedRun, format: ExportFormat): string =>
  `${projectName.replace(/[^\p{L}\p{N}_-]+/gu, '-').replace(/^-+|-+$/g, '') || 'project'}-run-${run.number}-${format}`;

const sha256 = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
