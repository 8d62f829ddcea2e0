import { createStore } from 'zustand/vanilla';
import type { HelpEntry } from '#shared/contract/help-entries.ts';

/** Which entry of the Help menu is open in this window. */
export const helpState = createStore<{ open: HelpEntry | null }>(() => ({ open: null }));

export const openHelp = (entry: HelpEntry): void => helpState.setState({ open: entry });
export const closeHelp = (): void => helpState.setState({ open: null });
