/** A set-up failure a person can act on: what went wrong, why, and what to do about it. */
export class SetupError extends Error {
  constructor(what, why, remedy) {
    super(`${what}\n  why:        ${why.trim().replaceAll('\n', '\n              ')}\n  what to do: ${remedy}`);
    this.name = 'SetupError';
  }
}

/** Said after every failed download: nothing finished is fetched again. */
export const TRY_AGAIN = 'then run the same command again; what is already there is kept.';
