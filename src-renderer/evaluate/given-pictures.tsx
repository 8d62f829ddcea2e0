import { useEffect, useRef } from 'react';
import type { Prediction } from '#shared/contract/requests/results.ts';
import { pixelsOf } from './pixels.ts';
import styles from './try-picture.module.css';

type Form = Prediction['pictures'][string];

/** The pictures that a network gives, such as an autoencoder's. */
export function GivenPictures({ prediction }: { prediction: Prediction }) {
  return Object.entries(prediction.pictures).map(([name, form]) => {
    const values = prediction.outputs[name];
    return Array.isArray(values) ? <GivenPicture key={name} name={name} form={form} values={values} /> : null;
  });
}

function GivenPicture({ name, form, values }: { name: string; form: Form; values: readonly number[] }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const pixels = pixelsOf(values, form);
    canvas.current?.getContext('2d')?.putImageData(new ImageData(pixels, form.width, form.height), 0, 0);
  }, [values, form]);
  return (
    <figure className={styles.given}>
      <canvas ref={canvas} width={form.width} height={form.height} role="img" aria-label={`What ${name} gives`} />
      <figcaption className="t3 small">
        {name}, {form.height} × {form.width}
      </figcaption>
    </figure>
  );
}
