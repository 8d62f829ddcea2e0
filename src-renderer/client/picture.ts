import { useEffect, useState } from 'react';
import { useEngine } from './use-engine.tsx';

export interface LoadedPicture {
  readonly url: string;
  readonly data: Blob;
}

/** One picture of a dataset version at a readable size; its memory is given back when it is no longer shown. */
export function usePicture(
  version: string,
  index: number | null,
  maxSide = 1024,
): { picture: LoadedPicture | null; error: unknown } {
  const engine = useEngine();
  const key = `${version}/${index}`;
  const [state, setState] = useState<{ key: string; picture: LoadedPicture | null; error: unknown } | null>(null);
  useEffect(() => {
    if (index === null) return;
    const controller = new AbortController();
    let url: string | null = null;
    engine.datasets.picture({ version, index, maxSide }, { signal: controller.signal }).then(
      ({ data }) => {
        if (controller.signal.aborted) return;
        url = URL.createObjectURL(data);
        setState({ key, picture: { url, data }, error: null });
      },
      (error) => !controller.signal.aborted && setState({ key, picture: null, error }),
    );
    return () => {
      controller.abort();
      if (url) URL.revokeObjectURL(url);
    };
  }, [engine, version, index, maxSide, key]);
  return state?.key === key ? state : { picture: null, error: null };
}
