// Writes THIRD_PARTY_NOTICES.md: every npm package that ships with Strata (main side and window bundle), from the lock
// file, plus what comes from elsewhere. `--check` compares instead of writing. Run after a dependency changes.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {
  BUNDLED,
  licenceOf,
  lockedPackages,
  packageName,
  packagesBelow,
  runtimeNames,
} from './notices/shipped-packages.mjs';
import { projectRoot } from './setup/paths.mjs';

const target = path.join(projectRoot, 'THIRD_PARTY_NOTICES.md');

const elsewhere = `## From elsewhere

| what | licence | note |
| --- | --- | --- |
| TensorFlow 2.21 (C library) | Apache-2.0 | from the official Python wheel; \`npm run dist\` takes its symbol table off |
| CUDA libraries (\`nvidia-*-cu12\`, only with \`--cuda\`) | NVIDIA's end-user licence | downloaded to your machine, never redistributed by us |
| Electron | MIT, and Chromium's licences | downloaded on first start; part of the packaged Strata |
| Node.js 24 | MIT and its dependencies' licences | through the npm package \`node\`; \`npm run dist\` takes its symbol table off |
| Fluent Emoji pictures (\`resources/samples/fluent-emoji\`) | MIT, © Microsoft Corporation | through @lobehub/fluent-emoji-3d 1.1.0 |
| Texture tiles (\`resources/samples/texture-tiles\`) | CC0 | from scikit-image 0.26.0's brick, grass and gravel |
| Inter, JetBrains Mono | SIL Open Font License 1.1 | bundled fonts |
| Lucide icons | ISC | |
`;

const lock = lockedPackages();
const rows = packagesBelow(lock, [...runtimeNames(lock), ...BUNDLED, 'electron'])
  .map((key) => `| ${packageName(key)} | ${lock[key].version} | ${licenceOf(lock, key)} |`)
  .sort();
const text = `# Third-party notices

Strata is MIT-licensed and stands on the work of others. Each package's licence text lies in its folder under
\`node_modules\`; a packaged Strata has all of them in its folder \`licences\`. This file is written by
\`node tools/third-party-notices.mjs\`.

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
