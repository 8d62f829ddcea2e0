import { setTimeout as sleep } from 'node:timers/promises';
import { implement } from '@orpc/server';
import { serveParent } from '../serve-parent.ts';
import { echoContract } from './echo-contract.ts';

const os = implement(echoContract);
// As late as a trainer, which loads TensorFlow first.
await sleep(200);
await serveParent(
  os.router({
    pid: os.pid.handler(() => ({ pid: process.pid, word: process.env.ECHO_WORD ?? '' })),
    reverse: os.reverse.handler(async ({ input }) => ({
      data: new Blob([new Uint8Array(await input.data.arrayBuffer()).reverse()]),
    })),
    ticks: os.ticks.handler(async function* ({ signal }) {
      for (let n = 1; !signal?.aborted; n++) {
        yield { n };
        await sleep(10);
      }
    }),
    fail: os.fail.handler(() => {
      throw new Error('a secret of the child');
    }),
    die: os.die.handler(({ input }) => {
      process.stderr.write(`${input.word}\n`, () => process.kill(process.pid, 'SIGKILL'));
      return new Promise(() => {});
    }),
  }),
);
