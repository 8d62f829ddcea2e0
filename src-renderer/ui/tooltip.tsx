import { useEffect, useLayoutEffect, useRef, useState } from 'react';

const DELAY_MS = 350;
/** Kept free at the sides of the window. */
const EDGE = 6;

interface Shown {
  readonly text: string;
  readonly left: number;
  readonly top: number;
}

/** A tip of a text that is cut counts only while it is. */
const isDue = (element: Element) => !element.hasAttribute('data-tip-cut') || isCut(element);

/** A select never scrolls: what it has chosen is measured as it is written. */
function isCut(element: Element): boolean {
  if (!(element instanceof HTMLSelectElement)) return element.scrollWidth > element.clientWidth;
  const pen = document.createElement('canvas').getContext('2d');
  if (!pen) return false;
  const { font, paddingLeft, paddingRight } = getComputedStyle(element);
  pen.font = font;
  const room = element.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
  return pen.measureText(element.selectedOptions[0]?.text ?? '').width > room;
}

/** The nearest element around that has something to say. */
function tipped(start: EventTarget | null): Element | null {
  let element = start instanceof Element ? start.closest('[data-tip], [data-tip-cut]') : null;
  while (element && !isDue(element)) element = element.parentElement?.closest('[data-tip], [data-tip-cut]') ?? null;
  return element;
}

function place(element: Element): Shown | null {
  const text = element.getAttribute('data-tip') ?? element.getAttribute('data-tip-cut');
  if (!text) return null;
  const box = element.getBoundingClientRect();
  const below = box.bottom + 40 < window.innerHeight;
  return { text, left: box.left + box.width / 2, top: below ? box.bottom + 6 : box.top - 30 };
}

/**
 * Shows the `data-tip` of whatever is hovered or focused, and the `data-tip-cut` of what has no room for its text; there
 * is one for the whole window.
 */
export function TooltipLayer() {
  const [shown, setShown] = useState<Shown | null>(null);
  useEffect(() => {
    let timer = 0;
    const over = (event: Event) => {
      window.clearTimeout(timer);
      const target = tipped(event.target);
      if (!target) return setShown(null);
      timer = window.setTimeout(() => setShown(target.isConnected ? place(target) : null), DELAY_MS);
    };
    const hide = () => {
      window.clearTimeout(timer);
      setShown(null);
    };
    document.addEventListener('mouseover', over);
    document.addEventListener('focusin', over);
    document.addEventListener('mousedown', hide);
    document.addEventListener('dragstart', hide);
    document.addEventListener('keydown', hide);
    document.addEventListener('wheel', hide, { passive: true });
    return () => {
      hide();
      document.removeEventListener('mouseover', over);
      document.removeEventListener('focusin', over);
      document.removeEventListener('mousedown', hide);
      document.removeEventListener('dragstart', hide);
      document.removeEventListener('keydown', hide);
      document.removeEventListener('wheel', hide);
    };
  }, []);
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const tip = element.current;
    if (!tip || !shown) return;
    const half = tip.offsetWidth / 2 + EDGE;
    tip.style.left = `${Math.min(Math.max(shown.left, half), window.innerWidth - half)}px`;
  }, [shown]);
  if (!shown) return null;
  return (
    <div ref={element} className="tooltip" role="tooltip" style={{ top: shown.top, transform: 'translateX(-50%)' }}>
      {shown.text}
    </div>
  );
}
