import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/conv_lstm1d.json' with { type: 'json' };
import { convLstm1d } from './conv_lstm1d.ts';

checkLayer(convLstm1d, golden);
