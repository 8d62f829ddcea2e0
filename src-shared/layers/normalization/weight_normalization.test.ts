import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/weight_normalization.json' with { type: 'json' };
import { getLayer } from '../index.ts';

checkLayer(getLayer('weight_normalization'), golden);
