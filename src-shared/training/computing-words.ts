import type { Computing } from './computing.ts';

/** How a run was computed, a sentence part each: `1 thread, since …`. */
export function computingWords({ device, threads, compilation }: Computing): string[] {
  const words: string[] = [];
  if (device === 'gpu') words.push('on the card');
  if (threads) words.push(`${threads.count} ${threads.count === 1 ? 'thread' : 'threads'}, since ${threads.reason}`);
  if (compilation?.used) words.push(`compiled by XLA in ${compilation.seconds.toFixed(1)} s`);
  if (compilation?.reason) words.push(`not compiled by XLA, since ${compilation.reason}`);
  return words;
}
