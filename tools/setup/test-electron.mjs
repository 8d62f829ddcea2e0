/**
 * Step, for tests only: the Electron that the e2e suite drives. The official one where it is installed; else the old but
 * real one inside a Python wheel. It is never handed to a user.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { officialElectron } from './electron.mjs';
import { readJson, writeJson } from './files.mjs';
import { testElectronFile } from './paths.mjs';
import { TEST_ELECTRON_VERSION, TEST_ELECTRON_WHEEL } from './pins.mjs';
import { hasPinnedTensorFlow as isLinuxX64 } from './variant.mjs';
import { isUnpacked, unpackWheel, wheelFolder } from './wheels.mjs';

/** `{ executable, version }` of the Electron to test with, or null where there is none for this system. */
function available(cache) {
  const official = officialElectron();
  if (official) return official;
  if (!isLinuxX64()) return null;
  const folder = join(wheelFolder(cache, TEST_ELECTRON_WHEEL), TEST_ELECTRON_WHEEL.keep[0]);
  return { executable: join(folder, 'electron'), version: TEST_ELECTRON_VERSION };
}

export const testElectron = {
  name: 'Electron for tests',
  optional: true,
  needed({ cache }) {
    const wanted = available(cache);
    if (!wanted) return null;
    const told = readJson(testElectronFile);
    const isOfficial = wanted.version !== TEST_ELECTRON_VERSION;
    if (!isOfficial && !isUnpacked(cache, TEST_ELECTRON_WHEEL))
      return `version ${TEST_ELECTRON_VERSION} from ${TEST_ELECTRON_WHEEL.name}`;
    return told?.executable === wanted.executable && existsSync(told.executable) ? null : `tests use ${wanted.version}`;
  },
  async run(context) {
    if (!officialElectron()) await unpackWheel(context, TEST_ELECTRON_WHEEL);
    writeJson(testElectronFile, available(context.cache));
  },
};
