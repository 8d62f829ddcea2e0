/** `npm start`: sets up what is missing, then opens Strata in a window of its own, or in the browser. */
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { endWith, launchEnvironment, spawnCli } from './launch.mjs';
import { officialElectron } from './setup/electron.mjs';
import { projectRoot } from './setup/paths.mjs';
import { setUp } from './setup/set-up.mjs';

const HELP = `npm start -- [options]
  --browser         open in the browser instead of a window
  --cuda, --cpu     which TensorFlow to use from now on (default: CUDA where an NVIDIA card is found)
  --port P          the browser mode's port (default: any free one)
  --home DIR        the data folder
  --setup-only      set up, and stop
  --retry-electron  ask Electron's release site again, even if it failed today`;

function readOptions() {
  const flag = { type: 'boolean', default: false };
  const options = {
    browser: flag,
    cuda: flag,
    cpu: flag,
    'setup-only': flag,
    'retry-electron': flag,
    help: flag,
    port: { type: 'string' },
    home: { type: 'string' },
  };
  const { values } = parseArgs({ options });
  if (values.cuda && values.cpu) throw new Error('Choose one of --cuda and --cpu.');
  return values;
}

const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

function openWindow({ executable }, { home }) {
  // Chromium refuses its sandbox to root on Linux.
  const asRoot = process.platform === 'linux' && process.getuid() === 0;
  const env = { ...launchEnvironment(), ...(home ? { STRATA_HOME: home } : {}) };
  endWith(spawn(executable, [projectRoot, ...(asRoot ? ['--no-sandbox'] : [])], { stdio: 'inherit', env }));
}

/** Starts the browser mode, and the browser once the address is known. */
function serveBrowser({ port, home }) {
  const args = ['serve', ...(port ? ['--port', port] : []), ...(home ? ['--home', home] : [])];
  const server = spawnCli(args, ['inherit', 'pipe', 'inherit']);
  let waiting = hasDisplay() ? '' : null;
  server.stdout.on('data', (piece) => {
    process.stdout.write(piece);
    if (waiting === null) return;
    waiting += piece;
    const address = /https?:\/\/\S+(?=\s)/.exec(waiting)?.[0];
    if (!address) return;
    waiting = null;
    openInBrowser(address);
  });
  endWith(server);
}

function openInBrowser(address) {
  const [command, ...args] = { darwin: ['open', address], win32: ['cmd', '/c', 'start', '', address] }[
    process.platform
  ] ?? ['xdg-open', address];
  const opener = spawn(command, args, { stdio: 'ignore', detached: true });
  // No browser to open: the address is printed already.
  opener.on('error', () => undefined);
  opener.unref();
}

async function main() {
  const options = readOptions();
  if (options.help) return console.log(HELP);
  const wantsWindow = !options.browser && hasDisplay();
  await setUp({
    device: options.cuda ? 'cuda' : options.cpu ? 'cpu' : null,
    wantsWindow,
    retryElectron: options['retry-electron'],
  });
  if (options['setup-only']) return console.error('Strata is set up.');
  const electron = wantsWindow ? officialElectron() : null;
  if (electron) return openWindow(electron, options);
  if (!options.browser)
    console.error(
      `${hasDisplay() ? 'Electron is not installed' : 'There is no display here'}: Strata opens in the browser mode.`,
    );
  serveBrowser(options);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
