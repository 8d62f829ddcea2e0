import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordAttack } from '../../tools/vitest/attacks.ts';
import { runConfig } from '../training/run.ts';
import { AppError } from '../util/app-error.ts';
import { analyzeGraph } from './analyze.ts';
import { readStrataFile, writeStrataFile } from './file.ts';
import { parseTextGraph } from './text-graph.ts';

const file = writeStrataFile({
  name: 'One',
  graph: parseTextGraph('input[28,28,1] > conv2d(8, 3) > flatten > dense(3) > output'),
  config: runConfig.parse({}),
});
const bytes = new TextEncoder().encode(file);

/** Refused in words of ours, or read and analysed: nothing else may happen. */
function open(text: string): 'refused' | 'read' {
  try {
    analyzeGraph(readStrataFile(text, 'a.strata').graph);
    return 'read';
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'INTERNAL') throw error;
    return 'refused';
  }
}

const tally = () => {
  const counts = { refused: 0, read: 0 };
  return { counts, try: (text: string) => void counts[open(text)]++ };
};

test('a .strata file with any bytes changed is read or refused', ({ task }) => {
  const { counts, try: attempt } = tally();
  const change = fc.record({ at: fc.nat(bytes.length - 1), value: fc.nat(255), cut: fc.boolean() });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
      let changed = Uint8Array.from(bytes);
      for (const { at, value, cut } of changes) {
        if (cut && value < 16) changed = changed.slice(0, at);
        else if (at < changed.length) changed[at] = value;
      }
      attempt(new TextDecoder().decode(changed));
    }),
    { numRuns: 500 },
  );
  expect(counts.refused).toBeGreaterThan(100);
  recordAttack(
    { task },
    'damaged and hostile .strata files',
    counts.refused + counts.read,
    counts.refused,
    counts.read,
  );
});

test('a .strata file with any value in the place of another is read or refused', ({ task }) => {
  const { counts, try: attempt } = tally();
  const places: (readonly string[])[] = [];
  const walk = (value: unknown, at: readonly string[]): void => {
    places.push(at);
    if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value)) walk(child, [...at, key]);
    }
  };
  walk(JSON.parse(file), []);
  const deep = JSON.parse(`${'['.repeat(2000)}${']'.repeat(2000)}`) as unknown;
  const strange = [
    null,
    true,
    -1,
    0.5,
    1e308,
    2 ** 53,
    '',
    '__proto__',
    'constructor',
    '../../etc/passwd',
    [],
    {},
    deep,
  ];
  for (const [first = '', ...rest] of places.filter((place) => place.length > 0)) {
    for (const value of strange) {
      const changed = JSON.parse(file) as Record<string, unknown>;
      const last = rest.at(-1);
      if (last === undefined) changed[first] = value;
      else {
        const parent = [first, ...rest.slice(0, -1)].reduce<unknown>(
          (at, key) => (at as Record<string, unknown>)[key],
          changed,
        );
        (parent as Record<string, unknown>)[last] = value;
      }
      attempt(JSON.stringify(changed));
    }
  }
  expect(counts.refused).toBeGreaterThan(100);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  recordAttack(
    { task },
    'damaged and hostile .strata files',
    counts.refused + counts.read,
    counts.refused,
    counts.read,
  );
});
