import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/elu.json' with { type: 'json' };
import { elu } from './elu.ts';

checkLayer(elu, golden);
