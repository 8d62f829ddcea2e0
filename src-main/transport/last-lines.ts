import type { Readable } from 'node:stream';

const MAX_LINES = 40;
const MAX_LINE_LENGTH = 500;

/** Reads streams to their end, as a child must never block on a full pipe, and remembers their last lines. */
export class LastLines {
  private readonly lines: string[] = [];

  constructor(streams: (Readable | null)[]) {
    for (const stream of streams) {
      if (!stream) continue;
      let rest = '';
      stream.setEncoding('utf8');
      stream.on('data', (piece: string) => {
        const parts = (rest + piece).split('\n');
        rest = (parts.pop() ?? '').slice(-MAX_LINE_LENGTH);
        for (const line of parts) this.add(line);
      });
      stream.on('end', () => this.add(rest));
    }
  }

  text(): string {
    return this.lines.join('\n');
  }

  private add(line: string): void {
    if (line.trim() === '') return;
    this.lines.push(line.slice(0, MAX_LINE_LENGTH));
    if (this.lines.length > MAX_LINES) this.lines.shift();
  }
}
