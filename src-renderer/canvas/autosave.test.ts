import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Engine } from '#renderer/client/engine.ts';
import { ConnectionLost } from '#renderer/client/errors.ts';
import type { Graph } from '#shared/graph/types.ts';
import { AppError } from '#shared/util/app-error.ts';
import { startAutosave, unsavedSession } from './autosave.ts';
import { createGraphSession } from './graph-session.ts';

const node = (id: string, units: number) => ({ id, type: 'dense', params: { units }, position: { x: 0, y: 0 } });
const graph: Graph = { nodes: [node('dense_1', 1)], edges: [] };

/** The engine's rule in memory: a save must be based on the newest version. */
function store() {
  const state = { version: 1, graph, saves: 0, failure: null as AppError | null, isAnswerLost: false };
  const projects = {
    saveGraph: ({ graph: next, base }: { graph: Graph; base: number }) => {
      if (state.failure) return Promise.reject(state.failure);
      if (next === state.graph) return Promise.resolve({ graphVersion: state.version, savedAt: '' });
      if (base !== state.version) return Promise.reject(new AppError('CONFLICT', 'saved elsewhere'));
      state.version += 1;
      state.saves += 1;
      state.graph = next;
      if (state.isAnswerLost) return Promise.reject(new ConnectionLost());
      return Promise.resolve({ graphVersion: state.version, savedAt: '' });
    },
    get: () => Promise.resolve({ graphVersion: state.version }),
  };
  return { state, engine: { projects } as unknown as Engine };
}

const setUnits = (units: number) => ({ kind: 'set-params', id: 'dense_1', params: { units } }) as const;
const units = (saved: Graph) => saved.nodes[0]?.params.units;

beforeEach(() => {
  vi.stubGlobal('window', new EventTarget());
  return () => vi.unstubAllGlobals();
});

describe('autosave', () => {
  it('stores what was done last, based on the version before', async () => {
    const { state, engine } = store();
    const session = createGraphSession(graph, 1, null);
    const autosave = startAutosave(engine, 'p', session);
    for (const count of [2, 3, 4]) session.edit('Set units', setUnits(count));
    await autosave.flush();
    expect(units(state.graph)).toBe(4);
    session.edit('Set units', setUnits(5));
    await autosave.flush();
    expect(units(state.graph)).toBe(5);
    expect(session.getState()).toMatchObject({ save: 'saved', base: state.version });
    autosave.stop();
  });

  it('stores the first edit without being asked', async () => {
    const { state, engine } = store();
    const session = createGraphSession(graph, 1, null);
    const autosave = startAutosave(engine, 'p', session);
    session.edit('Set units', setUnits(2));
    await vi.waitFor(() => expect(state.saves).toBe(1));
    autosave.stop();
  });

  it('a change whose answer got lost with the engine is no conflict, and what was done since is stored too', async () => {
    const { state, engine } = store();
    const session = createGraphSession(graph, 1, null);
    const autosave = startAutosave(engine, 'p', session);
    state.isAnswerLost = true;
    session.edit('Set units', setUnits(2));
    await autosave.flush();
    expect(session.getState()).toMatchObject({ save: 'failed', base: 1 });
    state.isAnswerLost = false;
    session.edit('Set units', setUnits(3));
    await autosave.flush();
    expect(units(state.graph)).toBe(3);
    expect(session.getState()).toMatchObject({ save: 'saved', base: 3 });
    autosave.stop();
  });

  it('overwrites nothing that another window saved, until it is told to', async () => {
    const { state, engine } = store();
    const session = createGraphSession(graph, 1, null);
    const autosave = startAutosave(engine, 'p', session);
    state.version = 7;
    session.edit('Set units', setUnits(2));
    await autosave.flush();
    expect(session.getState().save).toBe('conflict');
    session.edit('Set units', setUnits(3));
    await autosave.flush();
    expect(state.saves).toBe(0);
    await autosave.keepMine();
    expect(units(state.graph)).toBe(3);
    expect(session.getState().save).toBe('saved');
    autosave.stop();
  });

  it('keeps what could not be stored and tries again', async () => {
    const { state, engine } = store();
    const session = createGraphSession(graph, 1, null);
    const autosave = startAutosave(engine, 'p', session);
    state.failure = new AppError('DISK_FULL', 'the disk is full');
    session.edit('Set units', setUnits(2));
    await autosave.flush();
    expect(session.getState().save).toBe('failed');
    state.failure = null;
    await autosave.flush();
    expect(units(state.graph)).toBe(2);
    autosave.stop();
  });

  it('what could not be stored outlives its view, and is stored once there is room', async () => {
    const { state, engine } = store();
    const session = createGraphSession(graph, 1, null);
    const autosave = startAutosave(engine, 'p', session);
    state.failure = new AppError('DISK_FULL', 'full');
    session.edit('Set units', setUnits(8));
    await autosave.flush();
    expect(session.getState()).toMatchObject({ save: 'failed', saveError: { code: 'DISK_FULL' } });
    const leave = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(leave);
    expect(leave.defaultPrevented).toBe(true);
    autosave.stop();
    expect(unsavedSession('p')).toBe(session);

    // Opened again: the same session, and one saver.
    const again = startAutosave(engine, 'p', session);
    expect(unsavedSession('p')).toBeNull();
    state.failure = null;
    await vi.waitFor(() => expect(units(state.graph)).toBe(8), { timeout: 10_000 });
    again.stop();
    await vi.waitFor(() => expect(unsavedSession('p')).toBeNull());
    expect(state.saves).toBe(1);
  });
});
