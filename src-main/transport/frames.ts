/**
 * Messages on a byte stream: a 4-byte big-endian length of what follows, 1 byte for the kind, the payload.
 * Bundled into the shell too, so nothing here may need more than Node 12.
 */
import { Buffer } from 'node:buffer';
import type { PortMessage } from './port.ts';

const HEADER_BYTES = 5;
const TEXT = 0;
const BINARY = 1;

/** A prediction's tensor or an uploaded picture fits easily; a length beyond it is a broken or hostile peer. */
export const MAX_FRAME_BYTES = 256 * 1024 * 1024;
/** Without the byte for the kind. */
export const MAX_PAYLOAD_BYTES = MAX_FRAME_BYTES - 1;

/** The stream can't be read on: what follows has no known beginning. */
export class FrameError extends Error {
  override name = 'FrameError';
}

/** Header and payload, to be written one after the other: joining them would copy every picture once more. */
export function encodeFrame(message: PortMessage): [header: Buffer, payload: Uint8Array] {
  const isText = typeof message === 'string';
  const payload = isText ? Buffer.from(message, 'utf8') : message;
  if (payload.byteLength > MAX_PAYLOAD_BYTES) {
    throw new FrameError(`a message of ${payload.byteLength} bytes is larger than the ${MAX_PAYLOAD_BYTES} allowed`);
  }
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32BE(payload.byteLength + 1, 0);
  header.writeUInt8(isText ? TEXT : BINARY, 4);
  return [header, payload];
}

/** Takes a stream in pieces of any size and gives back the messages that became whole. */
export class FrameDecoder {
  private pieces: Uint8Array[] = [];
  private buffered = 0;
  private readonly limit: () => number;

  /** `limit` is asked for each frame: a peer that has not shown its token yet gets little room. */
  constructor(limit: () => number = () => MAX_FRAME_BYTES) {
    this.limit = limit;
  }

  /** The messages are made one by one as they are taken, so that a changed limit holds from the next message on. */
  *push(piece: Uint8Array): Generator<PortMessage, void, undefined> {
    if (piece.byteLength > 0) {
      this.pieces.push(piece);
      this.buffered += piece.byteLength;
    }
    while (this.buffered >= HEADER_BYTES) {
      const header = this.peekHeader();
      const length = header.readUInt32BE(0);
      const kind = header.readUInt8(4);
      // Checked before the payload is collected: memory never follows a peer's claim.
      if (length < 1 || length > this.limit()) {
        throw new FrameError(`a frame of ${length} bytes; at most ${this.limit()} are allowed here`);
      }
      if (kind !== TEXT && kind !== BINARY) throw new FrameError(`unknown kind of frame: ${kind}`);
      if (this.buffered < 4 + length) return;
      this.take(HEADER_BYTES);
      const payload = this.take(length - 1);
      yield kind === TEXT ? payload.toString('utf8') : payload;
    }
  }

  private peekHeader(): Buffer {
    const first = this.pieces[0];
    if (first !== undefined && first.byteLength >= HEADER_BYTES) return asBuffer(first);
    const joined = Buffer.concat(this.pieces, this.buffered);
    this.pieces = [joined];
    return joined;
  }

  /** The next `count` bytes; copied only where they lie in more than one piece. */
  private take(count: number): Buffer {
    const parts: Uint8Array[] = [];
    let missing = count;
    while (missing > 0) {
      const piece = this.pieces[0] as Uint8Array;
      if (piece.byteLength <= missing) {
        parts.push(piece);
        missing -= piece.byteLength;
        this.pieces.shift();
      } else {
        parts.push(piece.subarray(0, missing));
        this.pieces[0] = piece.subarray(missing);
        missing = 0;
      }
    }
    this.buffered -= count;
    const only = parts.length === 1 ? parts[0] : undefined;
    return only ? asBuffer(only) : Buffer.concat(parts, count);
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
