import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { PlayerState, StepPlayer } from './step-player.ts';

/** The player of the network that is open; marks that stand on the canvas reach it, too. */
export const PlayerContext = createContext<StepPlayer | null>(null);

export function usePlayer(): StepPlayer {
  const player = useContext(PlayerContext);
  if (!player) throw new Error('no network is being stepped through here');
  return player;
}

export const usePlayerState = <Value>(select: (state: PlayerState) => Value): Value => useStore(usePlayer(), select);
