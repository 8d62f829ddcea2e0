import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/auto_contrast.json' with { type: 'json' };
import { autoContrast } from './auto_contrast.ts';

checkLayer(autoContrast, golden);
