import type { RunState } from '#shared/training/run.ts';
import { AppError } from '#shared/util/app-error.ts';

/** Where a run can go from each state. From rest it goes on only by queueing again. */
const next: Readonly<Record<RunState, readonly RunState[]>> = {
  queued: ['preparing', 'stopped'],
  preparing: ['running', 'stopped', 'failed', 'interrupted'],
  running: ['paused', 'completed', 'stopped', 'failed', 'interrupted'],
  // A pause that comes after the last batch has nothing left to hold back: the run is done.
  paused: ['running', 'completed', 'stopped', 'failed', 'interrupted'],
  completed: ['queued'],
  stopped: ['queued'],
  failed: ['queued'],
  interrupted: ['queued'],
};

export const canMove = (from: RunState, to: RunState): boolean => next[from].includes(to);

/** What a person can ask of a run, and the states in which it makes sense. */
const allowed = {
  pause: ['running'],
  resume: ['paused', 'stopped', 'failed', 'interrupted'],
  stop: ['queued', 'preparing', 'running', 'paused'],
  save: ['running', 'paused'],
  'change the learning rate': ['running', 'paused'],
  extend: ['completed', 'stopped', 'interrupted'],
  remove: ['queued', 'completed', 'stopped', 'failed', 'interrupted'],
} as const satisfies Record<string, readonly RunState[]>;
export type RunAction = keyof typeof allowed;

export const isAllowed = (action: RunAction, state: RunState): boolean =>
  (allowed[action] as readonly RunState[]).includes(state);

/** The state to go to, or CONFLICT naming both: the caller's picture of the run is out of date. */
export function move(from: RunState, to: RunState): RunState {
  if (canMove(from, to)) return to;
  throw new AppError('CONFLICT', `A run that is ${from} can't become ${to}.`, { state: from, wanted: to });
}

export function assertAllowed(action: RunAction, state: RunState, run: string): void {
  if (isAllowed(action, state)) return;
  throw new AppError('CONFLICT', `${run} is ${state}: ${action} works only while it is ${listed(allowed[action])}.`, {
    state,
    action,
  });
}

const listed = (states: readonly RunState[]): string =>
  states.length === 1 ? String(states[0]) : `${states.slice(0, -1).join(', ')} or ${states.at(-1)}`;
