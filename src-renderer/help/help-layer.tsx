import { useEffect } from 'react';
import { useStore } from 'zustand';
import { desktop } from '#renderer/client/desktop.ts';
import { useCommands } from '#renderer/ui/commands.ts';
import { type HelpEntry, helpEntries, isHelpEntry } from '#shared/contract/help-entries.ts';
import { AboutDialog } from './about-dialog.tsx';
import { CrashDialog } from './crash-dialog.tsx';
import { DiagnosticsDialog } from './diagnostics-dialog.tsx';
import { FolderDialog } from './folder-dialog.tsx';
import { closeHelp, helpState, openHelp } from './help-state.ts';

/** What opens from the Help menu: from the top bar, from the desktop's menu bar, by Ctrl K. */
export function HelpLayer({ onShortcuts }: { onShortcuts: () => void }) {
  const open = useStore(helpState, (state) => state.open);
  const choose = (entry: HelpEntry) => {
    if (entry === 'shortcuts') onShortcuts();
    else if (desktop && entry === 'data-folder') desktop.openFolder('data');
    else if (desktop && entry === 'logs') desktop.openFolder('logs');
    else openHelp(entry);
  };
  useEffect(() => {
    if (open === 'shortcuts' || (desktop && (open === 'data-folder' || open === 'logs'))) {
      closeHelp();
      choose(open);
    }
  });
  useEffect(() => desktop?.onHelp((entry) => isHelpEntry(entry) && openHelp(entry)), []);
  useCommands(
    // The key sheet has its own command, with its key.
    helpEntries
      .filter(({ id }) => id !== 'shortcuts')
      .map(({ id, label }) => ({ id: `help-${id}`, title: label, group: 'Help', run: () => choose(id) })),
  );
  if (open === 'data-folder') return <FolderDialog title="Data folder" place="dataFolder" onClose={closeHelp} />;
  if (open === 'logs') return <FolderDialog title="Logs" place="logs" onClose={closeHelp} />;
  if (open === 'crashes') return <CrashDialog onClose={closeHelp} />;
  if (open === 'diagnostics') return <DiagnosticsDialog onClose={closeHelp} />;
  if (open === 'about') return <AboutDialog onClose={closeHelp} />;
  return null;
}
