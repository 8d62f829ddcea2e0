import { closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** A file that lines are added to. Full, it becomes `<name>.1`, the one before that `<name>.2`; the oldest goes. */
export class RotatingFile {
  readonly #path: string;
  readonly #maxBytes: number;
  readonly #kept: number;
  #handle: number | null = null;
  #bytes = 0;

  constructor(path: string, maxBytes: number, kept: number) {
    this.#path = path;
    this.#maxBytes = maxBytes;
    this.#kept = kept;
  }

  /** Never throws: a full disk must not make the log's own failure the answer to whoever asked. */
  write(line: string): void {
    try {
      const bytes = Buffer.from(line);
      let handle = this.#handle ?? this.#open();
      if (this.#bytes > 0 && this.#bytes + bytes.length > this.#maxBytes) {
        this.#rotate();
        handle = this.#open();
      }
      this.#bytes += writeSync(handle, bytes);
    } catch {
      // Opened anew with the next line: there may be room then.
      this.close();
    }
  }

  close(): void {
    if (this.#handle === null) return;
    try {
      closeSync(this.#handle);
    } catch {
      // Closed it is, whatever the system says.
    }
    this.#handle = null;
  }

  #open(): number {
    mkdirSync(dirname(this.#path), { recursive: true });
    this.#handle = openSync(this.#path, 'a', 0o600);
    this.#bytes = fstatSync(this.#handle).size;
    return this.#handle;
  }

  #rotate(): void {
    this.close();
    rmSync(`${this.#path}.${this.#kept}`, { force: true });
    for (let number = this.#kept - 1; number >= 1; number -= 1) {
      move(`${this.#path}.${number}`, `${this.#path}.${number + 1}`);
    }
    move(this.#path, `${this.#path}.1`);
  }
}

function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
