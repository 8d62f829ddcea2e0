import type { Engine } from '#renderer/client/engine.ts';
import { toAppError } from '#renderer/client/errors.ts';
import { unsaved } from '#renderer/client/unsaved.ts';
import type { RunConfig } from '#shared/training/run.ts';

/** Gathers a burst of changes. The first change after a quiet time is stored at once. */
const DEBOUNCE_MS = 300;
const RETRY_MS = 3000;

export interface SavedConfig {
  readonly change: (config: RunConfig) => void;
  /** Something is not stored yet. */
  readonly isPending: () => boolean;
  /** The form is left: what is not stored yet still is. */
  readonly stop: () => void;
}

/** Keeps the settings with the project as they are changed, one save at a time, again and again until it works. */
export function keepConfig(engine: Engine, project: string): SavedConfig {
  let waiting: RunConfig | null = null;
  let isRunning = false;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let lastSave = Number.NEGATIVE_INFINITY;

  const schedule = (delay: number) => {
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => void save(), delay);
  };
  const save = async (): Promise<void> => {
    if (isRunning || !waiting) return;
    if (timer) clearTimeout(timer);
    const config = waiting;
    waiting = null;
    isRunning = true;
    lastSave = Date.now();
    try {
      await engine.projects.setConfig({ project, config });
      isRunning = false;
      if (waiting) schedule(DEBOUNCE_MS);
      else unsaved.setState({ state: 'saved' });
    } catch (error) {
      isRunning = false;
      // Deleted meanwhile, by another window: there is nothing left to keep them with.
      if (toAppError(error).code === 'NOT_FOUND') return unsaved.setState({ state: 'saved' });
      waiting ??= config;
      unsaved.setState({ state: 'failed' });
      schedule(RETRY_MS);
    }
  };
  const onLeave = () => void save();
  window.addEventListener('blur', onLeave);
  window.addEventListener('pagehide', onLeave);

  return {
    change(config) {
      waiting = config;
      unsaved.setState({ state: 'saving' });
      schedule(Date.now() - lastSave > DEBOUNCE_MS ? 0 : DEBOUNCE_MS);
    },
    isPending: () => waiting !== null || isRunning,
    stop() {
      window.removeEventListener('blur', onLeave);
      window.removeEventListener('pagehide', onLeave);
      void save();
    },
  };
}
