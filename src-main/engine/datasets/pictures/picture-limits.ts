/** Bounds that hold before anything is allocated. */
export const MAX_PIXELS = 100_000_000;
/** Decoded, as some formats must be held whole: 100 million pixels of RGBA. */
export const MAX_DECODED_BYTES = 400_000_000;
export const MAX_FILE_BYTES = 256 * 1024 * 1024;

/** Goes into the key of packed data: raise it whenever the same file would give other pixels than before. */
export const DECODER_VERSION = 1;
