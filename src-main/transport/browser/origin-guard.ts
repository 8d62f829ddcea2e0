import type { IncomingMessage } from 'node:http';

/**
 * Whether a request was meant for this server. A page elsewhere can make its own name point to 127.0.0.1 (DNS rebinding),
 * but not the browser's Host header lie; and it can open a WebSocket to us, but not hide its Origin.
 */
export class OriginGuard {
  private readonly hosts: ReadonlySet<string>;

  constructor(port: number) {
    this.hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
  }

  allowsHost(request: IncomingMessage): boolean {
    return this.hosts.has((request.headers.host ?? '').toLowerCase());
  }

  allowsOrigin(request: IncomingMessage): boolean {
    const { origin } = request.headers;
    return typeof origin === 'string' && [...this.hosts].some((host) => origin.toLowerCase() === `http://${host}`);
  }
}
