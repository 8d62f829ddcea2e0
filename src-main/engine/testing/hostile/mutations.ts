import { BYTES } from './valid-input.ts';

/** An input as the text of its JSON: what no value can hold (`1e999`, a key twice) can be said in it. */
export interface Mutation {
  readonly what: string;
  readonly json: string;
}

const nested = (depth: number, open: string, close: string): string => open.repeat(depth) + close.repeat(depth);

/** What is put in the place of each value, as JSON text. */
const ATOMS: Readonly<Record<string, string>> = {
  null: 'null',
  true: 'true',
  zero: '0',
  'minus one': '-1',
  'a fraction': '0.5',
  'a number without end': '1e999',
  'a number at the limit': '1.7976931348623157e308',
  'above whole numbers': '9007199254740993',
  'minus zero': '-0',
  '2^31': '2147483648',
  'an empty text': '""',
  NUL: '"a\\u0000b"',
  'half a surrogate': '"\\ud800"',
  'control characters': '"\\u001b[2J\\u0007\\r\\n"',
  'a text to the right': '"\\u202egnp.exe"',
  'a prototype': '"__proto__"',
  'a constructor': '"constructor"',
  'a path out': '"../../../../etc/passwd"',
  'a path from the root': '"/etc/passwd"',
  'a folder of devices': '"/dev/zero"',
  'a percent path': '"%2e%2e%2fetc%2fpasswd"',
  'a network path': '"\\\\\\\\host\\\\share\\\\x.npy"',
  'a query': '"\' OR 1=1; DROP TABLE run; --"',
  'a pattern': '"(((((((((a+)+)+)+)+)+)+)+)+)+$"',
  'a long text': JSON.stringify('a'.repeat(300_000)),
  'a long path': JSON.stringify(`/${'a/'.repeat(50_000)}`),
  'an empty list': '[]',
  'an empty object': '{}',
  'a list of lists': nested(3000, '[', ']'),
  'a deep object': `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`,
  'a long list': `[${'0,'.repeat(50_000)}0]`,
  'many keys': `{${Array.from({ length: 20_000 }, (_, i) => `"k${i}":1`).join()}}`,
  'a prototype key': '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
};

/** Every value of an input replaced by each atom, every key left out, keys added that have a meaning elsewhere. */
export function mutationsOf(input: unknown): Mutation[] {
  const places = placesOf(input);
  const replaced = places.flatMap((place) =>
    Object.entries(ATOMS).map(([name, json]) => ({
      what: `${show(place)} = ${name}`,
      json: write(input, place, json),
    })),
  );
  const missing = places
    .filter((place) => typeof place.at(-1) === 'string')
    .map((place) => ({ what: `${show(place)} missing`, json: write(input, place, null) }));
  const text = write(input, null, null);
  const added = text.startsWith('{')
    ? ['"__proto__":{"polluted":true}', '"constructor":1', '"toString":1', '"extra":[[]]', '"hasOwnProperty":null'].map(
        (key) => ({ what: `with ${key}`, json: text === '{}' ? `{${key}}` : `{${key},${text.slice(1)}` }),
      )
    : [];
  return [...replaced, ...missing, ...added];
}

/** The JSON text of an input; bytes stand as an empty object, which is where the sender puts them. */
export const jsonOf = (input: unknown): string => write(input, null, null);

type Place = readonly (string | number)[];

const show = (place: Place): string => place.join('.') || 'all';

function placesOf(value: unknown, at: Place = []): Place[] {
  if (value === BYTES || typeof value !== 'object' || value === null) return [at];
  return [
    at,
    ...Object.entries(value).flatMap(([key, child]) =>
      placesOf(child, [...at, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

/** Where each of an input's bytes stands. */
export function bytePlaces(value: unknown, at: Place = []): Place[] {
  if (value === BYTES) return [at];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    bytePlaces(child, [...at, Array.isArray(value) ? Number(key) : key]),
  );
}

/** JSON with the text `json` at `place`; null leaves the key there out. */
function write(value: unknown, place: Place | null, json: string | null, at: Place = []): string {
  if (place !== null && place.length === at.length && place.every((part, i) => part === at[i])) return json ?? '';
  if (value === BYTES) return '{}';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map((child, i) => write(child, place, json, [...at, i])).join()}]`;
  const entries = Object.entries(value).map(([key, child]) => [key, write(child, place, json, [...at, key])] as const);
  return `{${entries.flatMap(([key, text]) => (text === '' ? [] : [`${JSON.stringify(key)}:${text}`])).join()}}`;
}
