import { Empty } from '#renderer/ui/empty.tsx';

/** All there is when the engine does not know this page: a home without projects would look like lost work. */
export function RefusedPage() {
  return (
    <main className="refused" role="alert">
      <Empty title="This address is no longer valid">
        Start Strata again, or open the address it printed. Your projects are where they were.
      </Empty>
    </main>
  );
}
