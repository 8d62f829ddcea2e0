import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { installationAt } from './installation.ts';

/** The installation that this process was started from. */
export const installation = installationAt(join(import.meta.dirname, '..', '..'));

const packagedFacts = z.object({ electron: z.string() });

/** What `npm run dist` noted; null in a checkout. */
export const packaged = readPackaged();

/** What to do where a part of the installation is missing. */
export const repairAdvice = packaged
  ? 'Parts of Strata are missing: install it again. Your data stay where they are.'
  : 'Run `npm start` once, it sets everything up.';

function readPackaged(): z.infer<typeof packagedFacts> | null {
  try {
    return packagedFacts.parse(JSON.parse(readFileSync(installation.packaged, 'utf8')));
  } catch {
    return null;
  }
}
