import type { Column, DatasetShape } from '../data/types.ts';
import { outputParams } from '../layers/roles.ts';
import { getLoss, type LossConfig } from '../training/losses/index.ts';
import { resolveLoss } from '../training/losses/resolve.ts';
import { getMetric, type MetricConfig } from '../training/metrics/index.ts';
import { usualMetrics } from '../training/metrics/resolve.ts';
import type { NodeAnalysis } from './analysis-result.ts';
import { type Binding, chooseColumn } from './binding.ts';
import { type PictureScaling, pictureScaling } from './picture-scaling.ts';
import type { Fix, Problem } from './problems.ts';
import type { Graph, GraphNode } from './types.ts';

export interface BoundOutput {
  readonly target: Column;
  readonly loss: LossConfig;
  readonly metrics: readonly MetricConfig[];
  /** Values of the last dimension that do: the number of classes, 1, or both; null: any. */
  readonly sizes: readonly number[] | null;
  /** Of a target of pictures: how their pixels are brought to the output's values. */
  readonly scaling: PictureScaling | null;
}

/** Where the output stands. */
export interface OutputPlace {
  readonly graph: Graph;
  /** Of what it gives, without the batch; null while that is not known. */
  readonly dims: readonly (number | null)[] | null;
}

/** Where an output stands, as far as its shape is known. */
export const placeOf = (graph: Graph, node: NodeAnalysis | undefined): OutputPlace => ({
  graph,
  dims: node?.output?.dims.map(({ size }) => size) ?? null,
});

type Params = ReturnType<typeof outputParams>;

const learnable: readonly Column['type'][] = ['category', 'number', 'image'];

/** What an output predicts, and by which loss it learns. */
export function bindOutput(node: GraphNode, dataset: DatasetShape, place: OutputPlace): Binding<BoundOutput> {
  const params = outputParams(node);
  const choice = chooseColumn(
    node,
    'target',
    params.target,
    dataset,
    params.target === null ? preferred(place, params) : learnable,
  );
  if ('problem' in choice) return { bound: null, note: null, problems: [choice.problem] };
  const { column } = choice;
  const classes = column.type === 'category' ? (column.classes?.length ?? 0) : 0;
  const width = place.dims?.at(-1) ?? null;
  const loss = resolveLoss(params.loss, { type: column.type, activation: params.activation, width, classes });
  const metrics = params.metrics.length > 0 ? params.metrics : usualMetrics(column.type);
  const scaling = column.type === 'image' ? pictureScaling(place.graph, column, params) : null;
  const problems = [
    ...lossProblems(node, column, loss, params),
    ...metricProblems(node, column, params),
    ...classProblems(node, column, classes),
  ];
  const how = `${getLoss(loss.name).title.toLowerCase()}${params.loss.name === 'auto' ? ', chosen for its type' : ''}`;
  const inferred = choice.inferred ? ' (the first that can be predicted)' : '';
  const note = `${node.id} predicts the column ${column.name}${inferred}: ${whatOf(column, place, scaling)}; the loss is ${how}.`;
  return { bound: { target: column, loss, metrics, sizes: sizesOf(column, loss), scaling }, note, problems };
}

/** An output with the shape of a picture learns pictures, where nothing else is said; softmax is for classes. */
function preferred({ dims }: OutputPlace, { activation }: Params): readonly Column['type'][] {
  const channels = dims?.at(-1);
  const isPicture = dims?.length === 3 && (channels === 1 || channels === 3);
  return isPicture && activation !== 'softmax' ? ['image'] : ['category', 'number'];
}

function sizesOf(column: Column, loss: LossConfig): readonly number[] | null {
  if (column.type === 'image') return [1, 3];
  if (column.type !== 'category') return [1];
  const { values = 'each' } = getLoss(loss.name);
  const classes = column.classes?.length ?? 0;
  if (values === 'any') return null;
  // Two classes can be told apart by one value: how much it is the second.
  const isYesOrNo = classes === 2 && (values === 'single' || loss.name === 'mean_squared_error');
  return isYesOrNo ? [classes, 1] : [classes];
}

function whatOf(column: Column, { dims }: OutputPlace, scaling: PictureScaling | null): string {
  if (column.type === 'category') return `${column.classes?.length ?? 0} classes (${listed(column.classes ?? [])})`;
  if (!scaling) return 'a number';
  const size = dims?.length === 3 ? ` at ${dims[0] ?? '?'} × ${dims[1] ?? '?'} pixels` : '';
  return `the pictures themselves${size}, as they are without augmentation, ${scaling.words}`;
}

const listed = (classes: readonly string[]): string =>
  classes.length <= 6 ? classes.join(', ') : `${classes.slice(0, 5).join(', ')} and ${classes.length - 5} more`;

function classProblems(node: GraphNode, column: Column, size: number): Problem[] {
  if (column.type !== 'category' || size >= 2) return [];
  return [
    {
      code: 'too-few-classes',
      severity: 'error',
      node: node.id,
      param: 'target',
      expected: 'at least 2 classes',
      found: `${size}`,
      message: `${node.id}: predicts the column ${column.name}, which has ${size === 1 ? 'a single class' : 'no classes'}; telling apart needs at least 2. Import a folder with a folder per class.`,
    },
  ];
}

const patch = (node: GraphNode, title: string, change: GraphNode['params']): Fix => ({
  title,
  edit: { kind: 'set-params', id: node.id, params: { ...node.params, ...change } },
});

function lossProblems(node: GraphNode, column: Column, loss: LossConfig, params: Params): Problem[] {
  const { targets, activations, title } = getLoss(loss.name);
  const isRaw = loss.from_logits === true;
  if (!targets.includes(column.type)) {
    return [
      {
        code: 'loss-target',
        severity: 'error',
        node: node.id,
        param: 'loss',
        expected: `a target of type ${targets.join(' or ')}`,
        found: `${column.name} of type ${column.type}`,
        message: `${node.id}: ${title} learns a target of type ${targets.join(' or ')}; ${column.name} is of type ${column.type}. Set loss to auto.`,
        fixes: [patch(node, 'Set loss to auto', { loss: 'auto' })],
      },
    ];
  }
  const fitting = isRaw ? ['linear'] : activations;
  // A softmax of a single number is caught by the layer itself.
  if (fitting.includes(params.activation)) return [];
  const usual = fitting[0] as Params['activation'];
  const why = isRaw
    ? `its loss expects logits, so its activation is linear; got ${params.activation}`
    : `${title} ${activations.includes('linear') ? 'goes with' : 'compares probabilities, so its activation is'} ${activations.join(' or ')}; got ${params.activation}`;
  return [
    {
      code: 'loss-activation',
      severity: 'error',
      node: node.id,
      param: 'activation',
      expected: fitting.join(' or '),
      found: params.activation,
      message: `${node.id}: ${why}. Set activation to ${usual}.`,
      fixes: [patch(node, `Set activation to ${usual}`, { activation: usual })],
    },
  ];
}

/** A metric that says nothing of the target. */
function metricProblems(node: GraphNode, column: Column, params: Params): Problem[] {
  return params.metrics.flatMap(({ name }) => {
    const { targets, title } = getMetric(name);
    if (targets.includes(column.type)) return [];
    const kept = params.metrics.filter((metric) => metric.name !== name);
    return [
      {
        code: 'metric-target',
        severity: 'error' as const,
        node: node.id,
        param: 'metrics',
        expected: `a target of type ${targets.join(' or ')}`,
        found: `${column.name} of type ${column.type}`,
        message: `${node.id}: ${title} judges a target of type ${targets.join(' or ')}; ${column.name} is of type ${column.type}. Take it out of the metrics.`,
        fixes: [patch(node, `Take ${title} out of the metrics`, { metrics: kept })],
      },
    ];
  });
}
