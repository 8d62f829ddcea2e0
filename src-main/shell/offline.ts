import { app, session } from 'electron';

/**
 * Chromium asks for other machines on its own, for a dictionary when it starts and for updates of its parts later. Here no
 * name leads anywhere: what the window shows comes from the program and the engine. To be called before `ready`.
 */
export function stayOffline(): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('disable-component-update');
  app.once('ready', () => {
    // Nothing is spell-checked; with no language there is no dictionary to ask for.
    session.defaultSession.setSpellCheckerLanguages([]);
  });
}
