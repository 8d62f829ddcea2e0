import { useEffect, useMemo, useRef } from 'react';
import { useTokens } from '#renderer/ui/tokens.ts';
import { bytesOfValues, greys, type Mosaic, mosaicSize, paintMosaic, rgbOf, valuePalette } from './paint.ts';
import type { LoadedView } from './use-views.ts';

/** `values`: one colour from 0, or two around it. `picture`: what a person would see. */
export type Look = 'values' | 'gradient' | 'picture';

interface TensorPictureProps {
  view: LoadedView;
  look: Look;
  /** For screen readers; empty where it only decorates. */
  label: string;
  /** CSS pixels that it may take in width. */
  width: number;
  /** Most rows of tiles. */
  rows: number;
  /** Largest side of a tile in CSS pixels. */
  tile: number;
}

const GROWING = ['--q-0', '--q-1', '--q-2', '--q-3', '--q-4', '--q-5'];
const APART = ['--v-n3', '--v-n2', '--v-n1', '--v-0', '--v-p1', '--v-p2', '--v-p3'];
const GAP = 2;
const SMALLEST = 6;

/** A matrix may have far more rows than columns: its cells need not be square. */
const MATRIX_HEIGHT = 148;
const WIDEST_CELL = 26;

/** How many tiles stand beside each other, and how large each is. */
function layout({ view: { view }, look, width, rows, tile: side }: TensorPictureProps) {
  const isStrip = view.kind === 'strip';
  if (!isStrip && view.total === 1 && look !== 'picture') {
    const cell = {
      width: Math.min(WIDEST_CELL, width / view.width),
      height: Math.min(12, MATRIX_HEIGHT / view.height),
    };
    const [wide, high] = [Math.round(cell.width * view.width), Math.round(cell.height * view.height)];
    return { columns: 1, tile: { width: wide, height: high }, shown: 1 };
  }
  const count = look === 'picture' && view.total === 3 ? 1 : view.shown;
  const best = Math.floor((width + GAP) / (side + GAP));
  const columns = Math.max(1, Math.min(count, Math.max(best, Math.ceil(count / rows))));
  const fitting = Math.min(columns, Math.floor((width + GAP) / (SMALLEST + GAP)));
  const size = Math.min(side, Math.floor((width + GAP) / fitting) - GAP);
  const scale = isStrip ? size : size / Math.max(view.width, view.height);
  const tile = {
    width: Math.max(1, Math.round((isStrip ? 1 : view.width) * scale)),
    height: Math.max(1, Math.round((isStrip ? 1 : view.height) * scale)),
  };
  return { columns: fitting, tile, shown: Math.min(count, fitting * rows) };
}

/** A tensor as pictures: a tile a channel, a cell a value. */
export function TensorPicture(props: TensorPictureProps) {
  const { view: loaded, look, label } = props;
  const { view, bytes } = loaded;
  const token = useTokens();
  const canvas = useRef<HTMLCanvasElement>(null);
  // One channel is a grey picture, three are its colours.
  const isPicture = look === 'picture' && view.kind === 'tiles' && (view.total === 3 || view.total === 1);
  const isColour = isPicture && view.total === 3;
  const { columns, tile, shown } = layout(props);
  const palette = useMemo(() => {
    if (isPicture) return greys;
    const colors = (names: readonly string[]) => names.map((name) => rgbOf(token(name)));
    const [growing, apart] = [colors(GROWING), colors(APART)];
    // A gradient has a sign even where all of it is positive.
    return valuePalette(view, look === 'gradient' ? apart.slice(3) : growing, apart);
  }, [isPicture, look, token, view]);
  const size = mosaicSize(isColour ? 1 : shown, { columns, tile, gap: GAP });

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const density = Math.max(1, Math.round(window.devicePixelRatio));
    const dense: Mosaic = {
      columns,
      tile: { width: tile.width * density, height: tile.height * density },
      gap: GAP * density,
      palette,
      isColour,
    };
    const isStrip = view.kind === 'strip';
    const levels = isStrip ? bytesOfValues(new Float32Array(bytes), view) : new Uint8Array(bytes);
    const shape = isStrip ? { shown, width: 1, height: 1 } : { shown, width: view.width, height: view.height };
    const { pixels, ...box } = paintMosaic(shape, levels, dense);
    element.width = box.width;
    element.height = box.height;
    context.putImageData(new ImageData(pixels as Uint8ClampedArray<ArrayBuffer>, box.width, box.height), 0, 0);
  }, [view, bytes, palette, isColour, columns, shown, tile.width, tile.height]);

  return (
    <canvas
      ref={canvas}
      className="tensor-picture"
      style={{ width: size.width, height: size.height }}
      {...(label === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    />
  );
}
