import { expect, test } from 'vitest';
import { MARK, PeerProcess } from './peer-process.ts';

const program = (code: string) => new PeerProcess({ command: process.execPath, arguments: ['-e', code] }, 2);
const saying = (answer: object) => `console.log('${MARK}' + '${JSON.stringify(answer)}');`;

test('what libraries print is left out, and every program gets the same threads', async () => {
  const there = `{is: 'there', versions: {}, threads: Number(process.env.OMP_NUM_THREADS)}`;
  const peer = program(`console.log('hello'); console.log('${MARK}' + JSON.stringify(${there}))`);
  expect(await peer.ask(null, 20)).toEqual({ is: 'there', versions: {}, threads: 2 });
  peer.end();
});

test('one that can not, that dies, that is late or is not there says so', async () => {
  const unable = program(saying({ is: 'missing', reason: 'not installed' }));
  await expect(unable.ask(null, 20)).rejects.toThrow('not installed');
  const dying = program("console.error('out of memory'); process.exit(3)");
  await expect(dying.ask(null, 20)).rejects.toThrow('ended: out of memory');
  const late = program('setInterval(() => {}, 1000)');
  await expect(late.ask({ do: 'train', steps: 1 }, 0.2)).rejects.toThrow('took over 0.2 s');
  late.end();
  const none = new PeerProcess({ command: '/no/such/python', arguments: [] }, 2);
  await expect(none.ask(null, 20)).rejects.toThrow("can't be started");
});
