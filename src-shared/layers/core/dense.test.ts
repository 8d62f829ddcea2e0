import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/dense.json' with { type: 'json' };
import { dense } from './dense.ts';

checkLayer(dense, golden);
