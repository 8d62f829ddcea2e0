import type { AppError } from '#shared/util/app-error.ts';
import { printable } from './printable.ts';

type Stream = Pick<NodeJS.WriteStream, 'write' | 'isTTY'>;

const PROGRESS_EVERY_MS = 2000;

/** Results go to stdout: JSON a line with `--json`, words without. Everything else goes to stderr. */
export class Output {
  readonly json: boolean;
  private readonly stdout: Stream;
  private readonly stderr: Stream;
  private hasOpenLine = false;
  private lastProgress = Number.NEGATIVE_INFINITY;

  constructor(json: boolean, streams: { stdout: Stream; stderr: Stream } = process) {
    this.json = json;
    this.stdout = streams.stdout;
    this.stderr = streams.stderr;
  }

  /** One result: the object itself, or what a person reads instead. */
  result(value: object, words: () => string): void {
    this.endLine();
    this.stdout.write(`${this.json ? JSON.stringify(value) : printable(words())}\n`);
  }

  /** A line that the next one replaces in a terminal; elsewhere one every few seconds. */
  progress(words: string): void {
    const text = printable(words);
    if (this.stderr.isTTY) {
      this.stderr.write(`\r\x1b[K${text}`);
      this.hasOpenLine = true;
    } else if (performance.now() - this.lastProgress > PROGRESS_EVERY_MS) {
      this.lastProgress = performance.now();
      this.stderr.write(`${text}\n`);
    }
  }

  note(text: string): void {
    this.endLine();
    this.stderr.write(`${printable(text)}\n`);
  }

  fail(error: AppError): void {
    this.endLine();
    if (this.json) this.stdout.write(`${JSON.stringify({ error: error.toData() })}\n`);
    else this.stderr.write(`${printable(error.message)}\n`);
  }

  private endLine(): void {
    if (this.hasOpenLine) this.stderr.write('\n');
    this.hasOpenLine = false;
  }
}
