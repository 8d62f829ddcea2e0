import type { Graph } from '#shared/graph/types.ts';
import { getLayer } from '#shared/layers/index.ts';
import type { StepNode, StepRecord } from '#shared/training/step-record.ts';
import { formatNumber, formatShare } from './format-number.ts';
import type { Step } from './phases.ts';
import { typicalGradient, updateRatio } from './sizes.ts';

/** Something worth noticing about a step: what it is called, what it means, and what helps. */
export interface StepWarning {
  readonly title: string;
  readonly text: string;
}

const SILENT_SHARE = 0.25;
const VANISHED = 1e-4;
const EXPLODED = 100;
const LARGE_UPDATE = 0.3;

function ofForward(node: StepNode, graph: Graph): StepWarning | null {
  const { units, of } = node.silent;
  const type = graph.nodes.find(({ id }) => id === node.node)?.type ?? '';
  const definition = getLayer(type);
  // What was switched off on purpose, or is only handed on, isn't this layer's doing.
  const activates = definition !== undefined && 'activation' in definition.params.shape && !definition.role;
  if (!activates || of < 4 || units / of < SILENT_SHARE) return null;
  return {
    title: `${units} of ${of} channels are silent`,
    text: 'They gave 0 for every picture of the batch, so no gradient passes them and their weights stay as they are. After ReLU this is called a dead unit. A smaller learning rate, leaky_relu or a normalization before the activation keeps them alive.',
  };
}

function ofBackward(node: StepNode, record: StepRecord): StepWarning | null {
  const typical = typicalGradient(node);
  const others = record.nodes.map(typicalGradient).filter((size) => size !== null);
  const largest = Math.max(0, ...others);
  if (typical !== null && largest > 0 && typical < largest * VANISHED) {
    return {
      title: 'The gradient has vanished here',
      text: `A weight of this layer gets ${formatNumber(typical)} on average, the layer that gets most ${formatNumber(largest)}: it will hardly learn. Batch normalization, relu instead of sigmoid or tanh, or a shortcut (add) brings the gradient this far.`,
    };
  }
  if ((node.gradient?.norm ?? 0) > EXPLODED) {
    return {
      title: 'The gradient explodes',
      text: `Its length is ${formatNumber(node.gradient?.norm)}: one step may throw the weights far away. Rescale the input, normalize, or choose a smaller learning rate.`,
    };
  }
  return null;
}

function ofUpdate(node: StepNode): StepWarning | null {
  const ratio = updateRatio(node);
  if (ratio === null || ratio < LARGE_UPDATE) return null;
  return {
    title: 'A very large step',
    text: `The weights moved by ${formatShare(ratio)} of their length at once; around 0.1 % is usual. Choose a smaller learning rate.`,
  };
}

function notFinite(node: StepNode): StepWarning | null {
  const count = node.forward.notFinite + (node.gradient?.notFinite ?? 0);
  if (count === 0) return null;
  return {
    title: 'Values that are no numbers',
    text: `${count} values are NaN or infinite: the training has run away, and every later step is spoilt. Go back, choose a smaller learning rate or rescale the input.`,
  };
}

/** What a teacher would point at in this step. */
export function warningsOf(step: Step, record: StepRecord, graph: Graph): StepWarning[] {
  const node = record.nodes.find((each) => each.node === step.node);
  if (!node) return [];
  const found = [
    notFinite(node),
    step.phase === 'forward' ? ofForward(node, graph) : null,
    step.phase === 'backward' ? ofBackward(node, record) : null,
    step.phase === 'update' ? ofUpdate(node) : null,
  ];
  return found.filter((warning) => warning !== null);
}
