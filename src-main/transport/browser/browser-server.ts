import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { WebSocketServer } from 'ws';
import { bundleFile } from '../bundle-file.ts';
import { contentSecurityPolicy, permissionsPolicy } from '../content-security-policy.ts';
import { MAX_PAYLOAD_BYTES } from '../frames.ts';
import { HANDSHAKE_TIMEOUT_MS } from '../handshake.ts';
import type { Port } from '../port.ts';
import { relay } from '../relay.ts';
import { isSameToken, newToken } from '../token.ts';
import { OriginGuard } from './origin-guard.ts';
import { WebSocketPort } from './web-socket-port.ts';

/** WebSocket close codes: the peer broke a rule, the server could not do its part. */
const POLICY_VIOLATION = 1008;
const SERVER_ERROR = 1011;

export interface BrowserServer {
  /** With the token behind `#`, which browsers never send to a server. */
  readonly address: string;
  readonly port: number;
  close(): Promise<void>;
}

export interface BrowserServerOptions {
  /** The window's bundle. */
  root: string;
  /** 0: any free one. */
  port: number;
  /** A new channel to the engine, for each window. */
  attach(): Promise<Port>;
}

/** The browser mode: the window's bundle and a WebSocket to the engine, for this machine alone. */
export async function serveBrowser({ root, port, attach }: BrowserServerOptions): Promise<BrowserServer> {
  const token = newToken();
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  const guard = new OriginGuard(bound);
  const headers = {
    'Content-Security-Policy': contentSecurityPolicy([`ws://127.0.0.1:${bound}`, `ws://localhost:${bound}`]),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': permissionsPolicy,
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refuse = (status: number) => void response.writeHead(status, headers).end();
    if (!guard.allowsHost(request)) return refuse(421);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
    // Not `new URL`: it would resolve the dots that are to be refused.
    const file = await bundleFile(root, (request.url ?? '').split(/[?#]/)[0] ?? '');
    if (!file) return refuse(404);
    // Names of assets carry a hash of their content; the page itself must be asked for each time.
    const isHashed = (request.url ?? '').startsWith('/assets/');
    response.writeHead(200, {
      ...headers,
      'Content-Type': file.type,
      'Cache-Control': isHashed ? 'private, max-age=31536000, immutable' : 'no-cache',
    });
    if (request.method === 'HEAD') response.end();
    else await pipeline(createReadStream(file.path), response);
  }

  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_PAYLOAD_BYTES, perMessageDeflate: false });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (!guard.allowsHost(request) || !guard.allowsOrigin(request) || request.url !== '/rpc') {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => void welcome(new WebSocketPort(webSocket)));
  });

  async function welcome(window: WebSocketPort): Promise<void> {
    const timer = setTimeout(() => window.close(POLICY_VIOLATION, 'no token'), HANDSHAKE_TIMEOUT_MS);
    const given = await window.takeMessage();
    clearTimeout(timer);
    if (!isSameToken(given, token)) {
      window.close(POLICY_VIOLATION, 'wrong token');
      return;
    }
    try {
      const engine = await attach();
      if (window.closed) engine.close();
      else relay(window, engine);
    } catch {
      window.close(SERVER_ERROR, 'the engine does not answer');
    }
  }

  return {
    address: `http://127.0.0.1:${bound}/#token=${token}`,
    port: bound,
    async close() {
      for (const client of sockets.clients) client.terminate();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
