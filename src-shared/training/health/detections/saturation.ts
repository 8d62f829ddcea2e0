import { getLayer } from '../../../layers/index.ts';
import { type Detection, design, type Evidence, since } from '../evidence.ts';

const LEAST_LOOKS = 4;
const MOST = 0.9;

/** Nodes that lead straight to an output: those are meant to be sure of what they say. */
function answering({ graph }: Evidence): ReadonlySet<string> {
  if (!graph) return new Set();
  const outputs = new Set(graph.nodes.filter(({ type }) => getLayer(type)?.role === 'output').map(({ id }) => id));
  return new Set(graph.edges.filter(({ target }) => outputs.has(target)).map(({ source }) => source));
}

export const saturation: Detection = {
  code: 'saturation',
  detect: (evidence) => {
    const { observations, graph } = evidence;
    if (!graph) return null;
    const last = answering(evidence);
    for (const layer of observations.at(-1)?.layers ?? []) {
      if (last.has(layer.node)) continue;
      const begin = since(observations, layer.node, LEAST_LOOKS, ({ saturated }) => (saturated ?? 0) > MOST);
      if (!begin) continue;
      return {
        severity: 'warning',
        title: `${layer.node} is saturated`,
        text: `${Math.round((layer.saturated ?? 0) * 100)} % of its outputs lie at the flat ends of its activation, since epoch ${begin.epoch}. There the gradient is nearly 0, so what lies before it hardly learns.`,
        mark: 'Saturated',
        nodes: [layer.node],
        epoch: begin.epoch,
        step: begin.step,
        tries: [
          design(`Use relu or gelu in ${layer.node}, or put normalization before it.`, layer.node),
          design('Check that what comes in is scaled: values around 0, not hundreds.', null),
        ],
      };
    }
    return null;
  },
};
