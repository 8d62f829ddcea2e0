import type { GraphAnalysis } from '#shared/graph/analysis-result.ts';
import type { Graph, GraphNode } from '#shared/graph/types.ts';
import { sourcesOf, wiringOf } from '#shared/graph/wiring.ts';
import { getLayer } from '#shared/layers/index.ts';
import { parseParams } from '#shared/layers/parse-params.ts';
import { outputParams } from '#shared/layers/roles.ts';
import { formatShape } from '#shared/shapes/format.ts';
import { getLoss, type LossName } from '#shared/training/losses/index.ts';
import { getOptimizer } from '#shared/training/optimizers/index.ts';
import type { RunConfig } from '#shared/training/run.ts';
import type { StepNode, StepRecord, StepSample } from '#shared/training/step-record.ts';
import { formatNumber, formatShare } from './format-number.ts';
import type { Step } from './phases.ts';
import { updateRatio } from './sizes.ts';

/** A step told in one plain paragraph, with the formula behind it. */
export interface Explanation {
  readonly text: string;
  readonly formula: string | null;
}

export interface ExplainedStep {
  readonly step: Step;
  readonly record: StepRecord;
  readonly graph: Graph;
  readonly analysis: GraphAnalysis;
  readonly config: RunConfig;
  readonly batchesPerEpoch: number;
  readonly sample: number;
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
const lower = (text: string): string => `${text[0]?.toLowerCase() ?? ''}${text.slice(1)}`;
const sized = (shape: readonly number[]): string => (shape.length === 0 ? 'one number' : shape.join(' × '));

function data({ record, batchesPerEpoch, step }: ExplainedStep): Explanation {
  const values = record.nodes.find(({ node }) => node === step.node)?.forward;
  const place =
    batchesPerEpoch > 1
      ? `Batch ${record.batchInEpoch + 1} of ${batchesPerEpoch} in epoch ${record.epoch + 1}: ${record.count} samples`
      : `The same ${record.count} samples as before`;
  const numbers = values
    ? ` To the network each is ${sized(values.shape)} numbers, here from ${formatNumber(values.min)} to ${formatNumber(values.max)}.`
    : '';
  return {
    text: `${place} go in together.${numbers} What the network gets wrong on all ${record.count} together decides which way its weights move; the learning rate, ${formatNumber(record.learningRate)}, decides how far.`,
    formula: null,
  };
}

/** What the layer does with these sizes, in its own words where it has some. */
function doing(node: GraphNode, { graph, analysis }: ExplainedStep): string {
  const definition = getLayer(node.type);
  const found = analysis.nodes.get(node.id);
  const inputs = (found?.inputs ?? []).filter((input) => input !== null);
  if (!definition || !found?.output) return '';
  const { params } = parseParams(definition, node.params);
  const own = definition.narrate?.(inputs, params, found.output);
  if (own !== undefined) return own;
  const sources = sourcesOf(wiringOf(graph), node.id);
  const from = sources.length > 0 ? ` from ${listed(sources)}` : '';
  return `takes ${inputs.map(formatShape).join(' and ')}${from} and gives ${formatShape(found.output)}. ${definition.doc.summary.replace(/\.$/, '')}`;
}

function forward(explained: ExplainedStep): Explanation {
  const { step, record, graph } = explained;
  const node = graph.nodes.find(({ id }) => id === step.node);
  const found = record.nodes.find((each) => each.node === step.node);
  const definition = getLayer(node?.type ?? '');
  if (!node || !found || !definition) return { text: '', formula: null };
  const { forward: values } = found;
  const { activation } = parseParams(definition, node.params).params;
  const after = activation === 'relu' && values.zeros > 0 ? ' after ReLU' : '';
  const zeros = values.zeros >= 0.005 ? ` ${formatShare(values.zeros)} of the values are zero${after}.` : '';
  const range = ` Over the batch the values go from ${formatNumber(values.min)} to ${formatNumber(values.max)}, ${formatNumber(values.mean)} on average.`;
  const only = definition.trainingOnly
    ? ' It acts in training only, and draws anew for every batch; afterwards it lets everything pass.'
    : '';
  return { text: `${step.node}: ${doing(node, explained)}.${only}${range}${zeros}`, formula: definition.doc.formula };
}

function lossOf({ graph, step }: ExplainedStep) {
  const output = graph.nodes.find(({ id }) => id === step.node);
  const loss = output ? outputParams(output).loss : null;
  return !loss || loss.name === 'auto' ? null : getLoss(loss.name as LossName);
}

function loss(explained: ExplainedStep): Explanation {
  const { record, sample } = explained;
  const definition = lossOf(explained);
  const shown: StepSample | undefined = record.samples[sample];
  const p = shown?.scores.find(({ label }) => label === shown.truth)?.value;
  const said =
    shown && p != null
      ? `This sample is “${shown.truth}”; the network gives that ${formatNumber(p)}, which costs ${formatNumber(shown.loss)}. `
      : shown
        ? `This sample costs ${formatNumber(shown.loss)}. `
        : '';
  return {
    text: `${said}${definition ? `${definition.title} says ${lower(definition.description)} ` : ''}The mean over the batch is ${formatNumber(record.loss)}, and that is the one number which training makes smaller${record.correct === null ? '' : `; ${record.correct} of ${record.count} are right`}.`,
    formula: definition?.formula ?? null,
  };
}

function backward({ step, record, graph }: ExplainedStep): Explanation {
  const found = record.nodes.find((each) => each.node === step.node);
  const wiring = wiringOf(graph);
  const after = (wiring.outgoing.get(step.node) ?? []).map(({ target }) => target);
  const before = sourcesOf(wiring, step.node).filter((id) =>
    record.nodes.some((each) => each.node === id && each.gradient),
  );
  const learnt = (found?.weights ?? []).filter(({ gradient }) => gradient !== null);
  const asks = `How would the loss change if ${step.node} gave a little more? That is the gradient by its output: ${sized(found?.forward.shape ?? [])} numbers a sample, coming back from ${listed(after)}, of length ${formatNumber(found?.gradient?.norm)}.`;
  const own =
    learnt.length > 0
      ? ` From it follow the gradients by its own weights: ${listed(learnt.map(({ name, gradient }) => `${name} ${formatNumber(gradient?.norm)}`))}.`
      : ' It has no weights to learn and only hands the gradient on.';
  const on =
    before.length > 0 ? ` It goes on to ${listed(before)}.` : ' It ends here: nothing before has weights to learn.';
  return { text: asks + own + on, formula: '∂loss/∂x = ∂loss/∂y · ∂y/∂x' };
}

/** `kernel[2, 0, 1, 7]` */
export const weightAt = (name: string, index: readonly number[]): string => `${name}[${index.join(', ')}]`;

function largestChange(node: StepNode): string {
  const changes = node.weights.flatMap(({ name, trainable, largest }) =>
    trainable && largest ? [{ name, ...largest, size: Math.abs(largest.after - largest.before) }] : [],
  );
  const most = changes.sort((a, b) => b.size - a.size)[0];
  if (!most) return '';
  return ` The largest change is ${weightAt(most.name, most.index)}: ${formatNumber(most.before)} → ${formatNumber(most.after)}.`;
}

function update({ step, record, config }: ExplainedStep): Explanation {
  const { name, accumulate } = config.optimizer;
  const { title, description, formula } = getOptimizer(name);
  const found = record.nodes.find((each) => each.node === step.node);
  const ratio = found ? updateRatio(found) : null;
  const gathers =
    accumulate > 1 ? ` Gradients of ${accumulate} batches are added up; with the last of them the weights move.` : '';
  const moved = ratio === null ? '' : ` ${step.node} moved by ${formatShare(ratio)} of its length.`;
  return {
    text: `Every weight moves against its gradient. ${title}: ${lower(description)} The learning rate is ${formatNumber(record.learningRate)}.${gathers}${moved}${found ? largestChange(found) : ''}`,
    formula: formula ?? null,
  };
}

const tell = { data, forward, loss, backward, update } as const;

export const explain = (explained: ExplainedStep): Explanation => tell[explained.step.phase](explained);
