import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/masking.json' with { type: 'json' };
import { masking } from './masking.ts';

checkLayer(masking, golden);
