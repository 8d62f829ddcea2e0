const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Files that systems put into folders without being asked. */
const systemFiles = new Set(['thumbs.db', 'ehthumbs.db', 'desktop.ini', '__macosx', 'icon\r', '$recycle.bin']);

export const isHiddenName = (name: string): boolean => name.startsWith('.') || systemFiles.has(name.toLowerCase());

/** Names are bytes on Linux; null where they are no text. */
export function decodeName(bytes: Buffer): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

/** Something to show for a name that is no text: ASCII as it is, other bytes as `\xNN`. */
export const escapeName = (bytes: Buffer): string =>
  Array.from(bytes, (byte) =>
    byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`,
  ).join('');
