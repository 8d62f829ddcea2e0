import { saturatedShare } from '#shared/training/health/flat-ends.ts';
import type { LayerHealth, LayerHistograms } from '#shared/training/health/observation.ts';
import type { Watchable } from '../build/model.ts';
import { histogramOf, short } from './histogram.ts';

/** Of what a node gave: mean, silent share, then a sample of so many values. */
export interface ActivationPart {
  readonly node: string;
  readonly activation: string | null;
  readonly sample: number;
}

/** Of a weight: squares of its length and its gradient's, then a sample of it, and of its gradient where there is one. */
export interface WeightPart {
  readonly path: string;
  readonly size: number;
  readonly sample: number;
  readonly hasGradient: boolean;
}

interface ReadActivation {
  readonly mean: number;
  readonly silent: number;
  readonly sample: Float32Array;
}

interface ReadWeight {
  readonly size: number;
  readonly square: number;
  readonly gradientSquare: number;
  readonly changeSquare: number;
  readonly beforeSquare: number;
  readonly sample: Float32Array;
  readonly gradient: Float32Array;
}

/** Makes words of the numbers that the health programs give. */
export class LayerReading {
  readonly #activations = new Map<string, ReadActivation>();
  readonly #weights = new Map<string, ReadWeight>();

  constructor(
    inspected: Float32Array,
    changed: Float32Array,
    activations: readonly ActivationPart[],
    weights: readonly WeightPart[],
  ) {
    let at = 0;
    const take = (count: number): Float32Array => {
      at += count;
      return inspected.subarray(at - count, at);
    };
    for (const { node, sample } of activations) {
      const [mean = Number.NaN, silent = Number.NaN] = take(2);
      this.#activations.set(node, { mean, silent, sample: take(sample) });
    }
    for (const [index, { path, size, sample, hasGradient }] of weights.entries()) {
      const [square = Number.NaN, gradientSquare = Number.NaN] = take(2);
      const [changeSquare = Number.NaN, beforeSquare = Number.NaN] = changed.subarray(2 * index, 2 * index + 2);
      const own = take(sample);
      const gradient = take(hasGradient ? sample : 0);
      this.#weights.set(path, { size, square, gradientSquare, changeSquare, beforeSquare, sample: own, gradient });
    }
  }

  health({ node, activation, weights }: Watchable): LayerHealth {
    const output = this.#activations.get(node);
    const own = this.#of(weights);
    const sum = (of: (weight: ReadWeight) => number): number => own.reduce((total, weight) => total + of(weight), 0);
    const gradient = Math.sqrt(sum((weight) => weight.gradientSquare));
    const weight = Math.sqrt(sum(({ square }) => square));
    const before = Math.sqrt(sum(({ beforeSquare }) => beforeSquare));
    const change = Math.sqrt(sum(({ changeSquare }) => changeSquare));
    const sample = output?.sample ?? new Float32Array(0);
    return {
      node,
      finite: [output?.mean ?? 0, gradient, weight].every(Number.isFinite),
      size: sum(({ size }) => size),
      gradient: own.length > 0 ? told(gradient) : null,
      weight: own.length > 0 ? told(weight) : null,
      update: own.length > 0 && before > 0 ? told(change / before) : null,
      mean: output ? told(output.mean) : null,
      deviation: output ? told(deviationOf(sample)) : null,
      zeros: shareOf(sample, (value) => value === 0),
      silent: output && Number.isFinite(output.silent) ? short(output.silent) : 0,
      saturated: saturatedShare(sample, activation),
    };
  }

  histograms({ node, weights }: Watchable): LayerHistograms {
    const own = this.#of(weights);
    const joined = (of: (weight: ReadWeight) => Float32Array) =>
      histogramOf(Float32Array.from(own.flatMap((weight) => [...of(weight)])));
    return {
      node,
      activations: histogramOf(this.#activations.get(node)?.sample ?? new Float32Array(0)),
      weights: joined(({ sample }) => sample),
      gradients: joined(({ gradient }) => gradient),
    };
  }

  #of(weights: Watchable['weights']): ReadWeight[] {
    return weights.flatMap(({ path }) => this.#weights.get(path) ?? []);
  }
}

const told = (value: number): number | null => (Number.isFinite(value) ? short(value) : null);

function shareOf(values: Float32Array, is: (value: number) => boolean): number {
  let count = 0;
  for (const value of values) if (is(value)) count++;
  return values.length === 0 ? 0 : short(count / values.length);
}

function deviationOf(values: Float32Array): number {
  let [sum, squares] = [0, 0];
  for (const value of values) sum += value;
  const mean = sum / values.length;
  for (const value of values) squares += (value - mean) ** 2;
  return Math.sqrt(squares / values.length);
}
