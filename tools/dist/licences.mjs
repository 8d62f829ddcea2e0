/** The licence texts of everything that a packaged Strata consists of, in one folder. */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { BUNDLED, licenceOf, lockedPackages, packageName, packagesBelow } from '../notices/shipped-packages.mjs';
import { filesBelow, readJson } from '../setup/files.mjs';
import { projectRoot, tfjsFolder } from '../setup/paths.mjs';
import { isLicence } from './kept-files.mjs';
import { shippedFolders } from './program.mjs';

const RULE = '='.repeat(100);

/** Writes Strata's own licence, the list of what is in it, and `licences/`. */
export function layLicences(folder) {
  const target = join(folder, 'licences');
  mkdirSync(target, { recursive: true });
  for (const name of ['LICENSE', 'THIRD_PARTY_NOTICES.md']) cpSync(join(projectRoot, name), join(folder, name));
  cpSync(join(projectRoot, 'packaging', 'licences'), target, { recursive: true });
  const tensorflow = join(tfjsFolder, 'deps', 'lib');
  // Only the pinned wheel brings them; the npm package's own TensorFlow, elsewhere, has its licence beside it.
  for (const [from, to] of [
    ['include/LICENSE', 'tensorflow.txt'],
    ['THIRD_PARTY_NOTICES.txt', 'tensorflow-third-party.txt'],
  ])
    if (existsSync(join(tensorflow, from))) cpSync(join(tensorflow, from), join(target, to));
  writeFileSync(join(target, 'npm-packages.txt'), npmLicences());
}

/** Every npm package that runs or is part of the window's bundle, each with the text that it brings along. */
export function npmLicences() {
  const lock = lockedPackages();
  const keys = new Set([...shippedFolders(), ...packagesBelow(lock, BUNDLED)]);
  return [...keys]
    .sort()
    .filter((key) => existsSync(join(projectRoot, key)))
    .map((key) => `${RULE}\n${packageName(key)} ${lock[key].version}\n\n${textOf(lock, key)}\n`)
    .join('\n');
}

function textOf(lock, key) {
  const folder = join(projectRoot, key);
  const texts = filesBelow(folder)
    .filter((path) => isLicence(relative(folder, path).split(sep).join('/')))
    .filter((path) => !relative(folder, path).split(sep).includes('node_modules'))
    .map((path) => readFileSync(path, 'utf8').trim());
  if (texts.length > 0) return [...new Set(texts)].join('\n\n');
  const { author, homepage } = readJson(join(folder, 'package.json'));
  const name = typeof author === 'string' ? author : (author?.name ?? 'its authors');
  return [
    `Licence: ${licenceOf(lock, key)}, © ${name}${homepage ? `, ${homepage}` : ''}`,
    'The package brings no text of its own. The Apache licence is in tensorflow.txt; those of MIT, ISC and BSD are the',
    'ones that other packages in this file have.',
  ].join('\n');
}
