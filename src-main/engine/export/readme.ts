import type { Certificate } from '#shared/contract/requests/results.ts';
import type { PictureSpec } from '../datasets/pictures/decode-picture.ts';

export interface ReadmeFacts {
  readonly project: string;
  readonly run: number;
  readonly kind: string;
  readonly input: PictureSpec;
  readonly labels: readonly string[];
  readonly certificate: Certificate;
}

/** Tells somebody who never saw Strata how to use the folder. */
export function readme(facts: ReadmeFacts): string {
  const { input, certificate } = facts;
  const load = facts.kind === 'layers-model' ? 'loadLayersModel' : 'loadGraphModel';
  const channels = input.channels === 3 ? 'colour (RGB)' : 'grey';
  const resize = {
    stretch: 'stretched to',
    pad: 'shrunk as a whole and put on black bars to make',
    crop: 'shrunk and cropped in the middle to',
  };
  return `# ${facts.project}, run ${facts.run}

A TensorFlow.js ${facts.kind === 'layers-model' ? 'layers model' : 'graph model'}, exported by Strata.

## Use

\`\`\`js
import * as tf from '@tensorflow/tfjs';

const model = await tf.${load}('model.json');
const labels = await (await fetch('labels.json')).json();

// picture: an <img>, <canvas> or <video>
const input = tf.image
  .resizeBilinear(tf.browser.fromPixels(picture, ${input.channels}), [${input.height}, ${input.width}])
  .expandDims(0);
const probabilities = await model.predict(input).data();
const best = probabilities.indexOf(Math.max(...probabilities));
console.log(labels[best], probabilities[best]);
\`\`\`

## Input

A batch of ${channels} pictures, ${resize[input.resize]} ${input.height} × ${input.width} pixels (height × width),
values from 0 to 255. Shrinking averages over all pixels, as Pillow does; \`resizeBilinear\` above is the shortest
way and comes close${input.resize === 'stretch' ? '' : ', but stretches: bring the picture to shape first'}. All further preprocessing (scaling, normalising) is part of the model: don't do it yourself.

## Output

One probability for each of the ${facts.labels.length} classes in \`labels.json\`, in that order.

## Checked

${certificate.samples} samples were run through these files by another process (${certificate.runtime}) and compared with
Strata's own answers: largest difference ${certificate.maxAbsDifference?.toExponential(1)}, same class for
${((certificate.agreement ?? 0) * 100).toFixed(1)} %. See \`certificate.json\`.
`;
}
