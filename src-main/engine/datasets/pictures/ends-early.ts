import { detectFormat, type PictureFormat } from './picture-format.ts';

const START_OF_SCAN = Buffer.from([0xff, 0xda]);
const END_OF_IMAGE = Buffer.from([0xff, 0xd9]);
const GIF_TRAILER = 0x3b;

/**
 * Whether the file of a picture that can't be decoded was cut off, told by how its format ends. The decoder's message
 * can't decide it: libvips collects the messages of all threads in one place, so that two pictures that fail at once
 * get each other's.
 */
export function endsEarly(bytes: Buffer): boolean {
  const detected = detectFormat(bytes);
  return detected?.supported === true && (ends[detected.format]?.(bytes) ?? false);
}

const ends: Partial<Record<PictureFormat, (bytes: Buffer) => boolean>> = {
  // A scan's data never contains a marker, so the last one begins the last scan; a thumbnail before it has its own end.
  jpeg: (bytes) => {
    const scan = bytes.lastIndexOf(START_OF_SCAN);
    return scan === -1 || bytes.lastIndexOf(END_OF_IMAGE) < scan;
  },
  png: (bytes) => !bytes.includes('IEND'),
  gif: (bytes) =>
    bytes.lastIndexOf(GIF_TRAILER) === -1 ||
    bytes.subarray(bytes.lastIndexOf(GIF_TRAILER) + 1).some((byte) => byte !== 0),
  // The first chunk says how long the whole file is, counted from byte 8.
  webp: (bytes) => bytes.length < 8 || bytes.readUInt32LE(4) + 8 > bytes.length,
};
