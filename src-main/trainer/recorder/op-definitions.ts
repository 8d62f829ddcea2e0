import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One argument of an operation: the attributes that carry its type, its number (of equal ones) or its list of types. */
export interface OpArgument {
  readonly name: string;
  readonly type?: string;
  readonly number?: string;
  readonly types?: string;
}

export interface OpDefinition {
  readonly inputs: readonly OpArgument[];
  readonly outputs: readonly OpArgument[];
  /** Attributes without a default. */
  readonly required: readonly string[];
}

let definitions: Readonly<Record<string, OpDefinition>> | null = null;

/** TensorFlow's own definition of an operation; what is there was written by `tools/op-definitions`. */
export function opDefinition(name: string): OpDefinition | null {
  definitions ??= JSON.parse(readFileSync(join(import.meta.dirname, 'op-definitions.json'), 'utf8')) as Readonly<
    Record<string, OpDefinition>
  >;
  return Object.hasOwn(definitions, name) ? (definitions[name] ?? null) : null;
}
