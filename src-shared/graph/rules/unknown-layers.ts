import type { Rule } from '../context.ts';
import { removeNodeFix } from '../fixes.ts';
import { isPlaceholder, unknownTypeName } from '../placeholder.ts';

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
        found: unknownTypeName(node.type),
        message: isPlaceholder(node.type)
          ? `${node.id}: this version has no layer for ${unknownTypeName(node.type)}; its settings are kept as they stood in the file. Replace it by layers that do the same.`
          : `${node.id}: this version knows no layer ${node.type}. Replace it by another, or open the project with a newer version.`,
        fixes: removeNodeFix(node.id),
      })),
};
