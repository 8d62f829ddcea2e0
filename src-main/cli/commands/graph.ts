import { resolve } from 'node:path';
import type { Command } from 'commander';
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
          const layers = result.layers.map((layer) => {
            const shape = layer.outputShape?.map((size) => size ?? 'batch').join(' × ') ?? null;
            return [layer.id, layer.type, shape, layer.parameters];
          });
          const problems = result.problems.map((problem) => `! ${problem.message}`);
          const total = `${result.parameters ?? '–'} parameters`;
          return [table([['id', 'type', 'output', 'parameters'], ...layers]), total, ...problems].join('\n');
        });
      }),
  );
}
