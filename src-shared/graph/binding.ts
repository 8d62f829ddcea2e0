import type { Column, DatasetShape } from '../data/types.ts';
import { inputParams, outputParams } from '../layers/roles.ts';
import { getLoss, type LossName } from '../training/losses/index.ts';
import type { Problem } from './problems.ts';
import type { GraphNode } from './types.ts';

/** What a node that meets the data is bound to, and how that reads. */
export interface Binding<Bound> {
  /** Null where nothing fits. */
  readonly bound: Bound | null;
  /** One plain sentence about what is read or predicted, and what of it was inferred. */
  readonly note: string | null;
  readonly problems: readonly Problem[];
}

export interface BoundInput {
  readonly column: Column;
  readonly resize: 'stretch' | 'pad' | 'crop';
}

export interface BoundOutput {
  readonly target: Column;
  readonly loss: LossName;
  /** Values that the output must have: the number of classes, or 1. */
  readonly size: number;
}

const resizeWords = { stretch: 'stretched to', pad: 'padded to', crop: 'cropped to' } as const;
const columnList = (columns: readonly Column[]) =>
  columns.map((column) => `${column.name} (${column.type})`).join(', ') || 'none';

type Choice = { readonly column: Column; readonly inferred: boolean } | { readonly problem: Problem };

/** The named column, or the first whose type fits. */
function chooseColumn(
  node: GraphNode,
  param: 'column' | 'target',
  name: string | null,
  dataset: DatasetShape,
  types: readonly Column['type'][],
): Choice {
  const fitting = dataset.columns.filter((column) => types.includes(column.type));
  const verb = param === 'column' ? 'reads' : 'predicts';
  const found = columnList(dataset.columns);
  if (name === null) {
    const [column] = fitting;
    if (column) return { column, inferred: true };
    const message = `${node.id}: ${verb} a column of type ${types.join(' or ')}; the dataset has ${found}. Choose another dataset.`;
    return {
      problem: {
        code: 'no-column',
        severity: 'error',
        node: node.id,
        param,
        expected: types.join(' or '),
        found,
        message,
      },
    };
  }
  const column = dataset.columns.find((candidate) => candidate.name === name);
  if (column && types.includes(column.type)) return { column, inferred: false };
  const what = column ? `${name} is of type ${column.type}` : `the dataset has no column ${name}`;
  const expected = columnList(fitting);
  return {
    problem: {
      code: column ? 'column-type' : 'unknown-column',
      severity: 'error',
      node: node.id,
      param,
      expected,
      found: column?.type ?? name,
      message: `${node.id}: ${verb} the column ${name}, but ${what}. Columns that fit: ${expected}.`,
      fixes: [
        {
          title: 'Choose the column from the dataset',
          edit: { kind: 'set-params', id: node.id, params: { ...node.params, [param]: null } },
        },
      ],
    },
  };
}

/** Which column an input reads, and how its pictures are brought to size. */
export function bindInput(node: GraphNode, dataset: DatasetShape): Binding<BoundInput> {
  const { shape, column: name, resize } = inputParams(node);
  const choice = chooseColumn(node, 'column', name, dataset, ['image']);
  if ('problem' in choice) return { bound: null, note: null, problems: [choice.problem] };
  const [height, width, channels] = shape;
  if (shape.length !== 3 || !(channels === 1 || channels === 3)) {
    const found = `(batch, ${shape.join(', ')})`;
    const fixed = shape.length === 3 || shape.length === 2 ? [height ?? 64, width ?? 64, 3] : [64, 64, 3];
    const problem: Problem = {
      code: 'picture-shape',
      severity: 'error',
      node: node.id,
      param: 'shape',
      expected: '(batch, height, width, 3) or (batch, height, width, 1)',
      found,
      message: `${node.id}: reads pictures, so its shape is height, width and 3 channels (colour) or 1 (grey); got ${found}. Set the shape to ${fixed.join(', ')}.`,
      fixes: [
        {
          title: `Set the shape to ${fixed.join(' × ')}`,
          edit: { kind: 'set-params', id: node.id, params: { ...node.params, shape: fixed } },
        },
      ],
    };
    return { bound: null, note: null, problems: [problem] };
  }
  const mode = channels === 1 ? 'grey' : 'colour';
  const note = `${node.id} reads the column ${choice.column.name}${choice.inferred ? ' (the first with pictures)' : ''}: ${mode} pictures, ${resizeWords[resize]} ${height} × ${width} pixels, values 0 to 255.`;
  return { bound: { column: choice.column, resize }, note, problems: [] };
}

/** What an output predicts, and by which loss it learns. */
export function bindOutput(node: GraphNode, dataset: DatasetShape): Binding<BoundOutput> {
  const params = outputParams(node);
  const choice = chooseColumn(node, 'target', params.target, dataset, ['category', 'number']);
  if ('problem' in choice) return { bound: null, note: null, problems: [choice.problem] };
  const { column } = choice;
  const isCategory = column.type === 'category';
  const loss: LossName =
    params.loss === 'auto' ? (isCategory ? 'categorical_crossentropy' : 'mean_squared_error') : params.loss;
  const size = isCategory ? (column.classes?.length ?? 0) : 1;
  const problems = [...lossProblems(node, column, loss, params), ...classProblems(node, column, size)];
  const how = `${getLoss(loss).title.toLowerCase()}${params.loss === 'auto' ? ', chosen for its type' : ''}`;
  const what = isCategory ? `${size} classes (${listed(column.classes ?? [])})` : 'a number';
  const note = `${node.id} predicts the column ${column.name}${choice.inferred ? ' (the first that can be predicted)' : ''}: ${what}; the loss is ${how}.`;
  return { bound: { target: column, loss, size }, note, problems };
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

function lossProblems(
  node: GraphNode,
  column: Column,
  loss: LossName,
  params: ReturnType<typeof outputParams>,
): Problem[] {
  const { targets, activations, title } = getLoss(loss);
  const patch = (change: GraphNode['params']) =>
    ({ kind: 'set-params', id: node.id, params: { ...node.params, ...change } }) as const;
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
        fixes: [{ title: 'Set loss to auto', edit: patch({ loss: 'auto' }) }],
      },
    ];
  }
  // A softmax of a single number is caught by the layer itself.
  if (activations.includes(params.activation)) return [];
  const usual = activations[0] as (typeof params)['activation'];
  return [
    {
      code: 'loss-activation',
      severity: 'error',
      node: node.id,
      param: 'activation',
      expected: activations.join(' or '),
      found: params.activation,
      message: `${node.id}: ${title} compares probabilities, so its activation is ${activations.join(' or ')}; got ${params.activation}. Set activation to ${usual}.`,
      fixes: [{ title: `Set activation to ${usual}`, edit: patch({ activation: usual }) }],
    },
  ];
}
