/** Copies a binary without its symbol table, which no program reads: a quarter of TensorFlow's size. */
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

export function copyStripped(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  // Only binutils knows ELF; elsewhere the binary goes as it is.
  const isStripped =
    process.platform === 'linux' &&
    spawnSync('strip', ['--strip-unneeded', '-o', to, from], { stdio: 'ignore' }).status === 0;
  if (!isStripped) copyFileSync(from, to);
  chmodSync(to, statSync(from).mode);
}
