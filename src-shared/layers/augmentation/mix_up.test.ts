import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/mix_up.json' with { type: 'json' };
import { mixUp } from './mix_up.ts';

checkLayer(mixUp, golden);
