import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/take.json' with { type: 'json' };
import { take } from './take.ts';

checkLayer(take, golden);
