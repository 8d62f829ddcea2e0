/** Tells how a step goes: one line rewritten in place on a terminal, a line every ten seconds in a log. */
const SECONDS_BETWEEN_LOG_LINES = 10;

export function createProgress(stream = process.stderr) {
  let lastLog = Date.now();
  let open = false;
  return {
    /** A passing state, e.g. "120 of 274 MB". */
    update(text) {
      if (stream.isTTY) {
        stream.write(`\r\x1b[2K      ${text}`);
        open = true;
      } else if (Date.now() - lastLog > SECONDS_BETWEEN_LOG_LINES * 1000) {
        stream.write(`      ${text}\n`);
        lastLog = Date.now();
      }
    },
    /** A line that stays. */
    say(text) {
      if (open) stream.write('\r\x1b[2K');
      open = false;
      stream.write(`${text}\n`);
    },
  };
}

export const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`;
