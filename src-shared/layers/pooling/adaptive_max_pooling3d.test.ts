import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/adaptive_max_pooling3d.json' with { type: 'json' };
import { adaptiveMaxPooling3d } from './adaptive_max_pooling3d.ts';

checkLayer(adaptiveMaxPooling3d, golden);
