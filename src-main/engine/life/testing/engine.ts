/** An engine process with a tiny contract, to test the life of engines. `ENGINE_FAILS` makes its start fail. */
import { implement } from '@orpc/server';
import { echoContract } from '#main/transport/testing/echo-contract.ts';
import { AppError } from '#shared/util/app-error.ts';
import { runEngine } from '../run-engine.ts';

const home = process.argv[process.argv.indexOf('--home') + 1] ?? '';
const os = implement(echoContract);
const busyUntil = Date.now() + Number(process.env.ENGINE_BUSY_MS ?? 0);

await runEngine(
  home,
  async () => {
    if (process.env.ENGINE_FAILS === 'newer') throw new AppError('NEWER_VERSION', 'Made by a newer Strata.', { at: 9 });
    if (process.env.ENGINE_FAILS === 'crash') throw new TypeError('a mistake');
    return {
      router: os.router({
        pid: os.pid.handler(() => ({ pid: process.pid, word: home })),
        reverse: os.reverse.handler(({ input }) => ({ data: input.data })),
        ticks: os.ticks.handler(async function* () {
          yield { n: 1 };
        }),
        fail: os.fail.handler(() => {
          throw new Error('a mistake');
        }),
        die: os.die.handler(() => process.kill(process.pid, 'SIGKILL') && {}),
      }),
      log: () => {},
      isBusy: () => Date.now() < busyUntil,
      close: async () => {},
    };
  },
  100,
);
