import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

it('THIRD_PARTY_NOTICES.md names what package-lock.json ships', () => {
  execFileSync(process.execPath, [path.join(root, 'tools/third-party-notices.mjs'), '--check'], { stdio: 'pipe' });
});
