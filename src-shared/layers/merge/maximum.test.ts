import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/maximum.json' with { type: 'json' };
import { maximum } from './maximum.ts';

checkLayer(maximum, golden);
