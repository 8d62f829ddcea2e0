import type { PictureInput } from '../evaluate/picture-input.ts';

export interface KerasReadmeFacts {
  readonly project: string;
  readonly run: number;
  /** None where it doesn't take pictures. */
  readonly inputs: readonly PictureInput[];
  readonly targets: readonly { readonly node: string; readonly classes: readonly string[] }[];
}

/** Tells somebody who never saw Strata how to use the folder. */
export function kerasReadme({ project, run, inputs, targets }: KerasReadmeFacts): string {
  const input = inputs.length === 1 ? inputs[0] : undefined;
  const picture = input
    ? `
from PIL import Image

picture = Image.open("picture.png").convert("${input.channels === 3 ? 'RGB' : 'L'}").resize((${input.width}, ${input.height}))
values = np.asarray(picture, "float32").reshape(1, ${input.height}, ${input.width}, ${input.channels})
print(model.predict(values))
`
    : '\nprint(model.input_shape)\n';
  const classes = targets
    .map(
      ({ node, classes }) =>
        `\nOutput \`${node}\`: one number for each of the ${classes.length} classes in \`labels.json\`, in that order.\n`,
    )
    .join('');
  const values = input
    ? '\nPictures enter with values from 0 to 255: all further preprocessing is part of the model.\n'
    : '';
  return `# ${project}, run ${run}

A model of Keras 3 (\`model.keras\`), written by Strata. It opens without custom objects.

\`\`\`python
import keras
import numpy as np

model = keras.models.load_model("model.keras")
${picture.trimStart()}\`\`\`
${values}${classes}
Not checked on this machine: nothing here runs Python.
`;
}
