import { Bell, CircleHelp, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { openHelp } from '#renderer/help/help-state.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { formatAgo } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { Menu, useMenu } from '#renderer/ui/menu.tsx';
import { notices } from '#renderer/ui/toast.tsx';
import { helpEntries } from '#shared/contract/help-entries.ts';
import { Logo } from './logo.tsx';
import { goHome } from './route.ts';

interface TopBarProps {
  /** Name and saved state of the project, or the app's name. */
  title: ReactNode;
  /** The six places. */
  places?: ReactNode;
  onPalette: () => void;
}

function Help() {
  const menu = useMenu();
  const entries = helpEntries.map(({ id, label }) => ({
    label,
    ...(id === 'shortcuts' ? { kbd: '?' } : {}),
    run: () => openHelp(id),
  }));
  return (
    <>
      <IconButton icon={CircleHelp} label="Help" onClick={(event) => menu.openBelow(event.currentTarget)} />
      {menu.at && <Menu label="Help" entries={entries} at={menu.at} onClose={menu.close} />}
    </>
  );
}

function Bells() {
  const all = useStore(notices, (state) => state.all);
  const menu = useMenu();
  const entries = all.slice(0, 10).map((notice) => ({
    label: `${notice.title}${notice.text ? `: ${notice.text}` : ''} (${formatAgo(notice.at)})`,
    run: () => notice.action?.run(),
  }));
  return (
    <>
      <IconButton
        icon={Bell}
        label="Notifications"
        why={all.length === 0 ? 'nothing has been reported in this window' : undefined}
        onClick={(event) => menu.openBelow(event.currentTarget)}
      />
      {menu.at && <Menu label="Notifications" entries={entries} at={menu.at} onClose={menu.close} />}
    </>
  );
}

export function TopBar({ title, places, onPalette }: TopBarProps) {
  return (
    <header className="top">
      <div className="row g6">
        <button type="button" className="logo" aria-label="Home" data-tip="Home  Ctrl 0" onClick={goHome}>
          <Logo />
        </button>
        {title}
      </div>
      <nav className="places" aria-label="Places">
        {places}
      </nav>
      <div className="top-right">
        <button type="button" className="command-button" onClick={onPalette} aria-label="Search or run a command">
          <Icon icon={Search} />
          <span className="grow">Search or run…</span>
          <Kbd>Ctrl K</Kbd>
        </button>
        <Bells />
        <Help />
      </div>
    </header>
  );
}
