import { numberIn } from './config.ts';
import { encodesPacked } from './encoded-numbers.ts';

/** The bucket comes in at every input: the columns met where the data were packed. */
export const hashedCrossing = encodesPacked('hashed_crossing', (config) => ({ depth: numberIn(config, 'num_bins') }));
