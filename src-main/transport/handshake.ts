/** How long a peer may take to show its token, or a server to welcome it. */
export const HANDSHAKE_TIMEOUT_MS = 5000;

/** The server's answer to the right token. The number changes when two versions could not talk with each other. */
export const WELCOME = 'strata/1';
