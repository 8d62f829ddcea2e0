import type { ReactNode } from 'react';
import styles from './picture-tile.module.css';

interface PictureTileProps {
  src: string | undefined;
  /** The file's name, and what else a screen reader should say. */
  name: string;
  size: number;
  /** Bottom left: validation, test. */
  mark?: { readonly text: string; readonly tone: 'validation' | 'test' } | undefined;
  caption?: ReactNode;
  selected?: boolean;
  onOpen: () => void;
}

/** A picture of a dataset that opens on a click. */
export function PictureTile({ src, name, size, mark, caption, selected, onOpen }: PictureTileProps) {
  return (
    <button
      type="button"
      className={selected ? `${styles.tile} ${styles.selected}` : styles.tile}
      style={{ width: size }}
      aria-label={name}
      aria-pressed={selected}
      data-tile
      onClick={onOpen}
    >
      <span className={styles.picture} style={{ width: size, height: size }}>
        {src && <img src={src} alt="" draggable={false} />}
        {mark && <span className={`${styles.mark} ${styles[mark.tone]}`}>{mark.text}</span>}
      </span>
      {caption !== undefined && <span className={styles.caption}>{caption}</span>}
    </button>
  );
}

/** Moves the focus between the tiles of a grid by their places on screen. */
export function moveBetweenTiles(event: { key: string; currentTarget: HTMLElement; preventDefault: () => void }): void {
  const direction = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  const from = document.activeElement;
  if (!direction || !from?.hasAttribute('data-tile')) return;
  event.preventDefault();
  const [dx = 0, dy = 0] = direction;
  const here = from.getBoundingClientRect();
  let best: { element: HTMLElement; distance: number } | null = null;
  for (const element of event.currentTarget.querySelectorAll<HTMLElement>('[data-tile]')) {
    const box = element.getBoundingClientRect();
    const across = (box.left - here.left) * (dx || 0) + (box.top - here.top) * (dy || 0);
    if (across <= 1) continue;
    const aside = dx ? Math.abs(box.top - here.top) : Math.abs(box.left - here.left);
    const distance = across + aside * 4;
    if (!best || distance < best.distance) best = { element, distance };
  }
  best?.element.focus();
}
