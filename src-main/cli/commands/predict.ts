import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Prediction } from '#shared/contract/requests/results.ts';
import type { Output } from '../output.ts';
import { addCommand, withEngine } from '../session.ts';
import { percent } from '../table.ts';

export function addPredictCommand(program: Command, output: Output): void {
  addCommand(program, 'predict <run> <input...>', 'Predict files; or .npy tensors, one file per model input')
    .option('--out <file>', 'write tensors to this .npy file instead (FILE.OUTPUT.npy each where there are several)')
    .action(async (run: string, inputs: string[], options: { out?: string }, command: Command) =>
      withEngine(command, async ({ engine, signal }) => {
        const paths = inputs.map((path) => resolve(path));
        if (options.out !== undefined) {
          const out = resolve(options.out);
          const written = await engine.results.predictTensors({ run, inputs: paths, out }, { signal });
          output.result(written, () => written.files.join('\n'));
          return;
        }
        for (const prediction of await engine.results.predictFiles({ run, paths }, { signal })) {
          output.result(prediction, () => `${prediction.input}: ${outputWords(prediction.outputs)}`);
        }
      }),
    );
}

function outputWords(outputs: Prediction['outputs']): string {
  return Object.values(outputs)
    .map((values) => {
      if (Array.isArray(values)) return values.map((value) => value.toPrecision(4)).join(' ');
      const best = Object.entries(values).sort(([, a], [, b]) => b - a);
      return best
        .slice(0, 3)
        .map(([label, value]) => `${label} ${percent(value)}`)
        .join(', ');
    })
    .join('; ');
}
