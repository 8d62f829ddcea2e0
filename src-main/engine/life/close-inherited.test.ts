import { execFileSync, type StdioOptions, spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const AT = 40;
const script = (first: string) => `
  import { fstatSync } from 'node:fs';
  ${first}
  let state = 'open';
  try { fstatSync(${AT}); } catch { state = 'closed'; }
  console.log(state);`;

/** What a process says of a file that its parent had open at a number far from its own. */
function stateOfInherited(first: string): string {
  const handle = openSync('/dev/zero', 'r');
  const stdio: StdioOptions = [
    ...Array.from({ length: AT }, (_, at) => (at === 1 ? 'pipe' : 'ignore') as 'pipe'),
    handle,
  ];
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script(first)], { stdio });
  closeSync(handle);
  return String(stdout).trim();
}

it('what the starter had open is closed, and what is ours is not', () => {
  const file = JSON.stringify(join(import.meta.dirname, 'close-inherited.ts'));
  expect(stateOfInherited('')).toBe('open');
  expect(stateOfInherited(`(await import(${file})).closeInherited();`)).toBe('closed');
  const works = `await import(${file}).then((m) => m.closeInherited()); await fetch('data:,'); setTimeout(() => console.log('on'), 5);`;
  expect(String(execFileSync(process.execPath, ['--input-type=module', '-e', works]))).toBe('on\n');
});
