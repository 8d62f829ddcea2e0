/** Messages are opaque on the way: text, or bytes where pictures or tensors travel. */
export type PortMessage = string | Uint8Array;

export type MessageListener = (event: { data: PortMessage }) => void;

/**
 * One end of a two-way message channel, whatever carries it. Shaped like a DOM MessagePort, as oRPC's message-port
 * adapters ask, with what they lack: a known end and backpressure.
 */
export interface Port {
  readonly closed: boolean;
  /** Throws once the port is closed. Messages arrive in the order they were posted. */
  postMessage(message: PortMessage | ArrayBuffer): void;
  /** Messages that came before the first listener are kept for it. */
  addEventListener(type: 'message', listener: MessageListener): void;
  addEventListener(type: 'close', listener: () => void): void;
  close(): void;
  /** Much waits to be sent: a relay should take no more from its source until `drained`. */
  readonly isFull: boolean;
  /** Resolves when little enough waits to be sent (or the port is closed): the moment to produce more. */
  drained(): Promise<void>;
  /** Takes no more from the other side until `resume`. */
  pause(): void;
  resume(): void;
}

/** What a port must never hold back longer than this before its producer waits. */
export const HIGH_WATER_BYTES = 4 * 1024 * 1024;

export function toPortMessage(message: PortMessage | ArrayBuffer): PortMessage {
  return message instanceof ArrayBuffer ? new Uint8Array(message) : message;
}
