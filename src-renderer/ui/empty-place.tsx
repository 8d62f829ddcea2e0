import type { ReactNode } from 'react';
import { Empty } from './empty.tsx';
import styles from './empty-place.module.css';

interface EmptyPlaceProps {
  /** The place's name, for screen readers: what is seen is the title. */
  place: string;
  title: string;
  children: ReactNode;
  actions: ReactNode;
}

/** A whole place without content yet: what will be here, and the step that brings it. */
export function EmptyPlace({ place, title, children, actions }: EmptyPlaceProps) {
  return (
    <main className={styles.place} aria-label={place}>
      <h1 className="visually-hidden">{place}</h1>
      <Empty title={title} actions={actions}>
        {children}
      </Empty>
    </main>
  );
}
