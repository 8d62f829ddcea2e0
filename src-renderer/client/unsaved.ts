import { createStore } from 'zustand/vanilla';

/** What is being kept outside of the network: settings that were changed and are not stored yet. */
export const unsaved = createStore<{ readonly state: 'saved' | 'saving' | 'failed' }>(() => ({ state: 'saved' }));
