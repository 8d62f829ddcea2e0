import { Activity, Crosshair, Images, ListTree, type LucideIcon, PackageCheck, Workflow } from 'lucide-react';
import { type Place, places } from '#renderer/client/place.ts';
import { Icon } from '#renderer/ui/icon.tsx';

export const placeLook: Readonly<Record<Place, { title: string; icon: LucideIcon }>> = {
  data: { title: 'Data', icon: Images },
  design: { title: 'Design', icon: Workflow },
  train: { title: 'Train', icon: Activity },
  evaluate: { title: 'Evaluate', icon: Crosshair },
  runs: { title: 'Runs', icon: ListTree },
  export: { title: 'Export', icon: PackageCheck },
};

/** What a tab says about its place while one is elsewhere. */
export interface PlaceState {
  /** A version or a count. */
  readonly tag?: string | undefined;
  readonly dot?: { readonly tone: 'bad' | 'warn'; readonly why: string } | undefined;
  /** 0…1 of what runs there. */
  readonly progress?: number | undefined;
}

interface PlaceTabsProps {
  place: Place;
  states: Partial<Record<Place, PlaceState>>;
  onGo: (place: Place) => void;
}

/** The places in working order, each with its live state, so that they double as a checklist. */
export function PlaceTabs({ place, states, onGo }: PlaceTabsProps) {
  return places.map((name, index) => {
    const { tag, dot, progress } = states[name] ?? {};
    const { title, icon } = placeLook[name];
    return (
      <button
        key={name}
        type="button"
        className="place"
        aria-current={name === place ? 'page' : undefined}
        data-tip={dot ? dot.why : `${title}  Ctrl ${index + 1}`}
        onClick={() => onGo(name)}
      >
        <Icon icon={icon} />
        <span>{title}</span>
        {dot && <span className="dot" style={{ background: `var(--${dot.tone})` }} role="img" aria-label={dot.why} />}
        {tag && <span className="tag">{tag}</span>}
        {progress !== undefined && (
          <span className="bar">
            <i style={{ width: `${Math.round(progress * 100)}%` }} />
          </span>
        )}
      </button>
    );
  });
}
