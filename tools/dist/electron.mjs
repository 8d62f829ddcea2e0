/** Which Electron is packed: the official one; for tests of what was packed, the one that tests drive. */
import { dirname } from 'node:path';
import { officialElectron } from '../setup/electron.mjs';
import { readJson } from '../setup/files.mjs';
import { testElectronFile } from '../setup/paths.mjs';

/** `{ folder, version, isOfficial }`; throws where there is none to take. */
export function electronToPack({ forTests }) {
  const official = officialElectron();
  const electron = official ?? (forTests ? readJson(testElectronFile) : null);
  if (!electron) {
    throw new Error(
      'The official Electron is not installed, and only that is for people to use. Run npm start -- --retry-electron where its release site can be reached. To try the packaging without it: npm run dist -- --for-tests.',
    );
  }
  const { executable, version } = electron;
  // On macOS the executable lies deep in Electron.app, which lies in the folder that is meant.
  const folder = executable.includes('Electron.app')
    ? executable.slice(0, executable.indexOf('/Electron.app'))
    : dirname(executable);
  return { folder, version, isOfficial: official !== null };
}
