import { join } from 'node:path';
import { bytesInWords } from '#main/transport/storage-error.ts';
import type { EngineContext } from '../context.ts';
import { countThings, lastRunErrors, runsByState } from '../db/counts.ts';
import { inspectMachine } from '../doctor/inspect-machine.ts';
import { loggedErrors } from './logged-errors.ts';

const LAST = 10;

/**
 * What helps to answer a question about Strata: versions, machine, counts and codes. Everything in it is a number, a
 * date, or a word of ours: nothing that a person named, and no path, may ever be added.
 */
export async function diagnostics(context: EngineContext): Promise<string> {
  const { db, home } = context;
  const machine = await inspectMachine({ dataFolder: home.folder });
  const states = runsByState(db.read).map(({ state, count }) => `${state} ${count}`);
  const sections: [string, string[]][] = [
    [
      'Versions',
      [
        `Strata ${machine.strata}`,
        `Node ${machine.node}`,
        `Electron ${machine.electron ?? 'none'}`,
        `TensorFlow ${machine.tensorflow ?? 'none'}`,
        `SQLite form ${db.form}`,
      ],
    ],
    [
      'Machine',
      [
        `${process.platform} ${process.arch}`,
        `${machine.cpu.model}, ${machine.cpu.threads} threads`,
        `memory ${bytesInWords(machine.memoryBytes)}`,
        `free disk ${machine.diskFreeBytes === null ? 'unknown' : bytesInWords(machine.diskFreeBytes)}`,
        `device ${machine.device}`,
        ...machine.gpus.map((gpu) => `${gpu.name}, ${bytesInWords(gpu.memoryBytes)}`),
      ],
    ],
    ['Doctor', machine.problems.map(({ code }) => code)],
    ['Counts', Object.entries(countThings(db.read)).map(([what, number]) => `${what} ${number}`)],
    ['Runs', states],
    ['Errors of runs', lastRunErrors(db.read, LAST).map(({ at, state, code }) => `${at ?? '–'} ${state} ${code}`)],
    [
      'Errors in the log',
      loggedErrors(join(home.logs, 'engine.log'), LAST).map(({ at, id, request, kind }) =>
        [at, kind, request, id].filter((part) => part !== null).join(' '),
      ),
    ],
    [
      'Crashes',
      context.crashes
        .list()
        .slice(0, LAST)
        .map(({ at, process, id }) => `${at} ${process} ${id}`),
    ],
    ['Notices', context.notices.list().map(({ at, kind }) => `${at} ${kind}`)],
  ];
  return sections
    .map(([title, lines]) => [title, ...(lines.length > 0 ? lines : ['none']).map((l) => `  ${l}`)].join('\n'))
    .join('\n');
}
