import type { Column, DatasetShape } from '../data/types.ts';
import { inputParams } from '../layers/roles.ts';
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

const resizeWords = { stretch: 'stretched to', pad: 'padded to', crop: 'cropped to' } as const;
export const columnList = (columns: readonly Column[]) =>
  columns.map((column) => `${column.name} (${column.type})`).join(', ') || 'none';

export type Choice = { readonly column: Column; readonly inferred: boolean } | { readonly problem: Problem };

/** The named column, or the first whose type fits. */
export function chooseColumn(
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
