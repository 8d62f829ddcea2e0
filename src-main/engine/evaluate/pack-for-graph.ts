import type { PackedData } from '#shared/contract/trainer.ts';
import type { Graph } from '#shared/graph/types.ts';
import type { EngineContext } from '../context.ts';
import { isVersionPacked, type PackProgress, packVersion } from '../datasets/packing/pack-version.ts';
import { pictureInput } from './picture-input.ts';

/** The dataset version as this graph's input asks for it; ready at once when it was packed before. */
export function packForGraph(
  context: EngineContext,
  versionId: string,
  graph: Graph,
  signal?: AbortSignal,
  onProgress?: (progress: PackProgress) => void,
): Promise<PackedData> {
  const { height, width, channels, resize } = pictureInput(graph);
  return packVersion(context, versionId, { shape: [height, width, channels], resize }, onProgress, signal);
}

/** At most so many training samples of it, or all of the version where that is packed already. */
export async function packSampleForGraph(
  context: EngineContext,
  versionId: string,
  graph: Graph,
  sample: number,
  signal?: AbortSignal,
): Promise<PackedData> {
  const { height, width, channels, resize } = pictureInput(graph);
  const spec = { shape: [height, width, channels], resize };
  const isReady = await isVersionPacked(context, versionId, spec);
  return packVersion(context, versionId, isReady ? spec : { ...spec, sample }, () => {}, signal);
}
