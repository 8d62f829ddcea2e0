import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/clahe.json' with { type: 'json' };
import { clahe } from './clahe.ts';

checkLayer(clahe, golden);
