/** What `npm run new:layer` writes. The layer lets its input through until it is filled in, so every test runs at once. */

export const camelCase = (type) => type.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

export const definition = ({ type, family, title, className }) => `import { z } from 'zod';
import { defineLayer } from '../define.ts';
import { passesThrough } from '../inference.ts';
import { kerasForm } from '../keras-form.ts';

const params = z.object({});

/** Say in one sentence what it does. */
export const ${camelCase(type)} = defineLayer({
  type: '${type}',
  title: '${title}',
  family: '${family}',
  arity: 'one',
  params,
  doc: {
    summary: 'Say what it does.',
    inputShape: 'any',
    outputShape: 'as the input',
    formula: 'y = x',
    whenToUse: 'Say when to use it.',
    commonMistake: 'Say what goes wrong.',
    source: 'https://keras.io/api/layers/',
  },
  summary: () => '',
  inferShape: passesThrough,
  weights: () => [],
  flops: () => 0,
  keras: kerasForm('${className}', params),
});
`;

export const definitionTest = ({ type }) => `import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/${type}.json' with { type: 'json' };
import { ${camelCase(type)} } from './${type}.ts';

checkLayer(${camelCase(type)}, golden);
`;

export const factory = ({ type }) => `import { CatalogueLayer } from './catalogue-layer.ts';
import type { LayerFactory } from './factory.ts';

export const ${camelCase(type)}: LayerFactory = {
  create: (config, { name }) => new CatalogueLayer('${type}', config, name, ({ input }) => input.clone()),
  stock: () => null,
};
`;

export const shapeCase = ({ type, className }) => `    "${type}": ("${className}", one([VECTOR, PICTURE], [{}])),\n`;
export const valueCase = ({ type, className }) => `    "${type}": ("${className}", [row((3, 4))]),\n`;
