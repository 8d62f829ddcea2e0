import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/average.json' with { type: 'json' };
import { average } from './average.ts';

checkLayer(average, golden);
