import { z } from 'zod';

/** Keras 3's names. */
export const activationNames = [
  'linear',
  'relu',
  'relu6',
  'leaky_relu',
  'elu',
  'selu',
  'gelu',
  'silu',
  'hard_silu',
  'mish',
  'sigmoid',
  'hard_sigmoid',
  'tanh',
  'softmax',
  'log_softmax',
  'softplus',
  'softsign',
  'exponential',
] as const;

export const activationName = z.enum(activationNames);
export type ActivationName = z.infer<typeof activationName>;

/** The parameter `activation` of layers that can apply one to their result. */
export const activationParam = (standard: ActivationName = 'linear') =>
  activationName.default(standard).meta({
    title: 'Activation',
    description: 'The function applied to every value of the result; linear leaves it as it is.',
  });

/** `· relu` for a card's second line; nothing for linear. */
export const activationSuffix = (name: ActivationName): string => (name === 'linear' ? '' : ` · ${name}`);

/** Keras writes names, but a file may hold a serialised object, whose `class_name` or `config` has the name. */
export function activationFromConfig(value: unknown): ActivationName {
  const found = activationName.safeParse(value);
  if (found.success) return found.data;
  const inside = z.object({ config: z.unknown() }).safeParse(value);
  // An unknown name goes on into `parseParams`, which reports it with the place it stands in.
  return (inside.success ? inside.data.config : (value ?? 'linear')) as ActivationName;
}
