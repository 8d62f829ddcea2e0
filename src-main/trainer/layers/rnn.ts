import { keyOf } from '../runtime/random.ts';
import { cellIn, readWith, startOfCell } from './cells.ts';
import { sequenceFactory } from './recurrent.ts';

export const rnn = sequenceFactory(
  'rnn',
  ({ cell }) => cellIn(cell).states,
  (reading) => readWith(cellIn(reading.config.cell), 'cell', reading, keyOf(reading.context.key, 'cell')),
  (config, spec, draw) => startOfCell(cellIn(config.cell), 'cell', config, spec, draw),
);
