import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/group_normalization.json' with { type: 'json' };
import { groupNormalization } from './group_normalization.ts';

checkLayer(groupNormalization, golden);
