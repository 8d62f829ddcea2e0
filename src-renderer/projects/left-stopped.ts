const KEY = 'strata.left-stopped';
/** More than anybody has interrupted runs. */
const KEPT = 100;

/** Interrupted runs that the person has decided to leave as they are: home does not ask about them again. */
export const leftStopped = {
  read: (): readonly string[] => (localStorage.getItem(KEY) ?? '').split(' ').filter(Boolean),
  add(run: string): readonly string[] {
    const runs = [...leftStopped.read().filter((other) => other !== run), run].slice(-KEPT);
    localStorage.setItem(KEY, runs.join(' '));
    return runs;
  },
};
