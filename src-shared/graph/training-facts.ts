import type { RunConfig } from '../training/run.ts';

/** What the advice about a graph needs to know of how it will be trained. */
export type TrainingFacts = Pick<RunConfig, 'batchSize' | 'optimizer'>;
