import { cnn } from './cnn.ts';
import type { Template } from './definition.ts';
import { perceptron } from './perceptron.ts';
import { residualCnn } from './residual-cnn.ts';

/** Networks to start from, the usual choice first; a new one is a file and a line here. */
export const templates = {
  cnn,
  'residual-cnn': residualCnn,
  perceptron,
} satisfies Record<string, Template>;

export type TemplateId = keyof typeof templates;

export const allTemplates: readonly Template[] = Object.values(templates);

export const getTemplate = (id: string): Template | undefined =>
  Object.hasOwn(templates, id) ? templates[id as TemplateId] : undefined;
