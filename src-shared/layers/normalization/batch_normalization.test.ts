import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/batch_normalization.json' with { type: 'json' };
import { batchNormalization } from './batch_normalization.ts';

checkLayer(batchNormalization, golden);
