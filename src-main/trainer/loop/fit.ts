import type { PackedData } from '#shared/contract/trainer.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { BuiltModel } from '../build/model.ts';

/**
 * The data in the order of the model's inputs and outputs. What the engine has bound must meet what was built: a training
 * would fail later, in TensorFlow's words.
 */
export function fitData(model: BuiltModel, data: PackedData): PackedData {
  const inputs = model.inputs.map((name, index) => {
    const column = ofNode(data.inputs, name, model.inputs.length);
    if (!column) throw missing(name, 'input');
    const expected = (model.logits.inputs[index]?.shape ?? []).slice(1).join(' × ');
    const found = column.shape.join(' × ');
    if (expected === found) return column;
    throw new AppError('GRAPH_INVALID', `${name} takes ${expected} values a sample; the data have ${found}.`);
  });
  const targets = model.outputs.map(({ name, loss }, index) => {
    const target = ofNode(data.targets, name, model.outputs.length);
    if (!target) throw missing(name, 'output');
    const shape = (model.logits.outputs[index]?.shape ?? []).slice(1).map(Number);
    if (target.classes) requireClasses(name, shape.at(-1) ?? 0, target.classes.length, loss.name);
    else requireValues(name, shape, target.shape);
    return target;
  });
  return { ...data, inputs, targets };
}

/** One input and one column need no names: they can only mean each other. */
function ofNode<Column extends { readonly node: string }>(
  columns: readonly Column[],
  name: string,
  nodes: number,
): Column | undefined {
  const [only, ...others] = columns;
  if (nodes === 1 && others.length === 0) return only;
  return columns.find(({ node }) => node === name);
}

function missing(name: string, role: 'input' | 'output'): AppError {
  return new AppError('GRAPH_INVALID', `The data have nothing for the ${role} ${name}: choose a column for it.`);
}

function requireClasses(name: string, width: number, classes: number, loss: string): void {
  // One value tells two classes apart; a loss that learns an embedding takes any number.
  if (width >= classes || (width === 1 && classes === 2) || loss === 'circle') return;
  const message = `${name} gives ${width} values; the data have ${classes} classes. Set the units of the layer before it to ${classes}.`;
  throw new AppError('GRAPH_INVALID', message, { expected: classes, found: width });
}

function requireValues(name: string, shape: readonly number[], target: readonly number[]): void {
  const [found, expected] = [shape, target].map((sizes) => sizes.reduce((product, size) => product * size, 1));
  if (found === expected) return;
  const message = `${name} gives ${shape.join(' × ')} values a sample; what it learns has ${target.join(' × ')}.`;
  throw new AppError('GRAPH_INVALID', message, { expected: [...target], found: [...shape] });
}
