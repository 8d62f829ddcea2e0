/** The process that reads or writes one model file: started by the engine, and ended by it when it takes too much. */
import { serveParent } from '#main/transport/serve-parent.ts';
import { modelFilesRouter } from './router.ts';

await serveParent(modelFilesRouter());
