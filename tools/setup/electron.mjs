/**
 * Step: the official Electron, from the release site its npm package names. It is asked only where a window can open
 * (or tests need it), and given up on when nothing arrives; the browser mode needs no Electron.
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, sizeBelow, writeJson } from './files.mjs';
import { node24, projectRoot } from './paths.mjs';
import { megabytes } from './progress.mjs';
import { lastLines, run } from './run.mjs';
import { SetupError } from './setup-error.mjs';

const PACKAGE = join(projectRoot, 'node_modules', 'electron');
/** After a failure, leave the network alone for a day; `--retry-electron` asks at once. */
const RETRY_MS = 24 * 60 * 60 * 1000;
const NOTHING_ARRIVED_MS = 20_000;
const STALLED_MS = 60_000;

/** The installed official Electron, or null. */
export function officialElectron() {
  const version = readJson(join(PACKAGE, 'package.json'))?.version;
  const parts = { darwin: ['Electron.app', 'Contents', 'MacOS', 'Electron'], win32: ['electron.exe'] };
  const executable = join(PACKAGE, 'dist', ...(parts[process.platform] ?? ['electron']));
  // path.txt is the last thing the installer writes.
  return existsSync(executable) && existsSync(join(PACKAGE, 'path.txt')) ? { executable, version } : null;
}

const failureFile = (cache) => join(cache, 'electron-failure.json');

export function failedRecently(failure, version, now = Date.now()) {
  return failure?.version === version && now - failure.at < RETRY_MS;
}

export const electron = {
  name: 'Electron',
  optional: true,
  needed({ cache, wantsWindow, retryElectron }) {
    if (!wantsWindow || officialElectron()) return null;
    const version = readJson(join(PACKAGE, 'package.json'))?.version;
    if (!retryElectron && failedRecently(readJson(failureFile(cache)), version)) return null;
    return `version ${version ?? 'of package-lock.json'} from its release site`;
  },
  async run({ cache, progress }) {
    const version = readJson(join(PACKAGE, 'package.json')).version;
    const temporary = join(cache, 'electron', 'tmp');
    rmSync(temporary, { recursive: true, force: true });
    mkdirSync(temporary, { recursive: true });
    const { status, output } = await run(node24, [join(PACKAGE, 'install.js')], {
      // The archive's checksum is in the npm package; a finished archive stays in our cache for the next clone.
      env: {
        ...process.env,
        TMPDIR: temporary,
        TEMP: temporary,
        electron_config_cache: join(cache, 'electron', 'archives'),
        ELECTRON_GET_USE_PROXY: '1',
      },
      watch: stallWatch(temporary, progress),
    });
    rmSync(temporary, { recursive: true, force: true });
    if (status === 0 && officialElectron()) return rmSync(failureFile(cache), { force: true });
    writeJson(failureFile(cache), { version, at: Date.now() });
    throw new SetupError(
      `Electron ${version} could not be downloaded from its release site.`,
      reasonOf(output),
      'Nothing, if the browser mode is enough: it does the same without a window of its own. To ask again: npm start -- --retry-electron',
    );
  },
};

/** The line that names the cause, else the error, rather than the stack around them. */
function reasonOf(output) {
  const lines = output.split('\n').map((line) => line.trim());
  const telling = [/\b(E[A-Z_]{4,}|HTTP|status code)\b/, /error|timed out|not found/i];
  for (const pattern of telling) {
    const found = lines.find((line) => pattern.test(line));
    if (found) return found;
  }
  return lastLines(output, 2);
}

function stallWatch(folder, progress) {
  let best = 0;
  let since = Date.now();
  return () => {
    const bytes = sizeBelow(folder);
    if (bytes > best) {
      best = bytes;
      since = Date.now();
    }
    progress.update(`Electron: ${megabytes(bytes)}`);
    const waited = Date.now() - since;
    // Unpacking needs no network: it happens outside this folder, after the last byte.
    if (best === 0 && waited > NOTHING_ARRIVED_MS)
      return `Error: the release site sent nothing in ${NOTHING_ARRIVED_MS / 1000} s.`;
    return waited > STALLED_MS ? 'Error: the download stalled.' : null;
  };
}
