import { z } from 'zod';
import type { RunConfig } from '../training/run.ts';
import { runConfig } from '../training/run.ts';
import { AppError } from '../util/app-error.ts';
import { type Graph, graphSchema } from './types.ts';

/** The newest version of the `.strata` format; a change of its shape adds one, and a migration from the one before. */
export const STRATA_VERSION = 1;

/** Larger than any graph of 5,000 layers; read no more than this into memory. */
export const MAX_STRATA_BYTES = 16 * 1024 * 1024;

const envelope = z.object({ format: z.literal('strata-project'), version: z.int().min(1) });

const strataFile = z.object({
  format: z.literal('strata-project'),
  version: z.literal(STRATA_VERSION),
  name: z.string().trim().min(1).max(120),
  graph: graphSchema,
  config: runConfig.prefault({}),
});

/** A project without data. */
export interface StrataProject {
  readonly name: string;
  readonly graph: Graph;
  readonly config: RunConfig;
}

/** From each version to the next: version n is the key of the step to n + 1. Frozen once shipped. */
const migrations: ReadonlyMap<number, (file: Readonly<Record<string, unknown>>) => Record<string, unknown>> = new Map();

export function writeStrataFile({ name, graph, config }: StrataProject): string {
  return `${JSON.stringify({ format: 'strata-project', version: STRATA_VERSION, name, graph, config }, null, 2)}\n`;
}

/** Reads a `.strata` file. `place` names it in messages. Layers that this version does not know stay, as placeholders. */
export function readStrataFile(text: string, place = 'the file'): StrataProject {
  // Every character is at least one byte, so this bounds the bytes from below, which is enough to stop early.
  if (text.length > MAX_STRATA_BYTES) {
    throw new AppError('FILE_FORMAT', `${place}: expected at most ${MAX_STRATA_BYTES} bytes; got ${text.length}.`);
  }
  const raw = parseJson(text, place);
  const head = envelope.safeParse(raw);
  if (!head.success) {
    throw new AppError(
      'FILE_FORMAT',
      `${place}: is not a Strata project; expected {"format": "strata-project", "version": 1, …}. Choose a .strata file.`,
      { expected: 'strata-project' },
    );
  }
  const { version } = head.data;
  if (version > STRATA_VERSION) {
    throw new AppError(
      'NEWER_VERSION',
      `${place}: was written by a newer Strata (format ${version}; this one reads up to ${STRATA_VERSION}). Update Strata to open it.`,
      { found: version, expected: STRATA_VERSION },
    );
  }
  let file = raw as Record<string, unknown>;
  for (let from = version; from < STRATA_VERSION; from += 1) {
    file = { ...(migrations.get(from)?.(file) ?? file), version: from + 1 };
  }
  const parsed = strataFile.safeParse(file);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue?.path.join('.') || 'the file';
    throw new AppError('FILE_FORMAT', `${place}: ${where}: ${issue?.message ?? 'is damaged'}.`, {
      issues: parsed.error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.join('.'), message })),
    });
  }
  const { name, graph, config } = parsed.data;
  return { name, graph, config };
}

function parseJson(text: string, place: string): unknown {
  try {
    // A byte order mark is no part of JSON, but editors leave it.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new AppError(
      'FILE_FORMAT',
      `${place}: is not JSON text; a .strata file is. It may be damaged.`,
      {},
      { cause },
    );
  }
}
