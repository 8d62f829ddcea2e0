import { endsEarly } from './ends-early.ts';

/** Why a file can't be taken as a picture. */
export type PictureFault = 'empty' | 'not-a-picture' | 'unsupported-format' | 'truncated' | 'unreadable' | 'too-large';

export class PictureError extends Error {
  readonly fault: PictureFault;

  constructor(fault: PictureFault, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'PictureError';
    this.fault = fault;
  }
}

/** What libvips and our own decoder say of a file, sorted into what a person can do about it. */
export function asPictureError(error: unknown, bytes: Buffer): PictureError {
  if (error instanceof PictureError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const cut = /premature end|truncated|file ends|end of (file|stream|image)|not enough data|short read|read error/i;
  const large = /exceeds pixel limit|too (large|big)|dimensions exceed/i;
  const fault = large.test(message) ? 'too-large' : endsEarly(bytes) || cut.test(message) ? 'truncated' : 'unreadable';
  return new PictureError(fault, firstLine(message), { cause: error });
}

const firstLine = (message: string): string => (message.split('\n')[0] ?? message).slice(0, 200);
