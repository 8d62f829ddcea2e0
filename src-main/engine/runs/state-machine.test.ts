import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAtRest, type RunState, runStates } from '#shared/training/run.ts';
import { assertAllowed, canMove, isAllowed, move } from './state-machine.ts';

const state = fc.constantFrom<RunState>(...runStates);

test('the states of the design, in the order of the design', () => {
  const life: RunState[] = ['queued', 'preparing', 'running', 'paused', 'running', 'completed', 'queued'];
  for (let i = 1; i < life.length; i += 1) expect(canMove(life[i - 1] as RunState, life[i] as RunState)).toBe(true);
});

test('any chain of accepted moves: at rest only queueing leads on, and every state can come to rest', () => {
  fc.assert(
    fc.property(state, fc.array(state, { maxLength: 30 }), (start, wanted) => {
      let now = start;
      for (const to of wanted) {
        if (!canMove(now, to)) {
          expect(() => move(now, to)).toThrow(expect.objectContaining({ code: 'CONFLICT' }));
          continue;
        }
        if (isAtRest(now)) expect(to).toBe('queued');
        now = move(now, to);
      }
      expect(isAtRest(now) || runStates.some((to) => isAtRest(to) && canMove(now, to))).toBe(true);
    }),
  );
});

test('no state leads to itself', () => {
  for (const each of runStates) expect(canMove(each, each)).toBe(false);
});

test('whatever is going on can be stopped; nothing at rest can', () => {
  for (const each of runStates) expect(isAllowed('stop', each)).toBe(!isAtRest(each));
});

test('an action that makes no sense says when it would', () => {
  expect(() => assertAllowed('pause', 'completed', 'Run 3')).toThrow(
    'Run 3 is completed: pause works only while it is running.',
  );
});

test('a run that ends while a pause is on its way is completed, not failed', () => {
  expect(move('paused', 'completed')).toBe('completed');
});
