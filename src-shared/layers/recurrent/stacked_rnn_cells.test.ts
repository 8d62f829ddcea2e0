import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/stacked_rnn_cells.json' with { type: 'json' };
import { getLayer } from '../index.ts';

checkLayer(getLayer('stacked_rnn_cells'), golden);
