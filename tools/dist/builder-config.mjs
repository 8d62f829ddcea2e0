/** electron-builder's configuration. Linux is what is run and tested; macOS and Windows are written down, untested. */
import { join } from 'node:path';
import { projectRoot } from '../setup/paths.mjs';

const packaging = (name) => join(projectRoot, 'packaging', name);

/** Fuses are in Electron since version 12; an Electron that is a Node as well would run any script as Strata. */
const FUSES = {
  runAsNode: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableEmbeddedAsarIntegrityValidation: false,
};
const FIRST_WITH_FUSES = 12;

/** `electron` as from electronToPack; `afterPack(folder)` is given the folder of the program inside what was packed. */
export function builderConfig({ electron, output, icon, afterPack }) {
  return {
    appId: 'io.github.strata.desktop',
    productName: 'Strata',
    copyright: 'MIT licence',
    directories: { output },
    files: ['**/*'],
    electronVersion: electron.version,
    electronDist: electron.folder,
    electronLanguages: ['en-US'],
    ...(Number.parseInt(electron.version, 10) >= FIRST_WITH_FUSES ? { electronFuses: FUSES } : {}),
    asar: false,
    npmRebuild: false,
    nodeGypRebuild: false,
    // No update server: nothing in the program asks for a newer version.
    publish: null,
    icon,
    afterPack: (context) => afterPack(join(context.packager.getResourcesDir(context.appOutDir), 'app')),
    linux: {
      executableName: 'strata-desktop',
      extraFiles: [{ from: packaging('strata'), to: 'strata' }],
    },
    mac: {
      category: 'public.app-category.developer-tools',
      hardenedRuntime: true,
      gatekeeperAssess: false,
      entitlements: packaging('entitlements.mac.plist'),
      entitlementsInherit: packaging('entitlements.mac.plist'),
      extraResources: [{ from: packaging('strata-mac'), to: 'strata' }],
    },
    win: {
      executableName: 'strata-desktop',
      extraFiles: [{ from: packaging('strata.cmd'), to: 'strata.cmd' }],
    },
    nsis: {
      oneClick: false,
      perMachine: false,
      allowToChangeInstallationDirectory: true,
      deleteAppDataOnUninstall: false,
    },
  };
}

/** Electron-builder's targets for the system it runs on. On Linux the .deb is made from the folder (deb.mjs). */
export const TARGETS = { linux: ['dir'], darwin: ['dmg', 'zip'], win32: ['nsis'] };
