import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { z } from 'zod';
import type { graphLayer, graphTotals } from '#shared/contract/requests/graphs.ts';
import { formatCount } from '#shared/shapes/format.ts';
import type { Output } from '../output.ts';
import { addCommand, withEngine } from '../session.ts';
import { table } from '../table.ts';

export function addGraphCommands(program: Command, output: Output): void {
  const graph = program.command('graph').description('Look at graphs in files');
  addCommand(graph, 'check <file>', 'Shapes, parameters and problems of a graph').action(
    async (file: string, _options, command: Command) =>
      withEngine(command, async ({ engine }) => {
        const { graph: _graph, ...result } = await engine.graphs.check({ path: resolve(file) });
        output.result(result, () => {
          const layers = result.layers.map((layer) => [
            layer.id,
            layer.type,
            shapeOf(layer),
            layer.parameters,
            layer.flops,
          ]);
          const problems = result.problems.map((problem) => `! ${problem.message}`);
          const head = ['id', 'type', 'output', 'parameters', 'FLOPs'];
          return [table([head, ...layers]), totalsOf(result.totals), ...problems].join('\n');
        });
      }),
  );
}

/** `batch × 28 height × 28 width × 8 channels`; null while it is not known. */
function shapeOf({ outputShape, axes }: z.infer<typeof graphLayer>): string | null {
  if (!outputShape) return null;
  return outputShape
    .map((size, index) => {
      const axis = axes?.[index] ?? '';
      if (index === 0) return 'batch';
      return axis === 'other' ? `${size ?? '?'}` : `${size ?? '?'} ${axis}`;
    })
    .join(' × ');
}

function totalsOf(totals: z.infer<typeof graphTotals> | null): string {
  const shown = (count: number | undefined) => (count === undefined ? '–' : formatCount(count));
  return [
    `${shown(totals?.parameters)} parameters (${shown(totals?.trainable)} trainable, ${shown(totals?.nonTrainable)} not)`,
    `${shown(totals?.flops)} FLOPs and ${shown(totals?.activationBytes)} bytes of activations a sample`,
  ].join('\n');
}
