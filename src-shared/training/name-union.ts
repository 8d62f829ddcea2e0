import { z } from 'zod';

/**
 * The schema of "one of a registry's entries, told by its name". A union that is made from a registry has no static list
 * of its members, so its types are taken from the entries.
 */
export function nameUnion<Entry extends { readonly params: z.ZodObject }>(
  registry: Readonly<Record<string, Entry>>,
): z.ZodType<z.infer<Entry['params']>, z.input<Entry['params']>> {
  const [first, ...others] = Object.values(registry).map(({ params }) => params);
  if (!first) throw new Error('an empty registry');
  const members: [z.ZodObject, ...z.ZodObject[]] = [first, ...others];
  return z.discriminatedUnion('name', members) as unknown as z.ZodType<
    z.infer<Entry['params']>,
    z.input<Entry['params']>
  >;
}
