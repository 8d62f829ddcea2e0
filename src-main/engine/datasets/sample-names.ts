import type { ReadHandle } from '../db/database.ts';
import { namesOf, type SampleQuery } from '../db/samples.ts';

/** Versions whose names stay in memory: some 4 MB for one of 50,000 pictures. */
const MOST_VERSIONS = 2;

interface Name {
  readonly idx: number;
  readonly label: number | null;
  readonly split: number;
  readonly folded: string;
}

/** Finds samples by their file's name, in any script and case, which SQLite can't. A version's names never change. */
export class SampleNames {
  #db: ReadHandle;
  #versions = new Map<string, readonly Name[]>();

  constructor(db: ReadHandle) {
    this.#db = db;
  }

  /** Positions, ascending. */
  find(versionId: string, query: SampleQuery, search: string): number[] {
    const wanted = fold(search);
    return this.#names(versionId)
      .filter(
        ({ label, split, folded }) =>
          (query.label === null || label === query.label) &&
          (query.split === null || split === query.split) &&
          folded.includes(wanted),
      )
      .map(({ idx }) => idx);
  }

  #names(versionId: string): readonly Name[] {
    const known = this.#versions.get(versionId);
    if (known) return known;
    const names = namesOf(this.#db, versionId).map(({ path, ...rest }) => ({ ...rest, folded: fold(fileName(path)) }));
    this.#versions.set(versionId, names);
    const [oldest] = this.#versions.keys();
    if (this.#versions.size > MOST_VERSIONS && oldest !== undefined) this.#versions.delete(oldest);
    return names;
  }
}

const fold = (text: string): string => text.normalize('NFC').toLowerCase();
const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
