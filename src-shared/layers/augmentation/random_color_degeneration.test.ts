import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/random_color_degeneration.json' with { type: 'json' };
import { randomColorDegeneration } from './random_color_degeneration.ts';

checkLayer(randomColorDegeneration, golden);
