import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/prelu.json' with { type: 'json' };
import { prelu } from './prelu.ts';

checkLayer(prelu, golden);
