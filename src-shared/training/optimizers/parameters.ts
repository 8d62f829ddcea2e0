import { z } from 'zod';

/** Parameters that several optimizers have. */
export const beta1 = z.number().min(0).max(0.999999).default(0.9).meta({
  title: 'Beta 1',
  description: 'Memory of the mean of the gradients; 0.9 remembers about 10 steps.',
});

export const beta2 = (usual: number) =>
  z.number().min(0).max(0.999999).default(usual).meta({
    title: 'Beta 2',
    description: 'Memory of the size of the gradients; 0.999 remembers about 1,000 steps.',
  });

export const epsilon = z.number().positive().max(1).default(1e-7).meta({
  title: 'Epsilon',
  description: 'Keeps divisions finite; larger values calm the steps of rarely used weights.',
});

export const amsgrad = z.boolean().default(false).meta({
  title: 'AMSGrad',
  description: 'Divides by the largest size of the gradients seen so far: steps only get smaller.',
});

export const rho = (usual: number) =>
  z.number().min(0).max(0.999999).default(usual).meta({
    title: 'Rho',
    description: 'Memory of the size of the gradients.',
  });

export const momentum = z.number().min(0).max(1).default(0).meta({
  title: 'Momentum',
  description: 'Share of the last step that is kept; 0.9 is usual.',
});

export const initialAccumulator = z.number().min(0).max(10).default(0.1).meta({
  title: 'First accumulator',
  description: 'What the sum of squared gradients begins at; larger values make the first steps smaller.',
});
