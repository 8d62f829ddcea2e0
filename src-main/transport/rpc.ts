import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { AnyContractRouter, ContractRouterClient } from '@orpc/contract';
import type { Router } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { AppError } from '#shared/util/app-error.ts';
import { guardStream, isAsyncIterator } from './event-stream.ts';
import type { MessageListener, Port, PortMessage } from './port.ts';
import {
  type Explain,
  fromWireError,
  toWireError,
  type UnexpectedLog,
  unknownRequest,
  unreadable,
} from './rpc-errors.ts';
import { type MessageLimits, REQUEST_LIMITS, readRequestMessage } from './wire-message.ts';

export type Client<Contract extends AnyContractRouter> = ContractRouterClient<Contract>;

const engineLost = () =>
  new AppError('INTERNAL', 'The connection to the engine was lost. Start Strata again.', { reason: 'disconnected' });

/**
 * A typed client of what is served at the other end. Every call and every stream fails with an AppError only; `lost`
 * makes the one for a connection that went away.
 */
export function connect<Contract extends AnyContractRouter>(port: Port, lost = engineLost): Client<Contract> {
  const link = new RPCLink({
    port: asDomPort(port),
    interceptors: [
      async ({ next, signal }) => {
        const mapError = (error: unknown) =>
          fromWireError(error, { isCancelled: signal?.aborted === true, isLost: port.closed }, lost);
        try {
          if (port.closed) throw lost();
          const output = await next();
          if (!isAsyncIterator(output)) return output;
          return guardStream(output, { signal: undefined, ready: async () => true, mapError });
        } catch (error) {
          throw mapError(error);
        }
      },
    ],
  });
  return createORPCClient(link);
}

export interface ServeOptions {
  readonly explain?: Explain | undefined;
  readonly limits?: MessageLimits;
}

/** Answers the calls that come through a port. A peer that sends something else than calls is cut off. */
export function serve(
  router: Router<AnyContractRouter, Record<never, never>>,
  port: Port,
  log: UnexpectedLog,
  { explain, limits = REQUEST_LIMITS }: ServeOptions = {},
): void {
  const handler = new RPCHandler(router, {
    // Around the reading of the input too, which the client's interceptors below are not.
    interceptors: [
      async ({ next, request }) => {
        const found = await next().catch((error: unknown) => {
          throw error instanceof ORPCError ? error : unreadable(request.url.pathname);
        });
        if (!found.matched) throw unknownRequest(request.url.pathname);
        return found;
      },
    ],
    clientInterceptors: [
      async ({ next, path, signal }) => {
        const mapError = (error: unknown) => toWireError(error, path.join('.'), log, explain);
        try {
          const output = await next();
          if (!isAsyncIterator(output)) return output;
          const ready = async () => {
            await port.drained();
            return !port.closed;
          };
          return guardStream(output, { signal, ready, mapError });
        } catch (error) {
          throw mapError(error);
        }
      },
    ],
  });
  handler.upgrade(guardedPort(port, log, limits));
}

type DomPort = Extract<Parameters<RPCHandler<Record<never, never>>['upgrade']>[0], { addEventListener: unknown }>;

/** oRPC asks for the DOM's type, whose events carry far more than the `data` it reads. */
const asDomPort = (port: Pick<Port, 'addEventListener' | 'postMessage'>): DomPort => port as unknown as DomPort;

/** A port that lets only readable calls in, and drops answers that nobody is there to take. */
function guardedPort(port: Port, log: UnexpectedLog, limits: MessageLimits): DomPort {
  let before = Promise.resolve();
  return asDomPort({
    postMessage(message: PortMessage | ArrayBuffer) {
      if (port.closed) return;
      try {
        port.postMessage(message);
      } catch (error) {
        // An answer too large to send: whoever waits for it fails at once instead of never.
        log('unsendable', error, 'answer');
        port.close();
      }
    },
    addEventListener(type: 'message' | 'close', listener: MessageListener | (() => void)) {
      if (type === 'close') port.addEventListener('close', listener as () => void);
      else
        port.addEventListener('message', ({ data }) => {
          const reading = readRequestMessage(data, limits);
          // One after the other: a large message takes longer to read than the cancellation behind it.
          before = before.then(async () => {
            const message = await reading;
            if (message) (listener as (event: { data: unknown }) => void)({ data: message });
            else port.close();
          });
        });
    },
  });
}
