import { createStore } from 'zustand/vanilla';
import type { MachineStatus } from '#shared/contract/requests/system.ts';

/** The machine as the engine last described it; null before the first time. One stream for the whole window. */
export const machineStatus = createStore<{ machine: MachineStatus | null }>(() => ({ machine: null }));
