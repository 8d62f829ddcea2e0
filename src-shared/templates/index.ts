import { autoencoder } from './autoencoder.ts';
import { cnn } from './cnn.ts';
import type { Template } from './definition.ts';
import { forecaster } from './forecaster.ts';
import { perceptron } from './perceptron.ts';
import { pictureAndTable } from './picture-and-table.ts';
import { residualCnn } from './residual-cnn.ts';
import { sequenceClassifier } from './sequence-classifier.ts';
import { smallGpt } from './small-gpt.ts';
import { soundClassifier } from './sound-classifier.ts';
import { textClassifier } from './text-classifier.ts';
import { transformerClassifier } from './transformer-classifier.ts';
import { visionTransformer } from './vision-transformer.ts';

/** Networks to start from, the usual choice first; a new one is a file and a line here. */
export const templates = {
  cnn,
  'residual-cnn': residualCnn,
  perceptron,
  autoencoder,
  'vision-transformer': visionTransformer,
  forecaster,
  'sequence-classifier': sequenceClassifier,
  'text-classifier': textClassifier,
  'transformer-classifier': transformerClassifier,
  'small-gpt': smallGpt,
  'sound-classifier': soundClassifier,
  'picture-and-table': pictureAndTable,
} satisfies Record<string, Template>;

export type TemplateId = keyof typeof templates;

export const allTemplates: readonly Template[] = Object.values(templates);

export const getTemplate = (id: string): Template | undefined =>
  Object.hasOwn(templates, id) ? templates[id as TemplateId] : undefined;
