/** Step: Node 24, which runs everything but set-up. npm's package `node` brings the binary of this system. */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './npm-packages.mjs';
import { node24 as binary, projectRoot } from './paths.mjs';
import { lastLines, run } from './run.mjs';
import { SetupError, TRY_AGAIN } from './setup-error.mjs';

/** Before its install script ran, the package holds a placeholder of a few bytes, or nothing. */
const SMALLEST_NODE = 10_000_000;

/** What npm scripts and npx find first on their path. */
const COMMAND = join(projectRoot, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');

export const node24 = {
  name: 'Node 24',
  needed() {
    const size = statSync(binary, { throwIfNoEntry: false })?.size ?? 0;
    return size > SMALLEST_NODE && existsSync(COMMAND) ? null : 'not installed yet';
  },
  async run() {
    const folder = join(projectRoot, 'node_modules', 'node');
    const { status, output } = await run(process.execPath, ['installArchSpecificPackage.js'], { cwd: folder });
    const version = spawnSync(binary, ['--version'], { encoding: 'utf8' });
    // npm ci linked no command, since the binary was not there yet.
    if (status === 0 && version.stdout?.startsWith('v24.')) {
      await npm(['rebuild', 'node', '--ignore-scripts', '--loglevel=error']);
      if (existsSync(COMMAND)) return;
    }
    throw new SetupError(
      'Node 24 could not be installed.',
      lastLines(`${output}\n${version.error?.message ?? version.stdout}`),
      `Check that npm can reach its registry (npm ping), ${TRY_AGAIN}`,
    );
  },
};
