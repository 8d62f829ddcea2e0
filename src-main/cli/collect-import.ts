import type { ImportEvent, ImportResult } from '#shared/contract/requests/datasets.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { Output } from './output.ts';
import { duration } from './table.ts';

/** Shows an import's progress and returns its result. */
export async function collectImport(events: AsyncIterable<ImportEvent>, output: Output): Promise<ImportResult> {
  for await (const event of events) {
    if (event.type === 'done') return event;
    const total = event.total === null ? '' : ` of ${event.total}`;
    const left = event.etaSeconds === null ? '' : `, ${duration(event.etaSeconds)} left`;
    output.progress(`${event.phase}: ${event.done}${total}${left}`);
  }
  throw new AppError('INTERNAL', 'The import ended without a result.');
}
