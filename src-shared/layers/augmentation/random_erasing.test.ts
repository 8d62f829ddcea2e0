import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/random_erasing.json' with { type: 'json' };
import { randomErasing } from './random_erasing.ts';

checkLayer(randomErasing, golden);
