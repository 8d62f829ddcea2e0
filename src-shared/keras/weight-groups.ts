import { allLayers } from '../layers/index.ts';
import type { KerasLayer } from './model-config.ts';
import { isOperationModule } from './operations.ts';

const pythonClasses = new Map(allLayers.map(({ keras }) => [keras.className, keras.pythonClass]));

/** Keras's `to_snake_case`, by which it names the groups of a weights file: `Conv2D` → `conv2d`, `LSTM` → `lstm`. */
export const snakeCase = (className: string): string =>
  className
    .replaceAll(/\W+/g, '')
    .replaceAll(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();

/** Names the groups of a model's layers in `model.weights.h5`, in their order; operations are no layers and have none. */
export function weightGroups(layers: readonly KerasLayer[]): (string | null)[] {
  const used = new Map<string, number>();
  return layers.map(({ class_name: className, module }) => {
    if (isOperationModule(module)) return null;
    const name = snakeCase(pythonClasses.get(className) ?? className);
    const count = used.get(name) ?? 0;
    used.set(name, count + 1);
    return count === 0 ? name : `${name}_${count}`;
  });
}
