import { readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 50;
const KIB = 1024;

/** Watches the most memory that any process started by another ever had (the kernel's VmHWM); Linux only. */
export function watchChildren(parent: number): { takePeakMiB(): number; stop(): void } {
  let peak = 0;
  const look = () => {
    for (const pid of childrenOf(parent)) peak = Math.max(peak, highWaterMiB(pid));
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    takePeakMiB: () => {
      const most = peak;
      peak = 0;
      return Math.round(most);
    },
    stop: () => clearInterval(timer),
  };
}

function childrenOf(parent: number): string[] {
  try {
    return readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim().split(' ').filter(Boolean);
  } catch {
    return [];
  }
}

/** A process that has ended meanwhile has none. */
function highWaterMiB(pid: string): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / KIB;
  } catch {
    return 0;
  }
}
