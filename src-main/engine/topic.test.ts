import { expect, test } from 'vitest';
import { Topic } from './topic.ts';

test('a stream has every event from its first question on, in order', async () => {
  const topic = new Topic<number>();
  const stream = topic.stream();
  const first = stream.next();
  for (let i = 0; i < 1000; i += 1) topic.emit(i);
  const seen = [(await first).value];
  for (let i = 1; i < 1000; i += 1) seen.push((await stream.next()).value);
  expect(seen).toEqual(Array.from({ length: 1000 }, (_, i) => i));
  await stream.return();
});

test('events that come while one is being read are not lost', async () => {
  const topic = new Topic<number>();
  const seen: number[] = [];
  setTimeout(() => topic.emit(0), 0);
  for await (const event of topic.stream()) {
    seen.push(event);
    if (event === 5) break;
    topic.emit(event + 1);
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  expect(seen).toEqual([0, 1, 2, 3, 4, 5]);
});

test('aborting ends a stream that waits, and one that was never asked', async () => {
  const topic = new Topic<number>();
  const abort = new AbortController();
  const waiting = topic.stream(abort.signal).next();
  abort.abort();
  expect(await waiting).toEqual({ done: true, value: undefined });
  expect(await topic.stream(abort.signal).next()).toEqual({ done: true, value: undefined });
});

test('one listener leaving while all are told disturbs no other', () => {
  const topic = new Topic<string>();
  const heard: string[] = [];
  const end = topic.listen((event) => {
    heard.push(`a ${event}`);
    end();
  });
  topic.listen((event) => heard.push(`b ${event}`));
  topic.emit('x');
  topic.emit('y');
  expect(heard).toEqual(['a x', 'b x', 'b y']);
});
