/** A display for the tests where the machine has none: an Xvfb of our own, ended with us. */
import { spawn } from 'node:child_process';
import { findOnPath } from '../setup/system-packages.mjs';

const SCREEN = '1600x1000x24';

/** Resolves with `{ env, stop }`; env is empty where a display exists, or where Xvfb is missing and tests will say so. */
export async function startDisplay() {
  const none = { env: {}, stop: () => undefined };
  if (process.platform !== 'linux' || process.env.DISPLAY || !findOnPath('Xvfb')) return none;
  // Xvfb picks a free number and writes it to the descriptor it is given.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise((resolve) => {
    let text = '';
    server.stdio[3].on('data', (piece) => {
      text += piece;
      if (text.includes('\n')) resolve(text.trim());
    });
    server.on('error', () => resolve(null));
    server.on('exit', () => resolve(null));
  });
  if (number === null) return none;
  const stop = () => server.kill();
  process.on('exit', stop);
  return { env: { DISPLAY: `:${number}` }, stop };
}
