type Outcome = 'done' | 'nothing to do' | 'refused' | 'cut' | 'fault';
const outcomes: readonly Outcome[] = ['done', 'nothing to do', 'refused', 'cut'];
const TRACED = 40;

/** What was done how often, and the last of it in words. */
export class Tally {
  #counts = new Map<string, Map<Outcome, number>>();
  #kills = new Map<string, number>();
  #trace: string[] = [];
  #began = Date.now();
  actions = 0;

  add(action: string, kill: string | null, outcome: Outcome, detail: string): void {
    this.actions += 1;
    const counts = this.#counts.get(action) ?? new Map<Outcome, number>();
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    this.#counts.set(action, counts);
    if (kill !== null) this.#kills.set(kill, (this.#kills.get(kill) ?? 0) + 1);
    const seconds = ((Date.now() - this.#began) / 1000).toFixed(1);
    this.#trace.push(`${seconds} s  ${action}${kill === null ? '' : ` + ${kill}`}: ${outcome} ${detail}`.trimEnd());
    if (this.#trace.length > TRACED) this.#trace.shift();
  }

  get kills(): number {
    return [...this.#kills.values()].reduce((sum, count) => sum + count, 0);
  }

  count(action: string, outcome: Outcome): number {
    return this.#counts.get(action)?.get(outcome) ?? 0;
  }

  /** The last actions, oldest first. */
  get trace(): readonly string[] {
    return this.#trace;
  }

  table(): string {
    const row = (name: string, cells: readonly (string | number)[]) =>
      name.padEnd(30) + cells.map((cell) => String(cell).padStart(15)).join('');
    return [
      row('action', outcomes),
      ...[...this.#counts.keys()].sort().map((name) =>
        row(
          name,
          outcomes.map((outcome) => this.count(name, outcome)),
        ),
      ),
      row(
        'all',
        outcomes.map((outcome) => [...this.#counts.keys()].reduce((sum, name) => sum + this.count(name, outcome), 0)),
      ),
      '',
      ...[...this.#kills].sort().map(([kill, count]) => row(kill, [count])),
    ].join('\n');
  }
}
