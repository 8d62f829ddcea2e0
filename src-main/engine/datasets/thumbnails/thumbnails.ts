import { getVersion } from '../../db/datasets.ts';
import { samplesAt } from '../../db/samples.ts';
import type { DatasetsContext } from '../datasets-context.ts';
import { mapInOrder } from '../map-in-order.ts';
import { decodeParallelism } from '../pictures/open-picture.ts';
import { previewPicture, THUMBNAIL_SIDE } from '../pictures/preview.ts';
import { readSource } from '../sources/read-source.ts';
import { sourceFolder } from '../sources/resolve-source.ts';
import { readThumbnailOffsets, readThumbnails, type ThumbnailOffsets, thumbnailPath } from './thumbnail-file.ts';

/** Tables of offsets kept in memory: 400 KB for a version of 50,000 pictures. */
const MAX_TABLES = 8;

/** Thumbnails of any dataset version: from its file, or from the pictures themselves when the cache was emptied. */
export class Thumbnails {
  #context: DatasetsContext;
  #tables = new Map<string, ThumbnailOffsets>();

  constructor(context: DatasetsContext) {
    this.#context = context;
  }

  /** In the order of `indices`; empty where there is no such sample, or its picture is gone. */
  async read(versionId: string, indices: readonly number[]): Promise<Buffer[]> {
    getVersion(this.#context.db.read, versionId);
    const path = thumbnailPath(this.#context.home, versionId);
    const offsets = this.#tables.get(versionId) ?? (await readThumbnailOffsets(path));
    if (!offsets) return this.#fromPictures(versionId, indices);
    this.#keep(versionId, offsets);
    try {
      return await readThumbnails(path, offsets, indices);
    } catch {
      // Deleted while the engine runs.
      this.#tables.delete(versionId);
      return this.#fromPictures(versionId, indices);
    }
  }

  #keep(versionId: string, offsets: ThumbnailOffsets): void {
    // Put last again: the first of the map is then the one not used for longest.
    this.#tables.delete(versionId);
    this.#tables.set(versionId, offsets);
    const [oldest] = this.#tables.keys();
    if (this.#tables.size > MAX_TABLES && oldest !== undefined) this.#tables.delete(oldest);
  }

  async #fromPictures(versionId: string, indices: readonly number[]): Promise<Buffer[]> {
    const { db } = this.#context;
    const root = sourceFolder(getVersion(db.read, versionId).dataset.source);
    const paths = new Map(samplesAt(db.read, versionId, indices).map(({ idx, path }) => [idx, path]));
    const made = mapInOrder(indices, decodeParallelism, async (index) => {
      const path = paths.get(index);
      if (path === undefined) return Buffer.alloc(0);
      return readSource(root, path)
        .then(({ bytes }) => previewPicture(bytes, THUMBNAIL_SIDE))
        .catch(() => Buffer.alloc(0));
    });
    const thumbnails: Buffer[] = [];
    for await (const thumbnail of made) thumbnails.push(thumbnail);
    return thumbnails;
  }
}
