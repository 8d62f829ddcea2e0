import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getVersion } from '../db/datasets.ts';
import { strataVersion } from '../doctor/installed.ts';
import { labelsOfOutputs } from '../evaluate/class-labels.ts';
import { findPictureInputs } from '../evaluate/picture-input.ts';
import { boundsFor, onModelFile } from '../projects/model-file.ts';
import { classNames } from './class-names.ts';
import type { ExportJob, WrittenFormat } from './export-job.ts';
import { kerasReadme } from './keras-readme.ts';

/** A `.keras` file for Python. Nothing on this machine runs Python, so nothing is claimed of it. */
export async function writeKeras(job: ExportJob): Promise<WrittenFormat> {
  const { context, named, chosen, folder } = job;
  const { run, projectName } = named;
  const { model } = chosen;
  const generator = `Strata ${await strataVersion()}`;
  const weights = (run.parameters ?? 0) * 4;
  const name = `run_${run.number}`;
  const { files } = await onModelFile(context, join(folder, 'model.keras'), boundsFor(weights), (client) =>
    client.writeKeras({ model, folder, name, generator }),
  );
  const columns =
    run.datasetVersionId === null ? [] : getVersion(context.db.read, run.datasetVersionId).version.columns;
  const targets = [...labelsOfOutputs(run.graph, columns)].map(([node, classes]) => ({ node, classes }));
  const labels = classNames(targets);
  const inputs = findPictureInputs(run.graph);
  await writeFile(join(folder, 'labels.json'), `${JSON.stringify(labels, null, 2)}\n`);
  await writeFile(join(folder, 'README.md'), kerasReadme({ project: projectName, run: run.number, inputs, targets }));
  const checkedAt = new Date().toISOString();
  const unchecked = {
    verified: false,
    runtime: 'none',
    samples: 0,
    maxAbsDifference: null,
    agreement: null,
    checkedAt,
  };
  return { files: [...files, 'labels.json', 'README.md'], certificate: unchecked };
}
