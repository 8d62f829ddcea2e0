import { decodeInTurn } from './large-pictures.ts';
import type { OpenPicture, Strictness } from './open-picture.ts';
import { openPicture } from './open-picture.ts';
import { asPictureError } from './picture-error.ts';

export const THUMBNAIL_SIDE = 128;

/** A JPEG whose longest side is at most `maxSide`; never enlarged. */
export async function previewOf(picture: OpenPicture, maxSide: number, strictness: Strictness): Promise<Buffer> {
  try {
    return await decodeInTurn(picture, () =>
      picture
        .pipeline(strictness)
        .resize(maxSide, maxSide, { fit: 'inside', withoutEnlargement: true })
        .jpeg({ quality: maxSide <= THUMBNAIL_SIDE ? 80 : 90 })
        .toBuffer(),
    );
  } catch (error) {
    throw asPictureError(error, picture.bytes);
  }
}

/** Shows whatever of the file can be shown. */
export const previewPicture = async (bytes: Buffer, maxSide: number): Promise<Buffer> =>
  previewOf(await openPicture(bytes), maxSide, 'lenient');
