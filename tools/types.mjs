/** Type-checks every part with its own tsconfig, so that each sees only its own globals. Exit 1 where one fails. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './setup/paths.mjs';

const tsc = join(projectRoot, 'node_modules', 'typescript', 'bin', 'tsc');
const parts = readdirSync(projectRoot).filter((name) => /^tsconfig\.(?!base)\w+\.json$/.test(name));
let failed = false;
for (const part of parts) {
  const { status } = spawnSync(process.execPath, [tsc, '-p', part], { cwd: projectRoot, stdio: 'inherit' });
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${part}`);
  failed ||= status !== 0;
}
process.exitCode = failed ? 1 : 0;
