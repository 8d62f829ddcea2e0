import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import { useChanges } from './changes.ts';
import { type Engine, engine } from './engine.ts';
import { ConnectionLost } from './errors.ts';

const EngineContext = createContext<Engine>(engine);

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // Everything that changes is announced by `system.changes`, so what was read stays true until then.
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      networkMode: 'always',
      retry: (count, error) => error instanceof ConnectionLost && count < 5,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

function Changes() {
  useChanges();
  return null;
}

/** Gives everything below the engine and the cache of its answers, kept fresh by the engine's own announcements. */
export function EngineProvider({ children }: { children: ReactNode }) {
  return (
    <EngineContext.Provider value={engine}>
      <QueryClientProvider client={queryClient}>
        <Changes />
        {children}
      </QueryClientProvider>
    </EngineContext.Provider>
  );
}

export const useEngine = (): Engine => useContext(EngineContext);
