import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { copyText } from '#renderer/client/copy-text.ts';
import { diagnosticsQuery } from '#renderer/client/queries.ts';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { ErrorStrip } from '#renderer/ui/error-strip.tsx';
import { CopyButton } from './copy-button.tsx';
import styles from './help.module.css';

/** Copies the diagnostics at once, and shows what was copied: nobody should paste what they have not seen. */
export function DiagnosticsDialog({ onClose }: { onClose: () => void }) {
  const diagnostics = useQuery(diagnosticsQuery);
  const text = diagnostics.data?.text;
  const [copied, setCopied] = useState<boolean | null>(null);
  const once = useRef(false);
  useEffect(() => {
    if (text === undefined || once.current) return;
    once.current = true;
    void copyText(text).then(setCopied);
  }, [text]);
  return (
    <Dialog
      title="Diagnostics"
      onClose={onClose}
      wide
      actions={
        <CopyButton text={text ?? ''} label="Copy again" why={text ? undefined : 'they are still being gathered'} />
      }
    >
      {diagnostics.error && <ErrorStrip error={diagnostics.error} what="Gathering the diagnostics" />}
      <p role="status">
        {copied === null && 'Gathering versions, device and counts…'}
        {copied === true && <b>Copied. </b>}
        {copied === false && <b>The system did not allow copying: select the text below. </b>}
        {copied !== null && 'This is all of it: no path, and no name of a project, dataset, class or file.'}
      </p>
      {text !== undefined && (
        <textarea className={`${styles.text} mono`} readOnly aria-label="Diagnostics" value={text} rows={18} />
      )}
    </Dialog>
  );
}
