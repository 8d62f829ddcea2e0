import type { HealthObservation, LayerHealth } from '#shared/training/health/observation.ts';

/** What a strip of the panel shows of a layer. */
export type Measure = 'update' | 'gradient' | 'silent';

const COLUMNS = 60;

export interface StripCell {
  readonly epoch: number;
  readonly value: number | null;
}

/** One value a layer and observation; of many observations, as many as a strip has columns, evenly spread. */
export function stripOf(observations: readonly HealthObservation[], node: string, measure: Measure): StripCell[] {
  const shown = observations.filter((_, index) => index % Math.ceil(observations.length / COLUMNS) === 0);
  return shown.map(({ epoch, layers }) => {
    const layer = layers.find((one) => one.node === node);
    return { epoch, value: layer ? measureOf(layer, measure) : null };
  });
}

/** A gradient is told for each of its numbers: layers of other sizes can be compared then. */
export function measureOf(layer: LayerHealth, measure: Measure): number | null {
  if (measure === 'silent') return layer.silent;
  if (measure === 'update') return layer.update;
  return layer.gradient === null || layer.size === 0 ? null : layer.gradient / Math.sqrt(layer.size);
}

/** From what share of its weights on a step is small or large. */
const UPDATES = [
  [1e-6, '--v-n3', 'next to nothing'],
  [1e-5, '--v-n2', 'very small'],
  [1e-4, '--v-n1', 'small'],
  [3e-2, '--v-0', 'usual'],
  [1e-1, '--v-p1', 'large'],
  [3e-1, '--v-p2', 'very large'],
  [Number.POSITIVE_INFINITY, '--v-p3', 'far too large'],
] as const;
const SILENT = [
  [0.1, '--q-0', 'few silent'],
  [0.3, '--q-1', 'some silent'],
  [0.5, '--q-2', 'many silent'],
  [0.7, '--q-3', 'most silent'],
  [0.95, '--q-4', 'nearly all silent'],
  [Number.POSITIVE_INFINITY, '--q-5', 'dead'],
] as const;
/** Below the largest of all layers, in powers of ten. */
const GRADIENTS = [
  [1e-5, '--q-0', 'next to nothing'],
  [1e-4, '--q-1', 'very short'],
  [1e-3, '--q-2', 'short'],
  [1e-2, '--q-3', 'usual'],
  [1e-1, '--q-4', 'usual'],
  [Number.POSITIVE_INFINITY, '--q-5', 'longest'],
] as const;

/** Colour and word of a value; `largest`: of all layers and steps, for gradients. */
export function levelOf(measure: Measure, value: number | null, largest: number): { token: string; word: string } {
  if (value === null) return { token: '--v-0', word: '–' };
  const scale = measure === 'update' ? UPDATES : measure === 'silent' ? SILENT : GRADIENTS;
  const compared = measure === 'gradient' ? value / (largest || 1) : value;
  const [, token, word] = scale.find(([until]) => compared < until) ?? scale[scale.length - 1] ?? UPDATES[3];
  return { token, word };
}

/** The colours of a scale, from small to large. */
export const legendOf = (measure: Measure): readonly string[] =>
  (measure === 'update' ? UPDATES : measure === 'silent' ? SILENT : GRADIENTS).map(([, token]) => token);

export function wordsOfValue(measure: Measure, value: number | null): string {
  if (value === null) return '–';
  if (measure === 'silent') return `${Math.round(value * 100)} %`;
  return value === 0 ? '0' : value.toExponential(1).replace('e+0', '').replace('e+', 'e');
}
