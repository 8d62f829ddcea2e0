import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyzeGraph } from '#shared/graph/analyze.ts';
import type { Graph } from '#shared/graph/types.ts';
import { engineLeft, openEngine } from '../../../bench/large/engine-process.ts';
import { readNpy } from '../../../src-main/engine/evaluate/npy.ts';
import { watchChildren } from './children-memory.ts';

/** Of float32 through hundreds of layers, against answers that lie one apart: absolute and relative in one. */
const TOLERANCE = 1e-4;
/**
 * Random weights blow rounding up in the deepest networks until Keras's own float32 answer is further than that from what
 * it answers in float64. There ours may be so many times as far from the float64 answer as Keras's is.
 */
const OF_KERAS = 2;

/** What Keras says of a model that it made or loaded. */
export interface KerasFacts {
  readonly parameters: number;
  readonly trainable: number;
  /** How many models of each kind lie in it. */
  readonly models: Readonly<Record<string, number>>;
}

export interface MadeModel extends KerasFacts {
  readonly layers: number;
  readonly bytes: number;
}

export interface Outcome {
  readonly nodes: number;
  readonly groups: number;
  readonly openSeconds: number;
  /** The most that the process that read the file ever had. */
  readonly openMiB: number;
  readonly predictSeconds: number;
  readonly predictMiB: number;
  readonly opened: Difference;
  readonly saved: Difference;
  /** How far the float64 answer is from ours and from Keras's; null where ours is within the tolerance of Keras's. */
  readonly exact: { readonly ours: Difference; readonly keras: Difference } | null;
  /** Why it is not the same; empty where it is. */
  readonly failures: readonly string[];
}

export interface Difference {
  readonly absolute: number;
  /** Of the largest distance between the answers to two pictures. */
  readonly relative: number;
}

interface Comparing {
  /** Holds `model.FORM`, `input.npy` and `output.npy`. */
  readonly folder: string;
  readonly file: string;
  readonly made: MadeModel;
  /** A transfer-learning model: the frozen architecture must be a group. */
  readonly isNested: boolean;
  /** Loads a file in Keras, which writes `checked.npy`. */
  readonly check: (file: string) => Promise<KerasFacts>;
  /** Asks Keras in float64, which writes `exact.npy`. */
  readonly askExactly: () => Promise<unknown>;
}

/** Opens, asks and saves a model by a real engine with its processes, as the window does, and has Keras judge it all. */
export async function compareModel({ folder, file, made, isNested, check, askExactly }: Comparing): Promise<Outcome> {
  const home = join(folder, 'home');
  const { engine, pid, close } = await openEngine(home);
  const memory = watchChildren(pid);
  const failures: string[] = [];
  try {
    const begin = performance.now();
    const opened = await engine.projects.openModel({ source: { kind: 'disk', path: join(folder, file) }, name: 'm' });
    const openSeconds = secondsSince(begin);
    const openMiB = memory.takePeakMiB();
    const { graph } = opened.project;
    for (const { node, className } of opened.unknown) failures.push(`no layer ${className} (${node})`);
    for (const { node, option, found } of opened.lost) failures.push(`lost ${node}.${option} = ${found}`);
    if (opened.run === null) throw new Error([...failures, ...errorsOf(graph)].slice(0, 3).join('; '));
    const { totals } = analyzeGraph(graph);
    for (const key of ['parameters', 'trainable'] as const) {
      if (totals?.[key] !== made[key]) failures.push(`${key} ${totals?.[key]}, in Keras ${made[key]}`);
    }
    if (isNested && !isFrozenGroup(graph)) failures.push('the frozen architecture is no group of frozen layers');

    const asked = performance.now();
    const answer = join(folder, 'answer.npy');
    await engine.results.predictTensors({ run: opened.run, inputs: [join(folder, 'input.npy')], out: answer });
    const predictSeconds = secondsSince(asked);
    const predictMiB = memory.takePeakMiB();
    const difference = compareAnswers(answer, join(folder, 'output.npy'));

    const out = join(folder, 'saved');
    await engine.results.export({ run: opened.run, format: 'keras', out });
    const again = await check(join(out, 'model.keras'));
    for (const key of ['parameters', 'trainable'] as const) {
      if (again[key] !== made[key]) failures.push(`saved, ${key} ${again[key]}, before ${made[key]}`);
    }
    for (const [kind, count] of Object.entries(made.models)) {
      if (again.models[kind] !== count) failures.push(`saved, ${again.models[kind]} ${kind} in it, before ${count}`);
    }
    const saved = compareAnswers(join(folder, 'checked.npy'), join(folder, 'output.npy'));
    if (!isWithin(saved, TOLERANCE)) failures.push('saved, it answers something else');
    let exact: Outcome['exact'] = null;
    if (!isWithin(difference, TOLERANCE)) {
      await askExactly();
      const [ours, keras] = [answer, join(folder, 'output.npy')].map((path) =>
        compareAnswers(path, join(folder, 'exact.npy')),
      ) as [Difference, Difference];
      exact = { ours, keras };
      if (!isWithin(ours, keras.relative * OF_KERAS)) failures.push('opened, it answers something else');
    }
    return {
      nodes: graph.nodes.length,
      groups: graph.groups?.length ?? 0,
      openSeconds,
      openMiB,
      predictSeconds,
      predictMiB,
      opened: difference,
      saved,
      exact,
      failures,
    };
  } finally {
    memory.stop();
    close();
    await engineLeft(home);
  }
}

const isWithin = ({ absolute, relative }: Difference, bound: number): boolean => absolute <= bound && relative <= bound;

const secondsSince = (begin: number): number => (performance.now() - begin) / 1000;

const errorsOf = (graph: Graph): string[] =>
  analyzeGraph(graph).problems.flatMap(({ severity, node, message }) =>
    severity === 'error' ? [`${node ?? 'graph'}: ${message}`] : [],
  );

function isFrozenGroup({ nodes, groups = [] }: Graph): boolean {
  const inside = nodes.filter(({ group }) => group !== undefined);
  return groups.length > 0 && inside.length > 0 && inside.every(({ frozen }) => frozen === true);
}

function compareAnswers(ours: string, theirs: string): Difference {
  const [a, b] = [ours, theirs].map((path) => readNpy(readFileSync(path), path));
  if (!a || !b || a.shape.join() !== b.shape.join()) {
    throw new Error(`answers of the shapes (${a?.shape}) and (${b?.shape})`);
  }
  const width = b.data.length / (b.shape[0] ?? 1);
  let absolute = 0;
  let apart = 0;
  for (const [index, value] of b.data.entries()) {
    absolute = Math.max(absolute, Math.abs(Number(a.data[index]) - Number(value)));
    if (index < width) apart = Math.max(apart, Math.abs(Number(value) - Number(b.data[width + index])));
  }
  return { absolute, relative: absolute / apart };
}
