import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/unit_normalization.json' with { type: 'json' };
import { unitNormalization } from './unit_normalization.ts';

checkLayer(unitNormalization, golden);
