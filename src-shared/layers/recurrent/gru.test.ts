import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/gru.json' with { type: 'json' };
import { gru } from './gru.ts';

checkLayer(gru, golden);
