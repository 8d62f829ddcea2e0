/**
 * `npm run dist`: packs Strata for this system into dist/. `--for-tests` takes the Electron that tests drive where the
 * official one can't be had; the result is for testing only, and says so in its name.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { endWith, launchEnvironment } from './launch.mjs';
import { node24, projectRoot } from './setup/paths.mjs';
import { readRuntime } from './setup/runtime.mjs';
import { setUp } from './setup/set-up.mjs';

async function main() {
  const args = process.argv.slice(2);
  const forTests = args.includes('--for-tests');
  await setUp({ wantsWindow: true, forE2e: forTests });
  if (readRuntime()?.variant === 'cuda') {
    throw new Error(
      'This checkout uses the CUDA build, whose NVIDIA libraries are not ours to hand on. Run npm start -- --cpu --setup-only first.',
    );
  }
  const child = spawn(node24, [join(projectRoot, 'tools', 'dist', 'make.mjs'), ...args], {
    cwd: projectRoot,
    stdio: 'inherit',
    env: launchEnvironment(),
  });
  endWith(child);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
