import type { AnyContractRouter } from '@orpc/contract';
import { z } from 'zod';

export interface ContractRequest {
  /** As `datasets.get`. */
  readonly name: string;
  /** Null where nothing is asked. */
  readonly input: z.core.$ZodType | null;
}

/** Every request of a contract: a new one is in the list as soon as it is in the contract. */
export function requestsOf(contract: AnyContractRouter, prefix = ''): ContractRequest[] {
  return Object.entries(contract).flatMap(([key, entry]) => {
    const name = prefix + key;
    const definition = (entry as { '~orpc'?: { inputSchema?: unknown } })['~orpc'];
    if (!definition) return requestsOf(entry as AnyContractRouter, `${name}.`);
    const input = definition.inputSchema;
    return [{ name, input: input instanceof z.core.$ZodType ? input : null }];
  });
}

export interface Field {
  /** As `source.path` or `paths[]`. */
  readonly path: string;
  readonly key: string;
  readonly schema: z.core.$ZodType;
}

/** Every field that an input can have, whichever of its variants it takes; the innermost schema of each. */
export function fieldsOf(schema: z.core.$ZodType, path = '', key = ''): Field[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      return Object.entries(def.shape).flatMap(([name, field]) =>
        fieldsOf(field, path === '' ? name : `${path}.${name}`, name),
      );
    case 'array':
      return fieldsOf(def.element, `${path}[]`, key);
    case 'union':
      return def.options.flatMap((option) => fieldsOf(option, path, key));
    case 'nullable':
    case 'optional':
    case 'default':
    case 'prefault':
      return fieldsOf(def.innerType, path, key);
    default:
      return [{ path, key, schema }];
  }
}
