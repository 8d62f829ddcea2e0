import type { z } from 'zod';

/** What a field of this name should hold to be more than well-formed: the id of something that is there. */
export type Hints = (key: string, schema: z.core.$ZodType) => unknown;

/** Takes the place of bytes in an input, which is JSON until it is sent. */
export const BYTES = { hostile: 'bytes' } as const;

/** Inputs that a schema accepts, one for each variant of its unions. */
export function validInputs(schema: z.core.$ZodType, hints: Hints, key = ''): unknown[] {
  const hinted = hints(key, schema);
  if (hinted !== undefined) return [hinted];
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object': {
      const fields = Object.entries(def.shape).map(([name, field]) => [name, validInputs(field, hints, name)] as const);
      const variants = Math.max(1, ...fields.map(([, values]) => values.length));
      return Array.from({ length: variants }, (_, i) =>
        Object.fromEntries(fields.map(([name, values]) => [name, values[i % values.length]])),
      );
    }
    case 'array':
      return validInputs(def.element, hints, key).map((value) => [value]);
    case 'union':
      return def.options.flatMap((option) => validInputs(option, hints, key));
    case 'nullable':
      return [...validInputs(def.innerType, hints, key), null];
    case 'optional':
    case 'default':
    case 'prefault':
      return validInputs(def.innerType, hints, key);
    case 'pipe':
      return validInputs(def.in, hints, key);
    case 'string':
      return ['x'];
    case 'number':
      return [number(schema)];
    case 'boolean':
      return [true];
    case 'enum':
      return [Object.values(def.entries)[0]];
    case 'literal':
      return [def.values[0]];
    case 'record':
    case 'lazy':
    case 'unknown':
    case 'any':
      return [{}];
    case 'custom':
      return [BYTES];
    default:
      throw new Error(`${key}: no valid value is known for a schema of type ${def.type}; add it here`);
  }
}

function number(schema: z.core.$ZodType): number {
  const { minValue, maxValue } = schema as z.ZodNumber;
  return Math.min(Math.max(minValue ?? 1, 1), maxValue ?? 1e6);
}
