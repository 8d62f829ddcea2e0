import type { MetricPoint } from '../../run.ts';
import { isAtRest } from '../../run.ts';
import { type Detection, design, epochsOf, lookAtData, median } from '../evidence.ts';

/** Epochs that validation loss must have stayed above its lowest before anyone should worry. */
const PATIENCE = 4;
const RISE = 1.1;

const lossOf = ({ values }: MetricPoint, name: string): number => values[name] ?? Number.NaN;

/** The epoch of the lowest validation loss, where it has clearly risen since while training loss kept falling. */
function beginning(epochs: readonly MetricPoint[]): MetricPoint | null {
  const known = epochs.filter(({ values }) => typeof values.val_loss === 'number' && typeof values.loss === 'number');
  const last = known.at(-1);
  let at = -1;
  for (const [index, point] of known.entries()) {
    if (at < 0 || lossOf(point, 'val_loss') < lossOf(known[at] as MetricPoint, 'val_loss')) at = index;
  }
  const lowest = known[at];
  if (!lowest || !last || last.epoch - lowest.epoch < PATIENCE) return null;
  // One lucky epoch is no turn: what is risen from is what was usual around the lowest.
  const around = median(known.slice(Math.max(0, at - 1), at + 2).map((point) => lossOf(point, 'val_loss')));
  const recent = known.slice(-3);
  const rose = recent.every((point) => lossOf(point, 'val_loss') > around * RISE);
  const fell = recent.every((point) => lossOf(point, 'loss') < lossOf(lowest, 'loss'));
  return rose && fell ? lowest : null;
}

export const overfitting: Detection = {
  code: 'overfitting',
  detect: (evidence) => {
    const begin = beginning(epochsOf(evidence));
    if (!begin) return null;
    const { trainingSamples: samples, parameters, state } = evidence;
    const few =
      samples !== null && parameters !== null && parameters > samples * 50
        ? ` ${samples.toLocaleString('en')} samples are few for ${parameters.toLocaleString('en')} parameters.`
        : '';
    const stop = { text: 'Stop now: the weights of the best epoch are kept.', remedy: { do: 'stop' as const } };
    const isEarly = evidence.config.earlyStopping !== null;
    const early = {
      text: `Train again, stopping early: after ${PATIENCE} epochs in which validation loss gets no better.`,
      remedy: { do: 'retrain' as const, earlyStopping: { monitor: 'val_loss', patience: PATIENCE } },
    };
    return {
      severity: 'warning',
      title: `Overfitting began at epoch ${begin.epoch}`,
      text: `Training loss keeps falling, validation loss rises.${few} The weights of the best epoch are kept.`,
      mark: 'Overfitting begins',
      nodes: [],
      epoch: begin.epoch,
      step: begin.step,
      tries: [
        ...(isAtRest(state) ? [] : [stop]),
        design('Add augmentation, dropout or weight decay, or take fewer units.'),
        ...(isEarly ? [] : [early]),
        lookAtData('More data would help most.'),
      ],
    };
  },
};
