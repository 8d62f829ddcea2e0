import { count, desc, isNotNull, sql } from 'drizzle-orm';
import type { ReadHandle } from './database.ts';
import { checkpoint, dataset, datasetVersion, exported, graphVersion, metric, project, run, sample } from './schema.ts';

/** How many of each there are: numbers only, for diagnostics. */
export function countThings(db: ReadHandle): Record<string, number> {
  const tables = {
    projects: project,
    graphVersions: graphVersion,
    datasets: dataset,
    datasetVersions: datasetVersion,
    samples: sample,
    runs: run,
    metricPoints: metric,
    checkpoints: checkpoint,
    exports: exported,
  };
  const entries = Object.entries(tables).map(([name, table]) => {
    const row = db.select({ rows: count() }).from(table).get();
    return [name, row?.rows ?? 0] as const;
  });
  return Object.fromEntries(entries);
}

export const runsByState = (db: ReadHandle): { state: string; count: number }[] =>
  db.select({ state: run.state, count: count() }).from(run).groupBy(run.state).all();

/** The codes of the newest runs that ended with an error. */
export const lastRunErrors = (db: ReadHandle, limit: number): { code: string; state: string; at: string | null }[] =>
  db
    .select({ code: sql<string>`json_extract(${run.error}, '$.code')`, state: run.state, at: run.endedAt })
    .from(run)
    .where(isNotNull(run.error))
    .orderBy(desc(sql`rowid`))
    .limit(limit)
    .all();
