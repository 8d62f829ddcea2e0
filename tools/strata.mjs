#!/usr/bin/env node
/** The `strata` command: runs src-main/cli on Node 24 with the arguments given. */
import { endWith, isSetUp, spawnCli } from './launch.mjs';
import { projectRoot } from './setup/paths.mjs';

const args = process.argv.slice(2);

if (isSetUp()) {
  endWith(spawnCli(args));
} else {
  const message = `Strata is not set up yet: run "npm start -- --setup-only" in ${projectRoot} first.`;
  console.error(message);
  if (args.includes('--json')) console.log(JSON.stringify({ error: { code: 'NOT_SET_UP', message, details: {} } }));
  process.exitCode = 1;
}
