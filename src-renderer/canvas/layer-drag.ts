import type { DragEvent } from 'react';

const MIME = 'application/x-strata-layer';

/** Which layer is on its way; the browser hides a drag's data until the drop. */
let dragged: string | null = null;

export function startLayerDrag(event: DragEvent, type: string): void {
  dragged = type;
  event.dataTransfer.setData(MIME, type);
  event.dataTransfer.effectAllowed = 'copy';
}

export function endLayerDrag(): void {
  dragged = null;
}

/** The dragged layer type, or null where something else is dragged. */
export const draggedLayer = (event: DragEvent): string | null =>
  event.dataTransfer.types.includes(MIME) ? event.dataTransfer.getData(MIME) || dragged : null;

/** The edge under the pointer. */
export function edgeAt(x: number, y: number): string | null {
  for (const element of document.elementsFromPoint(x, y)) {
    const edge = element.closest('.react-flow__edge');
    if (edge) return edge.getAttribute('data-id');
  }
  return null;
}
