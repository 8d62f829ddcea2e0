import { CommanderError } from 'commander';
import { AppError } from '#shared/util/app-error.ts';
import { Output } from './output.ts';
import { buildProgram } from './program.ts';

/** Runs one command; the exit code is 0, or 1 with the error on stdout (`--json`) or in words on stderr. */
export async function runCommandLine(args: string[]): Promise<number> {
  const output = new Output(args.includes('--json'));
  try {
    await buildProgram(output).parseAsync(args, { from: 'user' });
    return 0;
  } catch (thrown) {
    // Help and version were asked for and have been printed.
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return 0;
    output.fail(toAppError(thrown));
    return 1;
  }
}

function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof CommanderError) return new AppError('BAD_INPUT', thrown.message.replace(/^error: /, ''));
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new AppError('INTERNAL', message, { stack: thrown instanceof Error ? thrown.stack : undefined });
}
