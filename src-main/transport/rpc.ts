import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { AnyContractRouter, ContractRouterClient } from '@orpc/contract';
import type { Router } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { AppError } from '#shared/util/app-error.ts';
import { guardStream, isAsyncIterator } from './event-stream.ts';
import type { MessageListener, Port, PortMessage } from './port.ts';
import { type Explain, fromWireError, toWireError, type UnexpectedLog } from './rpc-errors.ts';
import { isRequestMessage } from './wire-message.ts';

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

/** Answers the calls that come through a port. A peer that sends something else than calls is cut off. */
export function serve(
  router: Router<AnyContractRouter, Record<never, never>>,
  port: Port,
  log: UnexpectedLog,
  explain?: Explain,
): void {
  const handler = new RPCHandler(router, {
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
  handler.upgrade(guardedPort(port, log));
}

type DomPort = Extract<Parameters<RPCHandler<Record<never, never>>['upgrade']>[0], { addEventListener: unknown }>;

/** oRPC asks for the DOM's type, whose events carry far more than the `data` it reads. */
const asDomPort = (port: Pick<Port, 'addEventListener' | 'postMessage'>): DomPort => port as unknown as DomPort;

/** A port that lets only readable calls in, and drops answers that nobody is there to take. */
function guardedPort(port: Port, log: UnexpectedLog): DomPort {
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
        port.addEventListener('message', (event) => {
          if (isRequestMessage(event.data)) (listener as MessageListener)(event);
          else port.close();
        });
    },
  });
}
