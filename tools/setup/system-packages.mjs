/**
 * Step, for tests only: Chromium, a display to draw on (Xvfb) and the libraries of Electron. On Debian as root they are
 * installed; elsewhere they are named. `browsers.json` tells the e2e fixtures which Chromium was found.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { readJson, writeJson } from './files.mjs';
import { testChromiumFile } from './paths.mjs';
import { lastLines, run } from './run.mjs';
import { SetupError, TRY_AGAIN } from './setup-error.mjs';

const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
/** Debian's package for each library that Electron opens. */
const LIBRARIES = {
  'libgtk-3.so.0': 'libgtk-3-0',
  'libnss3.so': 'libnss3',
  'libasound.so.2': 'libasound2',
  'libgbm.so.1': 'libgbm1',
  'libXss.so.1': 'libxss1',
  'libXtst.so.6': 'libxtst6',
};
const FONT_FOLDERS = ['/usr/share/fonts', '/usr/local/share/fonts'];

/** The packages that are missing here, by their Debian names. */
export function missingPackages({ onPath = findOnPath, libraries = knownLibraries(), hasFonts = fontsExist() } = {}) {
  const missing = [];
  if (!findChromium(onPath)) missing.push('chromium');
  if (!onPath('Xvfb') && !process.env.DISPLAY) missing.push('xvfb');
  for (const [library, name] of Object.entries(LIBRARIES)) if (!libraries.has(library)) missing.push(name);
  if (!hasFonts) missing.push('fonts-liberation', 'fonts-noto-color-emoji');
  return missing;
}

export const systemPackages = {
  name: 'system packages for tests',
  optional: true,
  needed() {
    // Other systems bring their own libraries and display; a Chromium is looked for where it is used.
    if (process.platform !== 'linux') return null;
    const missing = missingPackages();
    if (missing.length > 0) return missing.join(', ');
    return readJson(testChromiumFile)?.executable === findChromium() ? null : 'Chromium was found';
  },
  async run({ progress }) {
    const missing = missingPackages();
    if (missing.length > 0) await install(missing, progress);
    writeJson(testChromiumFile, { executable: findChromium() });
  },
};

async function install(missing, progress) {
  const isDebian = existsSync('/etc/debian_version') && findOnPath('apt-get');
  if (!isDebian || process.getuid() !== 0) {
    throw new SetupError(
      'The e2e tests need system packages that are missing here.',
      `missing: ${missing.join(' ')}`,
      `Install them (Debian: sudo apt-get install ${missing.join(' ')}), or skip these tests with STRATA_ALLOW_SKIP=1.`,
    );
  }
  const start = Date.now();
  const apt = (args) =>
    run('apt-get', args, {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      watch: () => progress.update(`apt-get ${args[0]}: ${Math.round((Date.now() - start) / 1000)} s`),
    });
  const update = await apt(['update']);
  const { status, output } = await apt(['install', '--yes', '--no-install-recommends', ...missing]);
  if (status === 0) return;
  throw new SetupError(
    `apt-get could not install ${missing.join(' ')}.`,
    lastLines(update.status === 0 ? output : update.output),
    `Check that apt can reach its mirror, ${TRY_AGAIN}`,
  );
}

/** Chromium for the tests: STRATA_CHROMIUM, else the first that is on the path. */
export function findChromium(onPath = findOnPath) {
  if (process.env.STRATA_CHROMIUM) return process.env.STRATA_CHROMIUM;
  for (const name of CHROMIUM) {
    const path = onPath(name);
    if (path) return path;
  }
  return null;
}

export function findOnPath(name) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

function knownLibraries() {
  const { stdout } = spawnSync('ldconfig', ['-p'], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${process.env.PATH}:/sbin:/usr/sbin` },
  });
  return new Set((stdout ?? '').split('\n').map((line) => line.trim().split(' ')[0]));
}

const fontsExist = () =>
  FONT_FOLDERS.some(
    (folder) =>
      existsSync(folder) &&
      spawnSync('find', [folder, '-name', '*.ttf', '-print', '-quit'], { encoding: 'utf8' }).stdout !== '',
  );
