import { useQuery } from '@tanstack/react-query';
import { licencesQuery } from '#renderer/client/queries.ts';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { ErrorStrip } from '#renderer/ui/error-strip.tsx';
import styles from './help.module.css';

/** Which version this is, under which licence, and whose work it stands on. */
export function AboutDialog({ onClose }: { onClose: () => void }) {
  const licences = useQuery(licencesQuery);
  return (
    <Dialog title="About Strata" onClose={onClose} wide>
      {licences.error && <ErrorStrip error={licences.error} what="Reading the licences" />}
      <p>
        <b>Strata {licences.data?.strata}</b>
      </p>
      <p className="t2">
        Design, train, understand and ship neural networks on your own machine. Free and open under the MIT licence;
        works offline, and nothing leaves this machine.
      </p>
      <textarea
        className={`${styles.text} mono`}
        readOnly
        aria-label="Licences of what Strata is built with"
        value={licences.data?.text ?? ''}
        rows={16}
      />
    </Dialog>
  );
}
