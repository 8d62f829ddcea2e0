import { basename } from 'node:path/posix';
import { expect, it } from 'vitest';
import { blocks } from '#shared/blocks/index.ts';
import { layers } from '#shared/layers/index.ts';
import { templates } from '#shared/templates/index.ts';
import { losses } from '#shared/training/losses/index.ts';
import { optimizers } from '#shared/training/optimizers/index.ts';
import { schedules } from '#shared/training/schedules/index.ts';
import { codeFiles, isTest } from './sources.ts';

/** The names of the files in a folder that define an entry, as opposed to helpers beside them. */
function entriesIn(folder: RegExp, definition: RegExp): string[] {
  return codeFiles
    .filter((source) => folder.test(source.path) && !isTest(source.path) && definition.test(source.text))
    .map((source) => basename(source.path, '.ts'))
    .sort();
}

it('registers every layer file in the catalogue, under the name of its file', () => {
  expect(entriesIn(/^src-shared\/layers\/[^/]+\/[^/]+\.ts$/, /export const \w+ = defineLayer/)).toEqual(
    Object.keys(layers).sort(),
  );
});

it('registers every block file, under the name of its file', () => {
  expect(entriesIn(/^src-shared\/blocks\/[^/]+\.ts$/, /export const \w+ = defineBlock\(/)).toEqual(
    Object.keys(blocks).sort(),
  );
});

it('registers every loss file, under the name of its file', () => {
  expect(entriesIn(/^src-shared\/training\/losses\/[^/]+\.ts$/, /(satisfies|\w:) LossDefinition(;| = \{)/)).toEqual(
    Object.keys(losses).sort(),
  );
});

it('registers every optimizer and schedule file, under the name of its file', () => {
  expect(entriesIn(/^src-shared\/training\/optimizers\/[^/]+\.ts$/, /export const \w+ = defineOptimizer/)).toEqual(
    Object.keys(optimizers).sort(),
  );
  expect(entriesIn(/^src-shared\/training\/schedules\/[^/]+\.ts$/, /export const \w+ = defineSchedule/)).toEqual(
    Object.keys(schedules).sort(),
  );
});

it('registers every template file, under the name of its file', () => {
  expect(entriesIn(/^src-shared\/templates\/[^/]+\.ts$/, /(satisfies|\w:) Template(;| = \{)/)).toEqual(
    Object.keys(templates).sort(),
  );
});
