import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { Icon } from './icon.tsx';
import { Kbd } from './kbd.tsx';

interface CommonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  variant?: 'default' | 'primary' | 'ghost' | 'danger';
  size?: 'dense' | 'control' | 'large';
  /** Why it can't be used now. It stays focusable and says so; nothing is disabled without a reason. */
  why?: string | undefined;
  ref?: Ref<HTMLButtonElement>;
}

export interface ButtonProps extends CommonProps {
  icon?: LucideIcon;
  kbd?: string;
  wide?: boolean;
  children: ReactNode;
}

const SIZE = { dense: 'dense', control: '', large: 'large' } as const;

const names = (...parts: (string | false | undefined)[]) => parts.filter(Boolean).join(' ');

export function Button({
  variant = 'default',
  size = 'control',
  icon,
  kbd,
  wide,
  why,
  children,
  className,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={names('btn', variant !== 'default' && variant, SIZE[size], wide && 'wide', className)}
      aria-disabled={why ? true : undefined}
      data-tip={why ?? rest.title}
      title={undefined}
      onClick={why ? (event) => event.preventDefault() : onClick}
    >
      {icon && <Icon icon={icon} />}
      <span>{children}</span>
      {kbd && <Kbd>{kbd}</Kbd>}
    </button>
  );
}

export interface IconButtonProps extends CommonProps {
  icon: LucideIcon;
  /** Its name for the tooltip and for screen readers. */
  label: string;
  /** Shown in the tooltip. */
  kbd?: string;
  iconSize?: number;
  /** For a button that stays pressed. */
  pressed?: boolean;
}

export function IconButton({
  variant = 'ghost',
  size = 'control',
  icon,
  label,
  kbd,
  iconSize,
  pressed,
  why,
  className,
  onClick,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={names('btn icon', variant !== 'default' && variant, SIZE[size], className)}
      aria-label={label}
      aria-pressed={pressed}
      aria-disabled={why ? true : undefined}
      data-tip={why ? `${label}: ${why}` : kbd ? `${label}  ${kbd}` : label}
      onClick={why ? (event) => event.preventDefault() : onClick}
    >
      <Icon icon={icon} size={iconSize} />
    </button>
  );
}
