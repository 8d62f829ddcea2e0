import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useStore } from 'zustand';
import { connectionState } from '#renderer/client/connection.ts';
import { machineStatus } from '#renderer/client/machine-status.ts';
import { projectsQuery } from '#renderer/client/queries.ts';
import { Banners } from '#renderer/help/banners.tsx';
import { HelpLayer } from '#renderer/help/help-layer.tsx';
import { Home } from '#renderer/projects/home.tsx';
import { WindowDrops } from '#renderer/projects/window-drops.tsx';
import { TrashPlace } from '#renderer/trash/trash-place.tsx';
import { type Command, useCommandKeys, useCommands } from '#renderer/ui/commands.ts';
import { ToastLayer } from '#renderer/ui/toast.tsx';
import { TooltipLayer } from '#renderer/ui/tooltip.tsx';
import { CommandPalette } from './command-palette.tsx';
import { ConnectionStrip } from './connection-strip.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { ProjectFrame } from './project-frame.tsx';
import { RefusedPage } from './refused-page.tsx';
import { goHome, goToPlace, goToTrash, routeStore } from './route.ts';
import { ShortcutsSheet } from './shortcuts-sheet.tsx';
import { StatusBar } from './status-bar.tsx';
import { chooseTheme, themeChoices, themeStore } from './theme.ts';
import { TopBar } from './top-bar.tsx';

const themeCommands: readonly Command[] = themeChoices.map((choice) => ({
  id: `theme-${choice}`,
  title: choice === 'system' ? 'Theme: as the system' : `Theme: ${choice}`,
  group: 'General',
  run: () => chooseTheme(choice),
}));

/** The window: one frame, in it home or a project. */
export function App() {
  const isRefused = useStore(connectionState, (state) => state.status === 'refused');
  const route = useStore(routeStore, (state) => state.route);
  const projects = useQuery(projectsQuery);
  const themeChoice = useStore(themeStore, (state) => state.choice);
  const disk = useStore(machineStatus, (state) => state.machine?.diskFreeBytes ?? null);
  const [open, setOpen] = useState<'palette' | 'shortcuts' | null>(null);
  const showPalette = () => setOpen('palette');
  const showShortcuts = () => setOpen('shortcuts');

  useCommandKeys();
  useCommands([
    {
      id: 'palette',
      title: 'Search or run',
      group: 'General',
      keys: 'Ctrl K',
      inFields: true,
      hidden: true,
      run: showPalette,
    },
    { id: 'home', title: 'Go home', group: 'General', keys: 'Ctrl 0', inFields: true, run: goHome },
    { id: 'trash', title: 'Go to the trash', group: 'General', run: goToTrash },
    { id: 'shortcuts', title: 'Keyboard shortcuts', group: 'General', keys: '?', run: showShortcuts },
    ...themeCommands,
  ]);
  const projectCommands = (projects.data ?? []).map((project) => ({
    id: `open-${project.id}`,
    title: project.name,
    group: 'Project',
    run: () => goToPlace(project.id, 'design'),
  }));

  if (isRefused) return <RefusedPage />;
  return (
    <WindowDrops onOpen={goToPlace}>
      <div className="app">
        <Banners disk={disk} />
        {route.view !== 'project' ? (
          <>
            <TopBar title={<span className="project">Strata</span>} onPalette={showPalette} />
            <ErrorBoundary key={route.view} what={route.view === 'trash' ? 'the trash' : 'your projects'}>
              {route.view === 'trash' ? (
                <TrashPlace onHome={goHome} />
              ) : (
                <Home onOpen={goToPlace} onTrash={goToTrash} theme={{ choice: themeChoice, onChoose: chooseTheme }} />
              )}
            </ErrorBoundary>
          </>
        ) : (
          <ProjectFrame key={route.project} route={route} onPalette={showPalette} />
        )}
        <StatusBar onShortcuts={showShortcuts} />
        <HelpLayer onShortcuts={showShortcuts} />
        <ConnectionStrip />
        <ToastLayer />
        <TooltipLayer />
        {open === 'palette' && <CommandPalette extra={projectCommands} onClose={() => setOpen(null)} />}
        {open === 'shortcuts' && <ShortcutsSheet onClose={() => setOpen(null)} />}
      </div>
    </WindowDrops>
  );
}
