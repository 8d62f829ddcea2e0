import { implement } from '@orpc/server';
import { contract } from '#shared/contract/contract.ts';
import type { EngineContext } from '../context.ts';
import { duplicateDataset, removeDataset, renameDataset, usersOf } from '../datasets/change-dataset.ts';
import type { DatasetsContext } from '../datasets/datasets-context.ts';
import { importPictures } from '../datasets/import/import-pictures.ts';
import { assertKindIsSupported } from '../datasets/import/import-plan.ts';
import { UnfinishedImports } from '../datasets/import/unfinished-imports.ts';
import { SampleNames } from '../datasets/sample-names.ts';
import { samplePage } from '../datasets/sample-pages.ts';
import { samplePicture } from '../datasets/sample-picture.ts';
import { listBundledSamples } from '../datasets/sources/bundled-samples.ts';
import { checkSources } from '../datasets/sources/check-sources.ts';
import { compareFolder, relocate } from '../datasets/sources/relocate.ts';
import { resolveSource } from '../datasets/sources/resolve-source.ts';
import { sourceState } from '../datasets/sources/source-state.ts';
import { detail, summarise } from '../datasets/summaries.ts';
import { Thumbnails } from '../datasets/thumbnails/thumbnails.ts';
import { getDataset, listNewestVersions, newestVersion } from '../db/datasets.ts';

/** Answers every request of `contract.datasets`. */
export function datasetsRouter(context: DatasetsContext & Pick<EngineContext, 'uploads'>) {
  const os = implement(contract.datasets);
  const { db } = context;
  const thumbnails = new Thumbnails(context);
  const { uploads } = context;
  const names = new SampleNames(db.read);
  const unfinished = new UnfinishedImports(context);
  const find = (reference: string) => newestVersion(db.read, getDataset(db.read, reference).id);
  const summary = (id: string) => summarise(db.read, newestVersion(db.read, id));

  return os.router({
    list: os.list.handler(() => listNewestVersions(db.read).map((found) => summarise(db.read, found))),
    get: os.get.handler(({ input }) => detail(db.read, find(input.dataset))),
    bundled: os.bundled.handler(() => listBundledSamples()),
    import: os.import.handler(async function* ({ input, signal }) {
      assertKindIsSupported(input.kind);
      const { name, kind, split, seed } = input;
      const source = await resolveSource(input.source, uploads);
      yield* importPictures(context, unfinished, source, { name, kind, split, seed }, signal);
    }),
    unfinished: os.unfinished.handler(() => unfinished.list()),
    continueImport: os.continueImport.handler(async function* ({ input, signal }) {
      const { source, request } = unfinished.get(input.import);
      yield* importPictures(context, unfinished, source, request, signal);
    }),
    discardImport: os.discardImport.handler(async ({ input }) => {
      await unfinished.discard(input.import, uploads);
      return {};
    }),
    check: os.check.handler(async ({ input, signal }) => ({
      problems: await checkSources(db.read, find(input.dataset), signal),
    })),
    rename: os.rename.handler(({ input }) => summary(renameDataset(context, input.dataset, input.name))),
    duplicate: os.duplicate.handler(async ({ input }) =>
      summary(await duplicateDataset(context, input.dataset, input.name)),
    ),
    usedBy: os.usedBy.handler(({ input }) => usersOf(db.read, input.dataset)),
    remove: os.remove.handler(({ input }) => {
      removeDataset(context, input.dataset, input.evenIfUsed);
      return {};
    }),
    source: os.source.handler(({ input }) => sourceState(db.read, find(input.dataset))),
    compareFolder: os.compareFolder.handler(({ input, signal }) =>
      compareFolder(context, find(input.dataset), input.path, signal),
    ),
    relocate: os.relocate.handler(async ({ input }) => summary(await relocate(context, input.dataset, input.path))),
    samples: os.samples.handler(({ input: { version, filter, offset, limit } }) =>
      samplePage(db.read, names, version, filter, offset, limit),
    ),
    thumbnails: os.thumbnails.handler(async ({ input }) => {
      const pictures = await thumbnails.read(input.version, input.indices);
      return {
        lengths: pictures.map(({ length }) => length),
        data: new Blob(pictures.map((jpeg) => new Uint8Array(jpeg))),
      };
    }),
    picture: os.picture.handler(async ({ input: { version, index, maxSide } }) => ({
      data: new Blob([new Uint8Array(await samplePicture(db.read, version, index, maxSide))], { type: 'image/jpeg' }),
    })),
    uploadBegin: os.uploadBegin.handler(async () => ({ upload: await uploads.begin() })),
    uploadFile: os.uploadFile.handler(async ({ input }) => {
      await uploads.add(input.upload, input.path, input.data);
      return {};
    }),
  });
}
