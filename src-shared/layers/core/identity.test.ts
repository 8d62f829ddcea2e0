import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/identity.json' with { type: 'json' };
import { identity } from './identity.ts';

checkLayer(identity, golden);
