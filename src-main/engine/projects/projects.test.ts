import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { analyzeGraph } from '#shared/graph/analyze.ts';
import { addDataset, type EngineFixture, openEngine } from '../testing/engine-fixture.ts';

let engine: EngineFixture;
beforeEach(async () => {
  engine = await openEngine();
});
afterEach(() => engine.close());

const create = (name: string) => engine.client.projects.create({ name, template: 'cnn', dataset: null });
const code = (expected: string) => expect.objectContaining({ code: expected });

describe('creating', () => {
  test('a template is fitted to the dataset and can be trained as it is', async () => {
    addDataset(engine.context, 'pets', ['cat', 'dog', 'hamster']);
    const project = await engine.client.projects.create({ name: 'Pets', template: 'cnn', dataset: 'pets' });
    expect(project.dataset).toEqual({ id: 'ds_pets', name: 'pets' });
    expect(project.families[0]).toBe('data');
    expect(project.families.at(-1)).toBe('head');
    expect(analyzeGraph(project.graph).problems.filter((problem) => problem.severity === 'error')).toEqual([]);
    expect(project.graph.nodes.findLast((node) => node.type === 'dense')?.params.units).toBe(3);
  });

  test('without a template: an input and an output', async () => {
    const project = await engine.client.projects.create({ name: 'Blank', template: null, dataset: null });
    expect(project.graph.nodes.map((node) => node.type)).toEqual(['input', 'output']);
  });

  test('names are unique without regard to case; unknown templates and datasets are named', async () => {
    await create('Rosen');
    await expect(create('rosen')).rejects.toThrow(code('ALREADY_EXISTS'));
    const { projects } = engine.client;
    await expect(projects.create({ name: 'a', template: 'nope', dataset: null })).rejects.toThrow(/Templates: cnn/);
    await expect(projects.create({ name: 'a', template: null, dataset: 'nope' })).rejects.toThrow(code('NOT_FOUND'));
    expect((await projects.list()).map((project) => project.name)).toEqual(['Rosen']);
  });
});

describe('changing', () => {
  test('rename, duplicate, set data and settings, remove', async () => {
    const { projects } = engine.client;
    addDataset(engine.context, 'pets');
    const project = await create('One');
    await projects.rename({ project: 'One', name: 'ONE' });
    const copy = await projects.duplicate({ project: 'ONE', name: 'Two' });
    expect(copy.graph).toEqual(project.graph);
    await projects.setDataset({ project: 'Two', dataset: 'pets' });
    await projects.setConfig({ project: 'Two', config: { ...copy.config, epochs: 3 } });
    expect(await projects.get({ project: copy.id })).toMatchObject({
      dataset: { name: 'pets' },
      config: { epochs: 3 },
    });
    await projects.remove({ project: 'ONE' });
    expect((await projects.list()).map((each) => each.name)).toEqual(['Two']);
    await expect(projects.get({ project: 'ONE' })).rejects.toThrow(code('NOT_FOUND'));
  });

  test('every window hears of it', async () => {
    const abort = new AbortController();
    const changes = await engine.client.system.changes(undefined, { signal: abort.signal });
    const first = changes.next();
    const project = await create('One');
    expect((await first).value).toEqual({ kind: 'project', id: project.id, project: project.id });
    abort.abort();
  });
});

describe('saving the graph', () => {
  test('each save is a version, and every version can be looked at', async () => {
    const { projects } = engine.client;
    const { graph } = await create('One');
    const shorter = { ...graph, edges: graph.edges.slice(1) };
    expect(await projects.saveGraph({ project: 'One', graph: shorter, base: 1 })).toMatchObject({ graphVersion: 2 });
    expect(await projects.saveGraph({ project: 'One', graph: shorter, base: 2 })).toMatchObject({ graphVersion: 2 });
    expect(await projects.graphAt({ project: 'One', version: 1 })).toEqual({ graph });
    const versions = await projects.versions({ project: 'One' });
    expect(versions.map(({ version, nodes }) => [version, nodes])).toEqual([
      [1, graph.nodes.length],
      [2, graph.nodes.length],
    ]);
  });

  test('of two windows that edit the same version, the second learns of it and nothing is overwritten', async () => {
    const { projects } = engine.client;
    const { graph } = await create('One');
    const mine = { ...graph, edges: [] };
    const save = (base: number, edges: number) =>
      projects.saveGraph({ project: 'One', graph: { ...graph, edges: graph.edges.slice(edges) }, base });
    const results = await Promise.allSettled([
      projects.saveGraph({ project: 'One', graph: mine, base: 1 }),
      save(1, 2),
    ]);
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toMatchObject({ code: 'CONFLICT', details: { current: 2, base: 1 } });
    expect((await projects.get({ project: 'One' })).graphVersion).toBe(2);
  });

  test('a change that is sent again because its answer was lost is no conflict', async () => {
    const { projects } = engine.client;
    const { graph } = await create('One');
    const request = { project: 'One', graph: { ...graph, edges: [] }, base: 1 };
    expect((await projects.saveGraph(request)).graphVersion).toBe(2);
    expect((await projects.saveGraph(request)).graphVersion).toBe(2);
  });

  test('two hundred saves leave a short history', async () => {
    const { graph } = await create('One');
    for (let base = 1; base <= 200; base += 1) {
      const nodes = graph.nodes.map((node) => ({ ...node, position: { x: base, y: 0 } }));
      await engine.client.projects.saveGraph({ project: 'One', graph: { ...graph, nodes }, base });
    }
    const versions = await engine.client.projects.versions({ project: 'One' });
    expect(versions.length).toBeLessThanOrEqual(53);
    expect(versions.at(-1)?.version).toBe(201);
  });
});

describe('files', () => {
  test('a project leaves as a file and comes back the same', async () => {
    const { projects, graphs } = engine.client;
    const project = await create('Rosen');
    const path = join(engine.folder, 'rosen.strata');
    expect(await projects.exportFile({ project: 'Rosen', path })).toEqual({ file: path });
    const back = await projects.importFile({ path });
    expect(back).toMatchObject({ name: 'Rosen 2', graph: project.graph, config: project.config });
    await expect(projects.importFile({ path, name: 'rosen' })).rejects.toThrow(code('ALREADY_EXISTS'));
    const report = await graphs.check({ path });
    expect(report.ok).toBe(true);
    expect(report.parameters).toBeGreaterThan(1000);
    expect(report.layers[0]).toMatchObject({
      type: 'input',
      outputShape: [null, 64, 64, 3],
      axes: ['batch', 'height', 'width', 'channels'],
      parameters: 0,
      activationBytes: 4 * 64 * 64 * 3,
      sees: [1, 1],
    });
    const sum = (of: (layer: (typeof report.layers)[number]) => number | null) =>
      report.layers.reduce((total, layer) => total + (of(layer) ?? 0), 0);
    expect(report.totals).toEqual({
      parameters: report.parameters,
      trainable: report.parameters,
      nonTrainable: 0,
      flops: sum(({ flops }) => flops),
      activationBytes: sum(({ activationBytes }) => activationBytes),
    });
  });

  test('a broken graph is reported, a broken file is refused', async () => {
    const { projects, graphs } = engine.client;
    const path = join(engine.folder, 'x.strata');
    const { graph } = await create('One');
    await projects.saveGraph({ project: 'One', graph: { ...graph, edges: graph.edges.slice(1) }, base: 1 });
    await projects.exportFile({ project: 'One', path });
    const report = await graphs.check({ path });
    expect(report).toMatchObject({ ok: false, parameters: null, totals: null });
    expect(report.problems.length).toBeGreaterThan(0);

    for (const text of ['', '{', '[]', '{"format":"strata-project","version":1,"name":"x","graph":{"nodes":3}}']) {
      writeFileSync(path, text);
      await expect(projects.importFile({ path })).rejects.toThrow(code('FILE_FORMAT'));
    }
    writeFileSync(path, '{"format":"strata-project","version":99}');
    await expect(projects.importFile({ path })).rejects.toThrow(code('NEWER_VERSION'));
    writeFileSync(path, Buffer.alloc(17 * 2 ** 20, ' '));
    await expect(projects.importFile({ path })).rejects.toThrow(/at most/);
    await expect(projects.importFile({ path: join(engine.folder, 'none.strata') })).rejects.toThrow(code('NOT_FOUND'));
    await expect(projects.importFile({ path: engine.folder })).rejects.toThrow(code('BAD_INPUT'));
  });

  test('a file that can’t be written leaves nothing behind', async () => {
    await create('One');
    const target = join(engine.folder, 'taken.strata');
    mkdirSync(target);
    await expect(engine.client.projects.exportFile({ project: 'One', path: target })).rejects.toThrow(
      code('BAD_INPUT'),
    );
    const missing = join(engine.folder, 'no', 'x.strata');
    await expect(engine.client.projects.exportFile({ project: 'One', path: missing })).rejects.toThrow(
      code('NOT_FOUND'),
    );
    expect(readdirSync(engine.folder).filter((name) => name.includes('.part'))).toEqual([]);
    expect(existsSync(missing)).toBe(false);
  });
});
