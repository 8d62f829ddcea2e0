import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { codeFiles, isTest, root } from './sources.ts';

const production = codeFiles.filter((source) => source.path.startsWith('src-') && !isTest(source.path));

/** Ways to reach another machine. Type imports of node:http are what servers describe their requests with. */
const WAYS_OUT =
  /\b(fetch|XMLHttpRequest|EventSource|WebSocket|sendBeacon|RTCPeerConnection|autoUpdater|net\.request)\s*\(|from '(node:)?(https|http2|dns|tls|dgram)(\/promises)?'|electron-updater/;

/** Each says why. */
const ALLOWED: Record<string, RegExp> = {
  // Speaks with the server that the page came from.
  'src-renderer/client/channel.ts': /new WebSocket\(`\$\{scheme\}\/\/\$\{location\.host\}\/rpc`\)/,
  // A line of the README that goes with an exported model.
  'src-main/engine/export/readme.ts': /fetch\('labels\.json'\)/,
};

it('no code of ours reaches for another machine: no updates, no telemetry, no downloads', () => {
  const found = production.flatMap(({ path, text }) =>
    text
      .split('\n')
      .filter((line) => WAYS_OUT.test(line) && !ALLOWED[path]?.test(line))
      .map((line) => `${path}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});

it('node:http is used to serve, never to ask', () => {
  const imports = production.flatMap(({ path, text }) =>
    [...text.matchAll(/import (?:type )?\{([^}]*)\} from '(?:node:)?http'/g)].map((match) => `${path}:${match[1]}`),
  );
  expect(imports.length).toBeGreaterThan(0);
  expect(imports.filter((line) => /\b(request|get|Agent|ClientRequest)\b/.test(line))).toEqual([]);
});

it('no package that updates programs is locked', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, unknown>;
  };
  expect(Object.keys(lock.packages).filter((name) => /\/(electron-updater|update-electron-app)$/.test(name))).toEqual(
    [],
  );
});
