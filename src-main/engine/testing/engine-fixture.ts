import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { createContext, type EngineContext } from '../context.ts';
import { insertDataset, insertVersion } from '../db/datasets.ts';
import { insertSamples } from '../db/samples.ts';
import { createRouter } from '../router.ts';

/** An engine on a folder of its own, asked in this process. */
export async function openEngine(folder = mkdtempSync(join(tmpdir(), 'strata-engine-'))) {
  const context = await createContext(folder);
  const client = createRouterClient(createRouter(context));
  return {
    folder,
    context,
    client,
    close: async () => {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type EngineFixture = Awaited<ReturnType<typeof openEngine>>;

/** Rows of a dataset without its files: enough for everything but training. */
export function addDataset(context: EngineContext, name: string, classes = ['cat', 'dog'], perClass = 10): string {
  const id = `ds_${name}`;
  const versionId = `dv_${name}`;
  const createdAt = '2026-01-01T00:00:00.000Z';
  context.db.write((tx) => {
    insertDataset(tx, { id, name, kind: 'images', source: { kind: 'folder', path: '/nowhere' }, createdAt });
    insertVersion(tx, {
      id: versionId,
      datasetId: id,
      number: 1,
      columns: [
        { name: 'image', type: 'image' },
        { name: 'class', type: 'category', classes },
      ],
      problems: [],
      split: { train: 80, validation: 10, test: 10 },
      seed: 7,
      contentHash: name,
      createdAt,
    });
    const rows = classes.flatMap((_, label) =>
      Array.from({ length: perClass }, (_, i) => ({
        versionId,
        idx: label * perClass + i,
        path: `${classes[label]}/${i}.png`,
        sha256: `${label}-${i}`,
        bytes: 1,
        mtimeMs: 0,
        width: 32,
        height: 32,
        label,
        split: i < perClass - 2 ? 0 : i === perClass - 2 ? 1 : 2,
      })),
    );
    insertSamples(tx, rows);
  });
  return id;
}
