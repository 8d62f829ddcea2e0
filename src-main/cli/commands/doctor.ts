import type { Command } from 'commander';
import type { Output } from '../output.ts';
import { addCommand, withEngine } from '../session.ts';
import { table } from '../table.ts';

const gigabytes = (bytes: number | null): string => (bytes === null ? '–' : `${(bytes / 1e9).toFixed(1)} GB`);

export function addDoctorCommand(program: Command, output: Output): void {
  addCommand(program, 'doctor', 'Versions, device, space, and each problem with its remedy')
    .option('--dismiss', 'no longer say that a database was restored')
    .action(async (options: { dismiss?: boolean }, command: Command) =>
      withEngine(command, async ({ engine, signal }) => {
        if (options.dismiss) {
          for (const { id } of (await engine.help.notices()).notices) await engine.help.dismiss({ notice: id });
        }
        const report = await engine.system.doctor(undefined, { signal });
        output.result(report, () => {
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
          return [facts, ...(problems.length > 0 ? problems : ['No problems.'])].join('\n');
        });
      }),
    );
}
