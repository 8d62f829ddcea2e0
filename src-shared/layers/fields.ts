import { z } from 'zod';
import type { LayerDefinition } from './definition.ts';
import type { Accepts } from './inner-layer.ts';

/** How a parameter is edited, derived from its schema. */
export type FieldControl =
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly step: number }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  /** A fixed number of numbers, each with a name: one per axis, or a lowest and a highest value. */
  | {
      readonly kind: 'tuple';
      readonly parts: readonly string[];
      readonly integer: boolean;
      readonly min: number;
      readonly max: number;
    }
  /** Two whole numbers for each axis: before and after it. */
  | { readonly kind: 'pairs'; readonly parts: readonly string[]; readonly min: number; readonly max: number }
  /** A choice with settings of its own, stored as `{ name, …settings }`. */
  | { readonly kind: 'variant'; readonly options: readonly VariantOption[] }
  /** Several choices, each with settings of its own. */
  | { readonly kind: 'variants'; readonly options: readonly VariantOption[] }
  /** A list of sizes; -1 stands for the one that follows from the others, where `min` is -1; null for all, where `open`. */
  | { readonly kind: 'shape'; readonly min: number; readonly maxLength: number; readonly open?: true }
  /** A list of numbers or of words, as many as one likes. */
  | { readonly kind: 'list'; readonly of: 'number' | 'text'; readonly maxLength: number }
  /** A layer of its own, stored as `{ type, params }`, of those that fit. */
  | { readonly kind: 'layer'; readonly accepts: Accepts }
  /** Several such layers, one after the other. */
  | { readonly kind: 'layers'; readonly accepts: Accepts; readonly min: number; readonly max: number }
  /** One of the dataset's columns. */
  | { readonly kind: 'column'; readonly use: 'input' | 'target' }
  | { readonly kind: 'text' };

export interface VariantOption {
  readonly name: string;
  readonly fields: readonly ParamField[];
}

/** One row of the inspector's form. */
export interface ParamField {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly unit: string | null;
  readonly control: FieldControl;
  readonly default: unknown;
  readonly advanced: boolean;
  /** May be left empty (null); says what is then taken. Null where a value is needed. */
  readonly whenEmpty: string | null;
}

/** The part of a JSON schema, with our `meta`, that forms are made from. */
const property = z.object({
  title: z.string().default(''),
  description: z.string().default(''),
  unit: z.string().nullable().default(null),
  advanced: z.boolean().default(false),
  control: z.enum(['shape', 'column', 'list', 'layer']).optional(),
  accepts: z.enum(['recurrent', 'cell', 'kernel', 'any']).default('any'),
  columnUse: z.enum(['input', 'target']).default('input'),
  whenEmpty: z.string().optional(),
  default: z.unknown().optional(),
  type: z.string().optional(),
  enum: z.array(z.string()).optional(),
  const: z.unknown().optional(),
  minimum: z.number().default(Number.NEGATIVE_INFINITY),
  maximum: z.number().default(Number.POSITIVE_INFINITY),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  parts: z.array(z.string()).optional(),
  properties: z.record(z.string(), z.unknown()).default({}),
  get prefixItems() {
    return z.array(property).optional();
  },
  // Of a list; a tuple says `false` here.
  get items() {
    return property.optional().catch(undefined);
  },
  get anyOf() {
    return z.array(property).optional();
  },
  get oneOf() {
    return z.array(property).optional();
  },
});
type Property = z.infer<typeof property>;

const known = new WeakMap<LayerDefinition['params'], ParamField[]>();

/** The inspector's view of a layer's parameters, in the order of the schema. */
export function paramFields(definition: Pick<LayerDefinition, 'params'>): ParamField[] {
  // A schema never changes, and a table of a thousand runs asks for each.
  const fields = known.get(definition.params) ?? readFields(definition);
  known.set(definition.params, fields);
  return fields;
}

function readFields(definition: Pick<LayerDefinition, 'params'>): ParamField[] {
  const schema = z.toJSONSchema(definition.params, { io: 'output' });
  return fieldsOf(schema.properties ?? {});
}

function fieldsOf(properties: Readonly<Record<string, unknown>>): ParamField[] {
  return Object.entries(properties).map(([key, value]) => {
    const described = property.parse(value);
    const choices = described.anyOf ?? [];
    const nullable = choices.some((choice) => choice.type === 'null');
    const inner = choices.find((choice) => choice.type !== 'null') ?? described;
    return {
      key,
      title: described.title,
      description: described.description,
      unit: described.unit,
      control: controlOf(described, inner),
      default: described.default,
      advanced: described.advanced,
      whenEmpty: nullable ? (described.whenEmpty ?? 'worked out from the dataset') : null,
    };
  });
}

/** Names of the numbers of a tuple that names none itself. */
const usualParts: Readonly<Record<number, readonly string[]>> = {
  1: ['length'],
  2: ['height', 'width'],
  3: ['depth', 'height', 'width'],
};

function listControl(described: Property, value: Property): FieldControl | null {
  const length = value.prefixItems?.length ?? (value.minItems === value.maxItems ? value.minItems : undefined);
  const first = value.prefixItems?.[0] ?? value.items;
  if (length === undefined || !first) return null;
  const inner = first.prefixItems?.[0] ?? first.items;
  const parts = described.parts ?? usualParts[length] ?? [];
  if (first.type === 'array' && inner) return { kind: 'pairs', parts, min: inner.minimum, max: inner.maximum };
  const integer = first.type === 'integer';
  return { kind: 'tuple', parts: integer ? parts : ['from', 'to'], integer, min: first.minimum, max: first.maximum };
}

const optionsOf = (variants: readonly Property[]): VariantOption[] =>
  variants.map(({ properties: { name, ...settings } }) => ({
    name: String(property.parse(name).const),
    fields: fieldsOf(settings),
  }));

function controlOf(described: Property, value: Property): FieldControl {
  if (described.control === 'column') return { kind: 'column', use: described.columnUse };
  if (described.control === 'layer') {
    const { accepts } = described;
    if (value.type !== 'array') return { kind: 'layer', accepts };
    return { kind: 'layers', accepts, min: value.minItems ?? 0, max: value.maxItems ?? 16 };
  }
  if (described.control === 'shape') {
    const size = value.items?.anyOf?.find(({ type }) => type !== 'null') ?? value.items;
    const open = size === value.items ? {} : { open: true as const };
    return { kind: 'shape', min: size?.minimum ?? 1, maxLength: value.maxItems ?? 8, ...open };
  }
  if (described.control === 'list') {
    const of = value.items?.type === 'string' ? 'text' : 'number';
    return { kind: 'list', of, maxLength: value.maxItems ?? 1_000_000 };
  }
  if (value.oneOf) return { kind: 'variant', options: optionsOf(value.oneOf) };
  if (value.items?.oneOf) return { kind: 'variants', options: optionsOf(value.items.oneOf) };
  const list = listControl(described, value);
  if (list) return list;
  if (value.enum) return { kind: 'choice', options: value.enum };
  if (value.type === 'boolean') return { kind: 'boolean' };
  if (value.type === 'integer') return { kind: 'integer', min: value.minimum, max: value.maximum };
  if (value.type === 'number') {
    const step = value.maximum - value.minimum <= 1 ? 0.01 : 0.1;
    return { kind: 'number', min: value.minimum, max: value.maximum, step };
  }
  return { kind: 'text' };
}
