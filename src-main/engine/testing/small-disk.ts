import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real file system of a few megabytes, which can be filled and emptied again. */
export interface SmallDisk {
  readonly folder: string;
  /** Fills it but for so many bytes. */
  fill(leave?: number): void;
  /** Takes away what filled it. */
  free(): void;
  makeReadOnly(): void;
  close(): void;
}

/**
 * Mounts memory as a disk: Linux, with the right to mount. Elsewhere it throws, and the tests that stand on it fail: run
 * them as `unshare -rm npm test`. What needs no mount is tested with limits for file sizes and with /dev/full.
 */
export function smallDisk(megabytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'strata-disk-'));
  const run = (command: string, ...args: string[]) => {
    const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
    if (status !== 0)
      throw new Error(`${command} ${args.join(' ')}: ${stderr}. Run the tests as: unshare -rm npm test`);
  };
  run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'strata-test', folder);
  const ballast = join(folder, '.ballast');
  return {
    folder,
    fill(leave = 0) {
      rmSync(ballast, { force: true });
      const { bavail, bsize } = statfsSync(folder);
      const bytes = Math.max(0, bavail * bsize - leave);
      // Some blocks are lost to bookkeeping: whole ones of 4 kB at a time.
      try {
        writeFileSync(ballast, Buffer.alloc(Math.floor(bytes / 4096) * 4096));
      } catch (error) {
        // A training writes meanwhile: what was written of the ballast fills the rest.
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
      }
    },
    free: () => rmSync(ballast, { force: true }),
    makeReadOnly: () => run('mount', '-o', 'remount,ro', folder),
    close: () => {
      run('umount', '-l', folder);
      rmdirSync(folder);
    },
  };
}
