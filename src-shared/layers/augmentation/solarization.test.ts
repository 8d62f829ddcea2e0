import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/solarization.json' with { type: 'json' };
import { solarization } from './solarization.ts';

checkLayer(solarization, golden);
