import type { LayerDefinition } from '../layers/definition.ts';
import { allLayers, getLayer } from '../layers/index.ts';
import { parseParams } from '../layers/parse-params.ts';
import type { SymbolicTensor } from '../shapes/symbolic.ts';

/** A layer type that could come next. */
export interface Suggestion {
  readonly definition: LayerDefinition;
  /** What it would give, by its default parameters; null where it does not fit or nothing is known yet. */
  readonly output: SymbolicTensor | null;
  /** Why it does not fit; null where it does. */
  readonly reason: string | null;
}

/**
 * All layer types that may follow a layer of `after` with this output: what fits first, within that what usually follows
 * first, then in palette order. Types that don't fit stay in the list and say why.
 */
export function suggestNext(after: string | null, shape: SymbolicTensor | null): Suggestion[] {
  const usual = (after === null ? undefined : getLayer(after)?.next) ?? [];
  const rank = ({ definition }: Suggestion) => {
    const place = usual.indexOf(definition.type);
    return place === -1 ? usual.length : place;
  };
  return allLayers
    .filter((definition) => definition.role !== 'input')
    .map((definition) => suggestionFor(definition, shape))
    .toSorted((a, b) => Number(a.reason !== null) - Number(b.reason !== null) || rank(a) - rank(b));
}

/** Types that may feed a layer of this type, those first after which it usually comes; whether they fit shows once they are fed. */
export function suggestBefore(target: string): Suggestion[] {
  const leadsTo = ({ definition }: Suggestion) => Number(definition.next?.includes(target) ?? false);
  return allLayers
    .filter((definition) => definition.role !== 'output')
    .map((definition) => ({ definition, output: null, reason: null }))
    .toSorted((a, b) => leadsTo(b) - leadsTo(a));
}

/** Whether a layer with default parameters takes this shape. */
export function suggestionFor(definition: LayerDefinition, shape: SymbolicTensor | null): Suggestion {
  if (definition.arity === 'none')
    return { definition, output: null, reason: 'data enters here: nothing leads into it' };
  if (!shape) return { definition, output: null, reason: null };
  // A layer that joins several gets the same shape twice: whether the others fit is not known yet.
  const needed = definition.ports?.filter((port) => !port.optional).length ?? 1;
  const inputs = Array.from({ length: definition.arity === 'many' ? 2 : needed }, () => shape);
  const { output, problems } = definition.inferShape(inputs, parseParams(definition, {}).params);
  const error = problems.find((problem) => problem.severity === 'error');
  if (!error) return { definition, output, reason: null };
  return { definition, output: null, reason: error.message.replaceAll(/\{input\d+\}/g, 'here') };
}
