import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { attachEngine } from '../../src-main/transport/attach-engine.ts';
import { readLock } from '../../src-main/transport/engine-lock.ts';
import { engineProgram } from '../../src-main/transport/engine-program.ts';
import { type Client, connect } from '../../src-main/transport/rpc.ts';
import type { Contract } from '../../src-shared/contract/contract.ts';

export type Engine = Client<Contract>;

/** The kernel counts processor time in hundredths of a second. */
const MS_A_TICK = 10;

/** The real engine of a data folder, in a process of its own, with its memory in sight. */
export interface EngineProcess {
  readonly engine: Engine;
  readonly pid: number;
  /** The most resident memory that the process ever had, as the kernel counted it (VmHWM), in MiB. Linux only. */
  peakMiB(): number;
  /** Processor time of all its threads so far, in milliseconds. */
  busyMs(): number;
  kill(): Promise<void>;
  close(): void;
}

export async function openEngine(home: string): Promise<EngineProcess> {
  const port = await attachEngine(home, engineProgram);
  const lock = await readLock(home);
  if (lock === null || lock === 'unreadable') throw new Error(`no engine owns ${home}`);
  const { pid } = lock;
  return {
    engine: connect<Contract>(port),
    pid,
    peakMiB: () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024,
    busyMs: () => {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      return (Number(fields[11]) + Number(fields[12])) * MS_A_TICK;
    },
    kill: async () => {
      process.kill(pid, 'SIGKILL');
      await gone(pid);
    },
    close: () => port.close(),
  };
}

/** The engine ends by itself when the last has left; resolves then. */
export async function engineLeft(home: string): Promise<void> {
  for (;;) {
    const lock = await readLock(home);
    if (lock === null) return;
    await setTimeout(100);
  }
}

async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await setTimeout(20);
  }
}
