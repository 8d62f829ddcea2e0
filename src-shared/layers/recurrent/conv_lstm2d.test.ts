import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/conv_lstm2d.json' with { type: 'json' };
import { convLstm2d } from './conv_lstm2d.ts';

checkLayer(convLstm2d, golden);
