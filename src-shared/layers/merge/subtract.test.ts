import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/subtract.json' with { type: 'json' };
import { subtract } from './subtract.ts';

checkLayer(subtract, golden);
