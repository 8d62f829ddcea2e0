/** A Keras 3 layer config, as the catalogue writes it from parsed parameters. */
export type KerasConfig = Readonly<Record<string, unknown>>;

const wrong = (key: string, expected: string, found: unknown): Error =>
  new Error(`the Keras config's ${key} should be ${expected}; it is ${JSON.stringify(found)}`);

export function numberIn(config: KerasConfig, key: string, standard?: number): number {
  const value = config[key] ?? standard;
  if (typeof value !== 'number') throw wrong(key, 'a number', value);
  return value;
}

export function booleanIn(config: KerasConfig, key: string, standard?: boolean): boolean {
  const value = config[key] ?? standard;
  if (typeof value !== 'boolean') throw wrong(key, 'true or false', value);
  return value;
}

export function stringIn(config: KerasConfig, key: string, standard?: string): string {
  const value = config[key] ?? standard;
  if (typeof value !== 'string') throw wrong(key, 'a text', value);
  return value;
}

export function numbersIn(config: KerasConfig, key: string): number[] {
  const value = config[key];
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'number')) throw wrong(key, 'numbers', value);
  // A copy: tfjs's layers write into the arrays they are given.
  return [...value];
}

/** A number for each of so many axes; one number stands for all. */
export function sizesIn(config: KerasConfig, key: string, axes: number, standard?: number): number[] {
  const value = config[key] ?? standard;
  if (typeof value === 'number') return new Array<number>(axes).fill(value);
  const sizes = numbersIn({ [key]: value }, key);
  if (sizes.length !== axes) throw wrong(key, `${axes} numbers`, value);
  return sizes;
}

/** Height and width; one number stands for both. */
export function pairIn(config: KerasConfig, key: string, standard?: number): [number, number] {
  const value = config[key] ?? standard;
  if (typeof value === 'number') return [value, value];
  const [height, width] = numbersIn({ [key]: value }, key);
  if (height === undefined || width === undefined) throw wrong(key, 'two numbers', value);
  return [height, width];
}

/** Lower and upper end of a factor: Keras takes one number for a range around zero. */
export function rangeIn(config: KerasConfig, key: string, symmetric: boolean): [number, number] {
  const value = config[key];
  if (typeof value === 'number') return [symmetric ? -value : value, value];
  return pairIn(config, key);
}

export function paddingIn(config: KerasConfig): 'valid' | 'same' {
  const padding = stringIn(config, 'padding', 'valid');
  if (padding !== 'valid' && padding !== 'same') throw wrong('padding', 'valid or same', padding);
  return padding;
}

/** How much before and after each axis: a pair for one axis, a list of pairs for several. */
export function endsIn(config: KerasConfig, key: string): [number, number][] {
  const value = config[key];
  if (!Array.isArray(value)) throw wrong(key, 'pairs of numbers', value);
  return (typeof value[0] === 'number' ? [value] : value) as [number, number][];
}

/** Axes as tfjs counts them in a tensor of this rank: the batch is 0. */
export function axesIn(config: KerasConfig, key: string, rank: number, standard = -1): number[] {
  const value = config[key] ?? standard;
  const axes = typeof value === 'number' ? [value] : numbersIn({ [key]: value }, key);
  return axes.map((axis) => (axis < 0 ? rank + axis : axis));
}
