import { z } from 'zod';
import { applyEdit } from '../graph/apply-edit.ts';
import { tidy } from '../graph/tidy-layout.ts';
import type { Graph } from '../graph/types.ts';
import { AppError } from '../util/app-error.ts';
import type { LostOption } from './layer-reader.ts';
import { isDeeperThan } from './model-config.ts';
import { ModelReader, type WeightGroup } from './model-reader.ts';
import { withOutputs } from './outputs.ts';

/** Deeper than any model that nests as deep as is read; see `MAX_NESTING`. */
const MAX_DEPTH = 200;

const file = z.looseObject({ class_name: z.string(), config: z.unknown() });

export interface ReadModel {
  readonly name: string | null;
  readonly graph: Graph;
  readonly weights: readonly WeightGroup[];
  /** What the file asks for and the catalogue's layers don't do: never dropped in silence. */
  readonly lost: readonly (LostOption & { readonly node: string })[];
}

/**
 * Reads the model that a Keras 3 `config.json` describes onto a canvas. Throws FILE_FORMAT with a reason for what is no
 * such model; a layer of an unknown class becomes a placeholder.
 */
export function readKerasModel(json: unknown): ReadModel {
  if (isDeeperThan(json, MAX_DEPTH)) throw new AppError('FILE_FORMAT', 'The model nests too deep to be read.');
  const head = file.safeParse(json);
  if (!head.success) throw new AppError('FILE_FORMAT', 'This is no Keras model: it names no class and config.');
  const { class_name: className, config } = head.data;
  if (!['Functional', 'Sequential', 'Model'].includes(className)) {
    const message = `A model of the class ${className} is built by code that the file doesn't hold; a Sequential or Functional model can be opened.`;
    throw new AppError('NOT_SUPPORTED', message, { found: className });
  }
  const reader = new ModelReader();
  try {
    const { graph, outputs, name } = reader.read(className, config);
    return { name, graph: tidied(withOutputs(graph, outputs)), weights: reader.weights, lost: reader.lost };
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const issue = error.issues[0];
    const place = issue?.path.join('.') || 'the model';
    throw new AppError(
      'FILE_FORMAT',
      `The Keras model can't be read: ${place}: ${issue?.message}.`,
      {},
      { cause: error },
    );
  }
}

function tidied(graph: Graph): Graph {
  const result = applyEdit(graph, tidy(graph));
  return result.ok ? result.graph : graph;
}
