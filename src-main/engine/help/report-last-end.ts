import { readFileSync } from 'node:fs';
import { engineOutputFile } from '#main/transport/start-engine.ts';
import type { Home } from '../home.ts';
import type { CrashReports } from './crash-reports.ts';

/** The engine before this one did not close the data folder: it was killed, or the power went. */
export function reportLastEnd({ folder }: Home, crashes: CrashReports): void {
  const what = 'The engine ended without closing its data folder: it was killed, it crashed, or the power went.';
  crashes.add({ process: 'engine', what, detail: lastOutput(folder), run: null });
}

function lastOutput(folder: string): string {
  try {
    return readFileSync(engineOutputFile(folder), 'utf8').slice(-4000).trim();
  } catch {
    return '';
  }
}
