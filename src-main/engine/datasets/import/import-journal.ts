import { rename, rm } from 'node:fs/promises';
import type { DatasetSource, ImportRequest } from '../../db/schema.ts';
import {
  deleteUnfinishedFrom,
  insertUnfinishedFiles,
  listUnfinishedFiles,
  saveUnfinished,
} from '../../db/unfinished-imports.ts';
import type { DatasetsContext } from '../datasets-context.ts';
import { mapInOrder } from '../map-in-order.ts';
import { DECODER_VERSION } from '../pictures/picture-limits.ts';
import type { DataProblemCode } from '../problem-log.ts';
import type { Candidate } from '../scan/class-folders.ts';
import { ThumbnailWriter, thumbnailPath, unfinishedThumbnails } from '../thumbnails/thumbnail-file.ts';
import { type FileOutcome, fingerprint } from './file-outcome.ts';

/** A save waits for the disk: seldom enough to cost nothing, often enough that a kill loses a blink of work. */
const FILES_A_SAVE = 256;
const SAVE_MS = 1000;
const STATS_AT_ONCE = 16;

interface JournalHead {
  readonly source: DatasetSource;
  readonly request: ImportRequest;
  readonly total: number;
}

/**
 * How far an import came, kept while it goes on: the thumbnails in a file, what the files are in the database. A
 * thumbnail is on the disk before the database says so; whatever lies behind it in the file is cut off when the import is
 * taken up again. Nothing is kept of an import that ends before its first save.
 */
export class ImportJournal {
  readonly id: string;
  readonly thumbnails: ThumbnailWriter;
  /** What an earlier attempt found out about the first files; they are as they were. */
  readonly known: readonly FileOutcome[];
  #context: DatasetsContext;
  #head: JournalHead;
  #saved: number;
  #waiting: FileOutcome[] = [];
  #savedAt = performance.now();

  private constructor(
    context: DatasetsContext,
    id: string,
    head: JournalHead,
    thumbnails: ThumbnailWriter,
    known: readonly FileOutcome[],
  ) {
    this.id = id;
    this.thumbnails = thumbnails;
    this.known = known;
    this.#context = context;
    this.#head = head;
    this.#saved = known.length;
  }

  /** Begins an import, or takes up the one with this id, as far as its files and its thumbnails are still as they were. */
  static async open(
    context: DatasetsContext,
    id: string,
    head: JournalHead,
    root: string,
    candidates: readonly Candidate[],
  ): Promise<ImportJournal> {
    const path = unfinishedThumbnails(context.home, id);
    // A kill between the last file's renaming and the version's saving.
    await rename(thumbnailPath(context.home, id), path).catch(() => {});
    const all = noted(context, id);
    const before = await unchanged(root, candidates, all);
    const lengths = before.filter(({ picture }) => picture !== null).map(({ thumbnailBytes }) => thumbnailBytes);
    const thumbnails = await ThumbnailWriter.open(path, lengths);
    const known = upTo(before, thumbnails.count);
    if (all.length > 0) {
      context.db.write((tx) => {
        saveUnfinished(tx, rowOf(id, head));
        deleteUnfinishedFrom(tx, id, known.length);
      });
    }
    return new ImportJournal(context, id, head, thumbnails, known);
  }

  async record(outcome: FileOutcome, thumbnail: Buffer): Promise<void> {
    if (outcome.picture) await this.thumbnails.append(thumbnail);
    this.#waiting.push(outcome);
    if (this.#waiting.length >= FILES_A_SAVE || performance.now() - this.#savedAt >= SAVE_MS) await this.save();
  }

  /** Makes sure that what was found out until now isn't found out again. */
  async save(): Promise<void> {
    const outcomes = this.#waiting;
    this.#waiting = [];
    this.#savedAt = performance.now();
    if (outcomes.length === 0) return;
    await this.thumbnails.sync();
    this.#context.db.write((tx) => {
      saveUnfinished(tx, rowOf(this.id, this.#head));
      insertUnfinishedFiles(
        tx,
        outcomes.map(({ picture, problems, ...rest }, position) => ({
          importId: this.id,
          idx: this.#saved + position,
          picture,
          problems: [...problems],
          ...rest,
        })),
      );
    });
    this.#saved += outcomes.length;
  }

  /** Whether there is something to go on from. */
  get isKept(): boolean {
    return this.#saved > 0;
  }

  /** All thumbnails in their place. */
  async finish(): Promise<void> {
    await this.thumbnails.finish();
    await rename(this.thumbnails.path, thumbnailPath(this.#context.home, this.id));
  }

  /** Ends this attempt; its file stays for the next where something was saved. */
  async close(): Promise<void> {
    await this.thumbnails.abandon();
    if (!this.isKept) await rm(this.thumbnails.path, { force: true });
  }
}

function rowOf(id: string, head: JournalHead) {
  return { id, ...head, decoder: DECODER_VERSION, startedAt: new Date().toISOString() };
}

const noted = (context: DatasetsContext, id: string): FileOutcome[] =>
  listUnfinishedFiles(context.db.read, id).map(({ path, fingerprint: mark, picture, problems, thumbnailBytes }) => ({
    path,
    fingerprint: mark,
    picture,
    problems: problems as DataProblemCode[],
    thumbnailBytes,
  }));

/** The outcomes up to the first whose file is another by now, or stands elsewhere in the order. */
async function unchanged(
  root: string,
  candidates: readonly Candidate[],
  outcomes: readonly FileOutcome[],
): Promise<FileOutcome[]> {
  const kept: FileOutcome[] = [];
  for await (const mark of mapInOrder(outcomes, STATS_AT_ONCE, ({ path }) => fingerprint(root, path))) {
    const outcome = outcomes[kept.length] as FileOutcome;
    if (mark !== outcome.fingerprint || candidates[kept.length]?.path !== outcome.path) break;
    kept.push(outcome);
  }
  return kept;
}

/** The outcomes that so many thumbnails are enough for. */
function upTo(outcomes: readonly FileOutcome[], thumbnails: number): FileOutcome[] {
  let left = thumbnails;
  const end = outcomes.findIndex(({ picture }) => picture !== null && left-- === 0);
  return end === -1 ? [...outcomes] : outcomes.slice(0, end);
}
