import type { Command } from 'commander';
import { attachEngine } from '#main/transport/attach-engine.ts';
import { dataFolder } from '#main/transport/data-folder.ts';
import { engineProgram } from '#main/transport/engine-program.ts';
import type { Port } from '#main/transport/port.ts';
import { type Client, connect } from '#main/transport/rpc.ts';
import type { Contract } from '#shared/contract/contract.ts';
import { AppError } from '#shared/util/app-error.ts';
import { tellNotices } from './tell-notices.ts';

export type Engine = Client<Contract>;

export interface Session {
  engine: Engine;
  /** After the engine was lost: the next one, started where none runs. */
  attachAgain(): Promise<Engine>;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
}

/** Adds a command that knows `--home` and `--json`. */
export function addCommand(parent: Command, nameAndArguments: string, description: string): Command {
  return parent
    .command(nameAndArguments)
    .description(description)
    .option('--home <folder>', 'data folder (also STRATA_HOME)')
    .option('--json', 'print one JSON object a line');
}

const LOST = 'disconnected';

const engineLost = () =>
  new AppError(
    'INTERNAL',
    'The engine ended while this was under way. What it had answered is kept; run the command again for the rest.',
    { reason: LOST },
  );

export const isEngineLost = (error: unknown): boolean => error instanceof AppError && error.details.reason === LOST;

export const homeOf = (command: Command): string => dataFolder(command.optsWithGlobals<{ home?: string }>().home);

/** Attaches to the engine of the data folder for as long as `work` takes. */
export async function withEngine(command: Command, work: (session: Session) => Promise<void>): Promise<void> {
  const ports: Port[] = [];
  const attach = async () => {
    const port = await attachEngine(homeOf(command), engineProgram);
    ports.push(port);
    return connect<Contract>(port, engineLost);
  };
  const engine = await attach();
  const controller = new AbortController();
  const interrupt = () => controller.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    await tellNotices(engine);
    await work({ engine, attachAgain: attach, signal: controller.signal });
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    for (const port of ports) port.close();
  }
}
