import { CircleX, TriangleAlert } from 'lucide-react';
import { Icon } from '#renderer/ui/icon.tsx';
import type { Finding } from '#shared/training/health/finding.ts';
import { findingId } from './finding-box.tsx';
import styles from './marks.module.css';

/** What is marked on the curves, in words and in reach of the keyboard; each leads to what is said about it. */
export function Marks({ findings }: { findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  const lead = (finding: Finding) => {
    const target = document.getElementById(findingId(finding));
    target?.scrollIntoView({ block: 'nearest' });
    target?.focus();
  };
  return (
    <ul className={styles.marks} aria-label="Marked on the curves">
      {findings.map((finding) => (
        <li key={finding.code}>
          <button type="button" className={`btn dense ${styles.mark}`} onClick={() => lead(finding)}>
            <Icon
              icon={finding.severity === 'error' ? CircleX : TriangleAlert}
              className={finding.severity === 'error' ? 'bad-text' : 'warn-text'}
            />
            <span>
              {finding.mark}
              {finding.nodes[0] !== undefined && `: ${finding.nodes[0]}`}
              {finding.epoch !== null && `, epoch ${finding.epoch}`}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
