/** The `strata` command: a thin client of the engine's contract. Runs on Node 24; tools/strata.mjs sees to that. */
import { runCommandLine } from './run-command-line.ts';

process.exitCode = await runCommandLine(process.argv.slice(2));
