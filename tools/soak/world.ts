import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { RealEngine } from '#main/engine/testing/real-engine.ts';
import { engineProgram } from '#main/transport/engine-program.ts';
import type { Client } from '#main/transport/rpc.ts';
import type { Contract } from '#shared/contract/contract.ts';
import { type SeededRandom, seededRandom } from '#shared/data/seeded-random.ts';
import { AppError } from '#shared/util/app-error.ts';
import { Ledger } from './ledger.ts';

const cliEntry = join(import.meta.dirname, '..', '..', 'src-main', 'cli', 'entry.ts');

/** The end of a process is noticed within moments; an engine that is killed while it starts is waited for longer. */
const SHAKEN_MS = 10_000;

/** What the actions of a soak act on. */
export class World {
  readonly engine = new RealEngine();
  readonly ledger = new Ledger();
  readonly random: SeededRandom;
  /** Folders with pictures of different sizes of class. */
  readonly sources: readonly string[];
  /** Outside the data folder, for exports. */
  readonly outside: string;
  #killedAt = Number.NEGATIVE_INFINITY;
  #client: Client<Contract> | null = null;

  constructor(seed: number, sources: readonly string[], outside: string) {
    this.random = seededRandom(seed);
    this.sources = sources;
    this.outside = outside;
  }

  /** A connection that is kept until the engine dies. */
  async client(): Promise<Client<Contract>> {
    this.#client ??= await this.engine.attach();
    return this.#client;
  }

  noteKill(): void {
    this.#killedAt = Date.now();
  }

  /** What is done now may fail by a kill. */
  get isShaken(): boolean {
    return Date.now() - this.#killedAt < SHAKEN_MS;
  }

  /** The next request connects anew. */
  forgetClient(): void {
    this.#client = null;
  }

  chance(percent: number): boolean {
    return this.random.below(100) < percent;
  }

  pick<T>(items: readonly T[]): T | null {
    return items.length === 0 ? null : (items[this.random.below(items.length)] as T);
  }

  /** The `strata` command with `--json`; the last line that it printed. */
  cli(...args: string[]): Promise<Record<string, unknown>> {
    return new Promise((resolve, reject) => {
      const all = [cliEntry, ...args, '--home', this.engine.home, '--json'];
      execFile(engineProgram.node, all, { maxBuffer: 2 ** 26 }, (_error, stdout, stderr) => {
        const line = stdout.trim().split('\n').at(-1) ?? '';
        if (line === '')
          reject(new AppError('INTERNAL', `strata ${args.join(' ')} printed nothing: ${stderr.slice(-500)}`));
        else resolve(JSON.parse(line) as Record<string, unknown>);
      });
    });
  }
}
