import { createStore } from 'zustand/vanilla';
import { type Focus, type Place, places } from '#renderer/client/place.ts';

export type Route =
  | { readonly view: 'home' }
  | { readonly view: 'trash' }
  | { readonly view: 'project'; readonly project: string; readonly place: Place; readonly focus: Focus };

const isPlace = (text: string | undefined): text is Place => places.some((place) => place === text);

/** `#/project/<id>/<place>`: reloading stays where one was, and Back goes back. */
export function parseRoute(hash: string): Route {
  const [root, project, place] = hash.replace(/^#\/?/, '').split('/');
  if (root === 'trash') return { view: 'trash' };
  if (root !== 'project' || !project) return { view: 'home' };
  return { view: 'project', project: decodeURIComponent(project), place: isPlace(place) ? place : 'design', focus: {} };
}

export function formatRoute(route: Route): string {
  if (route.view === 'project') return `#/project/${encodeURIComponent(route.project)}/${route.place}`;
  return route.view === 'trash' ? '#/trash' : '#/';
}

export const routeStore = createStore<{ route: Route }>(() => ({ route: { view: 'home' } }));

/** Reads the address once the token is out of it, and follows Back and Forward. */
export function startRouting(): void {
  routeStore.setState({ route: parseRoute(location.hash) });
  window.addEventListener('popstate', () => routeStore.setState({ route: parseRoute(location.hash) }));
}

export function goHome(): void {
  goTo({ view: 'home' });
}

export function goToTrash(): void {
  goTo({ view: 'trash' });
}

export function goToPlace(project: string, place: Place, focus: Focus = {}): void {
  goTo({ view: 'project', project, place, focus });
}

function goTo(route: Route): void {
  const address = formatRoute(route);
  if (address !== location.hash) history.pushState(null, '', address);
  routeStore.setState({ route });
}
