import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/discretization.json' with { type: 'json' };
import { discretization } from './discretization.ts';

checkLayer(discretization, golden);
