import type { Command } from 'commander';
import { attachEngine } from '#main/transport/attach-engine.ts';
import { dataFolder } from '#main/transport/data-folder.ts';
import { engineProgram } from '#main/transport/engine-program.ts';
import { type Client, connect } from '#main/transport/rpc.ts';
import type { Contract } from '#shared/contract/contract.ts';

export type Engine = Client<Contract>;

export interface Session {
  engine: Engine;
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

export const homeOf = (command: Command): string => dataFolder(command.optsWithGlobals<{ home?: string }>().home);

/** Attaches to the engine of the data folder for as long as `work` takes. */
export async function withEngine(command: Command, work: (session: Session) => Promise<void>): Promise<void> {
  const port = await attachEngine(homeOf(command), engineProgram);
  const controller = new AbortController();
  const interrupt = () => controller.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    await work({ engine: connect<Contract>(port), signal: controller.signal });
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    port.close();
  }
}
