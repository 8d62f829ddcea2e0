import { z } from 'zod';
import { defineOptimizer, optimizerParams } from './definition.ts';
import { beta1, beta2, epsilon } from './parameters.ts';

const decay = (title: string, description: string) =>
  z.number().min(0).max(1).nullable().default(0.004).meta({ title, description });

const polynomial = (title: string, usual: number) =>
  z.number().min(-100).max(100).default(usual).meta({
    title,
    description: 'Of the polynomial that makes the steps orthogonal; best left as it is.',
  });

export const muon = defineOptimizer({
  title: 'Muon',
  description:
    'Turns the momentum of each matrix into an orthogonal step; biases, convolutions and embeddings take AdamW’s. Fast with transformers.',
  formula: 'w ← w − rate · 0.2 · √max(rows, columns) · U Vᵀ,  m = U Σ Vᵀ',
  source: 'https://keras.io/api/optimizers/muon/',
  params: optimizerParams('muon', 0.001, {
    momentum: z.number().min(0).max(0.9999).default(0.95).meta({
      title: 'Momentum',
      description: 'Share of the gradients so far that is kept; 0.95 is usual.',
    }),
    nesterov: z.boolean().default(true).meta({
      title: 'Nesterov',
      description: 'Looks where the momentum leads before it steps.',
    }),
    rmsRate: z.number().positive().max(100).nullable().default(0.2).meta({
      title: 'Size of a step',
      description: 'Scales steps so that Adam’s learning rates fit; left empty, they are as long as they come out.',
      whenEmpty: 'as they come out',
    }),
    excludeLayers: z.string().max(2000).default('').meta({
      title: 'Layers left out',
      description:
        'Names, or parts of names, of layers that take AdamW’s steps, separated by commas: usually the last dense layer.',
    }),
    excludeEmbeddings: z.boolean().default(true).meta({
      title: 'Leave out embeddings',
      description: 'Embeddings take AdamW’s steps.',
    }),
    nsSteps: z.int().min(1).max(20).default(5).meta({
      title: 'Newton–Schulz steps',
      description: 'How often a step is brought nearer to an orthogonal one.',
    }),
    muonA: polynomial('Muon a', 3.4445),
    muonB: polynomial('Muon b', -4.775),
    muonC: polynomial('Muon c', 2.0315),
    adamRateRatio: z.number().positive().max(1000).default(1).meta({
      title: 'Rate of the others',
      description: 'What the learning rate is multiplied by for weights that take AdamW’s steps.',
    }),
    beta1,
    beta2: beta2(0.999),
    epsilon,
    adamWeightDecay: decay('Weight decay of the others', 'That of the weights that take AdamW’s steps.'),
  }).extend({
    weightDecay: decay('Weight decay', 'Pulls every matrix towards 0 by this share of the learning rate a step.'),
  }),
  keras: {
    className: 'Muon',
    names: {
      momentum: 'momentum',
      nesterov: 'nesterov',
      rmsRate: 'rms_rate',
      excludeLayers: 'exclude_layers',
      excludeEmbeddings: 'exclude_embeddings',
      nsSteps: 'ns_steps',
      muonA: 'muon_a',
      muonB: 'muon_b',
      muonC: 'muon_c',
      adamRateRatio: 'adam_lr_ratio',
      beta1: 'adam_beta_1',
      beta2: 'adam_beta_2',
      epsilon: 'epsilon',
      adamWeightDecay: 'adam_weight_decay',
    },
  },
});
