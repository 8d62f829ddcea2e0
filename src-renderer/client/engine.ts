import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '#shared/contract/contract.ts';
import { engineLink } from './connection.ts';

/** The engine, as typed calls: `engine.projects.list()`, `engine.runs.get({ run }, { signal })`. */
export type Engine = ContractRouterClient<Contract>;

export const engine: Engine = createORPCClient(engineLink);
