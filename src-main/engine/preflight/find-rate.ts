import type { RateEvent } from '#shared/contract/requests/preflight.ts';
import type { EngineContext } from '../context.ts';
import type { PackProgress } from '../datasets/packing/pack-version.ts';
import { withProgress } from '../datasets/with-progress.ts';
import { requireDevice } from '../doctor/require-device.ts';
import { packForGraph } from '../evaluate/pack-for-graph.ts';
import { planTraining, TRAIN } from '../runs/plan-training.ts';
import type { PreflightRequest } from './measure.ts';

export async function* findRate(
  context: EngineContext,
  { project, config }: PreflightRequest,
  signal?: AbortSignal,
): AsyncGenerator<RateEvent> {
  await requireDevice(config.device);
  const { graph, version } = planTraining(context.db.read, { project, dataset: null }, TRAIN);
  const packing = withProgress<PackProgress, Awaited<ReturnType<typeof packForGraph>>>(
    (report, own) => packForGraph(context, version.id, graph, own, report),
    signal,
  );
  let packed = await packing.next();
  for (; !packed.done; packed = await packing.next()) yield { type: 'preparing', ...packed.value };
  signal?.throwIfAborted();
  const trainer = await context.startTrainer({ device: config.device, threads: config.threads ?? undefined });
  try {
    // As in the pre-flight: XLA would compile for longer than all of these steps take, and changes no loss.
    const request = { graph, config: { ...config, xla: false }, data: packed.value };
    const points = await trainer.client.findRate(request, signal ? { signal } : {});
    for await (const point of points) yield { type: 'point', ...point };
  } finally {
    await trainer.stop(0);
  }
}
