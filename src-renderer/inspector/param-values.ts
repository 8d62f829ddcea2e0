import type { GraphNode } from '#shared/graph/types.ts';
import type { LayerDefinition } from '#shared/layers/definition.ts';
import { type ParamField, paramFields } from '#shared/layers/fields.ts';
import { parseParams } from '#shared/layers/parse-params.ts';

type Params = GraphNode['params'];
type Json = Params[string];

const fields = new Map<string, readonly ParamField[]>();

/** The form of a layer type; worked out once. */
export function fieldsOf(definition: LayerDefinition): readonly ParamField[] {
  const known = fields.get(definition.type);
  if (known) return known;
  const made = paramFields(definition);
  fields.set(definition.type, made);
  return made;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

export interface FieldValue {
  readonly field: ParamField;
  readonly value: unknown;
  /** Differs from what the catalogue starts with. */
  readonly changed: boolean;
}

/** Every parameter of a node with its value; what is missing or wrong shows its default. */
export function valuesOf(definition: LayerDefinition, node: GraphNode): FieldValue[] {
  const params: Readonly<Record<string, unknown>> = parseParams(definition, node.params).params;
  return fieldsOf(definition).map((field) => {
    const value = params[field.key];
    return { field, value, changed: !same(value, field.default) };
  });
}

/** The node's parameters with one set; a default is left out, so that only decisions are stored. */
export function withParam(node: GraphNode, field: ParamField, value: Json): Params {
  if (same(value, field.default)) return withoutParam(node, field);
  return { ...node.params, [field.key]: value };
}

export function withoutParam(node: GraphNode, field: ParamField): Params {
  const { [field.key]: _removed, ...rest } = node.params;
  return rest;
}

/** `[28, 28, 1]` as it is typed: `28, 28, 1`; null is `all`. */
export const formatSizes = (sizes: readonly (number | null)[]): string => sizes.map((size) => size ?? 'all').join(', ');

interface SizeLimits {
  readonly min: number;
  readonly maxLength: number;
  /** `all` may stand in the place of a size. */
  readonly open?: true;
}

/**
 * What was typed as whole numbers: apart by commas, spaces or ×; null where it is something else. Where -1 may stand for
 * the size that follows from the others, 0 is no size.
 */
export function parseSizes(text: string, { min, maxLength, open }: SizeLimits): (number | null)[] | null {
  const parts = text.split(/[\s,×x]+/).filter(Boolean);
  if (parts.length === 0 || parts.length > maxLength) return null;
  const sizes = parts.map((part) => (open && part.toLowerCase() === 'all' ? null : Number(part)));
  const fine = (size: number | null) =>
    size === null || (Number.isInteger(size) && size >= min && (size !== 0 || min !== -1));
  return sizes.every(fine) ? sizes : null;
}

/** `[0.5, 1]` or `['the', 'fox']` as it is typed, apart by commas. */
export const formatList = (items: readonly (number | string)[]): string => items.join(', ');

/** What was typed as a list of numbers or words; null where it is something else. */
export function parseList(text: string, of: 'number' | 'text', maxLength: number): (number | string)[] | null {
  const parts = text
    .split(of === 'number' ? /[\s,]+/ : ',')
    .map((part) => part.trim())
    .filter(Boolean);
  if (parts.length === 0 || parts.length > maxLength) return null;
  if (of === 'text') return parts;
  const numbers = parts.map(Number);
  return numbers.every(Number.isFinite) ? numbers : null;
}

/** A layer in a layer has a form of its own, which needs the whole width: its title stands above it. */
export const isWide = ({ control }: ParamField): boolean => control.kind === 'layer' || control.kind === 'layers';
