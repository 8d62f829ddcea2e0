// Writes THIRD_PARTY_NOTICES.md: every npm package that ships with Strata (main side and window bundle), from the lock
// file, plus what comes from elsewhere. `--check` compares instead of writing. Run after a dependency changes.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const target = path.join(root, 'THIRD_PARTY_NOTICES.md');

/** Development packages whose code ends up in the window's bundle. */
const bundled = [
  '@fontsource-variable/inter',
  '@fontsource-variable/jetbrains-mono',
  '@tanstack/react-query',
  '@tanstack/react-virtual',
  '@xyflow/react',
  'core-js',
  'echarts',
  'electron',
  'lucide-react',
  'react',
  'react-dom',
  'zustand',
];

const elsewhere = `## From elsewhere

| what | licence | note |
| --- | --- | --- |
| TensorFlow 2.21 (C library, set up on first start) | Apache-2.0 | from the official Python wheel, unchanged |
| CUDA libraries (\`nvidia-*-cu12\`, only with \`--cuda\`) | NVIDIA's end-user licence | downloaded to your machine, never redistributed by us |
| Electron | MIT, and Chromium's licences | downloaded on first start |
| Node.js 24 | MIT and its dependencies' licences | through the npm package \`node\` |
| Fluent Emoji pictures (\`resources/samples/fluent-emoji\`) | MIT, © Microsoft Corporation | through @lobehub/fluent-emoji-3d 1.1.0 |
| Texture tiles (\`resources/samples/texture-tiles\`) | CC0 | from scikit-image 0.26.0's brick, grass and gravel |
| Inter, JetBrains Mono | SIL Open Font License 1.1 | bundled fonts |
| Lucide icons | ISC | |
`;

const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;

/** Node's resolution over the lock file: the nearest enclosing node_modules that holds the package. */
function resolve(from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const key = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (lock[key] !== undefined) return key;
    if (folder === '' || !folder.includes('/node_modules/')) {
      const top = `node_modules/${name}`;
      return lock[top] === undefined ? null : top;
    }
  }
}

function licenceOf(key) {
  if (lock[key].license !== undefined) return lock[key].license;
  try {
    const licence = JSON.parse(readFileSync(path.join(root, key, 'package.json'), 'utf8')).license;
    return typeof licence === 'string' ? licence : 'see the package';
  } catch {
    return 'see the package';
  }
}

const queue = [...Object.keys(lock[''].dependencies), ...bundled].map((name) => resolve('', name));
const seen = new Set();
while (queue.length > 0) {
  const key = queue.pop();
  if (key === null || seen.has(key)) continue;
  seen.add(key);
  const { dependencies = {}, optionalDependencies = {} } = lock[key];
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) queue.push(resolve(key, name));
}

const rows = [...seen]
  .map((key) => `| ${key.slice(key.lastIndexOf('node_modules/') + 13)} | ${lock[key].version} | ${licenceOf(key)} |`)
  .sort();
const text = `# Third-party notices

Strata is MIT-licensed and stands on the work of others. Each package's licence text lies in its folder under
\`node_modules\`. This file is written by \`node tools/third-party-notices.mjs\`.

${elsewhere}
## npm packages

| package | version | licence |
| --- | --- | --- |
${[...new Set(rows)].join('\n')}
`;

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    console.error('THIRD_PARTY_NOTICES.md is out of date. Run: node tools/third-party-notices.mjs');
    process.exit(1);
  }
} else {
  writeFileSync(target, text);
}
