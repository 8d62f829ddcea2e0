import { analyzeGraph } from '#shared/graph/analyze.ts';
import type { BenchData } from './data.ts';
import type { BenchModel } from './models.ts';
import { PeerFailure, PeerProcess } from './peer-process.ts';
import type { Peer, Pythons } from './peers.ts';

/** Of one peer for one network and batch: milliseconds of a step, a number a turn, or why there are none. */
export type Cell =
  | { readonly peer: string; readonly milliseconds: readonly number[]; readonly steps: number; readonly note: string }
  | { readonly peer: string; readonly missing: string };

export interface Row {
  readonly model: string;
  readonly title: string;
  readonly batch: number;
  readonly parameters: number;
  readonly cells: readonly Cell[];
}

export interface MeasureOptions {
  readonly pythons: Pythons;
  readonly threads: number;
  readonly repeats: number;
  /** How long a turn should take. */
  readonly turnSeconds: number;
  /** How long a peer may take until a network is ready: compiling counts. */
  readonly loadSeconds: number;
}

const TURN_LIMIT_SECONDS = 120;

/** What the catalogue says of the graph: what every peer has to count as well. */
export function parametersOf(model: BenchModel): number {
  const { totals, problems } = analyzeGraph(model.graph);
  if (!totals) throw new Error(`${model.name}: ${problems.map(({ message }) => message).join(' ')}`);
  return totals.parameters;
}

/** The processes of all peers: started when first needed, and anew after one has died. */
export class Peers {
  readonly #options: MeasureOptions;
  readonly #running = new Map<Peer, PeerProcess>();
  /** By peer: versions of what it computes with, and its threads. */
  readonly versions = new Map<string, Readonly<Record<string, string>>>();

  constructor(options: MeasureOptions) {
    this.#options = options;
  }

  async get(peer: Peer): Promise<PeerProcess> {
    const running = this.#running.get(peer);
    if (running) return running;
    const { pythons, threads, loadSeconds } = this.#options;
    const started = new PeerProcess(peer.command(pythons), threads);
    try {
      const hello = await started.ask(null, loadSeconds);
      if (hello.is !== 'there') throw new PeerFailure('does not answer');
      if (hello.threads !== threads) throw new PeerFailure(`computes on ${hello.threads} threads, not ${threads}`);
      this.versions.set(peer.name, hello.versions);
    } catch (error) {
      started.end();
      throw error;
    }
    this.#running.set(peer, started);
    return started;
  }

  lose(peer: Peer): void {
    this.#running.get(peer)?.end();
    this.#running.delete(peer);
  }

  end(): void {
    for (const running of this.#running.values()) running.end();
    this.#running.clear();
  }
}

/** One network at one size of batch: all peers get ready, then take turns. */
export async function measure(
  running: Peers,
  chosen: readonly Peer[],
  { model, batch, data }: { readonly model: BenchModel; readonly batch: number; readonly data: BenchData },
  options: MeasureOptions,
): Promise<Row> {
  const parameters = parametersOf(model);
  const contests: Contest[] = [];
  for (const peer of chosen) {
    const contest = new Contest(running, peer, options);
    await contest.ready({ model, batch, data }, parameters);
    contests.push(contest);
  }
  for (let turn = 0; turn < options.repeats; turn++) {
    // Each turn begins with another peer: what comes after a long pause should not always be the same one.
    for (const [place] of contests.entries()) await contests[(place + turn) % contests.length]?.turn();
  }
  return { model: model.name, title: model.title, batch, parameters, cells: contests.map((contest) => contest.cell()) };
}

/** A peer's part in one row. */
class Contest {
  readonly #running: Peers;
  readonly #peer: Peer;
  readonly #options: MeasureOptions;
  readonly #taken: number[] = [];
  #steps = 0;
  #note = '';
  #missing: string | null = null;

  constructor(running: Peers, peer: Peer, options: MeasureOptions) {
    this.#running = running;
    this.#peer = peer;
    this.#options = options;
  }

  async ready(
    { model, batch, data }: { readonly model: BenchModel; readonly batch: number; readonly data: BenchData },
    parameters: number,
  ): Promise<void> {
    await this.#try(async () => {
      const running = await this.#running.get(this.#peer);
      const { loadSeconds, turnSeconds } = this.#options;
      const loaded = await running.ask({ do: 'load', model: model.name, batch, ...data }, loadSeconds);
      if (loaded.is !== 'ready') throw new PeerFailure('does not answer');
      if (loaded.parameters !== parameters) {
        throw new PeerFailure(`another network: ${loaded.parameters} weights, not ${parameters}`);
      }
      this.#note = loaded.note;
      // Two turns that don't count: the first says how many steps fill one, the second is the last of the warm-up.
      this.#steps = 2;
      const most = Math.floor(data.count / batch);
      const once = await this.#train();
      this.#steps = Math.min(most, Math.max(2, Math.round((turnSeconds * 1000) / once)));
      await this.#train();
    });
  }

  async turn(): Promise<void> {
    if (this.#missing === null) await this.#try(async () => void this.#taken.push(await this.#train()));
  }

  cell(): Cell {
    const { name: peer } = this.#peer;
    if (this.#missing !== null) return { peer, missing: this.#missing };
    return { peer, milliseconds: this.#taken, steps: this.#steps, note: this.#note };
  }

  /** Milliseconds of a step. */
  async #train(): Promise<number> {
    const running = await this.#running.get(this.#peer);
    const trained = await running.ask({ do: 'train', steps: this.#steps }, TURN_LIMIT_SECONDS);
    if (trained.is !== 'trained') throw new PeerFailure('does not answer');
    return trained.milliseconds;
  }

  async #try(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      if (!(error instanceof PeerFailure)) throw error;
      this.#missing = error.message;
      // It may still be at it, or dead: the next row gets a fresh one.
      this.#running.lose(this.#peer);
    }
  }
}
