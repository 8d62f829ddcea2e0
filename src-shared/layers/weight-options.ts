import { constraintParam } from './constraints.ts';
import { type InitializerName, initializerParam } from './initializers.ts';
import { regularizerParam } from './regularizers.ts';

type WeightOptions<Name extends string> = {
  [Key in Name as `${Key}_initializer`]: ReturnType<typeof initializerParam>;
} & { [Key in Name as `${Key}_regularizer`]: ReturnType<typeof regularizerParam> } & {
  [Key in Name as `${Key}_constraint`]: ReturnType<typeof constraintParam>;
};

/** Keras's options of each weight (`kernel_initializer`, `kernel_regularizer`, `kernel_constraint`) and how it starts. */
export function weightOptions<const Name extends string>(
  starts: Readonly<Record<Name, InitializerName>>,
): WeightOptions<Name> {
  const options = Object.entries<InitializerName>(starts).flatMap(([name, start]) => {
    const title = `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('_', ' ')}`;
    return [
      [`${name}_initializer`, initializerParam(`${title} initializer`, start)],
      [`${name}_regularizer`, regularizerParam(`${title} regularizer`, 'these weights')],
      [`${name}_constraint`, constraintParam(`${title} constraint`)],
    ];
  });
  return Object.fromEntries(options) as WeightOptions<Name>;
}
