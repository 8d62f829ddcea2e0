import type { Command } from 'commander';
import type { SelfTestReport } from '#shared/training/self-test.ts';
import type { Output } from '../output.ts';
import { addCommand, withEngine } from '../session.ts';
import { table } from '../table.ts';

const gigabytes = (bytes: number | null): string => (bytes === null ? '–' : `${(bytes / 1e9).toFixed(1)} GB`);

function wordsOf({ device, models }: SelfTestReport): string[] {
  const head =
    device === 'gpu'
      ? 'Self-test on the card:'
      : 'Self-test on the processor: TensorFlow found no card that it can use.';
  return [
    '',
    head,
    table(
      models.map(({ name, engine, reason, difference, agrees, graphMilliseconds, eagerMilliseconds }) => [
        name,
        agrees ? `agrees (${difference.toExponential(1)})` : `DIFFERS by ${difference.toExponential(1)}`,
        engine === 'graph'
          ? `${graphMilliseconds.toFixed(1)} ms a step, ${eagerMilliseconds.toFixed(1)} ms without recording`
          : `not recorded: ${reason}`,
      ]),
    ),
  ];
}

export function addDoctorCommand(program: Command, output: Output): void {
  addCommand(program, 'doctor', 'Versions, device, space, and each problem with its remedy')
    .option('--dismiss', 'no longer say that a database was restored')
    .option('--gpu', 'also prove on the device at hand that training computes what it should, and how fast')
    .action(async (options: { dismiss?: boolean; gpu?: boolean }, command: Command) =>
      withEngine(command, async ({ engine, signal }) => {
        if (options.dismiss) {
          for (const { id } of (await engine.help.notices()).notices) await engine.help.dismiss({ notice: id });
        }
        const report = await engine.system.doctor(undefined, { signal });
        const test = options.gpu ? await engine.system.selfTest({ timed: 15 }, { signal }) : null;
        output.result(test ? { ...report, selfTest: test } : report, () => {
          const facts = table([
            ['Strata', report.strata],
            ['Node', report.node],
            ['Electron', report.electron],
            ['TensorFlow', report.tensorflow],
            ['Device', report.device],
            ...report.gpus.map((gpu) => ['GPU', `${gpu.name}, ${gigabytes(gpu.memoryBytes)}`]),
            ['Processor', `${report.cpu.model}, ${report.cpu.threads} threads`],
            ['Memory', gigabytes(report.memoryBytes)],
            ['Free disk', gigabytes(report.diskFreeBytes)],
            ['Data folder', report.dataFolder],
          ]);
          const problems = report.problems.map((problem) => `! ${problem.message}\n  ${problem.remedy}`);
          return [facts, ...(problems.length > 0 ? problems : ['No problems.']), ...(test ? wordsOf(test) : [])].join(
            '\n',
          );
        });
      }),
    );
}
