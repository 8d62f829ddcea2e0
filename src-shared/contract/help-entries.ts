/** The Help menu, the same in the window's top bar and in the desktop's menu bar. */
export const helpEntries = [
  { id: 'data-folder', label: 'Open data folder' },
  { id: 'logs', label: 'Open logs' },
  { id: 'crashes', label: 'Crash reports' },
  { id: 'diagnostics', label: 'Copy diagnostics' },
  { id: 'shortcuts', label: 'Keyboard shortcuts' },
  { id: 'about', label: 'About Strata and licences' },
] as const;

export type HelpEntry = (typeof helpEntries)[number]['id'];

export const isHelpEntry = (id: unknown): id is HelpEntry => helpEntries.some((entry) => entry.id === id);
