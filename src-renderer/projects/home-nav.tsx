import { useQuery } from '@tanstack/react-query';
import {
  Database,
  FolderKanban,
  LayoutTemplate,
  type LucideIcon,
  Monitor,
  Moon,
  PackageOpen,
  Sun,
  Trash2,
} from 'lucide-react';
import { doctorQuery, trashCountQuery } from '#renderer/client/queries.ts';
import { formatBytes } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';

interface Section {
  readonly id: string;
  readonly title: string;
  readonly count: number;
}

const ICONS: Readonly<Record<string, LucideIcon>> = {
  projects: FolderKanban,
  datasets: Database,
  templates: LayoutTemplate,
  samples: PackageOpen,
};

export interface ThemeControl {
  readonly choice: 'system' | 'light' | 'dark';
  readonly onChoose: (choice: 'system' | 'light' | 'dark') => void;
}

const show = (id: string) => {
  const section = document.getElementById(id);
  section?.scrollIntoView({ behavior: 'smooth' });
  section?.querySelector<HTMLElement>('button, input')?.focus({ preventScroll: true });
};

interface HomeNavProps {
  sections: readonly Section[];
  theme: ThemeControl;
  onTrash: () => void;
}

/** The sections of home, the trash, the theme, and where everything is kept. */
export function HomeNav({ sections, theme, onTrash }: HomeNavProps) {
  const doctor = useQuery(doctorQuery);
  const trashed = useQuery(trashCountQuery).data ?? 0;
  return (
    <nav className="home-nav" aria-label="Home">
      {sections.map(({ id, title, count }) => (
        <button key={id} type="button" onClick={() => show(id)}>
          <Icon icon={ICONS[id] ?? FolderKanban} />
          <span className="grow">{title}</span>
          <span className="t3 small">{count}</span>
        </button>
      ))}
      <button type="button" onClick={onTrash}>
        <Icon icon={Trash2} />
        <span className="grow">Trash</span>
        <span className="t3 small">{trashed}</span>
      </button>
      <span className="grow" />
      <div className="home-nav-foot stack">
        <Segmented
          label="Theme"
          dense
          value={theme.choice}
          onChange={theme.onChoose}
          options={[
            { value: 'system', label: 'As the system', icon: Monitor, iconOnly: true },
            { value: 'light', label: 'Light', icon: Sun, iconOnly: true },
            { value: 'dark', label: 'Dark', icon: Moon, iconOnly: true },
          ]}
        />
        {doctor.data && (
          <div data-tip={doctor.data.dataFolder}>
            <div className="row t2">
              <span className="grow">Data folder</span>
              {doctor.data.diskFreeBytes !== null && (
                <span className="num">{formatBytes(doctor.data.diskFreeBytes)} free</span>
              )}
            </div>
            <div className="t3 small ellipsis selectable">{doctor.data.dataFolder}</div>
          </div>
        )}
      </div>
    </nav>
  );
}
