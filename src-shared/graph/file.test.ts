import { describe, expect, it } from 'vitest';
import { runConfig } from '../training/run.ts';
import { AppError } from '../util/app-error.ts';
import { MAX_STRATA_BYTES, readStrataFile, writeStrataFile } from './file.ts';
import { parseTextGraph } from './text-graph.ts';

const project = {
  name: 'Emoji',
  graph: parseTextGraph('input[64,64,3] > flatten > dense(3) > output'),
  config: runConfig.parse({ epochs: 5 }),
};

function failure(text: string): AppError {
  try {
    readStrataFile(text, 'my.strata');
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error('was read');
}

describe('a .strata file', () => {
  it('comes back as it was written', () => {
    const text = writeStrataFile(project);
    expect(JSON.parse(text)).toMatchObject({ format: 'strata-project', version: 1, name: 'Emoji' });
    expect(readStrataFile(text)).toEqual(project);
    expect(readStrataFile(`\uFEFF${text}`)).toEqual(project);
  });

  it('keeps layers that this version does not know', () => {
    const graph = parseTextGraph('input[8] > hologram(depth=3) > output');
    expect(readStrataFile(writeStrataFile({ ...project, graph })).graph).toEqual(graph);
  });

  it('may leave the configuration out', () => {
    const { config, ...rest } = JSON.parse(writeStrataFile(project));
    expect(config.epochs).toBe(5);
    expect(readStrataFile(JSON.stringify(rest)).config).toEqual(runConfig.parse({}));
  });

  it('of a newer version is refused politely', () => {
    const error = failure(JSON.stringify({ format: 'strata-project', version: 2, shape: 'unheard of' }));
    expect(error).toMatchObject({ code: 'NEWER_VERSION', details: { found: 2, expected: 1 } });
    expect(error.message).toMatch(/^my\.strata: .*Update Strata/);
  });

  it.each([
    ['not JSON', '{"format":', /not JSON/],
    ['another kind of JSON', '{"modelTopology": {}}', /not a Strata project/],
    ['a list', '[]', /not a Strata project/],
    ['a damaged graph', writeStrataFile(project).replace('"dense_1"', '"-"'), /graph\.nodes\.2\.id/],
  ])('that is %s is refused with a reason', (_, text, reason) => {
    const error = failure(text);
    expect(error.code).toBe('FILE_FORMAT');
    expect(error.message).toMatch(reason);
  });

  it('is not even parsed when it is too large', () => {
    expect(failure(' '.repeat(MAX_STRATA_BYTES + 1))).toMatchObject({ code: 'FILE_FORMAT' });
  });
});
