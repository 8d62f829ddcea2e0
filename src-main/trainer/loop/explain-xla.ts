const UNSUPPORTED = /unsupported operations.*?: (\w+) \(No registered/s;
const LONGEST = 300;

/** Why XLA was refused, in words for a person: its own go on with the stack of every operation. */
export function explainXla(message: string): string {
  const [, operation] = UNSUPPORTED.exec(message) ?? [];
  if (operation) return `XLA has no kernel for ${operation}`;
  return (
    message
      .replace(/^Session fail to run with error: /, '')
      .split('\n')[0]
      ?.slice(0, LONGEST) ?? message
  );
}
