import type { CSSProperties, ReactNode } from 'react';

interface CardProps {
  title?: ReactNode;
  /** Beside the title, in the caption's colour. */
  note?: ReactNode;
  /** At the right of the head. */
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
  style?: CSSProperties;
  /** A line below the head; for tables and lists that reach the border. */
  line?: boolean;
}

function Head({ title, note, actions, line }: Pick<CardProps, 'title' | 'note' | 'actions' | 'line'>) {
  return (
    <header className={line ? 'panel-head line' : 'panel-head'}>
      <h2>{title}</h2>
      {note !== undefined && <span className="t3 ellipsis">{note}</span>}
      <span className="grow" />
      {actions}
    </header>
  );
}

/** A bordered surface with a head. */
export function Card({ children, className, style, ...head }: CardProps) {
  return (
    <section className={className ? `card ${className}` : 'card'} style={style}>
      {head.title !== undefined && <Head {...head} />}
      {children}
    </section>
  );
}

/** A surface that fills its column edge to edge. */
export function Panel({ children, className, style, ...head }: CardProps) {
  return (
    <section className={className ? `panel ${className}` : 'panel'} style={style}>
      {head.title !== undefined && <Head {...head} />}
      {children}
    </section>
  );
}
