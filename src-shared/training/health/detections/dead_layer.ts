import { type Detection, design, rateRemedy, since } from '../evidence.ts';
import type { LayerHealth } from '../observation.ts';

const LEAST_LOOKS = 3;
/** A few filters that are silent for a batch are usual; nearly all of them are not. */
const MOST_UNITS = 0.95;

const isDead = ({ silent }: LayerHealth): boolean => silent >= MOST_UNITS;

export const deadLayer: Detection = {
  code: 'dead_layer',
  detect: (evidence) => {
    const { observations } = evidence;
    const layers = observations.at(-1)?.layers ?? [];
    // What follows a dead layer may be dead because of it: the first one is the cause.
    for (const layer of layers) {
      const begin = since(observations, layer.node, LEAST_LOOKS, isDead);
      if (!begin) continue;
      const isWhole = layer.silent === 1;
      return {
        severity: 'warning',
        title: `${layer.node} is dead`,
        text: `${isWhole ? 'All' : `${Math.round(layer.silent * 100)} %`} of its outputs are 0 whatever the input, since epoch ${begin.epoch}. No gradient comes through zeros, so ${isWhole ? 'neither it nor what lies before it learns' : 'most of it learns nothing'} any more.`,
        mark: 'Dead layer',
        nodes: [layer.node],
        epoch: begin.epoch,
        step: begin.step,
        tries: [
          design(
            `Use leaky_relu or gelu instead of relu in ${layer.node}, and look at how its bias starts.`,
            layer.node,
          ),
          rateRemedy(evidence, 0.1, false),
          design(`Put batch normalization before the activation of ${layer.node}.`, layer.node),
        ],
      };
    }
    return null;
  },
};
