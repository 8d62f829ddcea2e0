import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * A small file beside the database for as long as it is open. Found at a start, the last engine did not close: its
 * journal must be there, and the whole file is worth a look.
 */
export class InUseMark {
  readonly #file: string;
  readonly #path: string;
  #isSuspect = false;

  constructor(file: string) {
    this.#file = file;
    this.#path = `${file}.in-use`;
  }

  /** How the last engine left: `open` as it was killed, `suspect` where it met damage. */
  read(): 'open' | 'suspect' | null {
    if (!existsSync(this.#path)) return null;
    try {
      return readFileSync(this.#path, 'utf8').startsWith('suspect') ? 'suspect' : 'open';
    } catch {
      return 'suspect';
    }
  }

  set(): void {
    // Only with a journal there is something whose loss could be told.
    if (existsSync(`${this.#file}-wal`)) this.#write('open');
  }

  /** Damage came to light while working: the next start looks through the whole file, and restores it. */
  suspect(): void {
    this.#isSuspect = true;
    this.#write('suspect');
  }

  clear(): void {
    if (!this.#isSuspect) rmSync(this.#path, { force: true });
  }

  #write(text: string): void {
    try {
      writeFileSync(this.#path, `${text}\n`);
    } catch {
      // A full disk: without the mark the next start looks less closely, no more.
    }
  }
}
