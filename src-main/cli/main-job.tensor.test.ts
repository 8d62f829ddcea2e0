import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const pictures = path.join(root, 'resources/samples/fluent-emoji');
const folder = mkdtempSync(path.join(tmpdir(), 'strata-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 500 }));

type Line = Record<string, unknown>;

/** Every line that the command printed; it fails the test where the command did. */
async function strata(...args: string[]): Promise<Line[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [path.join(root, 'src-main/cli/entry.ts'), ...args, '--home', path.join(folder, 'home'), '--json'],
    { cwd: root },
  );
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

const last = async (...args: string[]): Promise<Line> => (await strata(...args)).at(-1) ?? {};

/** The main job from the command line, with nothing but its documented fields. */
describe('import, train, evaluate, predict and export', () => {
  let run = '';

  it('imports a folder of classes', async () => {
    const imported = await last('dataset', 'import', pictures, '--name', 'emoji', '--split', '70/15/15', '--seed', '7');
    expect(imported).toMatchObject({ kind: 'images', samples: 360, splits: { train: 252, validation: 54, test: 54 } });
    expect(imported.columns).toEqual([
      { name: 'image', type: 'image' },
      { name: 'label', type: 'category', classes: ['animal', 'face', 'food_drink'] },
    ]);
    const { problems } = await last('dataset', 'check', 'emoji');
    expect(problems).toContainEqual(expect.objectContaining({ code: 'duplicate-across-classes', count: 1 }));
  });

  it('trains the starter CNN to a validation accuracy of 0.70 and more', { timeout: 600_000 }, async () => {
    await last('project', 'new', 'sorter', '--template', 'cnn', '--dataset', 'emoji');
    const lines = await strata('train', 'sorter', '--seed', '7');
    expect(lines[0]).toMatchObject({ event: 'started' });
    expect(lines.filter((line) => line.event === 'epoch')).toHaveLength(30);
    const completed = lines.at(-1) ?? {};
    expect(completed).toMatchObject({ event: 'completed', engine: 'graph' });
    expect((completed.metrics as Record<string, number>).val_accuracy).toBeGreaterThanOrEqual(0.7);
    run = String(completed.run);
  });

  it('evaluates the test split', async () => {
    const evaluation = await last('evaluate', run, '--split', 'test');
    const { labels, matrix } = evaluation.confusion as { labels: string[]; matrix: number[][] };
    expect(labels).toEqual(['animal', 'face', 'food_drink']);
    expect(matrix.flat().reduce((sum, count) => sum + count, 0)).toBe(54);
  });

  it('predicts a picture file', async () => {
    const face = path.join(pictures, 'face', readdirSync(path.join(pictures, 'face'))[0] ?? '');
    const predicted = await last('predict', run, face);
    const [scores] = Object.values(predicted.outputs as Record<string, Record<string, number>>);
    expect(Object.keys(scores ?? {})).toEqual(['animal', 'face', 'food_drink']);
    expect(Object.values(scores ?? {}).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
  });

  it('exports files that another process computes the same with', async () => {
    const out = path.join(folder, 'exported');
    const { files, certificate } = await last('export', run, '--format', 'tfjs', '--out', out);
    for (const file of files as string[]) expect(existsSync(file)).toBe(true);
    expect(certificate).toMatchObject({ verified: true, samples: 54, agreement: 1 });
    expect((certificate as { maxAbsDifference: number }).maxAbsDifference).toBeLessThan(1e-4);
  });

  it('fails with one line of JSON and exit code 1', async () => {
    await expect(strata('evaluate', 'no-such-run')).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^\{"error":\{"code":"NOT_FOUND"/),
    });
  });
});

it('doctor --gpu says on what it computes, and that training there is right', { timeout: 120_000 }, async () => {
  const { selfTest } = await last('doctor', '--gpu');
  expect(selfTest).toMatchObject({ device: 'cpu', models: [{ agrees: true }, { agrees: true }] });
});
