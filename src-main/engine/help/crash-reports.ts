import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CrashReport, crashReport } from '#shared/contract/requests/help.ts';
import { newId } from '#shared/util/ids.ts';

const KEPT = 20;
const MAX_DETAIL = 8000;
const NAME = /^crash-(\d{6})\.json$/;

/** Crash reports in a folder, a file each; the oldest go. They are read by the person and leave the machine by no way of ours. */
export class CrashReports {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Never throws, and is done when it returns: what is told may be this process's own end. */
  add(report: Pick<CrashReport, 'process' | 'what' | 'detail' | 'run'>): string {
    const id = newId('crash');
    try {
      mkdirSync(this.folder, { recursive: true });
      const newest = Number(NAME.exec(this.#names()[0] ?? '')?.[1] ?? 0);
      const number = String(newest + 1).padStart(6, '0');
      const path = join(this.folder, `crash-${number}.json`);
      const full = { id, at: new Date().toISOString(), ...report, detail: report.detail.slice(-MAX_DETAIL) };
      writeFileSync(`${path}.part`, JSON.stringify(full, null, 2), { mode: 0o600 });
      renameSync(`${path}.part`, path);
      for (const name of this.#names().slice(KEPT)) rmSync(join(this.folder, name), { force: true });
    } catch {
      // The disk may be full: then the log has it, or nobody.
    }
    return id;
  }

  /** Newest first. */
  list(): CrashReport[] {
    return this.#names().flatMap((name) => {
      try {
        return [crashReport.parse(JSON.parse(readFileSync(join(this.folder, name), 'utf8')))];
      } catch {
        return [];
      }
    });
  }

  removeAll(): void {
    for (const name of this.#names()) rmSync(join(this.folder, name), { force: true });
  }

  /** By number, not by date: a clock that was wrong must not hide the newest. */
  #names(): string[] {
    try {
      return readdirSync(this.folder)
        .filter((name) => NAME.test(name))
        .sort()
        .reverse();
    } catch {
      return [];
    }
  }
}
