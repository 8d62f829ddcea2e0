import { tf } from './tf.ts';

/** A `tf.tidy` for results without tensors: it doesn't search them for any. */
export function inScope<Result>(run: () => Result): Result {
  tf.engine().startScope();
  try {
    return run();
  } finally {
    tf.engine().endScope();
  }
}
