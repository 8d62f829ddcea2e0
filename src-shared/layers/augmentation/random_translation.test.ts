import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/random_translation.json' with { type: 'json' };
import { randomTranslation } from './random_translation.ts';

checkLayer(randomTranslation, golden);
