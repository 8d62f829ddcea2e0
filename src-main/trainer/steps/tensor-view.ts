import type { TensorView } from '#shared/training/step-record.ts';

/** Pixels of one answer, over all its tiles: bounds its bytes, whatever the layer. */
const PIXELS = 262_144;
const LONGEST_SIDE = 256;
const STRIP = 1024;

interface Range {
  readonly low: number;
  readonly high: number;
}

export interface ViewOptions {
  /** Most tiles. */
  readonly tiles: number;
  /** A kernel's last two axes count its filters; what flows between layers has its channels last. */
  readonly isKernel?: boolean;
  /** The scale of the bytes; the tensor's own where left out. Several views share one to be compared. */
  readonly range?: Range;
}

/** The finite values' range; an empty one is at 0. */
export function rangeOf(...tensors: readonly Float32Array[]): Range {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const values of tensors) {
    for (let index = 0; index < values.length; index++) {
      const value = values[index] as number;
      if (value - value !== 0) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? { low, high } : { low: 0, high: 0 };
}

const product = (sizes: readonly number[]): number => sizes.reduce((total, size) => total * size, 1);

/** Where the pixels of each tile lie: tiles differ in the innermost axes, a pixel's neighbours in those before. */
interface Layout {
  readonly tiles: number;
  readonly height: number;
  readonly width: number;
  readonly offset: number;
  readonly slice: TensorView['slice'];
}

function layoutOf(shape: readonly number[], isKernel: boolean): Layout {
  const trailing = isKernel && shape.length >= 4 ? 2 : shape.length >= 3 ? 1 : 0;
  const tiles = product(shape.slice(shape.length - trailing));
  const plane = shape.slice(0, shape.length - trailing);
  const [height = 1, width = 1] = plane.slice(-2);
  const volumes = product(plane.slice(0, -2));
  const at = Math.floor(volumes / 2);
  return {
    tiles,
    height,
    width,
    offset: at * height * width * tiles,
    slice: volumes > 1 ? { at: at + 1, of: volumes } : null,
  };
}

/** Makes a tensor of one sample (or a weight) visible, by its rank alone. */
export function viewOf(values: Float32Array, shape: readonly number[], options: ViewOptions): TensorView {
  const range = options.range ?? rangeOf(values);
  if (shape.length <= 1) return strip(values, shape, range);
  const { tiles, height, width, offset, slice } = layoutOf(shape, options.isKernel === true);
  const shown = Math.min(tiles, options.tiles);
  const side = Math.min(LONGEST_SIDE, Math.floor(Math.sqrt(PIXELS / shown)));
  const [rows, columns] = [Math.min(height, side), Math.min(width, side)];
  const bytes = new Uint8Array(shown * rows * columns);
  const scale = range.high > range.low ? 255 / (range.high - range.low) : 0;
  for (let tile = 0; tile < shown; tile++) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const value = average(row, column, (y, x) => values[offset + (y * width + x) * tiles + tile] as number);
        bytes[(tile * rows + row) * columns + column] = Math.round((value - range.low) * scale);
      }
    }
  }
  /** Of the pixels that fall into this one; just the pixel where nothing is scaled down. */
  function average(row: number, column: number, at: (y: number, x: number) => number): number {
    const [top, bottom] = [Math.floor((row * height) / rows), Math.floor(((row + 1) * height) / rows)];
    const [left, right] = [Math.floor((column * width) / columns), Math.floor(((column + 1) * width) / columns)];
    let sum = 0;
    for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) sum += at(y, x);
    return sum / ((bottom - top) * (right - left));
  }
  return {
    kind: 'tiles',
    shape: [...shape],
    ...range,
    total: tiles,
    shown,
    height: rows,
    width: columns,
    slice,
    data: new Blob([bytes]),
  };
}

/** The values themselves, the first of them where there are very many. */
function strip(values: Float32Array, shape: readonly number[], range: Range): TensorView {
  const shown = Math.min(values.length, STRIP);
  return {
    kind: 'strip',
    shape: [...shape],
    ...range,
    total: values.length,
    shown,
    height: 1,
    width: shown,
    slice: null,
    data: new Blob([values.slice(0, shown)]),
  };
}
