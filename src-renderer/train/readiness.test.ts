import { expect, it } from 'vitest';
import type { DatasetDetail } from '#shared/contract/requests/datasets.ts';
import { obstaclesOf } from './readiness.ts';

const dataset: DatasetDetail = {
  id: 'ds_1',
  name: 'Pets',
  kind: 'images',
  version: 'dv_1',
  versionNumber: 1,
  samples: 10,
  columns: [
    { name: 'image', type: 'image' },
    { name: 'label', type: 'category', classes: ['cat', 'dog'] },
  ],
  splits: { train: 8, validation: 1, test: 1 },
  source: null,
  createdAt: '2026-01-01T00:00:00Z',
  classCounts: [],
  problems: [],
};

it('leads to Data without data', () => {
  expect(obstaclesOf({ nodes: [], edges: [] }, null).map(({ place }) => place)).toEqual(['data']);
  const none = { ...dataset, splits: { train: 0, validation: 1, test: 1 } };
  expect(obstaclesOf({ nodes: [], edges: [] }, none)[0]?.place).toBe('data');
});

it('leads to Design while the network has errors', () => {
  const obstacles = obstaclesOf({ nodes: [], edges: [] }, dataset);
  expect(obstacles.length).toBeGreaterThan(0);
  expect(obstacles.every(({ place }) => place === 'design')).toBe(true);
});
