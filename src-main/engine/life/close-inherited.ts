import { closeSync, readdirSync, readFileSync } from 'node:fs';

const O_CLOEXEC = 0o2000000;

/**
 * Closes what whoever started this process had open and handed down: Electron marks hardly anything as its own on Linux, and
 * an engine that stays for a run would keep the files and sockets of a window that is long closed. Must come first: our
 * own files are all marked, so that what is not marked is not ours.
 */
export function closeInherited(): void {
  if (process.platform !== 'linux') return;
  for (const name of readdirSync('/proc/self/fdinfo')) {
    const handle = Number(name);
    if (handle <= 2) continue;
    try {
      const flags = /^flags:\s*([0-7]+)/m.exec(readFileSync(`/proc/self/fdinfo/${name}`, 'latin1'))?.[1];
      if (flags !== undefined && (Number.parseInt(flags, 8) & O_CLOEXEC) === 0) closeSync(handle);
    } catch {
      // The one that listed the folder is gone by now.
    }
  }
}
