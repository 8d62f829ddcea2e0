import type { SessionSnapshot } from '../loop/session.ts';

const BYTES = 256 * 1024 * 1024;
const MOST = 50;

const bytesOf = ({ weights, optimizer }: SessionSnapshot): number =>
  [...weights.values(), ...optimizer.values()].reduce((sum, { values }) => sum + values.byteLength, 0);

/** What the weights were before each of the last batches, as far as memory allows: the way back. */
export class History {
  readonly #before = new Map<number, SessionSnapshot>();
  #bytes = 0;

  put(batch: number, snapshot: SessionSnapshot): void {
    this.#drop(batch);
    this.#before.set(batch, snapshot);
    this.#bytes += bytesOf(snapshot);
    for (const oldest of this.#before.keys()) {
      if (this.#before.size <= MOST && this.#bytes <= BYTES) break;
      this.#drop(oldest);
    }
  }

  get(batch: number): SessionSnapshot | undefined {
    return this.#before.get(batch);
  }

  /** The first batch that one can go back to; `otherwise` where there is none. */
  earliest(otherwise: number): number {
    return Math.min(otherwise, ...this.#before.keys());
  }

  #drop(batch: number): void {
    const found = this.#before.get(batch);
    if (!found) return;
    this.#before.delete(batch);
    this.#bytes -= bytesOf(found);
  }
}
