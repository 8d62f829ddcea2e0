import { getLayer } from '#shared/layers/index.ts';
import type { StepPart } from '#shared/training/step-record.ts';
import { usePlayerState } from './player-context.ts';
import type { Look } from './tensor-picture.tsx';

/** Before the first layer that computes features, three channels are still a picture. */
export function useLook(node: string, part: StepPart): Look {
  const type = usePlayerState((state) => state.opened?.graph.nodes.find(({ id }) => id === node)?.type ?? '');
  if (part !== 'activation') return 'gradient';
  const family = getLayer(type)?.family;
  return family === 'data' || family === 'augmentation' ? 'picture' : 'values';
}
