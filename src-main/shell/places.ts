import { join } from 'node:path';
import { installationAt } from '#main/transport/installation.ts';
import type { EngineProgram } from '#main/transport/start-engine.ts';

/** The shell runs as out/main/index.cjs. */
const installation = installationAt(join(__dirname, '..', '..'));

export const bundleFolder = installation.window;
export const preloadFile = installation.preload;
export const iconFile = join(installation.resources, 'icons', 'strata.png');
export const engineProgram: EngineProgram = { node: installation.node, entry: installation.engine };
