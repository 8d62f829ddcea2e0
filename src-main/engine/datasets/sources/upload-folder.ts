import { join } from 'node:path';
import type { Home } from '../../home.ts';

/** The folder of the upload that a path lies in; null for a path elsewhere. */
export function uploadFolder(home: Home, path: string): string | null {
  const prefix = join(home.uploads, '/');
  const name = path.startsWith(prefix) ? path.slice(prefix.length).split(/[/\\]/)[0] : '';
  return name ? join(home.uploads, name) : null;
}
