/** Files of the window's bundle, for the browser mode and the shell (Node 12) alike. */
import { promises as fs } from 'node:fs';
import { extname, join, sep } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

export interface BundleFile {
  path: string;
  type: string;
}

/** The file that a URL's path names; null for folders, for what is not there, and for all that lies outside. */
export async function bundleFile(root: string, urlPath: string): Promise<BundleFile | null> {
  let name: string;
  try {
    name = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  if (!name.startsWith('/') || name.includes('\0') || name.includes('\\')) return null;
  const asked = join(root, name === '/' ? 'index.html' : name);
  try {
    // The real paths: neither dots nor a link may lead out.
    const [realRoot, path] = await Promise.all([fs.realpath(root), fs.realpath(asked)]);
    if (!path.startsWith(realRoot + sep) || !(await fs.stat(path)).isFile()) return null;
    return { path, type: TYPES[extname(path)] || 'application/octet-stream' };
  } catch {
    return null;
  }
}
