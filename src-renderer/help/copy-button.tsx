import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { copyText } from '#renderer/client/copy-text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icon.tsx';

/** Copies a text, and says whether that went well. */
export function CopyButton({ text, label, why }: { text: string; label: string; why?: string | undefined }) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  return (
    <>
      <Button why={why} onClick={async () => setState((await copyText(text)) ? 'copied' : 'failed')}>
        <Icon icon={state === 'copied' ? Check : Copy} />
        {label}
      </Button>
      <span role="status" className="t2">
        {state === 'copied' && 'Copied.'}
        {state === 'failed' && 'The system did not allow it: select the text and press Ctrl C.'}
      </span>
    </>
  );
}
