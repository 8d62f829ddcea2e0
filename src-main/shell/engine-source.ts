import { attachEngine } from '#main/transport/attach-engine.ts';
import type { Port } from '#main/transport/port.ts';
import { engineProgram } from './places.ts';

/** Gives each window its channel to the engine; the first is opened while the window is still being made. */
export class EngineSource {
  private readonly home: string;
  private prepared: Promise<Port> | null;

  constructor(home: string) {
    this.home = home;
    this.prepared = attachEngine(home, engineProgram);
  }

  /** Rejects with what keeps the engine from starting. */
  async ready(): Promise<void> {
    await this.prepared;
  }

  async next(): Promise<Port> {
    const prepared = this.prepared;
    this.prepared = null;
    const port = await prepared?.catch(() => null);
    return port && !port.closed ? port : attachEngine(this.home, engineProgram);
  }
}
