import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/lstm_cell.json' with { type: 'json' };
import { getLayer } from '../index.ts';

checkLayer(getLayer('lstm_cell'), golden);
