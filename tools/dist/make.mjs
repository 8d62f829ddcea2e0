/** Packs Strata into dist/, and says in dist/made.json what it made. Run on Node 24 by tools/dist.mjs and `npm test`. */
import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, Platform } from 'electron-builder';
import { readJson, writeJson } from '../setup/files.mjs';
import { projectRoot } from '../setup/paths.mjs';
import { megabytes } from '../setup/progress.mjs';
import { builderConfig, TARGETS } from './builder-config.mjs';
import { canMakeDeb, makeDeb } from './deb.mjs';
import { electronToPack } from './electron.mjs';
import { layLicences } from './licences.mjs';
import { layMainSide, layWindow } from './program.mjs';
import { describeSizes, sizesByPart } from './sizes.mjs';

const icon = join(projectRoot, 'resources', 'icons', 'strata.png');
const { values: options } = parseArgs({ options: { 'for-tests': { type: 'boolean', default: false } } });
const manifest = readJson(join(projectRoot, 'package.json'));
const output = join(projectRoot, 'dist');
const scratch = join(output, 'scratch');
const electron = electronToPack({ forTests: options['for-tests'] });

rmSync(output, { recursive: true, force: true });
mkdirSync(scratch, { recursive: true });

layWindow(join(scratch, 'window'));
const made = await build({
  targets: Platform.current().createTarget(TARGETS[process.platform]),
  projectDir: join(scratch, 'window'),
  config: builderConfig({
    electron,
    output: join(scratch, 'packed'),
    icon,
    afterPack: (program) => {
      layMainSide(program, electron);
      layLicences(program);
    },
  }),
});

if (process.platform === 'linux') finishLinux();
else for (const file of made) renameSync(file, join(output, file.split(/[\\/]/).at(-1)));
rmSync(scratch, { recursive: true, force: true });

function finishLinux() {
  // Told in the name, so that nobody hands it on by mistake.
  const suffix = electron.isOfficial ? '' : '-test-electron';
  const folder = join(output, `Strata-${manifest.version}-linux-x64${suffix}`);
  renameSync(join(scratch, 'packed', 'linux-unpacked'), folder);
  const sizes = sizesByPart(folder);
  console.log(describeSizes(sizes));
  const deb = canMakeDeb() ? join(output, `strata_${manifest.version}_amd64${suffix}.deb`) : null;
  if (deb) {
    makeDeb({ folder, manifest, icon, bytes: sizes.at(-1).bytes, scratch: join(scratch, 'deb'), target: deb });
    console.log(`.deb ${megabytes(statSync(deb).size)}`);
  } else console.log('No .deb: dpkg-deb is not installed here.');
  console.log(`${folder}${deb ? `\n${deb}` : ''}`);
  writeJson(join(output, 'made.json'), { folder, deb });
}
