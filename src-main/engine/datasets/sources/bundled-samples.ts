import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { installation } from '#main/transport/this-installation.ts';
import { sampleDataset } from '#shared/contract/requests/datasets.ts';
import { AppError } from '#shared/util/app-error.ts';

const folder = join(installation.resources, 'samples');
/** In the listing the picture is a file of the sample's folder. */
const listing = z.object({ samples: z.array(sampleDataset.extend({ picture: z.string() })) });

async function readListing(): Promise<z.infer<typeof listing>['samples']> {
  const text = await readFile(join(folder, 'samples.json'), 'utf8');
  return listing.parse(JSON.parse(text)).samples;
}

/** The datasets that come with the program. */
export async function listBundledSamples(): Promise<z.infer<typeof sampleDataset>[]> {
  const samples = await readListing();
  return Promise.all(
    samples.map(async (sample) => {
      const picture = await readFile(join(folder, sample.id, sample.picture));
      return { ...sample, picture: new Blob([new Uint8Array(picture)]) };
    }),
  );
}

/** Follows the program when it is moved, so a dataset keeps the id rather than this path. */
export const bundledFolder = (id: string): string => join(folder, id);

export async function requireBundledSample(id: string): Promise<string> {
  const samples = await readListing();
  if (samples.some((sample) => sample.id === id)) return bundledFolder(id);
  const known = samples.map((sample) => sample.id);
  throw new AppError('NOT_FOUND', `There is no bundled dataset "${id}"; there are ${known.join(' and ')}.`, { known });
}
