import { type PointerEvent, useState } from 'react';

const MIN = 208;
const MAX = 372;

export interface PanelState {
  readonly width: number;
  readonly shown: boolean;
  readonly toggle: () => void;
  readonly resize: (width: number) => void;
}

/** A panel's width and whether it is folded; kept for the next time. */
export function usePanel(name: string, initial: number): PanelState {
  const key = `strata.panel.${name}`;
  const [state, setState] = useState(() => {
    const [width, shown] = (localStorage.getItem(key) ?? '').split(' ');
    return { width: Number(width) || initial, shown: shown !== 'folded' };
  });
  const keep = (next: typeof state) => {
    localStorage.setItem(key, `${next.width} ${next.shown ? 'open' : 'folded'}`);
    setState(next);
  };
  return {
    ...state,
    toggle: () => keep({ ...state, shown: !state.shown }),
    resize: (width) => keep({ ...state, width: Math.round(Math.min(MAX, Math.max(MIN, width))) }),
  };
}

/** The border of a panel, to drag or to move with the arrow keys. */
export function PanelEdge({ side, panel, label }: { side: 'left' | 'right'; panel: PanelState; label: string }) {
  if (!panel.shown) return null;
  const sign = side === 'left' ? 1 : -1;
  const start = (event: PointerEvent<HTMLDivElement>) => {
    const from = event.clientX;
    const { width } = panel;
    const edge = event.currentTarget;
    edge.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) => panel.resize(width + sign * (moved.clientX - from));
    const end = () => {
      edge.removeEventListener('pointermove', move);
      edge.removeEventListener('pointerup', end);
    };
    edge.addEventListener('pointermove', move);
    edge.addEventListener('pointerup', end);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is no hr
    <div
      className={`panel-edge ${side}`}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuemin={MIN}
      aria-valuemax={MAX}
      aria-valuenow={panel.width}
      tabIndex={0}
      onPointerDown={start}
      onKeyDown={(event) => {
        const step = event.key === 'ArrowRight' ? 8 : event.key === 'ArrowLeft' ? -8 : 0;
        if (step === 0) return;
        event.preventDefault();
        panel.resize(panel.width + sign * step);
      }}
    />
  );
}
