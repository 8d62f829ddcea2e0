import type { Place } from '#renderer/client/place.ts';
import { placeLook } from './place-tabs.tsx';

/** A place in its first frame: its name, while what belongs there is made. */
export function PlaceSkeleton({ place }: { place: Place }) {
  const { title } = placeLook[place];
  return (
    <main aria-label={title} aria-busy="true">
      <h1 className="place-coming">{title}</h1>
    </main>
  );
}
