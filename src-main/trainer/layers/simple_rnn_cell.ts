import { cellFactory } from './cells.ts';
import { readingWith } from './recurrent.ts';
import { simpleRnnOf } from './simple_rnn.ts';

export const simpleRnnCell = cellFactory('simple_rnn_cell', readingWith(simpleRnnOf));
