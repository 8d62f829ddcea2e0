import { promises as fs } from 'node:fs';
import { protocol } from 'electron';
import { bundleFile } from '#main/transport/bundle-file.ts';
import { contentSecurityPolicy } from '#main/transport/content-security-policy.ts';

const SCHEME = 'strata';
export const windowAddress = `${SCHEME}://app/`;

/** Before `ready`: a scheme of our own gives the window an origin, which files on disk don't have. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/**
 * Serves the window's bundle, and nothing else, under that scheme. `registerBufferProtocol` is the form that both today's
 * Electron and the old one that tests drive have.
 */
export function serveBundle(root: string): void {
  const headers = {
    'Content-Security-Policy': contentSecurityPolicy([]),
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-cache',
  };
  protocol.registerBufferProtocol(SCHEME, (request, callback) => {
    const url = new URL(request.url);
    const isOurs = url.host === 'app' && request.method === 'GET';
    (isOurs ? bundleFile(root, url.pathname) : Promise.resolve(null))
      .then(async (file) => {
        if (!file) return callback({ statusCode: 404, headers, data: Buffer.alloc(0) });
        const [mimeType, charset] = file.type.split('; charset=');
        callback({ statusCode: 200, headers, mimeType, charset, data: await fs.readFile(file.path) });
      })
      .catch(() => callback({ statusCode: 500, headers, data: Buffer.alloc(0) }));
  });
}
