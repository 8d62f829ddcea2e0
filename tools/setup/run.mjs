/** Runs a command for a set-up step: its output is kept for the failure message rather than flooding the terminal. */
import { spawn, spawnSync } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

const KEPT_CHARACTERS = 4000;

/**
 * Resolves with `{ status, output }`, status null where the command could not be started or was cut off.
 * `watch` is called once a second and may return a sentence, which ends the command with that as its output.
 */
export function run(command, args, { cwd, env, watch, shell = false } = {}) {
  return new Promise((resolve) => {
    let output = '';
    let cutOff = null;
    const kill = () => child.kill();
    const child = spawn(command, args, { cwd, env: env ?? process.env, shell, stdio: ['ignore', 'pipe', 'pipe'] });
    const keep = (piece) => {
      output = (output + piece).slice(-KEPT_CHARACTERS);
    };
    // An installer that outlives us would write under the feet of the next try.
    process.on('exit', kill);
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const timer = setInterval(() => {
      cutOff ??= watch?.() ?? null;
      if (cutOff) kill();
    }, 1000);
    const end = (result) => {
      clearInterval(timer);
      process.off('exit', kill);
      resolve(result);
    };
    child.on('error', (error) => end({ status: null, output: error.message }));
    child.on('close', (status) => {
      end({ status: cutOff ? null : status, output: cutOff ?? stripVTControlCharacters(output) });
    });
  });
}

/** The first of these commands that answers to `--version`, or null. */
export function findCommand(candidates, args = ['--version']) {
  for (const candidate of candidates) {
    if (spawnSync(candidate, args, { stdio: 'ignore', timeout: 20_000 }).status === 0) return candidate;
  }
  return null;
}

const LONGEST_LINE = 300;

/** The last lines of a command's output: the ones that say why it failed. */
export function lastLines(output, count = 6) {
  const lines = output.trim().split('\n').slice(-count);
  return (
    lines.map((line) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line)).join('\n') ||
    '(no output)'
  );
}
