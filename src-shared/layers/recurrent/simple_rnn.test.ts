import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/simple_rnn.json' with { type: 'json' };
import { simpleRnn } from './simple_rnn.ts';

checkLayer(simpleRnn, golden);
