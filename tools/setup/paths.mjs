/** Where set-up reads and writes. Everything downloaded lives in the cache; everything built lives in the project. */
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The cache folder: STRATA_CACHE, else the platform's own place for caches. */
export function cacheFolder(env = process.env, platform = process.platform) {
  if (env.STRATA_CACHE) return env.STRATA_CACHE;
  if (env.XDG_CACHE_HOME) return join(env.XDG_CACHE_HOME, 'strata');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'strata');
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'strata', 'Cache');
  return join(homedir(), '.cache', 'strata');
}

/** What set-up did in this project: removed together with node_modules, since it describes what is in there. */
export const stateFolder = join(projectRoot, 'node_modules', '.strata');

/** Node 24 from npm's package `node`. */
export const node24 = join(
  projectRoot,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** Read by the engine before it forks a trainer; see tools/setup/runtime.mjs. */
export const runtimeFile = join(stateFolder, 'runtime.json');

/** Read by the e2e fixtures: `{ "executable": …, "version": … }` of the Electron that tests drive. */
export const testElectronFile = join(stateFolder, 'electron-test.json');

/** Read by the e2e fixtures: `{ "executable": … }` of the Chromium that tests drive. */
export const testChromiumFile = join(stateFolder, 'chromium-test.json');

export const tfjsFolder = join(projectRoot, 'node_modules', '@tensorflow', 'tfjs-node-gpu');
