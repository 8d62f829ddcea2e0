import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/equalization.json' with { type: 'json' };
import { equalization } from './equalization.ts';

checkLayer(equalization, golden);
