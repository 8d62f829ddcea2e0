import { z } from 'zod';

/**
 * Keras 3's names: all that take a tensor and keep its shape. `glu` halves the last dimension and `threshold` can't be
 * named without its two numbers, so they are layers of their own.
 */
export const activationNames = [
  'linear',
  'relu',
  'relu6',
  'leaky_relu',
  'elu',
  'celu',
  'selu',
  'gelu',
  'silu',
  'hard_silu',
  'mish',
  'sigmoid',
  'hard_sigmoid',
  'sparse_sigmoid',
  'log_sigmoid',
  'tanh',
  'hard_tanh',
  'tanh_shrink',
  'hard_shrink',
  'soft_shrink',
  'softmax',
  'log_softmax',
  'sparsemax',
  'softplus',
  'sparse_plus',
  'squareplus',
  'softsign',
  'exponential',
] as const;

export const activationName = z.enum(activationNames);
export type ActivationName = z.infer<typeof activationName>;

/** Other names that Keras takes for the same functions. */
const aliases: Readonly<Record<string, ActivationName>> = { swish: 'silu', hard_swish: 'hard_silu' };

/** The parameter `activation` of layers that can apply one to their result. */
export const activationParam = (standard: ActivationName = 'linear') =>
  activationName.default(standard).meta({
    title: 'Activation',
    description: 'The function applied to every value of the result; linear leaves it as it is.',
  });

/** `· relu` for a card's second line; nothing for linear. */
export const activationSuffix = (name: string): string => (name === 'linear' ? '' : ` · ${name}`);

/** Keras writes names, but a file may hold a serialised object, whose `class_name` or `config` has the name. */
export function activationFromConfig(value: unknown): ActivationName {
  const inside = z.object({ config: z.unknown() }).safeParse(value);
  const name = inside.success ? inside.data.config : (value ?? 'linear');
  // An unknown name goes on into `parseParams`, which reports it with the place it stands in.
  return typeof name === 'string' && Object.hasOwn(aliases, name)
    ? (aliases[name] as ActivationName)
    : (name as ActivationName);
}
