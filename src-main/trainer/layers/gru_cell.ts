import { cellFactory } from './cells.ts';
import { gruOf } from './gru.ts';
import { readingWith } from './recurrent.ts';

export const gruCell = cellFactory('gru_cell', readingWith(gruOf));
