let allowed = true;

/**
 * Whether a layer may compute by TensorFlow's own fused operations. TF.js doesn't know them, so what is written for it is
 * computed without.
 */
export const mayFuse = (): boolean => allowed;

/** Runs something by operations that TF.js has as well. */
export function withoutFusing<Result>(run: () => Result): Result {
  const before = allowed;
  allowed = false;
  try {
    return run();
  } finally {
    allowed = before;
  }
}
