/** Pixels that the code may leave out, by jumps and an early end. */
const MAX_JUMPED = 4_000_000;

/**
 * Palette indices of an RLE8 or RLE4 picture, rows as they are stored (the lowest first). Pixels that the code jumps over
 * keep index 0. Throws where the code ends before its end mark.
 */
export function expandRunLengths(code: Buffer, width: number, height: number, fourBits: boolean): Uint8Array {
  // Two bytes make at most 255 pixels: a small file that says it is huge is not given the room.
  if (width * height > code.length * 128 + MAX_JUMPED) throw new Error('the file ends inside the picture');
  const indices = new Uint8Array(width * height);
  let at = 0;
  let x = 0;
  let y = 0;

  function next(): number {
    const byte = code[at++];
    if (byte === undefined) throw new Error('the file ends inside the picture');
    return byte;
  }
  function put(index: number): void {
    if (x < width && y < height) indices[y * width + x] = index;
    x++;
  }
  const nibble = (byte: number, i: number): number => (i % 2 === 0 ? byte >> 4 : byte & 15);

  for (;;) {
    // Some writers leave the end mark out: a full last row ends the picture too.
    if (y >= height || (y === height - 1 && x >= width && at >= code.length)) return indices;
    const count = next();
    const value = next();
    if (count > 0) {
      for (let i = 0; i < count; i++) put(fourBits ? nibble(value, i) : value);
    } else if (value === 0) {
      x = 0;
      y++;
    } else if (value === 1) {
      return indices;
    } else if (value === 2) {
      x += next();
      y += next();
    } else {
      let byte = 0;
      for (let i = 0; i < value; i++) {
        if (!fourBits || i % 2 === 0) byte = next();
        put(fourBits ? nibble(byte, i) : byte);
      }
      // Literal stretches are padded to whole 16-bit words.
      const bytes = fourBits ? Math.ceil(value / 2) : value;
      if (bytes % 2 === 1) at++;
    }
  }
}
