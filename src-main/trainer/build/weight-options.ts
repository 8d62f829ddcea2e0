/** A Keras 3 serialised object: an initializer, a regularizer or a constraint. */
export interface Serialised {
  readonly className: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

type Config = Readonly<Record<string, unknown>>;

/**
 * What a layer's config says of a weight. Keras calls the option of a separable layer's `depthwise_kernel`
 * `depthwise_initializer`, and so that of a depthwise layer's `kernel`.
 */
function written(config: Config, weight: string, option: 'initializer' | 'regularizer' | 'constraint'): unknown {
  const [holder = '', ...path] = weight.split('/');
  const holds = config[holder];
  // A layer in a layer has a config of its own, as each of several has.
  const [one, rest] = Array.isArray(holds) ? [holds[Number(path[0])], path.slice(1)] : [holds, path];
  const held = rest.length > 0 ? serialised(one) : null;
  if (held) return written(held.settings, rest.join('/'), option);
  const own = weight.slice(weight.lastIndexOf('/') + 1);
  const names = [own, own.replace(/_kernel$/, ''), ...(own === 'kernel' ? ['depthwise'] : [])];
  // A layer with one weight may name its option by nothing else, as KerasHub's position embedding does.
  const key = [...names.map((name) => `${name}_${option}`), option].find((name) => name in config);
  return key === undefined ? null : config[key];
}

/** A serialised object of a config; null where it says nothing, or none. */
export function serialised(value: unknown): Serialised | null {
  if (value == null || typeof value !== 'object' || !('class_name' in value)) return null;
  const settings = 'config' in value && value.config !== null && typeof value.config === 'object' ? value.config : {};
  return { className: String(value.class_name), settings: settings as Config };
}

export const weightOption = (
  config: Config,
  weight: string,
  option: 'initializer' | 'regularizer' | 'constraint',
): Serialised | null => serialised(written(config, weight, option));

/** A number among the settings of a serialised object. */
export function setting({ className, settings }: Serialised, key: string, standard: number): number {
  const value = settings[key] ?? standard;
  if (typeof value !== 'number')
    throw new Error(`${className}: ${key} should be a number; it is ${JSON.stringify(value)}`);
  return value;
}
