import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePictures } from '#main/engine/testing/picture-folder.ts';
import { AppError } from '#shared/util/app-error.ts';
import { type Action, Violation } from './action.ts';
import { dataActions } from './data-actions.ts';
import { graphActions } from './graph-actions.ts';
import { killDuring, kills } from './kills.ts';
import { Memory } from './memory.ts';
import { checkAtRest } from './rest-check.ts';
import { runActions } from './run-actions.ts';
import { Tally } from './tally.ts';
import { trashActions } from './trash-actions.ts';
import { World } from './world.ts';

const actions: readonly Action[] = [...graphActions, ...dataActions, ...runActions, ...trashActions];
const totalWeight = actions.reduce((sum, { weight }) => sum + weight, 0);

/** How often something is killed, in a hundred actions; the engine only in the first part. */
const KILLS_PERCENT = 10;
/** The last part lets one engine live, to see whether its memory stays flat. */
const CALM_SHARE = 0.35;
const REST_EVERY_MS = 90_000;

export interface SoakOptions {
  readonly seconds: number;
  readonly seed: number;
  /** A line now and then. */
  say(line: string): void;
}

export interface SoakReport {
  readonly faults: readonly string[];
  readonly tally: Tally;
  readonly memory: Memory;
  /** The data folder: kept where there are faults, to be looked at. */
  readonly home: string;
}

/** Random use of a real engine until the time is over or something is wrong. */
export async function soak({ seconds, seed, say }: SoakOptions): Promise<SoakReport> {
  const folder = mkdtempSync(join(tmpdir(), 'strata-soak-'));
  const sources = ['few', 'some', 'many'].map((name) => join(folder, name));
  for (const [i, source] of sources.entries()) await writePictures(source, 8 + 8 * i);
  const world = new World(seed, sources, folder);
  const tally = new Tally();
  const memory = new Memory();
  const watch = setInterval(() => {
    for (const { pid, bytes } of world.engine.family.of('engine')) memory.add(pid, bytes);
  }, 1000);
  const faults: string[] = [];
  try {
    faults.push(...(await use(world, tally, seconds * 1000, say)), ...memory.faults());
  } catch (error) {
    faults.push(describe(error));
  } finally {
    clearInterval(watch);
    if (faults.length === 0) {
      await world.engine.end();
      rmSync(folder, { recursive: true, force: true });
    } else world.engine.family.kill();
  }
  return { faults, tally, memory, home: world.engine.home };
}

async function use(world: World, tally: Tally, ms: number, say: (line: string) => void): Promise<string[]> {
  const begin = Date.now();
  let restedAt = begin;
  while (Date.now() - begin < ms) {
    const isCalm = Date.now() - begin > ms * (1 - CALM_SHARE);
    const faults = await act(world, tally, isCalm);
    if (faults.length > 0) return faults;
    if (isCalm || Date.now() - restedAt < REST_EVERY_MS) continue;
    const found = await checkAtRest(world);
    if (found.length > 0) return found;
    restedAt = Date.now();
    say(`${Math.round((restedAt - begin) / 1000)} s: ${tally.actions} actions, ${tally.kills} kills, all is well`);
  }
  return checkAtRest(world);
}

/** One action, perhaps with a kill in its middle. */
async function act(world: World, tally: Tally, isCalm: boolean): Promise<string[]> {
  const action = choose(world);
  const kinds = Object.keys(kills);
  const kill = world.chance(KILLS_PERCENT) ? (isCalm ? 'kill trainer' : world.pick(kinds)) : null;
  try {
    const work = () => action.run(world);
    const done = kill === null ? await work() : await killDuring(world, kill, work);
    tally.add(action.name, kill, done === null ? 'nothing to do' : 'done', done ?? '');
    return [];
  } catch (error) {
    const isRefused = error instanceof AppError && action.refusals?.includes(error.code);
    const isCut = world.isShaken && error instanceof AppError && error.details.id === undefined;
    tally.add(action.name, kill, isRefused ? 'refused' : isCut ? 'cut' : 'fault', String(error));
    if (isRefused || (isCut && !(error instanceof Violation))) return [];
    return [`${action.name}${kill === null ? '' : ` (${kill})`}: ${describe(error)}`];
  }
}

function choose(world: World): Action {
  let at = world.random.below(totalWeight);
  for (const action of actions) {
    at -= action.weight;
    if (at < 0) return action;
  }
  throw new Error('the weights do not add up');
}

function describe(error: unknown): string {
  if (error instanceof AppError) return `${error.code} ${error.message} ${JSON.stringify(error.details)}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
