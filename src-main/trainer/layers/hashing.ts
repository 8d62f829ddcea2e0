import { numberIn } from './config.ts';
import { encodesPacked } from './encoded-numbers.ts';

export const hashing = encodesPacked('hashing', (config) => ({ depth: numberIn(config, 'num_bins') }));
