import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/rescaling.json' with { type: 'json' };
import { rescaling } from './rescaling.ts';

checkLayer(rescaling, golden);
