/** What a BMP says about itself. */
export interface BmpHeader {
  readonly width: number;
  readonly height: number;
  readonly topDown: boolean;
  readonly bits: 1 | 2 | 4 | 8 | 16 | 24 | 32;
  readonly compression: 'none' | 'rle8' | 'rle4' | 'masks';
  /** Red, green, blue, alpha; a mask of 0 is a channel that isn't there. Used by 16 and 32 bits. */
  readonly masks: readonly [number, number, number, number];
  /** Of 1, 2, 4 and 8 bits: blue, green, red for each entry, `paletteStride` bytes apart. */
  readonly paletteOffset: number;
  readonly paletteStride: 3 | 4;
  readonly paletteSize: number;
  readonly pixelOffset: number;
}

const compressions: Readonly<Record<number, BmpHeader['compression']>> = {
  0: 'none',
  1: 'rle8',
  2: 'rle4',
  3: 'masks',
  6: 'masks',
};
const depths: readonly number[] = [1, 2, 4, 8, 16, 24, 32];
const CORE_HEADER = 12;

/**
 * Reads the two headers of a BMP (Windows 2 to 5). Throws on what no BMP can be. `docs.microsoft.com`, "Bitmap storage"
 * and BITMAPV5HEADER, describe the fields.
 */
export function readBmpHeader(file: Buffer): BmpHeader {
  if (file.length < 26) throw new Error('the file ends inside the header');
  const size = file.readUInt32LE(14);
  const end = 14 + size;
  if (file.length < end) throw new Error('the file ends inside the header');
  const core = size === CORE_HEADER;
  const width = core ? file.readUInt16LE(18) : file.readInt32LE(18);
  const signedHeight = core ? file.readUInt16LE(20) : file.readInt32LE(22);
  const bits = file.readUInt16LE(core ? 24 : 28);
  const compressionCode = core ? 0 : file.readUInt32LE(30);
  const compression = compressions[compressionCode];
  if (width <= 0 || signedHeight === 0) throw new Error(`a size of ${width} × ${signedHeight}`);
  if (!depths.includes(bits)) throw new Error(`${bits} bits a pixel`);
  if (!compression || !fits(compression, bits)) throw new Error(`compression ${compressionCode} with ${bits} bits`);

  // Windows 3 puts the masks behind its 40 bytes, later versions inside the header: the same place.
  const withMasks = compression === 'masks' && size === 40;
  const maskCount = withMasks ? (compressionCode === 6 ? 4 : 3) : size >= 56 ? 4 : size >= 52 ? 3 : 0;
  const paletteOffset = end + (withMasks ? maskCount * 4 : 0);
  const colours = core ? 0 : file.readUInt32LE(46);
  return {
    width,
    height: Math.abs(signedHeight),
    topDown: signedHeight < 0,
    bits: bits as BmpHeader['bits'],
    compression,
    masks: compression === 'masks' ? readMasks(file, maskCount) : defaultMasks(bits),
    paletteOffset,
    paletteStride: core ? 3 : 4,
    paletteSize: bits > 8 ? 0 : colours === 0 ? 2 ** bits : Math.min(colours, 2 ** bits),
    pixelOffset: file.readUInt32LE(10),
  };
}

function fits(compression: BmpHeader['compression'], bits: number): boolean {
  if (compression === 'rle8') return bits === 8;
  if (compression === 'rle4') return bits === 4;
  return compression === 'none' || bits === 16 || bits === 32;
}

function readMasks(file: Buffer, count: number): BmpHeader['masks'] {
  if (file.length < 54 + count * 4) throw new Error('the file ends inside the header');
  const mask = (i: number): number => (i < count ? file.readUInt32LE(54 + i * 4) : 0);
  return [mask(0), mask(1), mask(2), mask(3)];
}

const defaultMasks = (bits: number): BmpHeader['masks'] =>
  bits === 16 ? [0x7c00, 0x03e0, 0x001f, 0] : [0x00ff0000, 0x0000ff00, 0x000000ff, 0];
