import { openPicture } from './open-picture.ts';
import type { PictureFormat } from './picture-format.ts';
import { previewOf, THUMBNAIL_SIDE } from './preview.ts';

/** What an import keeps of a picture. */
export interface InspectedPicture {
  readonly format: PictureFormat;
  readonly width: number;
  readonly height: number;
  readonly hasAlpha: boolean;
  readonly frames: number;
  /** It decodes to its end, but the decoder had to guess at places. */
  readonly damaged: boolean;
  readonly thumbnail: Buffer;
}

/** Decodes a picture to its end, so that one that can't be trained on is found now. Throws a PictureError. */
export async function inspectPicture(bytes: Buffer): Promise<InspectedPicture> {
  const picture = await openPicture(bytes);
  const { format, width, height, hasAlpha, frames } = picture;
  const strict = await previewOf(picture, THUMBNAIL_SIDE, 'strict').catch(() => null);
  const thumbnail = strict ?? (await previewOf(picture, THUMBNAIL_SIDE, 'lenient'));
  return { format, width, height, hasAlpha, frames, damaged: strict === null, thumbnail };
}
