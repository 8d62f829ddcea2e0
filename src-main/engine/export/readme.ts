import type { Certificate } from '#shared/contract/requests/results.ts';
import type { PictureInput } from '../evaluate/picture-input.ts';

/** Null classes: the values are none of classes; they are `scale` times pixels of 0 to 255, plus `offset`. */
export interface ReadmeOutput {
  readonly node: string;
  readonly classes: readonly string[] | null;
  readonly shape: readonly number[];
  readonly scale: number;
  readonly offset: number;
}

export interface ReadmeFacts {
  readonly project: string;
  readonly run: number;
  readonly kind: string;
  /** None for a network that takes something else than pictures. */
  readonly inputs: readonly PictureInput[];
  readonly outputs: readonly ReadmeOutput[];
  readonly certificate: Certificate;
}

/** Tells somebody who never saw Strata how to use the folder. */
export function readme(facts: ReadmeFacts): string {
  const { inputs, outputs, certificate } = facts;
  const load = facts.kind === 'layers-model' ? 'loadLayersModel' : 'loadGraphModel';
  const agreed =
    certificate.agreement === null ? '' : `, same class for\n${(certificate.agreement * 100).toFixed(1)} %`;
  return `# ${facts.project}, run ${facts.run}

A TensorFlow.js ${facts.kind === 'layers-model' ? 'layers model' : 'graph model'}, exported by Strata.

## Use

\`\`\`js
import * as tf from '@tensorflow/tfjs';

const model = await tf.${load}('model.json');

${codeFor(inputs, outputs)}
\`\`\`

## Input

${inputs.length > 0 ? pictureWords(inputs) : 'Tensors of the shapes that `model.inputs` says.'}

## Output

${outputs.map((output) => outputWords(output, outputs.length > 1)).join('\n') || 'What the network gives; the model came without names of classes.'}

## Checked

${certificate.samples} samples were run through these files by another process (${certificate.runtime}) and compared with
Strata's own answers: largest difference ${certificate.maxAbsDifference?.toExponential(1)}${agreed}. See \`certificate.json\`.
`;
}

function codeFor(inputs: readonly PictureInput[], outputs: readonly ReadmeOutput[]): string {
  const [first] = inputs;
  if (!first) return 'console.log(model.inputs.map(({ shape }) => shape));';
  return `// picture: an <img>, <canvas> or <video>
const pixels = (height, width, channels) =>
  tf.image.resizeBilinear(tf.browser.fromPixels(picture, channels), [height, width]).expandDims(0);
${inputs.length === 1 ? codeForOne(first, outputs) : codeForMany(inputs, outputs)}`;
}

const pictureWords = (inputs: readonly PictureInput[]): string =>
  `${inputs.map((input) => inputWords(input, inputs.length > 1)).join('\n')}
Shrinking averages over all pixels, as Pillow does; \`resizeBilinear\` above is the shortest way and comes close. All
further preprocessing (scaling, normalising) is part of the model: don't do it yourself.`;

const resized = {
  stretch: 'stretched to',
  pad: 'shrunk as a whole and put on black bars to make',
  crop: 'shrunk and cropped in the middle to',
};

const shapeOf = ({ height, width, channels }: PictureInput) => `${height}, ${width}, ${channels}`;

function codeForOne(input: PictureInput, outputs: readonly ReadmeOutput[]): string {
  if (outputs.length > 1)
    return `const [${outputs.map(nameOf).join(', ')}] = model.predict(pixels(${shapeOf(input)}));`;
  if (!outputs[0]?.classes) return `const output = model.predict(pixels(${shapeOf(input)}));`;
  return `const labels = await (await fetch('labels.json')).json();
const probabilities = await model.predict(pixels(${shapeOf(input)})).data();
const best = probabilities.indexOf(Math.max(...probabilities));
console.log(labels[best], probabilities[best]);`;
}

function codeForMany(inputs: readonly PictureInput[], outputs: readonly ReadmeOutput[]): string {
  const given = inputs.map((input) => `  '${input.node}': pixels(${shapeOf(input)}),`).join('\n');
  const answer = outputs.length > 1 ? `[${outputs.map(nameOf).join(', ')}]` : 'output';
  return `const inputs = {\n${given}\n};\nconst ${answer} = model.predict(model.inputs.map(({ name }) => inputs[name]));`;
}

/** A layer's name as a variable's. */
const nameOf = ({ node }: ReadmeOutput): string => node.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(\d)/, '_$1');

function inputWords({ node, height, width, channels, resize }: PictureInput, isOneOfMany: boolean): string {
  const colour = channels === 3 ? 'colour (RGB)' : 'grey';
  return `${isOneOfMany ? `\`${node}\`: a` : 'A'} batch of ${colour} pictures, ${resized[resize]} ${height} × ${width} pixels (height × width), values from 0 to 255.`;
}

function outputWords({ node, classes, shape, scale, offset }: ReadmeOutput, isOneOfMany: boolean): string {
  const name = isOneOfMany ? `\`${node}\`: ` : '';
  if (classes) {
    const where = isOneOfMany ? `under \`${node}\` in \`labels.json\`` : 'in `labels.json`';
    return `${name}One probability for each of the ${classes.length} classes ${where}, in that order.`;
  }
  const [low, high] = [offset, scale * 255 + offset].map((value) => Number(value.toPrecision(4)));
  return `${name}Pictures of ${shape.join(' × ')} values (height × width × channels); ${low} is black, ${high} is full brightness.`;
}
