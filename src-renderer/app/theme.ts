import { createStore } from 'zustand/vanilla';

export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

const KEY = 'strata.theme';
const isChoice = (text: string | null): text is ThemeChoice => themeChoices.some((choice) => choice === text);

export const themeStore = createStore<{ choice: ThemeChoice; theme: 'light' | 'dark' }>(() => ({
  choice: 'system',
  theme: 'light',
}));

const systemDark = () => window.matchMedia('(prefers-color-scheme: dark)');

function show(choice: ThemeChoice): void {
  const theme = choice === 'system' ? (systemDark().matches ? 'dark' : 'light') : choice;
  document.documentElement.dataset.theme = theme;
  themeStore.setState({ choice, theme });
}

/** Shows the chosen theme, or the system's and follows it. */
export function startTheme(): void {
  const stored = localStorage.getItem(KEY);
  show(isChoice(stored) ? stored : 'system');
  systemDark().addEventListener('change', () => {
    if (themeStore.getState().choice === 'system') show('system');
  });
}

export function chooseTheme(choice: ThemeChoice): void {
  localStorage.setItem(KEY, choice);
  show(choice);
}
