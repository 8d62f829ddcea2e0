import { useMutation } from '@tanstack/react-query';
import { ImageUp } from 'lucide-react';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { isModel, isProject } from '#renderer/client/dropped.ts';
import { useEngine } from '#renderer/client/use-engine.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { ClassBars } from '#renderer/ui/class-bars.tsx';
import { ErrorStrip } from '#renderer/ui/error-strip.tsx';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import { classScores } from './class-scores.ts';
import { GivenPictures } from './given-pictures.tsx';
import styles from './try-picture.module.css';

/** Any picture, and what the network says to it. */
export function TryPicture({ run }: { run: RunSummary }) {
  const engine = useEngine();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [shown, setShown] = useState<{ name: string; url: string } | null>(null);
  const ask = useMutation({
    mutationFn: (file: File) => engine.results.predictPicture({ run: run.id, name: file.name, data: file }),
  });
  const { reset } = ask;
  // Loading the weights takes longer than an answer: it is done before anyone asks.
  useEffect(() => {
    const controller = new AbortController();
    engine.results.warm({ run: run.id }, { signal: controller.signal }).catch(() => {
      // Whatever keeps the model from loading is told where it is asked.
    });
    return () => controller.abort();
  }, [engine, run.id]);
  useEffect(() => {
    return () => {
      if (shown) URL.revokeObjectURL(shown.url);
    };
  }, [shown]);

  const take = (file: File | undefined) => {
    if (!file) return;
    reset();
    setShown({ name: file.name, url: URL.createObjectURL(file) });
    ask.mutate(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    // No picture: the window opens it.
    if (file && (isModel(file.name) || isProject(file.name))) return;
    event.stopPropagation();
    take(file);
  };
  const scores = ask.data ? classScores(ask.data) : null;
  return (
    <Card
      title="Try a picture"
      note="it stays on this machine"
      actions={
        <Button size="dense" icon={ImageUp} onClick={() => input.current?.click()}>
          Choose a picture
        </Button>
      }
    >
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        accept="image/*,.bmp,.tif,.tiff"
        aria-label="Picture to try"
        tabIndex={-1}
        onChange={(event) => {
          take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Choose a picture does the same by keyboard */}
      <div
        className={over ? `${styles.body} ${styles.over}` : styles.body}
        onDragEnter={(event) => event.stopPropagation()}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={(event) => {
          event.stopPropagation();
          setOver(false);
        }}
        onDrop={drop}
      >
        <div className={styles.picture}>
          {shown ? <img src={shown.url} alt={shown.name} /> : <span className="t3">Drop a picture here</span>}
        </div>
        <div className={styles.answer} aria-live="polite">
          {ask.isPending && <p className="t3">Run {run.number} is looking…</p>}
          {scores && <ClassBars scores={scores} />}
          {ask.data && <GivenPictures prediction={ask.data} />}
          {ask.data && (
            <p className="t3 small">
              {shown?.name}, in {ask.data.milliseconds.toFixed(0)} ms.
            </p>
          )}
          {ask.error && <ErrorStrip error={ask.error} what={`Reading ${shown?.name ?? 'the picture'}`} />}
          {!shown && (
            <p className="t2">
              Any picture from this machine, in any size: it is brought to the network's size the way the training
              pictures were.
            </p>
          )}
        </div>
      </div>
    </Card>
  );
}
