import type { Engine } from '#renderer/client/engine.ts';
import { ConnectionLost, toAppError } from '#renderer/client/errors.ts';
import type { Graph } from '#shared/graph/types.ts';
import type { GraphSession } from './graph-session.ts';

/** Gathers a burst of edits. The first edit after a quiet time is stored at once. */
const DEBOUNCE_MS = 300;
const RETRY_MS = 3000;

interface Left {
  readonly session: GraphSession;
  readonly end: () => void;
}

/** Projects whose view is closed and whose last edits are not stored yet: a disk is full, or the engine away. */
const left = new Map<string, Left>();

/** The session of a project that was left before it could be saved; it is as the person left it. */
export const unsavedSession = (project: string): GraphSession | null => left.get(project)?.session ?? null;

export interface Autosave {
  /** Resolves when everything done so far is stored, or can't be. */
  readonly flush: () => Promise<void>;
  /** Saves what is here over what another window saved. */
  readonly keepMine: () => Promise<void>;
  readonly stop: () => void;
}

/** Stores every edit shortly after it happens. One save at a time; what changes meanwhile goes into the next. */
export function startAutosave(engine: Engine, project: string, session: GraphSession): Autosave {
  // Opened again before it was saved: two of us would be in each other's way.
  left.get(project)?.end();
  let timer: ReturnType<typeof setTimeout> | null = null;
  /** Sent when the connection broke: nobody knows whether it was stored. */
  let unanswered: { graph: Graph; base: number } | null = null;
  let running: Promise<void> | null = null;
  let lastSave = Number.NEGATIVE_INFINITY;

  const save = async (): Promise<void> => {
    lastSave = performance.now();
    session.setState({ save: 'saving' });
    try {
      if (unanswered) {
        // It may have been stored all the same: asked again first, it is no conflict with ourselves.
        const { graphVersion } = await engine.projects.saveGraph({ project, ...unanswered });
        session.setState({ base: graphVersion });
      }
      const { graph, base } = session.getState();
      unanswered = { graph, base };
      const { graphVersion } = await engine.projects.saveGraph({ project, graph, base });
      unanswered = null;
      const isLatest = session.getState().graph === graph;
      session.setState({ base: graphVersion, save: isLatest ? 'saved' : 'unsaved', saveError: null });
    } catch (error) {
      if (!(error instanceof ConnectionLost)) unanswered = null;
      const failure = toAppError(error);
      session.setState({ save: failure.code === 'CONFLICT' ? 'conflict' : 'failed', saveError: failure });
    }
  };
  const flush = async (): Promise<void> => {
    if (timer) clearTimeout(timer);
    timer = null;
    await running;
    const { save: state } = session.getState();
    if (state !== 'unsaved' && state !== 'failed') return;
    running = save();
    await running;
    running = null;
  };
  const schedule = (delay: number) => {
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => void flush(), delay);
  };

  const unsubscribe = session.subscribe((state, before) => {
    if (state.save === before.save && state.graph === before.graph) return;
    if (state.save === 'unsaved') schedule(performance.now() - lastSave > DEBOUNCE_MS ? 0 : DEBOUNCE_MS);
    if (state.save === 'failed') schedule(RETRY_MS);
  });
  // Taken over from a view that was left before it could be saved: nothing changes that would tell us to begin.
  if (['unsaved', 'failed'].includes(session.getState().save)) schedule(RETRY_MS);
  const warn = (event: BeforeUnloadEvent) => {
    // An engine that is away comes back by itself; room on a disk does not.
    const { saveError } = session.getState();
    if (saveError === null || toAppError(saveError).code !== 'DISK_FULL') return;
    event.preventDefault();
    event.returnValue = '';
  };
  window.addEventListener('beforeunload', warn);
  const onLeave = () => void flush();
  window.addEventListener('blur', onLeave);
  window.addEventListener('pagehide', onLeave);

  return {
    flush,
    async keepMine() {
      const { graphVersion } = await engine.projects.get({ project });
      session.setState({ base: graphVersion, save: 'unsaved' });
      await flush();
    },
    stop() {
      window.removeEventListener('blur', onLeave);
      window.removeEventListener('pagehide', onLeave);
      // On a full disk this goes on in the background until there is room: leaving a place must not cost an edit.
      const end = () => {
        if (timer) clearTimeout(timer);
        unsubscribe();
        unwatch();
        window.removeEventListener('beforeunload', warn);
        if (left.get(project)?.session === session) left.delete(project);
      };
      const endOnceSaved = () => {
        const { save: state, saveError } = session.getState();
        const isGone = state === 'failed' && toAppError(saveError).code === 'NOT_FOUND';
        if (state === 'saved' || state === 'conflict' || isGone) end();
      };
      const unwatch = session.subscribe(endOnceSaved);
      left.set(project, { session, end });
      void flush().then(endOnceSaved);
    },
  };
}
