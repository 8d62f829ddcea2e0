import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { z } from 'zod';

/** What a peer says: a line that begins with this. Whatever else its libraries print is left out. */
export const MARK = '@bench ';

const answer = z.discriminatedUnion('is', [
  /** Its first words. */
  z.object({ is: z.literal('there'), versions: z.record(z.string(), z.string()), threads: z.number().int() }),
  /** A network stands and has trained a few steps; `note`: what should be known of the way it computes. */
  z.object({ is: z.literal('ready'), parameters: z.number().int(), note: z.string() }),
  z.object({ is: z.literal('trained'), milliseconds: z.number().positive() }),
  /** It can't, and why. */
  z.object({ is: z.literal('missing'), reason: z.string() }),
]);
export type PeerAnswer = z.infer<typeof answer>;

/** To a peer: have this network ready instead of the one before, or train so many steps of it. */
export type PeerRequest =
  | ({ readonly do: 'load'; readonly model: string; readonly batch: number; readonly count: number } & Files)
  | { readonly do: 'train'; readonly steps: number };

interface Files {
  readonly features: string;
  readonly labels: string;
}

export interface PeerCommand {
  readonly command: string;
  readonly arguments: readonly string[];
}

/** A peer couldn't do what it was asked for; the message says why. */
export class PeerFailure extends Error {}

/** A program that holds one network at a time and trains it when it is told to, so that all of them stay warm. */
export class PeerProcess {
  readonly #child: ChildProcess;
  readonly #answers: AsyncIterator<PeerAnswer>;
  #errors = '';
  #spawnError: Error | null = null;

  constructor({ command, arguments: given }: PeerCommand, threads: number) {
    const count = String(threads);
    this.#child = spawn(command, given, {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        ...process.env,
        // All of them by the same number: TensorFlow's two pools, OpenMP and MKL.
        TF_NUM_INTRAOP_THREADS: count,
        TF_NUM_INTEROP_THREADS: count,
        OMP_NUM_THREADS: count,
        MKL_NUM_THREADS: count,
        STRATA_BENCH_THREADS: count,
        TF_CPP_MIN_LOG_LEVEL: '3',
        CUDA_VISIBLE_DEVICES: '',
      },
    });
    this.#child.once('error', (error) => {
      this.#spawnError = error;
    });
    this.#child.stderr?.on('data', (text: Buffer) => {
      this.#errors = (this.#errors + text.toString()).slice(-4000);
    });
    // A peer that died is found by the end of its output.
    this.#child.stdin?.on('error', () => undefined);
    this.#answers = this.#read();
  }

  /** @throws PeerFailure where it can't, dies or takes longer. */
  async ask(request: PeerRequest | null, seconds: number): Promise<Exclude<PeerAnswer, { is: 'missing' }>> {
    if (request) this.#child.stdin?.write(`${JSON.stringify(request)}\n`);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new PeerFailure(`took over ${seconds} s`)), seconds * 1000);
    });
    try {
      const { value, done } = await Promise.race([this.#answers.next(), late]);
      if (done) throw new PeerFailure(this.#whyEnded());
      if (value.is === 'missing') throw new PeerFailure(value.reason);
      return value;
    } finally {
      clearTimeout(timer);
    }
  }

  end(): void {
    this.#child.stdin?.end();
    this.#child.kill('SIGKILL');
  }

  #whyEnded(): string {
    if (this.#spawnError) return `can't be started: ${this.#spawnError.message}`;
    const last = this.#errors.trim().split('\n').at(-1) ?? '';
    return `ended${last === '' ? '' : `: ${last}`}`;
  }

  async *#read(): AsyncGenerator<PeerAnswer, undefined> {
    if (!this.#child.stdout) return;
    for await (const line of createInterface({ input: this.#child.stdout })) {
      if (line.startsWith(MARK)) yield answer.parse(JSON.parse(line.slice(MARK.length)));
    }
  }
}
