import { z } from 'zod';

/** Keras 3's short names, and the class that each stands for. */
const initializerClasses = {
  glorot_uniform: 'GlorotUniform',
  glorot_normal: 'GlorotNormal',
  he_uniform: 'HeUniform',
  he_normal: 'HeNormal',
  lecun_uniform: 'LecunUniform',
  lecun_normal: 'LecunNormal',
  random_uniform: 'RandomUniform',
  random_normal: 'RandomNormal',
  truncated_normal: 'TruncatedNormal',
  orthogonal: 'Orthogonal',
  zeros: 'Zeros',
  ones: 'Ones',
} as const;

export type InitializerName = keyof typeof initializerClasses;
export const initializerNames = Object.keys(initializerClasses) as InitializerName[];
export const initializerName = z.enum(initializerNames);

export const initializerParam = (title: string, standard: InitializerName) =>
  initializerName.default(standard).meta({
    title,
    description: 'The distribution that the weights start from, before any training.',
    advanced: true,
  });

/** A Keras 3 serialised initializer; its parameters are Keras's defaults. */
export const initializerToConfig = (name: InitializerName): Record<string, unknown> => ({
  module: 'keras.initializers',
  class_name: initializerClasses[name],
  config: {},
  registered_name: null,
});

/** Reads a short name or a serialised object; an unknown class goes on as it is and becomes a problem of the parameter. */
export function initializerFromConfig(value: unknown): InitializerName {
  const parsed = z.object({ class_name: z.string() }).safeParse(value);
  const written = parsed.success ? parsed.data.class_name : value;
  const known = initializerNames.find((name) => name === written || initializerClasses[name] === written);
  return known ?? (written as InitializerName);
}
