import { type ReactNode, startTransition, useEffect, useState } from 'react';

/** A window out of sight paints nothing; what waits for a paint goes on after this long. */
const NO_PAINT_MS = 120;

/** False until what was rendered first is on the screen; true then, in a transition that gives way to input. */
export function usePainted(): boolean {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    let isDue = true;
    const goOn = () => {
      if (isDue) startTransition(() => setPainted(true));
      isDue = false;
    };
    const channel = new MessageChannel();
    channel.port1.onmessage = goOn;
    // The first task after a frame: what the frame shows is on its way to the screen.
    const frame = requestAnimationFrame(() => channel.port2.postMessage(null));
    const timer = setTimeout(goOn, NO_PAINT_MS);
    return () => {
      isDue = false;
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      channel.port1.close();
    };
  }, []);
  return painted;
}

/** Shows `instead` at the next paint, then its children, rendered in slices between which the window answers. */
export function AfterPaint({ instead, children }: { instead: ReactNode; children: ReactNode }) {
  return usePainted() ? children : instead;
}
