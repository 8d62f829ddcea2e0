/** The formats that are decoded. */
export const pictureFormats = ['jpeg', 'png', 'webp', 'gif', 'bmp', 'tiff'] as const;
export type PictureFormat = (typeof pictureFormats)[number];

/** Decoded by their content, or recognised as a picture of a kind that isn't decoded; null for all else. */
export type DetectedFormat =
  | { readonly supported: true; readonly format: PictureFormat }
  | { readonly supported: false; readonly name: string };

/** As many bytes as `detectFormat` looks at. */
export const SIGNATURE_BYTES = 256;

const extensions: Record<PictureFormat, readonly string[]> = {
  jpeg: ['jpg', 'jpeg', 'jpe', 'jfif'],
  png: ['png'],
  webp: ['webp'],
  gif: ['gif'],
  bmp: ['bmp', 'dib'],
  tiff: ['tif', 'tiff'],
};
const otherPictureExtensions = ['heic', 'heif', 'avif', 'jxl', 'jp2', 'svg', 'ico', 'psd'];

/** Lower-case, without the dot; empty where there is none. */
export function fileExtension(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
}

/** Someone who named a file so meant it to be a picture. */
export const hasPictureExtension = (path: string): boolean =>
  otherPictureExtensions.includes(fileExtension(path)) ||
  pictureFormats.some((format) => extensions[format].includes(fileExtension(path)));

/** A name without an extension promises nothing. */
export const extensionFits = (path: string, format: PictureFormat): boolean =>
  fileExtension(path) === '' || extensions[format].includes(fileExtension(path));

/** Decides by the first bytes, never by the name: those decide which decoder would run. */
export function detectFormat(bytes: Uint8Array): DetectedFormat | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, SIGNATURE_BYTES));
  const text = head.toString('latin1');
  const decoded = (format: PictureFormat): DetectedFormat => ({ supported: true, format });
  const named = (name: string): DetectedFormat => ({ supported: false, name });

  if (text.startsWith('\xff\xd8\xff')) return decoded('jpeg');
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return decoded('png');
  if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) return decoded('gif');
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return decoded('webp');
  if (/^(II[*+]\0|MM\0[*+])/.test(text)) return decoded('tiff');
  // "BM" alone also begins many a text: the size of the second header must be one that exists.
  if (text.startsWith('BM') && head.length >= 18 && bmpHeaderSizes.has(head.readUInt32LE(14))) return decoded('bmp');

  if (text.slice(4, 8) === 'ftyp') {
    const brand = text.slice(8, 12);
    if (/^avi[fs]/.test(brand)) return named('AVIF');
    if (/^(heic|heix|hevc|heim|heis|mif1|msf1)/.test(brand)) return named('HEIC');
    return null;
  }
  if (text.startsWith('\0\0\0\x0cJXL ') || text.startsWith('\xff\x0a')) return named('JPEG XL');
  if (text.startsWith('\0\0\0\x0cjP  ')) return named('JPEG 2000');
  if (text.startsWith('8BPS')) return named('Photoshop');
  if (text.startsWith('\0\0\x01\0') && head.length >= 22) return named('icon');
  if (/^(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?(<!--[^>]*-->\s*)?(<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/i.test(text))
    return named('SVG');
  return null;
}

const bmpHeaderSizes = new Set([12, 40, 52, 56, 108, 124]);
