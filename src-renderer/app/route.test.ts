import { expect, it } from 'vitest';
import { formatRoute, parseRoute } from './route.ts';

it('reads back every address it writes', () => {
  const route = { view: 'project', project: 'prj_1 ä/b', place: 'train', focus: {} } as const;
  expect(parseRoute(formatRoute(route))).toEqual(route);
  expect(parseRoute(formatRoute({ view: 'home' }))).toEqual({ view: 'home' });
});

it('leads home from addresses it does not know', () => {
  expect(parseRoute('')).toEqual({ view: 'home' });
  expect(parseRoute('#/nothing/here')).toEqual({ view: 'home' });
  expect(parseRoute('#/project/p1/unknown')).toMatchObject({ view: 'project', place: 'design' });
});
