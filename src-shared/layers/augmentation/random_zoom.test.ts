import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/random_zoom.json' with { type: 'json' };
import { randomZoom } from './random_zoom.ts';

checkLayer(randomZoom, golden);
