import { z } from 'zod';
import type { LayerDefinition } from './definition.ts';

/** How a parameter is edited, derived from its schema. */
export type FieldControl =
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly step: number }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  /** Two numbers, height first, or a lowest and a highest value. */
  | { readonly kind: 'pair'; readonly integer: boolean; readonly min: number; readonly max: number }
  /** A list of sizes; -1 stands for the one that follows from the others, where `min` is -1. */
  | { readonly kind: 'shape'; readonly min: number; readonly maxLength: number }
  /** One of the dataset's columns. */
  | { readonly kind: 'column'; readonly use: 'input' | 'target' }
  | { readonly kind: 'text' };

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
  control: z.enum(['shape', 'column']).optional(),
  columnUse: z.enum(['input', 'target']).default('input'),
  whenEmpty: z.string().optional(),
  default: z.unknown().optional(),
  type: z.string().optional(),
  enum: z.array(z.string()).optional(),
  minimum: z.number().default(Number.NEGATIVE_INFINITY),
  maximum: z.number().default(Number.POSITIVE_INFINITY),
  maxItems: z.number().default(8),
  get prefixItems() {
    return z.array(property).optional();
  },
  // Of a list; a pair says `false` here.
  items: z
    .object({ minimum: z.number().default(1) })
    .optional()
    .catch(undefined),
  get anyOf() {
    return z.array(property).optional();
  },
});
type Property = z.infer<typeof property>;

/** The inspector's view of a layer's parameters, in the order of the schema. */
export function paramFields(definition: Pick<LayerDefinition, 'params'>): ParamField[] {
  const schema = z.toJSONSchema(definition.params, { io: 'output' });
  return Object.entries(schema.properties ?? {}).map(([key, value]) => {
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

function controlOf(described: Property, value: Property): FieldControl {
  if (described.control === 'column') return { kind: 'column', use: described.columnUse };
  if (described.control === 'shape') {
    return { kind: 'shape', min: value.items?.minimum ?? 1, maxLength: value.maxItems };
  }
  const first = value.prefixItems?.[0];
  if (first) {
    return { kind: 'pair', integer: first.type === 'integer', min: first.minimum, max: first.maximum };
  }
  if (value.enum) return { kind: 'choice', options: value.enum };
  if (value.type === 'boolean') return { kind: 'boolean' };
  if (value.type === 'integer') return { kind: 'integer', min: value.minimum, max: value.maximum };
  if (value.type === 'number') {
    const step = value.maximum - value.minimum <= 1 ? 0.01 : 0.1;
    return { kind: 'number', min: value.minimum, max: value.maximum, step };
  }
  return { kind: 'text' };
}
