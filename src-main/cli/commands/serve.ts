import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { attachEngine } from '#main/transport/attach-engine.ts';
import { serveBrowser } from '#main/transport/browser/browser-server.ts';
import { engineProgram } from '#main/transport/engine-program.ts';
import { installation, repairAdvice } from '#main/transport/this-installation.ts';
import { AppError } from '#shared/util/app-error.ts';
import { parseWholeNumber } from '../arguments.ts';
import type { Output } from '../output.ts';
import { addCommand, homeOf } from '../session.ts';

export function addServeCommand(program: Command, output: Output): void {
  addCommand(program, 'serve', 'The window in a browser on this machine; prints its address with the token')
    .option('--port <number>', 'port on 127.0.0.1; any free one by default', parsePort, 0)
    .action(async (options: { port: number }, command: Command) => {
      if (!existsSync(join(installation.window, 'index.html'))) {
        throw new AppError('SETUP_INCOMPLETE', `The window is not built. ${repairAdvice}`, {
          expected: installation.window,
        });
      }
      const home = homeOf(command);
      const attach = () => attachEngine(home, engineProgram);
      // Held for as long as this runs: without a window open the engine would be left, and end.
      const held = await attach();
      const server = await serveBrowser({ root: installation.window, port: options.port, attach }).catch(
        (error: Error) => {
          held.close();
          throw new AppError(
            'IN_USE',
            `Port ${options.port} can't be used (${error.message}). Choose another with --port.`,
          );
        },
      );
      output.result({ address: server.address, port: server.port }, () => server.address);
      await new Promise<void>((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
      });
      await server.close();
      held.close();
    });
}

function parsePort(text: string): number {
  const port = parseWholeNumber(text);
  if (port > 65_535) throw new InvalidArgumentError('Expected a port from 0 to 65535.');
  return port;
}
