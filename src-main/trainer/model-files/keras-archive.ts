import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { AppError } from '#shared/util/app-error.ts';
import { damaged } from './damaged.ts';
import type { FileRange } from './hdf5-file.ts';

/** Layers and options of the largest models are a few megabytes of text. */
const MAX_TEXT_BYTES = 64 * 2 ** 20;
/** Keras writes three; assets of layers may add some. */
const MAX_ENTRIES = 10_000;
const MAX_WEIGHT_BYTES = 16 * 2 ** 30;
/** Weights hardly get smaller by packing: what grows more than this was made to. */
const MAX_GROWTH = 100;

const STORED = 0;
const DEFLATED = 8;

/** A `.keras` file: an archive with the model as text and its weights as HDF5. Nothing else in it is looked at. */
export class KerasArchive {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #path: string;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>, path: string) {
    this.#zip = zip;
    this.#entries = entries;
    this.#path = path;
  }

  static async open(path: string): Promise<KerasArchive> {
    // Names that lead out of the folder, and sizes that lie, are errors of the library's.
    const zip = await openPromise(path, { lazyEntries: true, autoClose: false, strictFileNames: true }).catch(
      (error: unknown) => {
        throw refuse(path, error);
      },
    );
    try {
      return new KerasArchive(zip, await listEntries(zip, path), path);
    } catch (error) {
      zip.close();
      throw refuse(path, error);
    }
  }

  close(): void {
    this.#zip.close();
  }

  /** A text of the archive; null where it has no such entry. */
  async text(name: string): Promise<string | null> {
    const entry = this.#entries.get(name);
    if (!entry) return null;
    if (entry.uncompressedSize > MAX_TEXT_BYTES) {
      throw damaged(
        this.#path,
        `${name} says that it has ${entry.uncompressedSize} bytes; at most ${MAX_TEXT_BYTES} are read`,
      );
    }
    try {
      const pieces: Buffer[] = [];
      for await (const piece of await this.#zip.openReadStreamPromise(entry)) pieces.push(piece as Buffer);
      return Buffer.concat(pieces).toString('utf8');
    } catch (error) {
      throw refuse(this.#path, error);
    }
  }

  /** Where the bytes of an entry lie. One that is packed is unpacked into `scratch`, of which the caller takes care. */
  async range(name: string, scratch: string): Promise<FileRange | null> {
    const entry = this.#entries.get(name);
    if (!entry) return null;
    const { compressionMethod: method, compressedSize, uncompressedSize: bytes } = entry;
    if (bytes > MAX_WEIGHT_BYTES || bytes > Math.max(compressedSize, 1) * MAX_GROWTH) {
      throw damaged(this.#path, `${name} says that ${compressedSize} bytes become ${bytes}, which no real weights do`);
    }
    try {
      if (method === STORED && !entry.isEncrypted()) {
        const { fileDataStart } = await this.#zip.readLocalFileHeaderPromise(entry, { minimal: true });
        return { path: this.#path, offset: fileDataStart, bytes };
      }
      if (method !== DEFLATED) throw damaged(this.#path, `${name} is packed in a way that isn't known (${method})`);
      const path = join(scratch, 'weights.h5');
      await pipeline(await this.#zip.openReadStreamPromise(entry), createWriteStream(path, { flags: 'wx' }));
      return { path, offset: 0, bytes };
    } catch (error) {
      throw refuse(this.#path, error);
    }
  }
}

async function listEntries(zip: ZipFile, path: string): Promise<Map<string, Entry>> {
  if (zip.entryCount > MAX_ENTRIES) {
    throw damaged(path, `it holds ${zip.entryCount} files, where a model has a few`);
  }
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    // Two of one name: programs don't agree on which of them counts.
    if (entries.has(entry.fileName)) throw damaged(path, `it holds two files named ${entry.fileName}`);
    entries.set(entry.fileName, entry);
  }
  return entries;
}

const refuse = (path: string, error: unknown): unknown => {
  if (error instanceof AppError) return error;
  const code = (error as NodeJS.ErrnoException).code;
  if (code && code !== 'ERR_INVALID_ARG_VALUE' && /^E[A-Z]+$/.test(code)) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return damaged(path, `it is no .keras archive, or a damaged one (${reason})`, error);
};
