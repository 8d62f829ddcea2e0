import { useEffect, useRef } from 'react';
import { createStore } from 'zustand/vanilla';
import { isEditable, matchesKeys } from './keys.ts';

/** Something a person can do now: found by Ctrl K, listed by `?`, run by its keys. */
export interface Command {
  readonly id: string;
  readonly title: string;
  /** The heading it stands under: a place, or General. */
  readonly group: string;
  /** As printed on keys: `Ctrl Z`, `F8`, `Shift R`; several ways are separated by a comma: `Delete, Backspace`. */
  readonly keys?: string;
  /** Keys work while a text field has the focus, too. */
  readonly inFields?: boolean;
  /** Kept out of the palette, in the key sheet only. */
  readonly hidden?: boolean;
  readonly run: () => void;
}

type Owner = symbol;
export const commandStore = createStore<{ byOwner: ReadonlyMap<Owner, readonly Command[]> }>(() => ({
  byOwner: new Map(),
}));

export const allCommands = (): readonly Command[] => [...commandStore.getState().byOwner.values()].flat();

/** Offers commands while the component is shown; the newest ones win where keys are the same. */
export function useCommands(commands: readonly Command[]): void {
  const owner = useRef(Symbol('commands')).current;
  const latest = useRef(commands);
  latest.current = commands;
  const shape = commands.map((command) => `${command.id}${command.title}${command.keys ?? ''}`).join('\n');

  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the list; run is looked up when called
  useEffect(() => {
    const stable = latest.current.map((command, index) => ({
      ...command,
      run: () => latest.current[index]?.run(),
    }));
    const { byOwner } = commandStore.getState();
    commandStore.setState({ byOwner: new Map(byOwner).set(owner, stable) });
    return () => {
      const rest = new Map(commandStore.getState().byOwner);
      rest.delete(owner);
      commandStore.setState({ byOwner: rest });
    };
  }, [owner, shape]);
}

/** Space presses the control that has the focus; only on the tab of the place one is in would that do nothing. */
const pressesSomething = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('button:not([aria-current]), a, summary, input') !== null;

/** Runs the command whose keys were pressed; one listener for the window. */
export function useCommandKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      if (event.key === ' ' && pressesSomething(event.target)) return;
      const inField = isEditable(event.target);
      const found = [...allCommands()]
        .reverse()
        .find((command) => command.keys && (command.inFields || !inField) && matchesKeys(event, command.keys));
      if (!found) return;
      event.preventDefault();
      found.run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
