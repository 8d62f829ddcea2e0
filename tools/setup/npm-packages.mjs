/** Step: the packages of package-lock.json, exactly, by `npm ci`. */
import { join } from 'node:path';
import { readJson } from './files.mjs';
import { projectRoot } from './paths.mjs';
import { lastLines, run } from './run.mjs';
import { SetupError, TRY_AGAIN } from './setup-error.mjs';

/**
 * npm writes node_modules/.package-lock.json last, so it is there only after a complete installation. Comparing it with
 * package-lock.json also accepts what a developer installed by hand. Optional packages are for other systems mostly.
 */
export function missingPackages(lock, installed) {
  const have = installed?.packages ?? {};
  return Object.entries(lock.packages).filter(
    ([path, { version, optional, devOptional }]) =>
      path !== '' && (path in have ? have[path].version !== version : !optional && !devOptional),
  );
}

export const npmPackages = {
  name: 'npm packages',
  needed() {
    const installed = readJson(join(projectRoot, 'node_modules', '.package-lock.json'));
    if (!installed) return 'not installed yet';
    const missing = missingPackages(readJson(join(projectRoot, 'package-lock.json')), installed);
    return missing.length > 0 ? `${missing.length} differ from package-lock.json` : null;
  },
  async run({ progress }) {
    const start = Date.now();
    // No install scripts: the ones of TensorFlow, Electron and ONNX would download from elsewhere; set-up does that
    // itself, pinned. Older npm versions do not know package.json's allowScripts.
    const { status, output } = await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      watch: () => progress.update(`npm ci: ${Math.round((Date.now() - start) / 1000)} s`),
    });
    if (status === 0) return;
    throw new SetupError(
      'The npm packages could not be installed.',
      lastLines(output, 10),
      `Check that npm can reach its registry (npm ping), ${TRY_AGAIN}`,
    );
  },
};

/** The npm that started us, run by the Node that runs us. */
export function npm(args, options) {
  const cli = process.env.npm_execpath;
  const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' };
  return cli?.endsWith('npm-cli.js')
    ? run(process.execPath, [cli, ...args], { cwd: projectRoot, env, ...options })
    : run('npm', args, { cwd: projectRoot, env, shell: process.platform === 'win32', ...options });
}
