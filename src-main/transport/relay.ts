import type { Port } from './port.ts';

/** Passes messages both ways without looking into them; the end of one side is the end of the other. */
export function relay(a: Port, b: Port): void {
  forward(a, b);
  forward(b, a);
}

function forward(from: Port, to: Port): void {
  from.addEventListener('message', ({ data }) => {
    if (to.closed) return;
    to.postMessage(data);
    if (!to.isFull) return;
    from.pause();
    void to.drained().then(() => from.resume());
  });
  from.addEventListener('close', () => to.close());
}
