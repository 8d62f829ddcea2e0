import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeFrame, FrameDecoder, FrameError } from './frames.ts';

const message = fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array({ maxLength: 300 }));

function encode(messages: (string | Uint8Array)[]): Buffer {
  return Buffer.concat(messages.flatMap((one) => encodeFrame(one)));
}

describe('FrameDecoder', () => {
  it('gives back what was encoded, however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 12 }), fc.array(fc.nat({ max: 40 })), (messages, cuts) => {
        const stream = encode(messages);
        const decoder = new FrameDecoder();
        const seen: (string | Uint8Array)[] = [];
        let at = 0;
        for (const cut of cuts) {
          seen.push(...decoder.push(stream.subarray(at, at + cut)));
          at += cut;
        }
        seen.push(...decoder.push(stream.subarray(at)));
        expect(seen.map((one) => (typeof one === 'string' ? one : Array.from(one)))).toEqual(
          messages.map((one) => (typeof one === 'string' ? Buffer.from(one).toString() : Array.from(one))),
        );
      }),
    );
  });

  it('tells text from bytes', () => {
    const [text, bytes] = [...new FrameDecoder().push(encode(['ü', Uint8Array.of(1, 255)]))];
    expect(text).toBe('ü');
    expect(bytes).toBeInstanceOf(Uint8Array);
  });

  it('refuses a length beyond the limit from the header alone', () => {
    const header = Buffer.from([0xff, 0xff, 0xff, 0xff, 0]);
    expect(() => [...new FrameDecoder().push(header)]).toThrow(FrameError);
    expect(() => [...new FrameDecoder(() => 10).push(encode(['12345678901']))]).toThrow(/at most 10/);
  });

  it('refuses a length of zero and an unknown kind', () => {
    expect(() => [...new FrameDecoder().push(Buffer.from([0, 0, 0, 0, 0]))]).toThrow(FrameError);
    expect(() => [...new FrameDecoder().push(Buffer.from([0, 0, 0, 1, 7]))]).toThrow(/kind/);
  });
});
