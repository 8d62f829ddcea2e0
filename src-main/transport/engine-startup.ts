import { z } from 'zod';
import { errorData } from '#shared/util/app-error.ts';

/** What a starting engine tells the process that forked it. `occupied`: another engine has the folder; attach to it. */
export const startupReport = z.discriminatedUnion('state', [
  z.object({ state: z.literal('ready') }),
  z.object({ state: z.literal('occupied') }),
  z.object({ state: z.literal('failed'), error: errorData }),
]);
export type StartupReport = z.infer<typeof startupReport>;
