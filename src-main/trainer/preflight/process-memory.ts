import { readFileSync } from 'node:fs';

export interface ProcessMemory {
  readonly heldBytes: number;
  /** The most it ever held. Linux remembers; elsewhere it is what it holds now, less than the truth. */
  readonly peakBytes: number;
  /** What it can still get, as far as the system or a limit on this process tells. */
  readonly availableBytes: number;
}

export function processMemory(): ProcessMemory {
  const heldBytes = process.memoryUsage.rss();
  return { heldBytes, peakBytes: Math.max(heldBytes, linuxPeak()), availableBytes: process.availableMemory() };
}

function linuxPeak(): number {
  if (process.platform !== 'linux') return 0;
  const found = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
  return Number(found?.[1] ?? 0) * 1024;
}
