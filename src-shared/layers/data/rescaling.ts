import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { passesThrough } from '../inference.ts';

/** Multiplies and shifts every value; turns pixels of 0–255 into 0–1. */
export const rescaling = defineLayer({
  type: 'rescaling',
  title: 'Rescaling',
  alsoCalled: ['scale', 'normalize pixels', 'divide by 255'],
  family: 'data',
  arity: 'one',
  mask: 'pass',
  normalizes: true,
  params: z.object({
    scale: z
      .number()
      .min(-1e6)
      .max(1e6)
      .default(1 / 255)
      .meta({
        title: 'Scale',
        description: 'Every value is multiplied by this; 1/255 (0.00392) brings pixels into 0 to 1.',
      }),
    offset: z.number().min(-1e6).max(1e6).default(0).meta({
      title: 'Offset',
      description: 'Added after scaling; with scale 1/127.5, an offset of -1 brings pixels into -1 to 1.',
    }),
  }),
  doc: {
    summary: 'Multiplies every value by a number and adds another.',
    inputShape: 'any',
    outputShape: 'as the input',
    formula: 'y = scale · x + offset',
    whenToUse: 'Right after an input of pictures: networks learn best from small numbers around zero or one.',
    commonMistake: 'Rescaling twice, which leaves values so small that nothing is learned.',
    source: 'https://keras.io/api/layers/preprocessing_layers/image_preprocessing/rescaling/',
  },
  next: ['random_flip', 'conv2d', 'flatten'],
  summary: ({ scale, offset }) => {
    const inverse = 1 / scale;
    const times = Math.abs(inverse) > 1 && Number.isInteger(Math.round(inverse * 1e6) / 1e6);
    const factor = times ? `× 1/${Math.round(inverse)}` : `× ${Number(scale.toPrecision(4))}`;
    return offset === 0 ? factor : `${factor} ${offset < 0 ? '−' : '+'} ${Math.abs(offset)}`;
  },
  narrate: (_inputs, { scale, offset }) =>
    `multiplies every value by ${Number(scale.toPrecision(3))}${offset === 0 ? '' : ` and adds ${offset}`}, so that the layers behind see small numbers`,
  inferShape: passesThrough,
  weights: () => [],
  flops: (_inputs, _params, output) => 2 * knownElements(output),
  keras: {
    className: 'Rescaling',
    toConfig: ({ scale, offset }) => ({ scale, offset }),
    fromConfig: ({ scale, offset }) => ({ scale: scale as number, offset: offset as number }),
  },
});
