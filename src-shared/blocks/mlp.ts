import { z } from 'zod';
import type { GraphNode } from '../graph/types.ts';
import { activationParam } from '../layers/activations.ts';
import type { LayerType } from '../layers/index.ts';
import { defineBlock, oneInput } from './define.ts';

const params = z.object({
  units: z.int().min(1).max(65_536).default(64).meta({ title: 'Units', description: 'How many values come out.' }),
  hidden: z.int().min(1).max(65_536).default(128).meta({ title: 'Hidden units', description: 'Of each layer inside.' }),
  layers: z.int().min(1).max(16).default(1).meta({ title: 'Hidden layers', description: 'How many lie inside.' }),
  activation: activationParam('relu'),
  dropout: z.number().min(0).max(0.95).default(0).meta({
    title: 'Dropout',
    description: 'Share of the values that are hidden in training, after each layer inside.',
  }),
});

/** Dense layers one after the other. */
export const mlp = defineBlock({
  type: 'mlp',
  title: 'Dense layers',
  alsoCalled: ['fully connected', 'feed forward', 'perceptron'],
  family: 'core',
  ports: oneInput,
  params,
  doc: {
    summary: 'Dense layers one after the other: a small network of its own.',
    inputShape: '(batch, …, features)',
    outputShape: '(batch, …, units)',
    whenToUse: 'On tables, or behind what a network has read from pictures or text.',
    source: 'https://keras.io/api/layers/core_layers/dense/',
  },
  summary: ({ hidden, layers, units }) => `${[...Array<number>(layers).fill(hidden), units].join(' · ')}`,
  build: (parts, { from }, { units, hidden, layers, activation, dropout }) => {
    const inside: (readonly [LayerType, GraphNode['params']])[] = [['dense', { units: hidden, activation }]];
    if (dropout > 0) inside.push(['dropout', { rate: dropout }]);
    return parts.chain(from, ...Array.from({ length: layers }, () => inside).flat(), ['dense', { units }]);
  },
});
