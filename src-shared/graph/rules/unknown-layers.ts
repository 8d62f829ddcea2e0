import type { Rule } from '../context.ts';
import { removeNodeFix } from '../fixes.ts';

/** A newer version's layer, or a typo in a file: kept as a placeholder, never dropped. */
export const aboutUnknownLayers: Rule = {
  find: ({ wiring, nodes }) =>
    [...wiring.nodes.values()]
      .filter((node) => !nodes.get(node.id)?.definition)
      .map((node) => ({
        code: 'unknown-layer',
        severity: 'error',
        node: node.id,
        expected: 'a layer of the catalogue',
        found: node.type,
        message: `${node.id}: this version knows no layer ${node.type}. Replace it by another, or open the project with a newer version.`,
        fixes: removeNodeFix(node.id),
      })),
};
