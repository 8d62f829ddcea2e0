import { useEffect, useState } from 'react';
import { engine } from './engine.ts';

/** Object URLs by `version/index`, oldest first; a version's pictures never change. */
const cache = new Map<string, string>();
const CAPACITY = 4000;
/** The contract allows 200 a request; smaller batches show the first pictures sooner. */
const BATCH = 60;

function keep(key: string, url: string): void {
  cache.set(key, url);
  if (cache.size <= CAPACITY) return;
  const [oldest, oldUrl] = cache.entries().next().value ?? [];
  if (oldest === undefined || oldUrl === undefined) return;
  cache.delete(oldest);
  URL.revokeObjectURL(oldUrl);
}

async function load(version: string, indices: readonly number[], signal: AbortSignal): Promise<void> {
  const answer = await engine.datasets.thumbnails({ version, indices: [...indices] }, { signal });
  let offset = 0;
  for (const [position, length] of answer.lengths.entries()) {
    const index = indices[position];
    const bytes = answer.data.slice(offset, offset + length, 'image/jpeg');
    offset += length;
    if (index !== undefined && length > 0) keep(`${version}/${index}`, URL.createObjectURL(bytes));
  }
}

/** Object URLs of the thumbnails of these samples; each appears in the map when it has arrived. */
export function useThumbnails(version: string | null, indices: readonly number[]): ReadonlyMap<number, string> {
  const [, setArrived] = useState(0);
  const wanted = indices.join(',');
  useEffect(() => {
    if (version === null || wanted === '') return;
    const controller = new AbortController();
    const missing = wanted
      .split(',')
      .map(Number)
      .filter((index) => !cache.has(`${version}/${index}`));
    void (async () => {
      for (let start = 0; start < missing.length; start += BATCH) {
        try {
          await load(version, missing.slice(start, start + BATCH), controller.signal);
        } catch {
          return; // A picture that can't be shown stays blank; the data place names the files with problems.
        }
        if (controller.signal.aborted) return;
        setArrived((count) => count + 1);
      }
    })();
    return () => controller.abort();
  }, [version, wanted]);

  const found = new Map<number, string>();
  for (const index of indices) {
    const url = version === null ? undefined : cache.get(`${version}/${index}`);
    if (url) found.set(index, url);
  }
  return found;
}
