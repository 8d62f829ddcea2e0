import { rm } from 'node:fs/promises';
import type { UnfinishedImport } from '#shared/contract/requests/datasets.ts';
import { AppError } from '#shared/util/app-error.ts';
import { newId } from '#shared/util/ids.ts';
import type { DatasetSource } from '../../db/schema.ts';
import {
  deleteUnfinished,
  findUnfinished,
  listUnfinished,
  type UnfinishedImportRow,
} from '../../db/unfinished-imports.ts';
import type { DatasetsContext } from '../datasets-context.ts';
import { DECODER_VERSION } from '../pictures/picture-limits.ts';
import type { Uploads } from '../sources/uploads.ts';
import { thumbnailPath, unfinishedThumbnails } from '../thumbnails/thumbnail-file.ts';
import { sourceKey } from './import-plan.ts';

interface Running {
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

/** Imports that were cut off: by a kill, by a window that closed. Those that go on right now don't count. */
export class UnfinishedImports {
  #context: DatasetsContext;
  #running = new Map<string, Running>();

  constructor(context: DatasetsContext) {
    this.#context = context;
  }

  list(): UnfinishedImport[] {
    return listUnfinished(this.#context.db.read)
      .filter(({ row }) => !this.#running.has(row.id))
      .map(({ row, done }) => ({
        id: row.id,
        name: row.request.name,
        source: row.source.kind === 'folder' ? row.source.path : null,
        done,
        total: row.total,
        startedAt: row.startedAt,
      }));
  }

  get(id: string): UnfinishedImportRow {
    const row = findUnfinished(this.#context.db.read, id);
    if (!row) throw new AppError('NOT_FOUND', `There is no unfinished import "${id}".`, { import: id });
    if (!this.#running.has(id)) return row;
    throw new AppError('CONFLICT', `The import of "${row.request.name}" goes on in another window.`, { import: id });
  }

  /** The one that an import of this source takes up, or a new one. */
  idFor(source: DatasetSource): string {
    const found = listUnfinished(this.#context.db.read).find(
      ({ row }) =>
        !this.#running.has(row.id) && row.decoder === DECODER_VERSION && sourceKey(row.source) === sourceKey(source),
    );
    return found?.row.id ?? newId('version');
  }

  /** Does the work of an import; `signal` is the caller's and that of whoever discards it. */
  async run<T>(id: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const abort = new AbortController();
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    this.#running.set(id, { abort, ended });
    try {
      return await work(AbortSignal.any([signal, abort.signal]));
    } finally {
      this.#running.delete(id);
      resolve();
      this.#tell(id);
    }
  }

  /** Ends it where it goes on, and forgets what was read. The person's own files are never touched. */
  async discard(id: string, uploads: Uploads): Promise<void> {
    const running = this.#running.get(id);
    running?.abort.abort();
    await running?.ended;
    const { db, home } = this.#context;
    const row = findUnfinished(db.read, id);
    if (!row) return;
    db.write((tx) => deleteUnfinished(tx, id));
    await Promise.all(
      [unfinishedThumbnails(home, id), thumbnailPath(home, id)].map((file) => rm(file, { force: true })),
    );
    if (row.source.kind === 'upload') await uploads.removeSource(row.source.path);
    this.#tell(id);
  }

  #tell(id: string): void {
    this.#context.changes.emit({ kind: 'dataset', id, project: null });
  }
}
