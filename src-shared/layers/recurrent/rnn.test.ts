import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/rnn.json' with { type: 'json' };
import { getLayer } from '../index.ts';

checkLayer(getLayer('rnn'), golden);
