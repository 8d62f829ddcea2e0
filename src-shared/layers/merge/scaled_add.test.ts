import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/scaled_add.json' with { type: 'json' };
import { scaledAdd } from './scaled_add.ts';

checkLayer(scaledAdd, golden);
