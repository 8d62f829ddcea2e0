import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/sine_position_encoding.json' with { type: 'json' };
import { sinePositionEncoding } from './sine_position_encoding.ts';

checkLayer(sinePositionEncoding, golden);
