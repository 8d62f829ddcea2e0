import type { AnalysisContext, Rule } from '../context.ts';
import { spliceEdit } from '../splice.ts';

/** Pixels of 0–255 going straight into weights train badly. */
export const aboutUnscaledPictures: Rule = {
  needsSoundGraph: true,
  find: (context) =>
    context.inputs.flatMap((id) => {
      const shape = context.nodes.get(id)?.output?.dims ?? [];
      const channels = shape.at(-1)?.size;
      const isPicture = shape.length === 3 && (channels === 1 || channels === 3);
      const first = isPicture ? firstLayerOnRawPixels(context, id) : null;
      if (!first) return [];
      const edge = context.wiring.outgoing.get(id)?.find(({ target }) => context.live.has(target));
      const spliced = edge ? spliceEdit(context.graph, edge.id, { type: 'rescaling', params: {} }) : null;
      return [
        {
          code: 'unscaled-pictures',
          severity: 'warning',
          node: id,
          expected: 'values around 0 to 1',
          found: '0 to 255',
          message: `${id}: its pixels of 0 to 255 reach ${first} unscaled, which makes training slow or unstable. Put a rescaling of 1/255 after ${id}.`,
          fixes: spliced ? [{ title: 'Add a rescaling of 1/255', edit: spliced.edit }] : [],
        },
      ];
    }),
};

/** Follows raw pixels down until something normalizes them; the first layer with weights that they reach, if any. */
function firstLayerOnRawPixels({ wiring, nodes, live }: AnalysisContext, input: string): string | null {
  const open = [input];
  const seen = new Set(open);
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    const node = nodes.get(id);
    if (node?.definition?.normalizes) continue;
    if ((node?.parameters ?? 0) > 0) return id;
    for (const { target } of wiring.outgoing.get(id) ?? []) {
      if (!live.has(target) || seen.has(target)) continue;
      seen.add(target);
      open.push(target);
    }
  }
  return null;
}
