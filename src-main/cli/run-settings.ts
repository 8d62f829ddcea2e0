import { type RunConfig, runConfig } from '#shared/training/run.ts';
import { AppError } from '#shared/util/app-error.ts';

export interface RunSettings {
  epochs?: number;
  batch?: number;
  seed?: number;
  device?: string;
  set: string[];
}

type Tree = { [key: string]: unknown };

/** Short names for what people change most. */
const ALIASES: Record<string, string> = {
  learningRate: 'optimizer.learningRate',
  momentum: 'optimizer.momentum',
  batch: 'batchSize',
  patience: 'earlyStopping.patience',
};

/** Parts of a configuration that are chosen by a name: `--set optimizer=sgd`. */
const NAMED_PARTS = ['optimizer', 'schedule'];

/** The configuration of a project with what the command line changes in it. */
export function applyRunSettings(config: RunConfig, settings: RunSettings): RunConfig {
  const tree = structuredClone(config) as Tree;
  if (settings.epochs !== undefined) tree.epochs = settings.epochs;
  if (settings.batch !== undefined) tree.batchSize = settings.batch;
  if (settings.seed !== undefined) tree.seed = settings.seed;
  if (settings.device !== undefined) tree.device = settings.device;
  const paths = settings.set.map((assignment) => assign(tree, assignment));

  const parsed = runConfig.safeParse(tree);
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
    const sentences = issues.map((issue) => `${issue.path}: ${issue.message}`);
    throw new AppError('BAD_INPUT', `The run can't be configured like this. ${sentences.join('; ')}`, { issues });
  }
  // zod drops keys that it doesn't know; a misspelled setting must not pass in silence.
  for (const path of paths) if (valueAt(parsed.data, path) === undefined) throw unknownSetting(path, parsed.data);
  return parsed.data;
}

function assign(tree: Tree, assignment: string): string[] {
  const [, key, text] = /^([\w.]+)=(.*)$/s.exec(assignment) ?? [];
  if (key === undefined || text === undefined) {
    throw new AppError('BAD_INPUT', `--set expects key=value, e.g. learningRate=0.01; got ${assignment}.`);
  }
  const path = (ALIASES[key] ?? key).split('.');
  const value = parseValue(text);
  // Another optimizer or schedule begins with its own defaults: the old one's numbers mean something else there.
  const [part = '', field = 'name'] = path;
  if (NAMED_PARTS.includes(part) && field === 'name' && typeof value === 'string') {
    const before = tree[part] as Tree;
    if (before.name !== value) tree[part] = { name: value };
    return [part, 'name'];
  }
  let place = tree;
  for (const part of path.slice(0, -1)) {
    if (typeof place[part] !== 'object' || place[part] === null) place[part] = {};
    place = place[part] as Tree;
  }
  place[path.at(-1) ?? key] = value;
  return path;
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function valueAt(tree: unknown, path: string[]): unknown {
  let value = tree;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Tree)[part];
  }
  return value;
}

function unknownSetting(path: string[], config: RunConfig): AppError {
  const known = leaves(config as Tree, '');
  return new AppError('BAD_INPUT', `There is no setting ${path.join('.')}. Known here: ${known.join(', ')}.`, {
    found: path.join('.'),
    expected: known,
  });
}

function leaves(tree: Tree, prefix: string): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null ? leaves(value as Tree, `${prefix}${key}.`) : [`${prefix}${key}`],
  );
}
