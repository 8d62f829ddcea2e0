import type { SavedVersion } from '../db/graph-versions.ts';

const NEWEST_KEPT = 50;
const WINDOW_MS = 10 * 60 * 1000;

/**
 * The versions that can go: not those that a run was trained from, not the newest fifty, and of the rest not the last one
 * of each ten minutes. `versions` come oldest first.
 */
export function versionsToDrop(versions: readonly SavedVersion[], usedByRuns: ReadonlySet<number>): number[] {
  const old = versions.slice(0, Math.max(0, versions.length - NEWEST_KEPT));
  const lastOfWindow = new Map<number, number>();
  for (const { version, savedAt } of old) lastOfWindow.set(Math.floor(Date.parse(savedAt) / WINDOW_MS), version);
  const kept = new Set(lastOfWindow.values());
  return old.map(({ version }) => version).filter((version) => !kept.has(version) && !usedByRuns.has(version));
}
