/**
 * One set-up at a time for a cache folder, across processes. The holder touches its lock file; a lock whose process is
 * gone, or that has not been touched for a minute (a reused process id, another container), is taken over.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const STALE_MS = 60_000;
const TOUCH_MS = 5_000;

/** Waits for the lock and returns the function that gives it back. */
export async function acquireLock(path, onWait) {
  mkdirSync(dirname(path), { recursive: true });
  for (let told = false; !tryCreate(path); ) {
    if (isStale(path)) {
      takeAway(path);
      continue;
    }
    if (!told) onWait(readHolder(path));
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const timer = setInterval(() => touch(path), TOUCH_MS);
  timer.unref();
  const release = () => {
    clearInterval(timer);
    process.off('exit', release);
    rmSync(path, { force: true });
  };
  process.on('exit', release);
  return release;
}

function tryCreate(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function readHolder(path) {
  try {
    return Number(readFileSync(path, 'utf8')) || null;
  } catch {
    return null;
  }
}

function isStale(path) {
  const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  if (age > STALE_MS) return true;
  const holder = readHolder(path);
  return holder !== null && !isAlive(holder);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Renaming is atomic: of two processes that find the same stale lock, one moves it and the other starts over. */
function takeAway(path) {
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
    rmSync(aside, { force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

function touch(path) {
  const now = new Date();
  try {
    utimesSync(path, now, now);
  } catch {
    // The cache folder was removed while we work; the step itself will say so.
  }
}
