import { randomBytes } from 'node:crypto';
import { promises as fs } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** `sun_path` holds 104 bytes on macOS and 108 on Linux, the closing zero included. */
const MAX_UNIX_PATH_BYTES = 103;

const PREFIX = 'strata-';

/**
 * A fresh address for a local socket: a named pipe on Windows; elsewhere a path in a folder of its own that only this
 * user may enter, since on some systems the socket file's own mode is not looked at.
 */
export async function newSocketAddress(): Promise<string> {
  if (process.platform === 'win32') return `\\\\.\\pipe\\${PREFIX}${randomBytes(16).toString('hex')}`;
  for (const base of [process.env.XDG_RUNTIME_DIR, tmpdir(), '/tmp']) {
    if (!base || Buffer.byteLength(join(base, `${PREFIX}XXXXXX`, 's')) > MAX_UNIX_PATH_BYTES) continue;
    try {
      // mkdtemp makes the folder with mode 0700.
      return join(await fs.mkdtemp(join(base, PREFIX)), 's');
    } catch {
      // Not writable for us (a runtime folder of another session, say): the next one.
    }
  }
  throw new Error('no folder for a local socket: set XDG_RUNTIME_DIR or TMPDIR to a short path that can be written');
}

/** Removes what `newSocketAddress` made, and nothing that it did not. */
export async function removeSocketAddress(address: string): Promise<void> {
  const isOurs = basename(address) === 's' && basename(dirname(address)).startsWith(PREFIX);
  if (process.platform === 'win32' || !isOurs) return;
  await fs.unlink(address).catch(() => {});
  await fs.rmdir(dirname(address)).catch(() => {});
}
