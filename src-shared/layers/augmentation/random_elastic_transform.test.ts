import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/random_elastic_transform.json' with { type: 'json' };
import { randomElasticTransform } from './random_elastic_transform.ts';

checkLayer(randomElasticTransform, golden);
