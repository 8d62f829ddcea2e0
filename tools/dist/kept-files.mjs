/**
 * Which files of an npm package run. Packages bring their sources, type declarations, source maps, tests and builds for
 * browsers and other systems along: three quarters of what they weigh here.
 */
import { extname } from 'node:path';

/** Only types, or only headers for compiling; core-js is for the browsers that tfjs also serves. */
const NEVER_LOADED = /^(@types\/.+|type-fest|undici-types|node-addon-api|core-js)$/;

/** Node never loads these; TypeScript it refuses inside node_modules. */
const DEAD_EXTENSIONS = new Set(
  '.map .ts .cts .mts .md .markdown .flow .html .tsbuildinfo .cc .cpp .c .h .hpp .gyp .gypi .bat .sh .yml'.split(' '),
);
const DEAD_FOLDERS = /(^|\/)(tests?|__tests__|docs?|examples?|benchmarks?|\.github)\//;
const LICENCE = /(^|\/)(licen[cs]e|copying|notice)[^/]*$/i;

/** Each holds five builds of the same code; `main` is the one that Node loads, whole in one file. */
const ONE_FILE = /^@tensorflow\/tfjs(-core|-layers|-converter|-data|-backend-cpu|-backend-webgl)?$/;

/** What only its package knows to be for building, or for another system. */
const PACKAGE_RULES = {
  '@tensorflow/tfjs-node-gpu': () => (file) => !/^(binding|scripts|src|deps)\//.test(file),
  'better-sqlite3': (system) => (file) =>
    !/^(deps|src)\//.test(file) && (!file.startsWith('prebuilds/') || file === `prebuilds/${system}.node`),
  // Three builds of the same library; the one that keeps its files to itself is loaded.
  h5wasm: () => (file) => file.startsWith('dist/esm/'),
  // The binary and its licence; the rest fetched it.
  node: () => (file) => file.startsWith('bin/'),
};

export const isNeeded = (name) => !NEVER_LOADED.test(name);

export const isLicence = (file) => LICENCE.test(file) && !/\.(js|cjs|mjs|ts|map)$/.test(file);

/** For a package.json, a test of its files' paths (with forward slashes); `system` is e.g. `linux-x64`. */
export function keepFile(manifest, system) {
  const rule = PACKAGE_RULES[manifest.name]?.(system) ?? (() => true);
  const only = ONE_FILE.test(manifest.name) ? manifest.main.replace(/^\.\//, '') : null;
  return (file) => {
    if (file === 'package.json' || isLicence(file)) return true;
    if (only !== null) return file === only;
    return rule(file) && !DEAD_EXTENSIONS.has(extname(file)) && !DEAD_FOLDERS.test(file);
  };
}
