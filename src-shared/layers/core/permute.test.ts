import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/permute.json' with { type: 'json' };
import { permute } from './permute.ts';

checkLayer(permute, golden);
