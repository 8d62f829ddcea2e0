import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { sampleDataset } from '#shared/contract/requests/datasets.ts';
import { AppError } from '#shared/util/app-error.ts';

const folder = fileURLToPath(new URL('../../../../resources/samples', import.meta.url));
const listing = z.object({ samples: z.array(sampleDataset) });

/** The datasets that come with the program. */
export async function listBundledSamples(): Promise<z.infer<typeof sampleDataset>[]> {
  const text = await readFile(join(folder, 'samples.json'), 'utf8');
  return listing.parse(JSON.parse(text)).samples;
}

/** Follows the program when it is moved, so a dataset keeps the id rather than this path. */
export const bundledFolder = (id: string): string => join(folder, id);

export async function requireBundledSample(id: string): Promise<string> {
  const samples = await listBundledSamples();
  if (samples.some((sample) => sample.id === id)) return bundledFolder(id);
  const known = samples.map((sample) => sample.id);
  throw new AppError('NOT_FOUND', `There is no bundled dataset "${id}"; there are ${known.join(' and ')}.`, { known });
}
