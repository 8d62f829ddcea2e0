/** Starts Strata's own programs on Node 24, whatever Node runs the tool that starts them. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, node24, projectRoot } from './setup/paths.mjs';

const CLI = join(projectRoot, 'src-main', 'cli', 'entry.ts');

/** False before the first set-up: there is no Node 24 to run the command line on. */
export const isSetUp = () => existsSync(node24) && existsSync(join(projectRoot, 'node_modules', '.package-lock.json'));

/** The environment of everything we start: compiled code is kept, so that the next start is faster. */
export const launchEnvironment = (env = process.env) => ({
  ...env,
  STRATA_NODE: node24,
  NODE_COMPILE_CACHE: env.NODE_COMPILE_CACHE ?? join(cacheFolder(), 'compiled'),
});

/** The `strata` command with these arguments; `stdio` as in child_process.spawn. */
export const spawnCli = (args, stdio = 'inherit') => spawn(node24, [CLI, ...args], { stdio, env: launchEnvironment() });

/** Passes signals on to a child and ends as it ends. */
export function endWith(child) {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const forward = (signal) => child.kill(signal);
  for (const signal of signals) process.on(signal, forward);
  child.on('error', (error) => {
    console.error(error.message);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    for (const name of signals) process.off(name, forward);
    if (signal) process.kill(process.pid, signal);
    else process.exitCode = code;
  });
}
