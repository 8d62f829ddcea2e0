import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { readBoundedFile } from '../bounded-file.ts';
import type { EngineContext } from '../context.ts';
import { isRemembered } from '../db/exports.ts';
import { forgetUnfinished, listUnfinished, type UnfinishedExport } from '../db/unfinished-exports.ts';
import { asideOf, assertFree, CERTIFICATE, MAX_CERTIFICATE_BYTES } from './target-folder.ts';

const origin = z.object({ export: z.string(), run: z.string(), checkedAt: z.string() });

/**
 * Exports that an engine was killed over: the half-written folder goes, a former export that was moved aside comes back,
 * and a new one that nobody was told of is taken away. A folder out of reach (a drive that is not there) waits.
 */
export async function settleExports({ db, log }: Pick<EngineContext, 'db' | 'log'>): Promise<void> {
  for (const unfinished of listUnfinished(db.read)) {
    if (!existsSync(dirname(unfinished.target))) continue;
    try {
      await settle(unfinished, db);
      db.write((tx) => forgetUnfinished(tx, unfinished.id));
    } catch (error) {
      log.warn({ err: error, ...unfinished }, 'an export that was broken off could not be cleared away');
    }
  }
}

async function settle({ id, part, target }: UnfinishedExport, db: EngineContext['db']): Promise<void> {
  await rm(part, { recursive: true, force: true });
  const aside = asideOf(part);
  const found = await readOrigin(target);
  const isNew = found?.export === id;
  const isDone = isNew && isRemembered(db.read, { folder: target, run: found.run, checkedAt: found.checkedAt });
  if (isNew && !isDone) {
    // Throws where a person has put something of their own into it meanwhile.
    await assertFree(target);
    await rm(target, { recursive: true, force: true });
  }
  if (!existsSync(aside)) return;
  if (isDone) await rm(aside, { recursive: true, force: true });
  else await rename(aside, target);
}

async function readOrigin(target: string): Promise<z.infer<typeof origin> | null> {
  try {
    const text = (await readBoundedFile(join(target, CERTIFICATE), MAX_CERTIFICATE_BYTES)).toString('utf8');
    return origin.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
