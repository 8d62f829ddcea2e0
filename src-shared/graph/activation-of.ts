import type { AnalysisContext } from './context.ts';

/** What a layer ends in: its activation by name, or null where it has none. */
export function activationOf({ nodes }: AnalysisContext, id: string): string | null {
  const activation = nodes.get(id)?.params?.activation;
  return typeof activation === 'string' ? activation : null;
}
