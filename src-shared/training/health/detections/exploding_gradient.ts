import { clipRemedy, type Detection, design, lossCourse, median, rateRemedy } from '../evidence.ts';
import type { HealthObservation } from '../observation.ts';

/** So many times the usual length of the gradient. */
const TIMES = 30;
/** Observations that say what is usual. */
const USUAL = 3;
/** A loss that falls is no fault, however long gradients are. */
const WORSE = 1.5;

const lengthOf = ({ layers }: HealthObservation): number =>
  Math.sqrt(layers.reduce((sum, { gradient }) => sum + (gradient ?? 0) ** 2, 0));

export const explodingGradient: Detection = {
  code: 'exploding_gradient',
  detect: (evidence) => {
    const { observations } = evidence;
    const loss = lossCourse(evidence);
    if (!loss || loss.last < WORSE * loss.first) return null;
    const lengths = observations.map(lengthOf);
    const at = lengths.findIndex((length, index) => index >= USUAL && length > TIMES * median(lengths.slice(0, index)));
    const found = observations[at];
    if (!found) return null;
    const usual = median(lengths.slice(0, at));
    const before = observations[at - 1];
    const growth = found.layers.map(({ node, gradient }) => {
      const earlier = before?.layers.find((layer) => layer.node === node)?.gradient ?? 0;
      return { node, times: gradient !== null && earlier > 0 ? gradient / earlier : 0 };
    });
    const worst = growth.reduce((most, one) => (one.times > most.times ? one : most), { node: '', times: 0 });
    const times = Math.round((lengths[at] ?? 0) / usual);
    return {
      severity: 'error',
      title: `Gradients explode from epoch ${found.epoch} on`,
      text: `They became ${times} times as long as before, most of all in ${worst.node}, and the loss has risen since. Steps of this size leave everything that was learned behind.`,
      mark: 'Gradients explode',
      nodes: worst.node === '' ? [] : [worst.node],
      epoch: found.epoch,
      step: found.step,
      tries: [
        rateRemedy(evidence, 0.1, true),
        clipRemedy(evidence),
        design('Put normalization between the layers.', worst.node || null),
      ],
    };
  },
};
