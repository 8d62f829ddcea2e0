import type { AnalysisContext, Rule } from '../context.ts';
import { unknownTypeName } from '../placeholder.ts';
import type { Problem } from '../problems.ts';
import type { GraphNode } from '../types.ts';

/** A layer that uses another's weights must find them, and find that they fit. */
export const aboutSharing: Rule = {
  find: (context) =>
    [...context.wiring.nodes.values()].flatMap((node) => {
      if (node.shares === undefined) return [];
      const finding = sharingProblem(context, node, node.shares);
      if (!finding) return [];
      const fixes = [
        {
          title: `Give ${node.id} weights of its own`,
          edit: { kind: 'set-options', id: node.id, options: { shares: undefined } },
        },
      ] as const;
      return [{ ...finding, severity: 'error' as const, node: node.id, fixes }];
    }),
};

type Finding = Pick<Problem, 'code' | 'expected' | 'found' | 'message'>;

function sharingProblem(context: AnalysisContext, node: GraphNode, name: string): Finding | null {
  const owner = context.wiring.nodes.get(name);
  const says = (code: string, expected: string, found: string, what: string): Finding => ({
    code,
    expected,
    found,
    message: `${node.id}: uses the weights of ${name}, ${what}. Give it weights of its own, or choose another layer.`,
  });
  if (!owner) return says('shared-layer-missing', `a layer ${name}`, 'none', 'which is not there');
  if (owner === node || owner.shares !== undefined) {
    return says('shared-chain', 'a layer with weights of its own', `${name}`, 'which has none of its own');
  }
  if (owner.type !== node.type)
    return says(
      'shared-type',
      unknownTypeName(node.type),
      unknownTypeName(owner.type),
      `which is a ${unknownTypeName(owner.type)}`,
    );
  const [own, used] = [context.nodes.get(name), context.nodes.get(node.id)];
  if (own?.definition?.role) return says('shared-type', 'a layer with weights', owner.type, 'which has no weights');
  const needed = used?.output
    ? used.definition?.weights(
        used.inputs.flatMap((input) => input ?? []),
        used.params ?? {},
      )
    : null;
  if (!needed || !own?.weights) return null;
  const shapes = (weights: typeof needed) =>
    weights.map(({ name: weight, shape }) => `${weight} ${shape.join('×')}`).join(', ');
  const [expected, found] = [shapes(own.weights), shapes(needed)];
  if (expected === found) return null;
  return says('shared-weights-differ', expected, found, `which don't fit its input (${found} instead of ${expected})`);
}
