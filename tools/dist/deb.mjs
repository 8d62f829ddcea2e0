/**
 * A Debian package of the packed folder, by dpkg-deb: electron-builder would download another tool for it. It has no
 * maintainer scripts: installing runs nothing, removing leaves nothing but people's own data.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../setup/paths.mjs';
import { findOnPath } from '../setup/system-packages.mjs';

/** What Electron, Node 24 and the TensorFlow addon open and a bare system may lack. */
const DEPENDS = [
  'libc6 (>= 2.28)',
  'libstdc++6 (>= 11)',
  'libgtk-3-0 | libgtk-3-0t64',
  'libnss3',
  'libasound2 | libasound2t64',
  'libgbm1',
  'libxss1',
  'libxtst6',
  'libatspi2.0-0 | libatspi2.0-0t64',
  'xdg-utils',
];

export const canMakeDeb = () => findOnPath('dpkg-deb') !== null;

/** `folder` becomes /opt/Strata of the package at `target`; `scratch` is a folder for us on the same disk. */
export function makeDeb({ folder, manifest, icon, bytes, scratch, target }) {
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(join(scratch, 'opt'), { recursive: true });
  // Hard links: a copy of a gigabyte only to be read once would be waste.
  execute('cp', ['-al', folder, join(scratch, 'opt', 'Strata')]);
  unlinkSandbox(join(folder, 'chrome-sandbox'), join(scratch, 'opt', 'Strata', 'chrome-sandbox'));
  layShare(join(scratch, 'usr', 'share'), icon);
  mkdirSync(join(scratch, 'usr', 'bin'), { recursive: true });
  symlinkSync('../../opt/Strata/strata', join(scratch, 'usr', 'bin', 'strata'));
  mkdirSync(join(scratch, 'DEBIAN'));
  writeFileSync(join(scratch, 'DEBIAN', 'control'), control(manifest, bytes));
  execute('dpkg-deb', ['--root-owner-group', '-Zzstd', '-z3', '--build', scratch, target]);
  rmSync(scratch, { recursive: true, force: true });
}

/** Where the kernel gives ordinary users no namespaces, Chromium's sandbox needs this one program to be setuid root. */
function unlinkSandbox(from, to) {
  rmSync(to);
  copyFileSync(from, to);
  chmodSync(to, 0o4755);
}

function layShare(share, icon) {
  for (const folder of ['applications', 'doc/strata', 'icons/hicolor/512x512/apps', 'icons/hicolor/scalable/apps'])
    mkdirSync(join(share, folder), { recursive: true });
  cpSync(join(projectRoot, 'packaging', 'strata.desktop'), join(share, 'applications', 'strata.desktop'));
  cpSync(icon, join(share, 'icons/hicolor/512x512/apps/strata.png'));
  cpSync(join(projectRoot, 'src-renderer/public/logo.svg'), join(share, 'icons/hicolor/scalable/apps/strata.svg'));
  cpSync(join(projectRoot, 'LICENSE'), join(share, 'doc/strata/copyright'));
}

function control({ version, description }, bytes) {
  return `Package: strata
Version: ${version}
Section: science
Priority: optional
Architecture: amd64
Installed-Size: ${Math.round(bytes / 1024)}
Depends: ${DEPENDS.join(', ')}
Maintainer: The Strata contributors <strata@localhost>
Description: ${description}
 TensorFlow is inside; nothing else is downloaded, and nothing leaves the machine.
 The licences of all its parts are in /opt/Strata/resources/app/licences.
`;
}

function execute(command, args) {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} failed: ${stderr.trim()}`);
}
