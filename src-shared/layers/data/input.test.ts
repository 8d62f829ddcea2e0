import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/input.json' with { type: 'json' };
import { input } from './input.ts';

checkLayer(input, golden);
