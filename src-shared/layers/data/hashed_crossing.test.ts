import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/hashed_crossing.json' with { type: 'json' };
import { hashedCrossing } from './hashed_crossing.ts';

checkLayer(hashedCrossing, golden);
