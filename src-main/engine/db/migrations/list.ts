import { firstTables } from './10-first-tables.ts';
import { exportsTable } from './20-exports.ts';
import { trash } from './30-trash.ts';
import { runOrder } from './40-run-order.ts';
import { unfinishedExports } from './50-unfinished-exports.ts';
import { large } from './60-large.ts';
import { openedModels } from './70-opened-models.ts';
import { branches } from './80-branches.ts';
import { engineReason } from './90-engine-reason.ts';
import { health } from './100-health.ts';
import { computing } from './120-computing.ts';
import type { Migration } from './migration.ts';

/** All of them, in order; a shipped one is never changed. */
export const migrations: readonly Migration[] = [
  firstTables,
  exportsTable,
  trash,
  runOrder,
  unfinishedExports,
  large,
  openedModels,
  branches,
  engineReason,
  health,
  computing,
];
