import { implement } from '@orpc/server';
import { resultsContract } from '#shared/contract/requests/results.ts';
import type { EngineContext } from '../context.ts';
import { getRun } from '../db/runs.ts';
import { compareRuns } from '../evaluate/compare-runs.ts';
import { samplesOfCell } from '../evaluate/confusion-cell.ts';
import { evaluateRun } from '../evaluate/evaluate-run.ts';
import { predictFiles, predictPicture, predictTensors } from '../evaluate/predict.ts';
import { exportRun } from '../export/export-run.ts';
import { exportsOf } from '../export/list-exports.ts';

export function resultsRouter(context: EngineContext) {
  const os = implement(resultsContract);
  return {
    evaluate: os.evaluate.handler(async ({ input }) => (await evaluateRun(context, input.run, input.split)).evaluation),
    cell: os.cell.handler(({ input }) => samplesOfCell(context, input)),
    compare: os.compare.handler(({ input }) => compareRuns(context, input)),
    predictFiles: os.predictFiles.handler(({ input }) => predictFiles(context, input.run, input.paths)),
    predictPicture: os.predictPicture.handler(async ({ input }) =>
      predictPicture(context, input.run, input.name, Buffer.from(await input.data.arrayBuffer())),
    ),
    predictTensors: os.predictTensors.handler(({ input }) =>
      predictTensors(context, input.run, input.inputs, input.out),
    ),
    warm: os.warm.handler(async ({ input }) => {
      await context.models.warm(getRun(context.db.read, input.run).run);
      return {};
    }),
    exports: os.exports.handler(({ input }) => exportsOf(context, input.run)),
    export: os.export.handler(({ input }) => exportRun(context, input)),
  };
}
