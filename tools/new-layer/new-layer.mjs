/** Makes the files of a new layer and its lines in the registries and golden scripts. Answers with what to do next. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { camelCase, definition, definitionTest, factory, shapeCase, valueCase } from './templates.mjs';

const FAMILIES = [
  'data',
  'core',
  'convolution',
  'recurrent',
  'pooling',
  'normalization',
  'regularization',
  'merge',
  'augmentation',
];

const titled = (type) => `${type.charAt(0).toUpperCase()}${type.slice(1).replaceAll('_', ' ')}`;
const classNamed = (type) => type.replace(/(?:^|_)(\w)/g, (_, letter) => letter.toUpperCase()).replace(/(\d)d/g, '$1D');

function edit(root, path, change) {
  const file = join(root, path);
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`${path} has no place for a new layer; add its line by hand.`);
  writeFileSync(file, after);
}

const register = (folder, type) => (text) => {
  const name = camelCase(type);
  const entry = name === type ? `  ${type},\n` : `  ${type}: ${name},\n`;
  const withImport = `import { ${name} } from './${folder}${type}.ts';\n${text}`;
  // `output` ends the catalogue: a network ends with it.
  return withImport.replace(/^ {2}output,$/m, `${entry}  output,`);
};

/** A line at the end of the script's table of cases. */
const addCase = (line) => (text) => text.replace(/^(CASES = \{\n[\s\S]*?)^\}$/m, `$1${line}}`);

/**
 * @param {string} root of the project
 * @param {{ type: string, group: string, className?: string }} asked `type` as in Keras, in snake case, e.g. `max_pooling1d`
 * @returns {string[]} the steps that remain
 */
export function newLayer(root, { type, group, className = classNamed(type) }) {
  if (!/^[a-z][a-z0-9_]*$/.test(type))
    throw new Error(`${type} is no layer type: small letters, digits and _, such as max_pooling1d.`);
  if (!/^[a-z]+$/.test(group)) throw new Error(`${group} is no group: small letters, such as ${FAMILIES.join(', ')}.`);
  const layer = { type, group, className, title: titled(type), family: FAMILIES.includes(group) ? group : 'core' };
  const files = {
    [`src-shared/layers/${group}/${type}.ts`]: definition(layer),
    [`src-shared/layers/${group}/${type}.test.ts`]: definitionTest(layer),
    [`src-main/trainer/layers/${type}.ts`]: factory(layer),
  };
  const taken = Object.keys(files).find((path) => existsSync(join(root, path)));
  if (taken) throw new Error(`${taken} exists already.`);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  edit(root, 'src-shared/layers/index.ts', register(`${group}/`, type));
  edit(root, 'src-main/trainer/layers/index.ts', register('', type));
  edit(root, 'tools/golden/layers.py', addCase(shapeCase(layer)));
  edit(root, 'tools/golden/layer_values.py', addCase(valueCase(layer)));
  return [
    `Say what it is: src-shared/layers/${group}/${type}.ts (parameters, words, shape, weights, costs)`,
    `Say how it computes: src-main/trainer/layers/${type}.ts`,
    'Widen its rows in tools/golden/layers.py (shapes, weights, config) and layer_values.py (values, gradients)',
    `Ask Keras: python tools/golden/layers.py ${type} && python tools/golden/layer_values.py ${type}`,
    'npm run format && npm run types',
    `npx vitest run --project unit src-shared/layers && npx vitest run --project tensor src-main/trainer/layers`,
  ];
}
