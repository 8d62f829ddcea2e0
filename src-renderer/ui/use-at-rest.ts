import { useEffect, useState } from 'react';

/** The value as it was when it last stayed the same for so long; `key` stands for the value. */
export function useAtRest<Value>(value: Value, key: string, restMs: number): Value {
  const [rested, setRested] = useState(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the value
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMs);
    return () => clearTimeout(timer);
  }, [key, restMs]);
  return rested;
}
