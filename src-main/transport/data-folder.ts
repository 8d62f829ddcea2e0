import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where everything that lasts is kept: the folder asked for, else STRATA_HOME, else the platform's place for it. */
export function dataFolder(
  asked: string | undefined,
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const chosen = asked || env.STRATA_HOME;
  if (chosen) return resolve(chosen);
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Strata');
  // Not the roaming profile: datasets' caches and checkpoints are far too large to travel.
  if (platform === 'win32') return join(env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'Strata');
  return join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'strata');
}
