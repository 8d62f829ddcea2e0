import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Certificate } from '#shared/contract/requests/results.ts';
import { AppError } from '#shared/util/app-error.ts';
import { findPictureInputs } from '../evaluate/picture-input.ts';
import { classNames } from './class-names.ts';
import { compareOutputs } from './compare-outputs.ts';
import type { ExportJob, WrittenFormat } from './export-job.ts';
import { originOfExport } from './origin.ts';
import { type ProbeSamples, probeSamples } from './probe-samples.ts';
import { readme } from './readme.ts';

/** Float32 through the same operations in another order: more than this means another computation. */
export const TOLERANCE = 1e-4;

interface Answered {
  readonly files: readonly string[];
  readonly kind: string;
  readonly outputs: readonly { readonly name: string; readonly shape: readonly number[]; readonly data: Blob }[];
}

/** TensorFlow.js files, compared with Strata's own answers by a process that knows nothing but the files. */
export async function writeTfjs(job: ExportJob): Promise<WrittenFormat> {
  const { folder, named } = job;
  const probes = await probeSamples(job);
  const answered = await writeAndAnswer(job, probes);
  const certificate = await certify(job, probes, answered);
  const inputs = findPictureInputs(named.run.graph);
  const facts = { project: named.projectName, run: named.run.number, kind: answered.kind, inputs, certificate };
  await writeFile(join(folder, 'labels.json'), `${JSON.stringify(classNames(probes.targets), null, 2)}\n`);
  await writeFile(join(folder, 'README.md'), readme({ ...facts, outputs: probes.targets }));
  return { files: [...answered.files, 'labels.json', 'README.md'], certificate };
}

/** One process writes the files and gives Strata's own answers to the samples. */
async function writeAndAnswer(job: ExportJob, { inputs, targets }: ProbeSamples): Promise<Answered> {
  const { context, named, chosen, folder } = job;
  const { model } = chosen;
  const [first, ...others] = findPictureInputs(named.run.graph).map((form) => ({ ...form, range: [0, 255] }));
  const one = first ? { ...first } : null;
  const meta = {
    labels: classNames(targets) as string[],
    preprocessing: one && others.length > 0 ? [one, ...others] : one,
    origin: await originOfExport(job),
  };
  const trainer = await context.startTrainer();
  try {
    const { files, kind } = await trainer.client.export({ model, format: 'tfjs', folder, meta });
    await trainer.client.load(model);
    const { outputs } = await trainer.client.predict({ inputs });
    return { files, kind, outputs };
  } finally {
    await trainer.stop();
  }
}

async function certify(
  { context, folder }: ExportJob,
  { inputs, samples, targets }: ProbeSamples,
  { outputs }: Answered,
): Promise<Certificate> {
  const trainer = await context.startTrainer();
  try {
    const answer = await trainer.client.runExported({ format: 'tfjs', folder, inputs });
    const compared = await Promise.all(
      outputs.map(async ({ name, shape, data: bytes }) => {
        const theirs = answer.outputs.find((output) => output.name === name) ?? answer.outputs[0];
        const [mine, other] = [await floats(bytes), await floats(theirs?.data ?? new Blob([]))];
        const isCategory = targets.some(({ node, classes }) => node === name && classes !== null);
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
    const checkedAt = new Date().toISOString();
    return { verified: true, runtime: answer.runtime, samples, maxAbsDifference, agreement, checkedAt };
  } finally {
    await trainer.stop();
  }
}

const floats = async (data: Blob): Promise<Float32Array> => new Float32Array(await data.arrayBuffer());
