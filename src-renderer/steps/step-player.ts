import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Engine } from '#renderer/client/engine.ts';
import type { StepsEvent } from '#shared/contract/requests/steps.ts';
import type { StepRecord } from '#shared/training/step-record.ts';
import { type Step, stepAtNode, stepsOf } from './phases.ts';

export type Opened = Extract<StepsEvent, { type: 'opened' }>;

/** Seconds a step is shown while playing. */
export const paces = { slow: 3, calm: 1.6, quick: 0.6 } as const;
export type Pace = keyof typeof paces;

export interface PlayerState {
  readonly preparing: { readonly done: number; readonly total: number } | null;
  readonly opened: Opened | null;
  readonly ended: Extract<StepsEvent, { type: 'ended' }>['reason'] | null;
  readonly error: unknown;
  readonly record: StepRecord | null;
  readonly steps: readonly Step[];
  readonly at: number;
  /** Which of the batch's samples is shown. */
  readonly sample: number;
  readonly isPlaying: boolean;
  readonly pace: Pace;
  /** A batch is being worked on. */
  readonly isBusy: boolean;
}

const start: PlayerState = {
  preparing: null,
  opened: null,
  ended: null,
  error: null,
  record: null,
  steps: [],
  at: 0,
  sample: 0,
  isPlaying: false,
  pace: 'calm',
  isBusy: false,
};

export interface StepPlayer extends StoreApi<PlayerState> {
  /** What the session's stream says. */
  readonly take: (event: StepsEvent) => void;
  readonly fail: (error: unknown) => void;
  readonly reset: () => void;
  readonly go: (at: number) => void;
  readonly forward: () => void;
  readonly back: () => void;
  readonly pick: (node: string) => void;
  readonly choose: (sample: number) => void;
  readonly runBatch: (batch: number, place: 'first' | 'last') => void;
  readonly play: (on: boolean) => void;
  readonly setPace: (pace: Pace) => void;
}

/** Where a person stands in a batch, and how they move on: through its steps, and from batch to batch. */
export function createStepPlayer(engine: Pick<Engine, 'steps'>): StepPlayer {
  const store = createStore<PlayerState>(() => start);
  const { getState, setState } = store;

  const go = (at: number) => setState(({ steps }) => ({ at: Math.max(0, Math.min(at, steps.length - 1)) }));
  const runBatch = (batch: number, place: 'first' | 'last') => {
    const { opened, isBusy } = getState();
    if (!opened || isBusy) return;
    setState({ isBusy: true });
    engine.steps.run({ session: opened.session, batch }).then(
      (record) => {
        // A session that was left meanwhile has nothing to say any more.
        if (getState().opened !== opened) return;
        const steps = stepsOf(record);
        const { sample } = getState();
        const at = place === 'first' ? 0 : steps.length - 1;
        const kept = sample < record.samples.length ? sample : 0;
        setState({ record, steps, at, sample: kept, isBusy: false, error: null });
      },
      (error: unknown) => {
        if (getState().opened === opened) setState({ error, isBusy: false, isPlaying: false });
      },
    );
  };
  return {
    ...store,
    take(event) {
      if (event.type === 'preparing') setState({ preparing: { done: event.done, total: event.total } });
      else if (event.type === 'ended') setState({ ended: event.reason, opened: null, isPlaying: false, isBusy: false });
      else {
        setState({ opened: event, preparing: null, ended: null, error: null });
        runBatch(0, 'first');
      }
    },
    fail: (error) => setState({ error, opened: null, preparing: null, isPlaying: false, isBusy: false }),
    reset: () => setState(({ pace }) => ({ ...start, pace }), true),
    go,
    forward() {
      const { at, steps, record } = getState();
      if (at < steps.length - 1) go(at + 1);
      else if (record) runBatch(record.batch + 1, 'first');
    },
    back() {
      const { at, record } = getState();
      if (at > 0) go(at - 1);
      else if (record && record.batch > record.earliest) runBatch(record.batch - 1, 'last');
    },
    pick: (node) => setState(({ steps, at }) => ({ at: stepAtNode(steps, at, node) })),
    choose: (sample) => setState({ sample }),
    runBatch,
    play: (isPlaying) => setState({ isPlaying }),
    setPace: (pace) => setState({ pace }),
  };
}
