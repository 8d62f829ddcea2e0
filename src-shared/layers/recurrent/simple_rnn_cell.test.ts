import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/simple_rnn_cell.json' with { type: 'json' };
import { getLayer } from '../index.ts';

checkLayer(getLayer('simple_rnn_cell'), golden);
