import type { z } from 'zod';
import type { LayerDefinition, LayerProblem } from './definition.ts';

export interface ParsedParams<Params> {
  /** Complete: what was missing or wrong has its default. */
  readonly params: Params;
  readonly problems: readonly LayerProblem[];
}

interface Remembered {
  readonly params: z.ZodObject;
  readonly parsed: ParsedParams<unknown>;
}

/** An edit makes new parameters for the nodes it touches, so those of all others are read once in their life. */
const remembered = new WeakMap<object, Remembered>();

/** Reads a node's stored parameters. What is wrong becomes a problem of that parameter, and its default stands in. */
export function parseParams<Params extends z.ZodObject>(
  definition: LayerDefinition<Params>,
  raw: Readonly<Record<string, unknown>>,
): ParsedParams<z.infer<Params>> {
  const last = remembered.get(raw);
  if (last?.params === definition.params) return last.parsed as ParsedParams<z.infer<Params>>;
  const parsed = read(definition, raw);
  remembered.set(raw, { params: definition.params, parsed });
  return parsed;
}

function read<Params extends z.ZodObject>(
  definition: LayerDefinition<Params>,
  raw: Readonly<Record<string, unknown>>,
): ParsedParams<z.infer<Params>> {
  const direct = definition.params.safeParse(raw);
  const unknown = unknownParams(definition, raw);
  if (direct.success) return { params: direct.data, problems: unknown };

  const problems: LayerProblem[] = [];
  const kept: Record<string, unknown> = { ...raw };
  for (const issue of direct.error.issues) {
    const key = issue.path[0];
    if (typeof key !== 'string' || problems.some((problem) => problem.param === key)) continue;
    const found = JSON.stringify(raw[key]) ?? 'nothing';
    const expected = expectedBy(issue);
    problems.push({
      code: 'bad-parameter',
      severity: 'error',
      param: key,
      expected,
      found,
      message: `parameter ${key} can't be ${found}; expected ${expected}.`,
      remedies: [{ kind: 'set-params', title: `Set ${key} back to its default`, params: defaultOf(definition, key) }],
    });
    delete kept[key];
  }
  return { params: definition.params.parse(kept), problems: [...problems, ...unknown] };
}

/** What a schema asks for, in a person's words. */
function expectedBy(issue: z.core.$ZodIssue): string {
  const values = issue.path.length > 1 || issue.code === 'invalid_type' ? '' : 'a value of ';
  if (issue.code === 'too_small')
    return issue.origin === 'array' ? `at least ${issue.minimum} values` : `${values}at least ${issue.minimum}`;
  if (issue.code === 'too_big')
    return issue.origin === 'array' ? `at most ${issue.maximum} values` : `${values}at most ${issue.maximum}`;
  if (issue.code === 'invalid_value') return `one of ${issue.values.join(', ')}`;
  if (issue.code === 'invalid_type') return typeWords[issue.expected] ?? issue.expected;
  return issue.message;
}

const typeWords: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'two numbers',
};

function defaultOf(definition: LayerDefinition, key: string): Record<string, z.core.util.JSONType> {
  const defaults: Record<string, unknown> = definition.params.parse({});
  return { [key]: defaults[key] as z.core.util.JSONType };
}

function unknownParams(definition: LayerDefinition, raw: Readonly<Record<string, unknown>>): LayerProblem[] {
  const known = Object.keys(definition.params.shape);
  return Object.keys(raw)
    .filter((key) => !known.includes(key))
    .map((key) => ({
      code: 'unknown-parameter',
      severity: 'warning' as const,
      param: key,
      expected: known.join(', ') || 'no parameters',
      found: key,
      message: `has no parameter ${key}, so it has no effect; it knows ${known.join(', ') || 'none'}.`,
    }));
}
