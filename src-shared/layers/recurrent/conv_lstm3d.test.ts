import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/conv_lstm3d.json' with { type: 'json' };
import { convLstm3d } from './conv_lstm3d.ts';

checkLayer(convLstm3d, golden);
