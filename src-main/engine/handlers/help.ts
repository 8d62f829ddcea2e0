import { readFile } from 'node:fs/promises';
import { implement } from '@orpc/server';
import { installation } from '#main/transport/this-installation.ts';
import { helpContract } from '#shared/contract/requests/help.ts';
import type { EngineContext } from '../context.ts';
import { strataVersion } from '../doctor/installed.ts';
import { diagnostics } from '../help/diagnostics.ts';
import { WindowErrors } from '../help/report-window-error.ts';

export function helpRouter(context: EngineContext) {
  const { home, crashes, notices } = context;
  const windowErrors = new WindowErrors(context);
  const os = implement(helpContract);
  return {
    watchNotices: os.watchNotices.handler(({ signal }) => notices.watch(signal)),
    notices: os.notices.handler(() => ({ notices: notices.list() })),
    dismiss: os.dismiss.handler(async ({ input }) => {
      await notices.dismiss(input.notice);
      return {};
    }),
    places: os.places.handler(() => ({ dataFolder: home.folder, logs: home.logs })),
    crashes: os.crashes.handler(() => ({ folder: crashes.folder, reports: crashes.list() })),
    removeCrashes: os.removeCrashes.handler(() => {
      crashes.removeAll();
      return {};
    }),
    reportError: os.reportError.handler(({ input }) => windowErrors.take(input)),
    diagnostics: os.diagnostics.handler(async () => ({ text: await diagnostics(context) })),
    licences: os.licences.handler(async () => ({
      strata: await strataVersion(),
      text: await readFile(installation.notices, 'utf8'),
    })),
  };
}
