/** The trainer process: started by the engine, one per job. */
import { serveParent } from '#main/transport/serve-parent.ts';
import { trainerRouter } from './router.ts';

await serveParent(trainerRouter());
