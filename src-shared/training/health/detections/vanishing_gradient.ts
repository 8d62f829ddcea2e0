import { courseOf, type Detection, design, median, weightedNodes } from '../evidence.ts';
import type { LayerHealth } from '../observation.ts';

const LEAST_LAYERS = 4;
const LEAST_LOOKS = 4;
/** The gradient of early layers, as a share of that of late ones, a number; healthy networks stay within 1/100. */
const SHARE = 1e-4;

const perNumber = ({ gradient, size }: LayerHealth): number => (gradient ?? Number.NaN) / Math.sqrt(size);

export const vanishingGradient: Detection = {
  code: 'vanishing_gradient',
  detect: (evidence) => {
    const nodes = weightedNodes(evidence);
    if (nodes.length < LEAST_LAYERS) return null;
    const recent = evidence.observations.slice(-LEAST_LOOKS);
    if (recent.length < LEAST_LOOKS) return null;
    const typical = nodes.map((node) => median(courseOf(recent, node).map(perNumber)));
    const third = Math.max(1, Math.floor(nodes.length / 3));
    const early = median(typical.slice(0, third));
    const late = median(typical.slice(-third));
    // Exactly nothing is a layer that is dead or leads nowhere: another matter.
    if (!(early > 0) || !(late > 0) || early >= SHARE * late) return null;
    const faded = nodes.filter((_, index) => (typical[index] ?? late) < SHARE * late);
    const first = faded[0] ?? (nodes[0] as string);
    const last = faded.at(-1) ?? first;
    const begin = evidence.observations[0];
    return {
      severity: 'warning',
      title: `The gradient fades on its way to ${first}`,
      text: `What reaches the layers from ${first} to ${last} is about ${Math.round(late / early).toLocaleString('en')} times weaker than at the end of the network: they hardly learn anything.`,
      mark: 'Gradient fades',
      nodes: faded,
      epoch: begin?.epoch ?? null,
      step: begin?.step ?? null,
      tries: [
        design('Use relu or gelu instead of sigmoid or tanh between the layers.', first),
        design('Put batch or layer normalization between the layers, or lead connections around them (add).', first),
        design('Take some of the layers out.', null),
      ],
    };
  },
};
