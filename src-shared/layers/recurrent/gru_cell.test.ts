import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/gru_cell.json' with { type: 'json' };
import { getLayer } from '../index.ts';

checkLayer(getLayer('gru_cell'), golden);
