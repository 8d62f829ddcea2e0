import { cellFactory } from './cells.ts';
import { lstmOf } from './lstm.ts';
import { forgetBias, readingWith } from './recurrent.ts';

export const lstmCell = cellFactory('lstm_cell', readingWith(lstmOf), forgetBias);
