import { keyOf } from '../runtime/random.ts';
import { tf } from '../runtime/tf.ts';
import { cellFactory, cellIn, readWith, startOfCell } from './cells.ts';
import type { KerasConfig } from './config.ts';
import type { Progress, Reading } from './recurrent.ts';

const cellsIn = ({ cells }: KerasConfig) => (cells as unknown[]).map(cellIn);

/**
 * Cell by cell over the whole sequence, which gives the same as step by step over all cells: what a cell gives at a step
 * that doesn't count is never remembered.
 */
function readStack(reading: Reading): Progress {
  const { config, context, mask, backwards } = reading;
  // The second cell takes the steps in the order in which the first has read them.
  const turned = (tensor: tf.Tensor) => (backwards ? tensor.reverse(1) : tensor);
  const cells = cellsIn(config);
  const ordered = { ...reading, backwards: false, mask: mask && turned(mask) };
  const remembered: Progress['remembered'][number][] = [];
  let outputs: tf.Tensor[] = [];
  let input = turned(reading.input);
  for (const [index, cell] of cells.entries()) {
    const place = `cells/${index}`;
    const initial = reading.initial.slice(remembered.length, remembered.length + cell.states);
    const zeroes = reading.zeroes && index === cells.length - 1;
    const read = readWith(cell, place, { ...ordered, input, initial, zeroes }, keyOf(context.key, place));
    outputs = read.outputs;
    remembered.push(...read.remembered);
    input = tf.stack(outputs, 1);
  }
  return { outputs, remembered };
}

export const stackedRnnCells = cellFactory('stacked_rnn_cells', readStack, (config, spec, draw) => {
  const [, index = '0'] = spec.name.split('/');
  return startOfCell(cellIn((config.cells as unknown[])[Number(index)]), `cells/${index}`, config, spec, draw);
});
