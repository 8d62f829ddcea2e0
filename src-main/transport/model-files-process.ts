import { readFileSync } from 'node:fs';
import type { ModelFilesContract } from '#shared/contract/model-files.ts';
import { AppError } from '#shared/util/app-error.ts';
import { forkChild, type UnexpectedReport } from './child.ts';
import { type Client, connect } from './rpc.ts';
import { installation } from './this-installation.ts';

/** How much the work on one file may take. */
export interface Bounds {
  readonly bytes: number;
  readonly milliseconds: number;
}

const LOOK_EVERY_MS = 100;

/**
 * Starts a process for one model file, has it do its work, and ends it. What takes more memory or time than its bounds is
 * ended before: the file is told as damaged, and nothing else is harmed.
 */
export async function withModelFiles<T>(
  file: string,
  { bytes, milliseconds }: Bounds,
  work: (client: Client<ModelFilesContract>) => Promise<T>,
  onUnexpected: (report: UnexpectedReport) => void = () => {},
): Promise<T> {
  let tooMuch: string | null = null;
  // Half of it for JavaScript's own values; arrays of numbers lie beside them and are watched with the whole.
  const heap = Math.max(256, Math.floor(bytes / 2 ** 21));
  const child = await forkChild(installation.modelFiles, {
    onUnexpected,
    nodeOptions: [`--max-old-space-size=${heap}`],
  });
  const end = (reason: string) => {
    tooMuch ??= reason;
    child.process.kill('SIGKILL');
  };
  const timer = setTimeout(() => end(`more than ${Math.round(milliseconds / 1000)} seconds`), milliseconds);
  const watch = setInterval(() => {
    if (residentBytes(child.process.pid) > bytes) end(`more than ${Math.round(bytes / 2 ** 20)} MiB of memory`);
  }, LOOK_EVERY_MS);
  const client = connect<ModelFilesContract>(child.port, () => {
    const reason = tooMuch ?? 'more than could be had, or it ended unexpectedly';
    return new AppError(
      'FILE_FORMAT',
      `${file} can't be worked on: it took ${reason}. It is damaged, or no real model.`,
      {
        file,
      },
    );
  });
  try {
    return await work(client);
  } finally {
    clearTimeout(timer);
    clearInterval(watch);
    await child.stop();
  }
}

/** What a process has in memory; 0 where the system doesn't tell in this way. */
function residentBytes(pid: number | undefined): number {
  try {
    const [, pages] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ');
    return Number(pages) * PAGE_BYTES;
  } catch {
    return 0;
  }
}

const PAGE_BYTES = 4096;
