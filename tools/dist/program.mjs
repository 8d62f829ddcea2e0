/**
 * Lays out the program as it runs: the same folders as in a checkout, so that nothing needs to know which of the two it
 * is in, with only what runs in them. Not packed into an asar: engine and trainers run on Node, which can't read one.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { lockedPackages, packageName, packagesBelow, runtimeNames } from '../notices/shipped-packages.mjs';
import { filesBelow, readJson, writeJson } from '../setup/files.mjs';
import { node24, projectRoot, tfjsFolder } from '../setup/paths.mjs';
import { isNeeded, keepFile } from './kept-files.mjs';
import { copyStripped } from './strip.mjs';

const MANIFEST_FIELDS = ['name', 'version', 'description', 'license', 'author', 'type', 'main', 'imports'];
const LIBRARY = /\.(so(\.\d+)*|dylib|dll)$/;

/** What Electron's side needs: electron-builder is given this folder and nothing else. */
export function layWindow(folder) {
  rmSync(folder, { recursive: true, force: true });
  const manifest = readJson(join(projectRoot, 'package.json'));
  writeJson(join(folder, 'package.json'), Object.fromEntries(MANIFEST_FIELDS.map((name) => [name, manifest[name]])));
  copy('out', folder, (file) => file !== 'build.json');
}

/** What runs on Node, beside it. `electron` is `{ version }` of the one it is packed with. */
export function layMainSide(folder, electron) {
  // Electron's own placeholder for an application; ours is there instead.
  rmSync(join(folder, '..', 'default_app.asar'), { force: true });
  // All else beside the sources is for tests: golden files, broken graphs.
  const isRun = (file) =>
    (/\.ts$/.test(file) && !/\.(test|d)\.ts$|(^|\/)testing\//.test(file)) || /(^|\/)op-definitions\.json$/.test(file);
  copy('src-main', folder, (file) => isRun(file) && !file.startsWith('shell/'));
  copy('src-shared', folder, (file) => isRun(file));
  copy('resources', folder, () => true);
  layPackages(folder);
  layTensorFlow(folder);
  copyStripped(node24, join(folder, relative(projectRoot, node24)));
  writeJson(join(folder, 'packaged.json'), { electron: electron.version });
}

function copy(part, folder, keep) {
  const from = join(projectRoot, part);
  copyFiles(from, join(folder, part), keep);
}

function copyFiles(from, to, keep) {
  for (const path of filesBelow(from)) {
    const file = relative(from, path).split(sep).join('/');
    if (!keep(file)) continue;
    mkdirSync(dirname(join(to, file)), { recursive: true });
    cpSync(path, join(to, file), { dereference: true });
  }
}

/** Those that are installed here: npm installed the binaries of this system only. */
export function shippedFolders() {
  const lock = lockedPackages();
  return packagesBelow(lock, runtimeNames(lock)).filter(
    (key) => isNeeded(packageName(key)) && readJson(join(projectRoot, key, 'package.json')),
  );
}

function layPackages(folder) {
  const system = `${process.platform}-${process.arch}`;
  for (const key of shippedFolders()) {
    const from = join(projectRoot, key);
    const keep = keepFile(JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')), system);
    // Packages inside it have keys of their own, and Node is stripped on its way.
    copyFiles(
      from,
      join(folder, key),
      (file) => !/(^|\/)node_modules\//.test(file) && !isNode(join(from, file)) && keep(file),
    );
  }
}

const isNode = (path) => path === node24;

/** The addon finds the libraries by its own relative path: `$ORIGIN/../../deps/lib`. */
function layTensorFlow(folder) {
  const tfjs = join(folder, relative(projectRoot, tfjsFolder));
  const libraries = join(tfjsFolder, 'deps', 'lib');
  for (const library of readdirSync(libraries).filter((name) => LIBRARY.test(name)))
    copyStripped(join(libraries, library), join(tfjs, 'deps', 'lib', library));
  cpSync(
    join(projectRoot, 'node_modules', '.strata', 'runtime.json'),
    join(folder, 'node_modules', '.strata', 'runtime.json'),
  );
}
