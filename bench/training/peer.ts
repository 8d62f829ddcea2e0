import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface PeerCommand {
  readonly name: string;
  readonly command: string;
  readonly arguments: readonly string[];
}

/** A program that trains so many steps each time that it is told to, and says how many milliseconds a step took. */
export class Peer {
  readonly name: string;
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  /** Of the program, once it was ready: which way it computes. */
  note = '';

  private constructor(name: string, child: ChildProcess) {
    this.name = name;
    this.#child = child;
    if (!child.stdout) throw new Error(`${name} has no output`);
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  }

  /** Null where it can't run here, with the reason told. */
  static async start({ name, command, arguments: given }: PeerCommand): Promise<Peer | null> {
    const child = spawn(command, given, {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: {
        ...process.env,
        TF_CPP_MIN_LOG_LEVEL: '3',
        TF_ENABLE_ONEDNN_OPTS: process.env.TF_ENABLE_ONEDNN_OPTS ?? '1',
      },
    });
    const failed = new Promise<null>((resolve) => child.once('error', () => resolve(null)));
    const peer = new Peer(name, child);
    const ready = await Promise.race([failed, peer.#line()]);
    if (!ready?.startsWith('ready')) {
      child.kill();
      console.error(`${name}: ${ready ?? 'it ended'}`);
      return null;
    }
    peer.note = ready.slice('ready'.length).trim();
    return peer;
  }

  /** Milliseconds a step. */
  async measure(): Promise<number> {
    this.#child.stdin?.write('go\n');
    const line = await this.#line();
    const taken = Number(line);
    if (!Number.isFinite(taken)) throw new Error(`${this.name} said ${line}`);
    return taken;
  }

  /** Lines that are none of ours, such as a library's greetings, are left out. */
  async #line(): Promise<string | null> {
    for (;;) {
      const { value, done } = await this.#lines.next();
      if (done) return null;
      if (/^(ready|missing|[\d.]+$)/.test(value)) return value;
    }
  }

  end(): void {
    this.#child.stdin?.end();
    this.#child.kill();
  }
}
