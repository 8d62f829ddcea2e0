import { createInterface } from 'node:readline';
import { MARK, type PeerAnswer, type PeerRequest } from '../peer-process.ts';

export type Load = Extract<PeerRequest, { do: 'load' }>;

export interface Loaded {
  readonly parameters: number;
  readonly note: string;
  /** Milliseconds of a step. */
  readonly train: (steps: number) => Promise<number>;
  readonly end: () => Promise<void> | void;
}

/** There are no such layers, or not the same ones. */
export class NoSuchNetwork extends Error {}

const say = (answer: PeerAnswer): void => console.log(`${MARK}${JSON.stringify(answer)}`);

/** Does what comes in by lines, one after the other, until there are no more. */
export async function serve(
  versions: Readonly<Record<string, string>>,
  load: (load: Load) => Promise<Loaded>,
): Promise<void> {
  say({ is: 'there', versions, threads: Number(process.env.TF_NUM_INTRAOP_THREADS) });
  let loaded: Loaded | null = null;
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line) as PeerRequest;
    if (request.do === 'train') {
      if (loaded) say({ is: 'trained', milliseconds: await loaded.train(request.steps) });
      continue;
    }
    await loaded?.end();
    loaded = null;
    try {
      loaded = await load(request);
      say({ is: 'ready', parameters: loaded.parameters, note: loaded.note });
    } catch (error) {
      // Anything else ends the process, and its last words are told.
      if (!(error instanceof NoSuchNetwork)) throw error;
      say({ is: 'missing', reason: error.message });
    }
  }
  await loaded?.end();
}
