import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/layer_scale.json' with { type: 'json' };
import { layerScale } from './layer_scale.ts';

checkLayer(layerScale, golden);
