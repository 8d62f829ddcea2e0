import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';

/** Something about the data folder that a person has to be told once, in every window and on the command line. */
export const notice = z.object({
  id: z.string(),
  kind: z.enum(['database-restored', 'changes-lost']),
  title: z.string(),
  text: z.string(),
  /** What is missing now, a sentence each; empty where nothing is. */
  missing: z.array(z.string()),
  /** Where what was found is kept. */
  folder: z.string().nullable(),
  at: z.string(),
});
export type Notice = z.infer<typeof notice>;

/** A process that ended, or a window that failed, other than it should. Kept in the data folder and nowhere else. */
export const crashReport = z.object({
  id: z.string(),
  at: z.string(),
  process: z.enum(['engine', 'trainer', 'window']),
  /** One sentence: how it ended. */
  what: z.string(),
  /** The last lines it wrote, or the stack. */
  detail: z.string(),
  run: z.string().nullable(),
});
export type CrashReport = z.infer<typeof crashReport>;

/** An error in the window that no code of ours foresaw; bounded, since a loop may throw without end. */
export const windowError = z.object({
  kind: z.enum(['error', 'rejection', 'render']),
  message: z.string().max(2000),
  stack: z.string().max(10_000),
  agent: z.string().max(500),
});
export type WindowError = z.infer<typeof windowError>;

export const helpContract = {
  /** What was not yet dismissed, now and whenever it changes. */
  watchNotices: oc.output(eventIterator(z.object({ notices: z.array(notice) }))),
  notices: oc.output(z.object({ notices: z.array(notice) })),
  dismiss: oc.input(z.object({ notice: z.string().max(100) })).output(z.object({})),
  places: oc.output(z.object({ dataFolder: z.string(), logs: z.string() })),
  /** Newest first. */
  crashes: oc.output(z.object({ folder: z.string(), reports: z.array(crashReport) })),
  removeCrashes: oc.output(z.object({})),
  /** Answers with the id under which the log has it. */
  reportError: oc.input(windowError).output(z.object({ id: z.string() })),
  /** To paste into a question: versions, device, counts, codes; no name, path or text of a person's own. */
  diagnostics: oc.output(z.object({ text: z.string() })),
  licences: oc.output(z.object({ strata: z.string(), text: z.string() })),
};
