const KEY = 'strata.token';

/**
 * The browser mode's token. It arrives in the address that `strata serve` prints (`#token=…`), is taken out of the
 * address bar at once, so that it is neither copied nor kept in the history, and lasts as long as the tab.
 */
export function browserToken(): string {
  const hash = location.hash.replace(/^#/, '');
  const fresh = new URLSearchParams(hash).get('token') ?? (/^[\w-]{16,}$/.test(hash) ? hash : null);
  if (fresh) {
    sessionStorage.setItem(KEY, fresh);
    history.replaceState(null, '', location.pathname + location.search);
  }
  return sessionStorage.getItem(KEY) ?? '';
}
