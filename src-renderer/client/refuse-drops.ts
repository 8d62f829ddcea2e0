/**
 * What no place of the window takes, a link for one, the browser would open instead: in the window's place, or beside it.
 * Text fields still take text.
 */
export function refuseDrops(target: Window): void {
  for (const type of ['dragover', 'drop'] as const) {
    target.addEventListener(type, (event) => {
      const over = event.target instanceof Element ? event.target.closest('input, textarea') : null;
      const isText = event.dataTransfer?.types.includes('Files') === false && over !== null;
      if (event.defaultPrevented || isText) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'none';
    });
  }
}
