import type { RehearsalJob } from '#shared/contract/trainer.ts';

/** The job on one full batch: a dataset smaller than its batch fills it by coming round again. */
export function onOneBatch(job: RehearsalJob, batch: number, { validates }: { validates: boolean }) {
  const { train } = job.data.splits;
  const rows = Array.from({ length: batch }, (_, i) => train[i % train.length] as number);
  const splits = { train: rows, validation: validates ? rows : [], test: [] };
  return { rows, job: { ...job, config: { ...job.config, batchSize: batch }, data: { ...job.data, splits } } };
}
