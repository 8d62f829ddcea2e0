import type { MetricPoint } from '#shared/training/run.ts';
import { Topic } from '../topic.ts';

/** What happens to runs while it happens. Everything told here can be read already: from the database, or from the active run. */
export type RunHappening =
  | { readonly type: 'changed'; readonly run: string }
  | { readonly type: 'points'; readonly run: string; readonly points: readonly MetricPoint[] }
  | { readonly type: 'removed'; readonly run: string };

export type RunFeed = Topic<RunHappening>;

export const createRunFeed = (): RunFeed => new Topic<RunHappening>();
