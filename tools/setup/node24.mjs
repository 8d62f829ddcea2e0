/** Step: Node 24, which runs everything but set-up. npm's package `node` brings the binary of this system. */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { node24 as binary, projectRoot } from './paths.mjs';
import { lastLines, run } from './run.mjs';
import { SetupError, TRY_AGAIN } from './setup-error.mjs';

/** Before its install script ran, the package holds a placeholder of a few bytes, or nothing. */
const SMALLEST_NODE = 10_000_000;

export const node24 = {
  name: 'Node 24',
  needed() {
    return (statSync(binary, { throwIfNoEntry: false })?.size ?? 0) > SMALLEST_NODE ? null : 'not installed yet';
  },
  async run() {
    const folder = join(projectRoot, 'node_modules', 'node');
    const { status, output } = await run(process.execPath, ['installArchSpecificPackage.js'], { cwd: folder });
    const version = spawnSync(binary, ['--version'], { encoding: 'utf8' });
    if (status === 0 && version.stdout?.startsWith('v24.')) return;
    throw new SetupError(
      'Node 24 could not be installed.',
      lastLines(`${output}\n${version.error?.message ?? version.stdout}`),
      `Check that npm can reach its registry (npm ping), ${TRY_AGAIN}`,
    );
  },
};
