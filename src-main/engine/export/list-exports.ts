import { join } from 'node:path';
import { z } from 'zod';
import type { RememberedExport } from '#shared/contract/requests/results.ts';
import { readBoundedFile } from '../bounded-file.ts';
import type { EngineContext } from '../context.ts';
import { listCheckpoints } from '../db/checkpoints.ts';
import { type ExportRow, listExports } from '../db/exports.ts';
import { getRun } from '../db/runs.ts';
import { CERTIFICATE, MAX_CERTIFICATE_BYTES } from './target-folder.ts';

const origin = z.object({ run: z.string(), checkedAt: z.string() });

/** What was written from a run, newest first, and what has become of it. */
export async function exportsOf(context: EngineContext, reference: string): Promise<RememberedExport[]> {
  const { run } = getRun(context.db.read, reference);
  const checkpoints = listCheckpoints(context.db.read, run.id);
  // The weights that an export would take now: as chooseModel() does.
  const now = checkpoints.find(({ kind }) => kind === 'best') ?? checkpoints.find(({ kind }) => kind === 'last');
  return Promise.all(
    listExports(context.db.read, run.id).map(async (row) => ({
      format: row.format,
      folder: row.folder,
      files: row.files,
      certificate: row.certificate,
      checkpointEpoch: row.epoch,
      isCurrent: now?.kind === row.checkpoint && now.step === row.step,
      present: await isPresent(row),
    })),
  );
}

/** The folder may be gone, or hold something else by now: its own certificate tells. */
export async function isPresent({ folder, runId, certificate }: ExportRow): Promise<boolean> {
  try {
    const text = (await readBoundedFile(join(folder, CERTIFICATE), MAX_CERTIFICATE_BYTES)).toString('utf8');
    const found = origin.parse(JSON.parse(text));
    return found.run === runId && found.checkedAt === certificate.checkedAt;
  } catch {
    return false;
  }
}
