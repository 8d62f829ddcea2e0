import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/gelu.json' with { type: 'json' };
import { gelu } from './gelu.ts';

checkLayer(gelu, golden);
