import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/rand_augment.json' with { type: 'json' };
import { randAugment } from './rand_augment.ts';

checkLayer(randAugment, golden);
