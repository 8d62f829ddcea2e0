import { useMemo, useSyncExternalStore } from 'react';

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

const currentTheme = () => document.documentElement.dataset.theme ?? 'light';

/** Values of design tokens for what CSS can't reach (a chart's canvas): `token('--c-1')`; anew with the theme. */
export function useTokens(): (name: string) => string {
  const theme = useSyncExternalStore(subscribe, currentTheme);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme decides what the computed style says
  return useMemo(() => {
    const style = getComputedStyle(document.documentElement);
    return (name: string) => style.getPropertyValue(name).trim();
  }, [theme]);
}
