import { describe, expect, it } from 'vitest';
import { activationFromConfig, activationNames } from '../layers/activations.ts';
import { layerOfClass } from '../layers/by-class.ts';
import { constraintFromConfig } from '../layers/constraints.ts';
import { allLayers } from '../layers/index.ts';
import { initializerFromConfig } from '../layers/initializers.ts';
import { regularizerFromConfig } from '../layers/regularizers.ts';
import { lossFromKeras } from '../training/losses/index.ts';
import { metricFromKeras } from '../training/metrics/index.ts';
import { optimizerNames } from '../training/optimizers/index.ts';
import { scheduleNames } from '../training/schedules/index.ts';
import keras from './catalogue.golden.json' with { type: 'json' };

/** What Keras exports and the catalogue leaves out, each with its reason. Everything else has to be there. */
const leftOut: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  layers: {
    Layer: 'a base class',
    Wrapper: 'a base class',
    InputSpec: 'no layer: what a layer says of its input',
    Lambda: 'code, which is never executed from a file',
    JaxLayer: 'code of another library',
    FlaxLayer: 'code of another library',
    TorchModuleWrapper: 'code of another library',
    TFSMLayer: 'a program in a folder of its own, which is never executed',
    Pipeline: 'no layer of a graph: its layers stand one after the other',
    MaxNumBoundingBoxes: 'open: no data kind has boxes',
    ReversibleEmbedding: 'open: one matrix for words and answers; a shared layer can’t be called in two ways',
  },
  losses: { Loss: 'a base class' },
  metrics: {
    Metric: 'a base class',
    MeanMetricWrapper: 'wraps a function of code',
    Mean: 'of values by themselves, not of answers',
    Sum: 'of values by themselves, not of answers',
    TruePositives: 'seen in the confusion matrix',
    TrueNegatives: 'seen in the confusion matrix',
    FalsePositives: 'seen in the confusion matrix',
    FalseNegatives: 'seen in the confusion matrix',
    SparseCategoricalCrossentropy: 'the loss, and perplexity, say it',
  },
  optimizers: {
    Optimizer: 'a base class',
    OptimizerMap: 'several optimizers in one, which no setting asks for',
    MultiOptimizer: 'several optimizers in one, which no setting asks for',
    LossScaleOptimizer: 'for 16-bit numbers only',
  },
  schedules: { LearningRateSchedule: 'a base class' },
  initializers: { Initializer: 'a base class', STFT: 'the STFT spectrogram starts its waves by itself' },
  regularizers: { Regularizer: 'a base class' },
  constraints: { Constraint: 'a base class' },
  activations: { glu: 'a layer of its own', threshold: 'a layer of its own' },
};

const byConfig = (from: (value: unknown) => unknown) => (className: string) => {
  const serialised = { class_name: className, config: {} };
  return from(serialised) !== serialised;
};
const plain = (name: string) => name.replaceAll('_', '').toLowerCase();
const named = (names: readonly string[], also: Readonly<Record<string, string>> = {}) => {
  const known = new Set(names.map(plain));
  return (className: string) => known.has(plain(also[className] ?? className));
};

const has: Readonly<Record<string, (name: string) => boolean>> = {
  layers: (name) =>
    layerOfClass({ class_name: name, module: 'keras.layers', registered_name: null }) !== null ||
    allLayers.some(({ keras: { className } }) => className === name),
  losses: byConfig(lossFromKeras),
  metrics: byConfig(metricFromKeras),
  optimizers: named(optimizerNames),
  schedules: named(scheduleNames, {
    CosineDecay: 'cosine',
    CosineDecayRestarts: 'cosine_restarts',
    ExponentialDecay: 'exponential',
    InverseTimeDecay: 'inverse_time',
    PiecewiseConstantDecay: 'step',
    PolynomialDecay: 'polynomial',
  }),
  initializers: byConfig(initializerFromConfig),
  regularizers: byConfig(regularizerFromConfig),
  constraints: byConfig(constraintFromConfig),
  activations: (name) => (activationNames as readonly string[]).includes(activationFromConfig(name)),
};

describe('of what Keras exports, the catalogue has all but what is named', () => {
  const { keras: _version, ...modules } = keras;
  it.each(Object.entries(modules))('%s', (module, names) => {
    const missing = names.filter((name) => !has[module]?.(name));
    const expected = Object.keys(leftOut[module] ?? {});
    expect(missing.toSorted()).toEqual(expected.toSorted());
  });
});
