import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { type ExportFormat, exportFormat } from '#shared/contract/requests/results.ts';
import type { Output } from '../output.ts';
import { addCommand, withEngine } from '../session.ts';
import { percent } from '../table.ts';

export function addExportCommand(program: Command, output: Output): void {
  addCommand(program, 'export <run>', 'A trained model as files that run elsewhere, compared before it is called done')
    .addOption(new Option('--format <format>', 'what to write').choices(exportFormat.options).makeOptionMandatory())
    .requiredOption('--out <folder>', 'where to write')
    .action(async (run: string, options: { format: ExportFormat; out: string }, command: Command) =>
      withEngine(command, async ({ engine, signal }) => {
        const { format } = options;
        const written = await engine.results.export({ run, format, out: resolve(options.out) }, { signal });
        const files = written.files.map((file) => resolve(written.folder, file.path));
        const { certificate } = written;
        output.result({ files, certificate, folder: written.folder }, () => {
          const proof = certificate.verified
            ? `Verified with ${certificate.runtime} on ${certificate.samples} samples: largest difference ` +
              `${certificate.maxAbsDifference?.toExponential(1) ?? '–'}, same answer in ${percent(certificate.agreement)}`
            : 'Not verified here: nothing on this machine runs this format.';
          return [...files, proof].join('\n');
        });
      }),
    );
}
