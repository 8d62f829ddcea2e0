import type { ResizeRule } from '#shared/data/types.ts';
import { decodeInTurn } from './large-pictures.ts';
import { openPicture } from './open-picture.ts';
import { asPictureError } from './picture-error.ts';

/** What an input node asks of a picture. */
export interface PictureSpec {
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
  readonly resize: ResizeRule;
}

const fits = { stretch: 'fill', pad: 'contain', crop: 'cover' } as const satisfies Record<ResizeRule, string>;

/**
 * The pixels that a network sees: height × width × channels, row-major. Packing for training and prediction both call
 * this, so that a picture looks the same to the network each time.
 *
 * Shrinking averages over all source pixels (a triangle filter, as Pillow and torchvision do); `pad` adds black bars and
 * `crop` keeps the middle, as in Keras. Grey follows ITU-R 601, as in Keras, Pillow and TensorFlow.
 */
export async function decodePicture(bytes: Buffer, spec: PictureSpec): Promise<Uint8Array> {
  const picture = await openPicture(bytes);
  try {
    const { data, info } = await decodeInTurn(picture, () =>
      picture
        .pipeline('lenient')
        .resize(spec.width, spec.height, { fit: fits[spec.resize], kernel: 'linear', background: '#000000' })
        .removeAlpha()
        .raw({ depth: 'uchar' })
        .toBuffer({ resolveWithObject: true }),
    );
    return withChannels(data, info.channels, spec.channels);
  } catch (error) {
    throw asPictureError(error, bytes);
  }
}

/** libvips leaves a grey picture with one channel, so each of the four cases occurs. */
function withChannels(data: Buffer, found: number, wanted: 1 | 3): Uint8Array {
  if (found === wanted) return data;
  const pixels = data.length / found;
  const result = new Uint8Array(pixels * wanted);
  if (wanted === 3) {
    for (let i = 0; i < pixels; i++) result.fill(data[i * found] as number, i * 3, i * 3 + 3);
    return result;
  }
  for (let i = 0; i < pixels; i++) {
    const at = i * found;
    // Pillow's integers for 0.299, 0.587, 0.114: the same result on every machine.
    result[i] =
      ((data[at] as number) * 19595 + (data[at + 1] as number) * 38470 + (data[at + 2] as number) * 7471 + 0x8000) >>
      16;
  }
  return result;
}
