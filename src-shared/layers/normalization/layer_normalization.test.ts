import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/layer_normalization.json' with { type: 'json' };
import { layerNormalization } from './layer_normalization.ts';

checkLayer(layerNormalization, golden);
