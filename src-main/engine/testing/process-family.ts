import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Every process that we start hands its environment on: a mark in it finds them all, orphans too. */
const MARK = 'STRATA_TEST_FAMILY';

export interface Member {
  readonly pid: number;
  /** The folder of the program: `engine`, `trainer`, `cli`, or what else it may be. */
  readonly kind: string;
  /** Resident memory. */
  readonly bytes: number;
}

/** The processes that were started, directly or not, since this was made. Reads /proc: Linux only. */
export class ProcessFamily {
  readonly #mark: string;

  constructor() {
    this.#mark = `${process.pid}-${Date.now()}-${Math.random().toString(36).slice(2)}`;
    process.env[MARK] = this.#mark;
  }

  members(): Member[] {
    return readdirSync('/proc').flatMap((name) => {
      const pid = Number(name);
      return Number.isInteger(pid) && pid !== process.pid && this.#isOurs(pid) ? [describeProcess(pid)] : [];
    });
  }

  of(kind: string): Member[] {
    return this.members().filter((member) => member.kind === kind);
  }

  /** Kills at once, as a power cut would; each by its number. */
  kill(members = this.members()): void {
    for (const { pid } of members) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    }
  }

  /** Resolves when none of them (or none of a kind) is left; throws what is left after the time. */
  async gone(withinMs: number, kind?: string): Promise<void> {
    const until = Date.now() + withinMs;
    for (;;) {
      const left = kind === undefined ? this.members() : this.of(kind);
      if (left.length === 0) return;
      if (Date.now() > until) throw new Error(`processes left over: ${JSON.stringify(left)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  #isOurs(pid: number): boolean {
    try {
      // A process that has ended but is not yet collected has no environment any more.
      return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(`${MARK}=${this.#mark}`);
    } catch {
      return false;
    }
  }
}

function describeProcess(pid: number): Member {
  try {
    const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    const entry = args.find((arg) => arg.endsWith('entry.ts'));
    const kind = entry ? basename(dirname(entry)) : basename(readlinkSync(`/proc/${pid}/exe`));
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]);
    return { pid, kind, bytes: pages * 4096 };
  } catch {
    return { pid, kind: 'ended', bytes: 0 };
  }
}
