import type { LayerDefinition, MaskFlow } from './definition.ts';

/** What a layer does with masks, output by output; null for one that loses them. */
export function maskFlowsOf(
  { mask }: Pick<LayerDefinition, 'mask'>,
  params: Readonly<Record<string, unknown>>,
): readonly MaskFlow[] | null {
  if (mask === undefined) return null;
  return typeof mask === 'function' ? mask({ ...params }) : [mask];
}
