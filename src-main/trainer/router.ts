import { implement } from '@orpc/server';
import { trainerContract } from '#shared/contract/trainer.ts';
import { AppError } from '#shared/util/app-error.ts';
import { toBlob, valuesOf } from './blobs.ts';
import { evaluateRows } from './evaluate/loaded-model.ts';
import { ModelCache } from './evaluate/model-cache.ts';
import { exportModel } from './export/export-model.ts';
import { runExported } from './export/run-exported.ts';
import { Control } from './loop/control.ts';
import { explainFailure } from './loop/explain-error.ts';
import { train } from './loop/train.ts';
import { findRate } from './preflight/find-rate.ts';
import { measureSteps } from './preflight/measure-steps.ts';
import { timeSteps } from './preflight/time-steps.ts';
import { selfTest } from './self-test/self-test.ts';
import { StepSession } from './steps/step-session.ts';

/** What a trainer process answers; see the contract. State: one training, one loaded model, one network to step through. */
export function trainerRouter() {
  const contract = implement(trainerContract);
  const models = new ModelCache();
  let control: Control | null = null;
  let stepping: StepSession | null = null;
  const steppedThrough = (): StepSession => {
    if (stepping) return stepping;
    throw new AppError('CONFLICT', 'No network is open to step through in this process.');
  };

  /** Failures of TensorFlow become errors a person can act on, whatever was asked. */
  async function explained<T>(batchSize: number, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw explainFailure(error, { batchSize });
    }
  }

  return contract.router({
    train: contract.train.handler(async function* ({ input }) {
      if (control) throw new AppError('CONFLICT', 'This process is training already; start another one.');
      control = new Control();
      yield* train(input, control);
    }),
    control: contract.control.handler(({ input }) => {
      if (!control) throw new AppError('CONFLICT', 'Nothing is being trained in this process.');
      control.give(input);
      return {};
    }),
    selfTest: contract.selfTest.handler(({ input }) => explained(1, () => selfTest(input.timed))),
    measureSteps: contract.measureSteps.handler(({ input }) =>
      explained(input.config.batchSize, () => measureSteps(input)),
    ),
    timeSteps: contract.timeSteps.handler(({ input }) =>
      explained(input.config.batchSize, async () => ({ seconds: await timeSteps(input) })),
    ),
    findRate: contract.findRate.handler(({ input }) => findRate(input)),
    evaluate: contract.evaluate.handler(({ input: { model, data, rows, batchSize }, signal }) =>
      explained(batchSize, async () => {
        const { outputs, ...told } = await evaluateRows(await models.load(model), data, rows, batchSize, signal);
        return { ...told, outputs: toBlob(outputs) };
      }),
    ),
    load: contract.load.handler(({ input }) =>
      explained(1, async () => ({ outputs: [...(await models.load(input)).outputs] })),
    ),
    predict: contract.predict.handler(({ input }) =>
      explained(input.inputs[0]?.shape[0] ?? 1, async () => {
        const loaded = models.current;
        if (!loaded) throw new AppError('CONFLICT', 'No model is loaded in this process: call load first.');
        const inputs = await Promise.all(
          input.inputs.map(async (tensor) => ({
            name: tensor.name,
            shape: tensor.shape,
            values: await valuesOf(tensor),
          })),
        );
        const outputs = loaded.predict(inputs);
        return { outputs: outputs.map(({ name, shape, values }) => ({ name, shape, data: toBlob(values) })) };
      }),
    ),
    export: contract.export.handler(({ input }) => explained(1, () => exportModel(input))),
    stepOpen: contract.stepOpen.handler(({ input }) =>
      explained(input.config.batchSize, async () => {
        if (stepping)
          throw new AppError('CONFLICT', 'This process steps through a network already; start another one.');
        stepping = await StepSession.open(input);
        return { parameters: stepping.parameters, batchesPerEpoch: stepping.batchesPerEpoch };
      }),
    ),
    stepRun: contract.stepRun.handler(({ input }) => explained(1, () => steppedThrough().run(input.batch))),
    stepView: contract.stepView.handler(({ input }) => steppedThrough().view(input)),
    runExported: contract.runExported.handler(({ input }) =>
      explained(input.inputs[0]?.shape[0] ?? 1, async () => {
        const inputs = await Promise.all(
          input.inputs.map(async ({ name, shape, data, dtype }) => ({
            name: name ?? 'input',
            shape,
            values: await valuesOf({ shape, data, dtype }),
          })),
        );
        const { runtime, outputs } = await runExported(input.format, input.folder, inputs);
        return { runtime, outputs: outputs.map(({ name, shape, values }) => ({ name, shape, data: toBlob(values) })) };
      }),
    ),
  });
}
