import { z } from 'zod';

/** An optimizer as people choose it; the trainer has the computation under the same name. */
export interface OptimizerDefinition<Params extends z.ZodObject = z.ZodObject> {
  readonly title: string;
  /** What it does and when to choose it, one sentence. */
  readonly description: string;
  readonly source: string;
  /** Of one weight's step, for people. */
  readonly formula?: string;
  /** Name, learning rate, its own parameters and those that all have; defaults are Keras's. */
  readonly params: Params;
  readonly keras: {
    readonly className: string;
    /** Keras's names of the optimizer's own parameters. */
    readonly names: Readonly<Record<string, string>>;
  };
}

export const gradientClip = z.object({
  /** `value` bounds each number, `norm` the length of each weight's gradient, `global_norm` that of all together. */
  by: z.enum(['value', 'norm', 'global_norm']),
  limit: z.number().positive().max(1e6),
});
export type GradientClip = z.infer<typeof gradientClip>;

/** Options that every optimizer has. */
const commonFields = {
  weightDecay: z.number().min(0).max(1).nullable().default(null).meta({
    title: 'Weight decay',
    description:
      'Pulls every weight towards 0 by this share of the learning rate a step; keeps networks from growing wild.',
  }),
  clip: gradientClip.nullable().default(null).meta({
    title: 'Clip gradients',
    description:
      'Bounds gradients, so that one bad batch can’t throw the weights far off; usual with recurrent networks.',
  }),
  /** Momentum of the moving average of the weights; null for none. */
  averaging: z.number().min(0).max(0.99999).nullable().default(null).meta({
    title: 'Average the weights',
    description:
      'Validates and keeps a moving average of the weights, which is steadier; 0.99 remembers about 100 steps.',
  }),
  accumulate: z.int().min(1).max(1024).default(1).meta({
    title: 'Accumulate',
    description: 'Adds up the gradients of so many batches before a step: a large batch in the memory of a small one.',
    unit: 'batches',
  }),
};

const rate = (usual: number) =>
  z.number().positive().max(10).default(usual).meta({
    title: 'Learning rate',
    description: 'Too high and the loss jumps or becomes NaN; too low and it crawls.',
  });

/** The schema of an optimizer: its name, its usual learning rate, its own parameters, and what all have. */
export const optimizerParams = <Name extends string, Own extends z.ZodRawShape>(name: Name, usual: number, own: Own) =>
  z.object({ name: z.literal(name), learningRate: rate(usual), ...own, ...commonFields });

/** Declares an optimizer; it only keeps the types of the parameters through the definition. */
export const defineOptimizer = <Params extends z.ZodObject>(
  definition: OptimizerDefinition<Params>,
): OptimizerDefinition<Params> => definition;
