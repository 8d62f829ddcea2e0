import { createHash } from 'node:crypto';
import { stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { diskFull, isDiskFull } from '#main/transport/storage-error.ts';
import type { Certificate, ExportFormat } from '#shared/contract/requests/results.ts';
import type { PackedData } from '#shared/contract/trainer.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { Trainer } from '../../transport/trainer-process.ts';
import type { EngineContext } from '../context.ts';
import { saveExport } from '../db/exports.ts';
import { getRun, type NamedRun } from '../db/runs.ts';
import { strataVersion } from '../doctor/installed.ts';
import { type ChosenModel, chooseModel } from '../evaluate/choose-model.ts';
import { packForGraph } from '../evaluate/pack-for-graph.ts';
import { readPackedRows, spread } from '../evaluate/packed-rows.ts';
import { pictureInputs } from '../evaluate/picture-input.ts';
import { compareOutputs } from './compare-outputs.ts';
import { readme } from './readme.ts';
import { CERTIFICATE, openTarget } from './target-folder.ts';

const SAMPLES = 64;
/** Float32 through the same operations in another order: more than this means another computation. */
const TOLERANCE = 1e-4;

export interface ExportRequest {
  readonly run: string;
  readonly format: ExportFormat;
  readonly out: string | null;
}
export type ExportResult = { folder: string; files: { path: string; bytes: number }[]; certificate: Certificate };

/** Writes the model, has another process run the written files, and keeps them only when both agree. */
export async function exportRun(context: EngineContext, request: ExportRequest): Promise<ExportResult> {
  if (request.format !== 'tfjs') {
    throw new AppError(
      'NOT_SUPPORTED',
      `Export to ${request.format} is not built yet; this version exports to TensorFlow.js (--format tfjs).`,
      { format: request.format, supported: ['tfjs'] },
    );
  }
  const named = getRun(context.db.read, request.run);
  const chosen = chooseModel(context, named.run);
  const folder = request.out ? resolve(request.out) : join(context.home.exports, folderName(named));
  const data = await packForGraph(context, named.run.datasetVersionId, named.run.graph);
  await context.exportsSettled;
  const target = await openTarget(context.db, folder);
  try {
    const written = await writeAndAnswer(context, named, chosen, data, target.part);
    const certificate = await certify(context, data, target.part, written);
    const files = [...written.files, 'labels.json', 'README.md', CERTIFICATE];
    const inputs = pictureInputs(named.run.graph);
    const facts = { project: named.projectName, run: named.run.number, kind: written.kind, inputs, certificate };
    await writeFile(join(target.part, 'labels.json'), `${JSON.stringify(labelsOf(data), null, 2)}\n`);
    await writeFile(join(target.part, 'README.md'), readme({ ...facts, outputs: data.targets }));
    const origin = {
      strata: await strataVersion(),
      export: target.id,
      run: named.run.id,
      checkpoint: chosen.kind,
      epoch: chosen.epoch,
    };
    const proof = { ...origin, ...certificate, tolerance: TOLERANCE, graphSha256: sha256(named.run.graph), files };
    await writeFile(join(target.part, CERTIFICATE), `${JSON.stringify(proof, null, 2)}\n`);
    await target.keep();
    const listed = await Promise.all(
      files.map(async (path) => ({ path, bytes: (await stat(join(folder, path))).size })),
    );
    remember(context, named, chosen, { format: request.format, folder, files: listed, certificate });
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

interface Written {
  readonly files: string[];
  readonly kind: string;
  readonly samples: number;
  readonly inputs: readonly InputTensor[];
  readonly outputs: readonly { readonly name: string; readonly shape: readonly number[]; readonly data: Blob }[];
}

type InputTensor = Parameters<Trainer['client']['predict']>[0]['inputs'][number];

/** Of one output its classes alone, as every program expects them; of several, by their names. */
function labelsOf({ targets }: PackedData): readonly string[] | Readonly<Record<string, readonly string[]>> {
  const [only, ...others] = targets;
  if (only && others.length === 0) return only.classes ?? [];
  return Object.fromEntries(targets.flatMap(({ node, classes }) => (classes ? [[node, classes] as const] : [])));
}

/** One process writes the files and gives Strata's own answers to the samples. */
async function writeAndAnswer(
  context: EngineContext,
  named: NamedRun,
  { model, kind: checkpoint, epoch }: ChosenModel,
  data: PackedData,
  folder: string,
): Promise<Written> {
  const { run } = named;
  const candidates = [data.splits.test, data.splits.validation, data.splits.train].find((rows) => rows.length > 0);
  const rows = spread(candidates ?? [], SAMPLES);
  const [first, ...others] = pictureInputs(run.graph).map(({ node, ...form }) => ({ ...form, node, range: [0, 255] }));
  const meta = {
    labels: labelsOf(data) as string[],
    preprocessing: others.length === 0 ? { ...first } : [{ ...first }, ...others],
    origin: {
      strata: await strataVersion(),
      project: named.projectName,
      run: run.id,
      number: run.number,
      checkpoint,
      epoch,
    },
  };
  const inputs = await Promise.all(
    data.inputs.map(async (column): Promise<InputTensor> => {
      const bytes = new Blob([await readPackedRows(column, rows)]);
      return { name: column.node, shape: [rows.length, ...column.shape], dtype: column.dtype, data: bytes };
    }),
  );
  const trainer = await context.startTrainer();
  try {
    const { files, kind } = await trainer.client.export({ model, format: 'tfjs', folder, meta });
    await trainer.client.load(model);
    const { outputs } = await trainer.client.predict({ inputs });
    return { files, kind, samples: rows.length, inputs, outputs };
  } finally {
    await trainer.stop();
  }
}

/** Another process knows nothing but the files. */
async function certify(
  context: EngineContext,
  data: PackedData,
  folder: string,
  { samples, inputs, outputs }: Written,
): Promise<Certificate> {
  const trainer = await context.startTrainer();
  try {
    const answer = await trainer.client.runExported({ format: 'tfjs', folder, inputs: [...inputs] });
    const compared = await Promise.all(
      outputs.map(async ({ name, shape, data: bytes }) => {
        const theirs = answer.outputs.find((output) => output.name === name) ?? answer.outputs[0];
        const [mine, other] = [await floats(bytes), await floats(theirs?.data ?? new Blob([]))];
        const isCategory = data.targets.some(({ node, classes }) => node === name && classes !== null);
        return { isCategory, ...compareOutputs(mine, other, shape.at(-1) ?? 1) };
      }),
    );
    const maxAbsDifference = Math.max(...compared.map((output) => output.maxAbsDifference));
    // Where nothing tells classes apart there is no class to agree on.
    const agreement = compared.find(({ isCategory }) => isCategory)?.agreement ?? null;
    if (maxAbsDifference > TOLERANCE) {
      throw new AppError(
        'TRAINER_FAILED',
        `The exported files don't compute what Strata computes: they differ by up to ${maxAbsDifference} on ` +
          `${samples} samples (at most ${TOLERANCE} is allowed). Nothing was kept.`,
        { maxAbsDifference, agreement, samples },
      );
    }
    return {
      verified: true,
      runtime: answer.runtime,
      samples,
      maxAbsDifference,
      agreement,
      checkedAt: new Date().toISOString(),
    };
  } finally {
    await trainer.stop();
  }
}

const floats = async (data: Blob): Promise<Float32Array> => new Float32Array(await data.arrayBuffer());

/** Letters of any script stay; what a file system or a shell could trip over becomes a dash. */
const folderName = ({ projectName, run }: NamedRun): string =>
  `${projectName.replace(/[^\p{L}\p{N}_-]+/gu, '-').replace(/^-+|-+$/g, '') || 'project'}-run-${run.number}-tfjs`;

const sha256 = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
