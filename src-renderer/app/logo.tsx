import { useId } from 'react';

/** Four strata in a rounded square. */
export function Logo({ size = 20 }: { size?: number }) {
  const clip = useId();
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <clipPath id={clip}>
        <rect width="20" height="20" rx="5.5" />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        <rect width="20" height="20" fill="#2b2f8f" />
        <path d="M0 0h20v13.2c-3.2 0-4.4-2.4-8-2.4s-5.2 2.9-12 2.9z" fill="#4b50d6" />
        <path d="M0 0h20v7.6c-4 0-5-1.9-8.6-1.9S5.4 9 0 9z" fill="#7d88f2" />
        <path d="M0 0h20v2.7c-4.6.3-6.2-1-9.6-.7S4.6 4.800 0 4.600z" fill="#c9cffc" />
      </g>
    </svg>
  );
}
