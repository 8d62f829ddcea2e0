import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/repeat_vector.json' with { type: 'json' };
import { repeatVector } from './repeat_vector.ts';

checkLayer(repeatVector, golden);
