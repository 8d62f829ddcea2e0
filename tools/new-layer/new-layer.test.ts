import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { projectRoot } from '../setup/paths.mjs';
import { newLayer } from './new-layer.mjs';

let root = '';
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const edited = [
  'src-shared/layers/index.ts',
  'src-main/trainer/layers/index.ts',
  'tools/golden/layers.py',
  'tools/golden/layer_values.py',
];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'new-layer-'));
  for (const path of edited) cpSync(join(projectRoot, path), join(root, path));
});
afterEach(() => rmSync(root, { recursive: true }));

it('makes files, registers the layer on both sides and asks Keras for it', () => {
  const steps = newLayer(root, { type: 'lazy_pooling4d', group: 'pooling' });
  expect(steps.length).toBeGreaterThan(3);
  expect(read('src-shared/layers/pooling/lazy_pooling4d.ts')).toContain('export const lazyPooling4d = defineLayer({');
  expect(read('src-shared/layers/pooling/lazy_pooling4d.test.ts')).toContain('checkLayer(lazyPooling4d, golden)');
  expect(read('src-main/trainer/layers/lazy_pooling4d.ts')).toContain("new CatalogueLayer('lazy_pooling4d'");
  expect(read('src-shared/layers/index.ts')).toMatch(/lazy_pooling4d: lazyPooling4d,\n {2}output,/);
  expect(read('src-main/trainer/layers/index.ts')).toMatch(/lazy_pooling4d: lazyPooling4d,\n {2}output,/);
  for (const script of edited.slice(2)) expect(read(script)).toContain('"lazy_pooling4d": ("LazyPooling4D", ');
});

it('leaves a layer alone that is there, and says what a name should look like', () => {
  newLayer(root, { type: 'lazy', group: 'core' });
  expect(() => newLayer(root, { type: 'lazy', group: 'core' })).toThrow(/exists already/);
  expect(() => newLayer(root, { type: 'Lazy-4', group: 'core' })).toThrow(/no layer type/);
  expect(() => newLayer(root, { type: 'lazier', group: '../core' })).toThrow(/no group/);
});
