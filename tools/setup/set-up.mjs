/** The steps of set-up in order, for `npm start`, and with what only tests need, for `npm test`. */
import { addon } from './addon.mjs';
import { build } from './build.mjs';
import { electron } from './electron.mjs';
import { node24 } from './node24.mjs';
import { npmPackages } from './npm-packages.mjs';
import { cacheFolder } from './paths.mjs';
import { runSteps } from './steps.mjs';
import { systemPackages } from './system-packages.mjs';
import { tensorflow } from './tensorflow.mjs';
import { testElectron } from './test-electron.mjs';
import { chooseVariant, rememberVariant } from './variant.mjs';

const OLDEST_NODE = 20;

/**
 * Makes the project ready to run. `device` is 'cpu' or 'cuda' where the person chose; `wantsWindow` asks for Electron;
 * `forTests` goes on without a window that does not build; `forE2e` adds what the e2e suite needs. Resolves with the failures of optional steps.
 */
export async function setUp({
  device = null,
  wantsWindow = false,
  forTests = false,
  forE2e = false,
  retryElectron = false,
}) {
  requireNode();
  const context = {
    cache: cacheFolder(),
    variant: chooseVariant(device),
    wantsWindow: wantsWindow || forE2e,
    retryElectron,
  };
  const steps = [npmPackages, node24, tensorflow, addon, electron, { ...build, optional: forTests }];
  if (forE2e) steps.push(testElectron, systemPackages);
  const failures = await runSteps(steps, context);
  rememberVariant(device);
  return failures;
}

function requireNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE)
    throw new Error(`Strata's set-up needs Node ${OLDEST_NODE} or newer; this is ${process.version}.`);
}
