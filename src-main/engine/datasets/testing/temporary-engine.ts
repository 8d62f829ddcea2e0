import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import type { ImportEvent } from '#shared/contract/requests/datasets.ts';
import { createChanges } from '../../changes.ts';
import { openDatabase } from '../../db/database.ts';
import { datasetsRouter } from '../../handlers/datasets.ts';
import { createHome } from '../../home.ts';
import { createLog } from '../../log.ts';
import type { DatasetsContext } from '../datasets-context.ts';
import { Uploads } from '../sources/uploads.ts';
import { writeTree } from './write-tree.ts';

/** An engine's data folder with the requests about datasets, and a folder for a test's own files. */
export async function temporaryEngine() {
  const folder = await mkdtemp(join(tmpdir(), 'strata-datasets-'));
  const home = createHome(join(folder, 'home'));
  const db = await openDatabase({ file: home.database, backups: home.backups });
  const context: DatasetsContext = { home, db, log: createLog(home.logs), changes: createChanges() };
  const client = createRouterClient(datasetsRouter({ ...context, uploads: new Uploads(home) }));
  return {
    context,
    client,
    /** Writes files below a folder of this name and returns its path. */
    writeTree: (name: string, files: Readonly<Record<string, Buffer | string>>) => writeTree(join(folder, name), files),
    close: async () => {
      db.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Done = Extract<ImportEvent, { type: 'done' }>;

/** The last event of an import, and the progress before it. */
export async function finished(events: AsyncIterable<ImportEvent>): Promise<{ done: Done; progress: ImportEvent[] }> {
  const progress: ImportEvent[] = [];
  for await (const event of events) {
    if (event.type === 'done') return { done: event, progress };
    progress.push(event);
  }
  throw new Error('the import ended without its result');
}
