import { strataVersion } from '../doctor/installed.ts';
import type { ExportJob } from './export-job.ts';

/** What an exported model says of where it comes from. */
export async function originOfExport({ named: { projectName, run }, chosen: { kind, epoch } }: ExportJob) {
  return {
    strata: await strataVersion(),
    project: projectName,
    run: run.id,
    number: run.number,
    checkpoint: kind,
    epoch,
  };
}
