import { z } from 'zod';

/** One way to do a thing, with settings of its own: an initializer, a regularizer, a constraint. */
export interface VariantSpec {
  /** In Keras 3. */
  readonly className: string;
  /** Other names that files use for it. */
  readonly aliases?: readonly string[];
  /** Named as in Keras; each with a default and `.meta({ title, description })`. */
  readonly settings: Readonly<Record<string, z.ZodType>>;
}

/** A chosen variant: `{ name: 'l2', l2: 0.01 }`. */
export type Variant = { readonly name: string } & Readonly<Record<string, z.core.util.JSONType>>;

export type VariantSpecs = Readonly<Record<string, VariantSpec>>;

/** Takes a bare name too, as Keras does: the variant with its defaults. */
export function variantSchema(specs: VariantSpecs): z.ZodType<Variant> {
  const options = Object.entries(specs).map(([name, { settings }]) =>
    z.strictObject({ name: z.literal(name), ...settings }),
  );
  const chosen = z.discriminatedUnion('name', options as [(typeof options)[number]], {
    error: `one of ${Object.keys(specs).join(', ')}`,
  });
  return z.preprocess(
    (value) => (typeof value === 'string' ? { name: value } : value),
    chosen,
  ) as unknown as z.ZodType<Variant>;
}

/** A Keras 3 serialised object; `keras` is the module of Keras it lives in, e.g. `initializers`. */
export function variantToConfig(specs: VariantSpecs, keras: string, value: Variant | null): unknown {
  if (value === null) return null;
  const { name, ...config } = value;
  return { module: `keras.${keras}`, class_name: specs[name]?.className, config, registered_name: null };
}

const serialised = z.object({ class_name: z.string(), config: z.record(z.string(), z.unknown()).catch({}) });

/**
 * Reads a short name or a serialised object, of its settings those that Strata knows (a seed is not: runs have their own).
 * An unknown class goes on as it is and becomes a problem of the parameter.
 */
export function variantFromConfig(specs: VariantSpecs, value: unknown): unknown {
  const object = serialised.safeParse(value);
  const written = object.success ? object.data.class_name : value;
  const found = Object.entries(specs).find(([name, { className, aliases = [] }]) =>
    [name, className, ...aliases].includes(written as string),
  );
  if (!found) return value ?? null;
  const [name, { settings }] = found;
  const config = object.success ? object.data.config : {};
  const known = Object.keys(settings).flatMap((key) => (key in config ? [[key, config[key]] as const] : []));
  return { name, ...Object.fromEntries(known) };
}
