import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Contract } from '#shared/contract/contract.ts';
import type { RunDetail } from '#shared/contract/requests/runs.ts';
import { checkpointFile } from '#shared/training/checkpoint.ts';
import type { RunState } from '#shared/training/run.ts';
import { attachEngine } from '../../transport/attach-engine.ts';
import { engineProgram } from '../../transport/engine-program.ts';
import type { Port } from '../../transport/port.ts';
import { type Client, connect } from '../../transport/rpc.ts';
import { type Dump, dumpTables } from '../db/testing/dump-tables.ts';
import { checkpointFolder, homePaths } from '../home.ts';
import { dataFolderFaults } from './data-folder-faults.ts';
import { ProcessFamily } from './process-family.ts';

/** Longer than an engine stays alone, and than it gives itself and its trainers to end. */
const END_MS = 40_000;

/** A data folder with engines and trainers as processes of their own, to be killed. */
export class RealEngine {
  readonly home = mkdtempSync(join(tmpdir(), 'strata-kills-'));
  readonly family = new ProcessFamily();
  #ports: Port[] = [];

  /** A client of the engine; one is started where none runs. */
  async attach(): Promise<Client<Contract>> {
    const port = await attachEngine(this.home, engineProgram);
    this.#ports.push(port);
    return connect<Contract>(port);
  }

  async killEngine(): Promise<void> {
    this.family.kill(this.family.of('engine'));
    await this.family.gone(END_MS, 'engine');
  }

  killTrainers(): void {
    this.family.kill(this.family.of('trainer'));
  }

  dump(): Dump {
    return dumpTables(homePaths(this.home).database);
  }

  /** Waits until the run is in one of these states. */
  async reach(run: string, ...states: RunState[]): Promise<RunDetail> {
    const client = await this.attach();
    for (;;) {
      const found = await client.runs.get({ run });
      if (states.includes(found.state)) return found;
      if (found.state === 'failed') throw new Error(`the run failed: ${found.error?.message}`);
      await sleep(20);
    }
  }

  /** Of the weights and optimizer slots in the last checkpoint, as bytes on the disk. */
  weights(run: string): string {
    const folder = join(checkpointFolder(homePaths(this.home), run), 'last');
    const { weights, optimizer } = checkpointFile.parse(JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8')));
    const hash = createHash('sha256');
    for (const name of [weights, optimizer]) hash.update(readFileSync(join(folder, name)));
    return hash.digest('hex');
  }

  /** As closing the machine does: the engine saves where its run stands, and ends. */
  async close(): Promise<void> {
    for (const { pid } of this.family.of('engine')) process.kill(pid, 'SIGTERM');
    await this.family.gone(END_MS, 'engine');
  }

  /** Everybody leaves; the engine and its trainers must end by themselves. Then: what is wrong in the folder. */
  async faultsAtRest(): Promise<string[]> {
    for (const port of this.#ports.splice(0)) port.close();
    await this.family.gone(END_MS);
    return dataFolderFaults(this.home, true);
  }

  async end(): Promise<void> {
    for (const port of this.#ports.splice(0)) port.close();
    this.family.kill();
    await this.family.gone(END_MS);
    rmSync(this.home, { recursive: true, force: true });
  }
}
