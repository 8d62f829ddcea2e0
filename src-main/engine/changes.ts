import type { ChangeEvent } from '#shared/contract/requests/system.ts';
import { Topic } from './topic.ts';

/** What changed in the data folder, told to every window. */
export type Changes = Topic<ChangeEvent>;

export const createChanges = (): Changes => new Topic<ChangeEvent>();
