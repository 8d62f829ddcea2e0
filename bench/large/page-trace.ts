import type { Page } from 'playwright-core';
import { z } from 'zod';
import type { Answer } from './page-clock.ts';

/** One task of the page's main thread; times in milliseconds. */
interface Task {
  readonly at: number;
  readonly end: number;
  /** Processor time: what the task worked, however busy the machine is with other things. */
  readonly cpu: number;
}

/** What Chromium notes: microseconds on one clock, `tdur` in processor time. */
const traceEvent = z.object({
  name: z.string(),
  cat: z.string().optional(),
  ph: z.string(),
  pid: z.number(),
  tid: z.number(),
  ts: z.number(),
  dur: z.number().optional(),
  tdur: z.number().optional(),
  args: z.looseObject({ name: z.string().optional() }).optional(),
});
type TraceEvent = z.infer<typeof traceEvent>;

const RUN_TASK = 'ThreadControllerImpl::RunTask';

/** `wall` and `cpu` are those from the click to the first paint of the new place. */
export interface Opening extends Answer {
  /** Processor time of the longest single task after that paint: input waits for no other. */
  readonly longestAfter: number;
  /** Processor time of all tasks after that paint, until the content was there and drawn. */
  readonly allAfter: number;
}

/** Whether the window shows a place, be it that only its frame and name are there yet. */
export const placeShown = (place: string): string =>
  `document.querySelector('.places [aria-current="page"]')?.textContent.startsWith('${place}') && ` +
  `document.querySelector('main')?.getAttribute('aria-label') === '${place}'`;

/** Follows one opening in Chromium's own trace. `open` clicks and sees the first paint, by the page's clock; `until` the content. */
export async function traceOpening(
  page: Page,
  open: () => Promise<Answer>,
  until: () => Promise<unknown>,
): Promise<Opening> {
  const browser = page.context().browser();
  if (!browser) throw new Error('no browser to trace');
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing', '__metadata'] });
  const { wall } = await open();
  await until();
  const trace = z
    .object({ traceEvents: z.array(traceEvent) })
    .parse(JSON.parse((await browser.stopTracing()).toString()));
  const acted = lastMark(trace.traceEvents, 'acted');
  const answered = lastMark(trace.traceEvents, 'answered');
  const tasks = tasksOf(trace.traceEvents, answered);
  const before = tasks.filter(({ at, end }) => end >= acted.ts / 1000 && at < answered.ts / 1000);
  const after = tasks.filter(({ at }) => at >= answered.ts / 1000).map(({ cpu }) => cpu);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return { wall, cpu: sum(before.map(({ cpu }) => cpu)), longestAfter: Math.max(0, ...after), allAfter: sum(after) };
}

function lastMark(events: readonly TraceEvent[], name: string): TraceEvent {
  const mark = events.filter((event) => event.name === name && event.cat?.includes('user_timing')).at(-1);
  if (!mark) throw new Error(`the trace has no mark ${name}`);
  return mark;
}

function tasksOf(events: readonly TraceEvent[], { pid, tid }: TraceEvent): Task[] {
  return events
    .filter((event) => event.name === RUN_TASK && event.ph === 'X' && event.pid === pid && event.tid === tid)
    .map(({ ts, dur = 0, tdur }) => ({ at: ts / 1000, end: (ts + dur) / 1000, cpu: (tdur ?? Number.NaN) / 1000 }))
    .sort((a, b) => a.at - b.at);
}
