import { Bell, CircleHelp, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { IconButton } from '#renderer/ui/button.tsx';
import { formatAgo } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { Menu, useMenu } from '#renderer/ui/menu.tsx';
import { notices } from '#renderer/ui/toast.tsx';
import { Logo } from './logo.tsx';
import { goHome } from './route.ts';

interface TopBarProps {
  /** Name and saved state of the project, or the app's name. */
  title: ReactNode;
  /** The six places. */
  places?: ReactNode;
  onPalette: () => void;
  onShortcuts: () => void;
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

export function TopBar({ title, places, onPalette, onShortcuts }: TopBarProps) {
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
        <IconButton icon={CircleHelp} label="Help and shortcuts" kbd="?" onClick={onShortcuts} />
      </div>
    </header>
  );
}
