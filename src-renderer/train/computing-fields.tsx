import { useQuery } from '@tanstack/react-query';
import { doctorQuery } from '#renderer/client/queries.ts';
import { NumberField, Select, Switch } from '#renderer/ui/fields.tsx';
import type { RunConfig } from '#shared/training/run.ts';
import styles from './config-form.module.css';

type ComputingConfig = Pick<RunConfig, 'device' | 'threads' | 'xla'>;

interface ComputingFieldsProps {
  config: ComputingConfig;
  onChange: (change: Partial<ComputingConfig>) => void;
}

/** What computes, and how: none of it changes what is learned. */
export function ComputingFields({ config, onChange }: ComputingFieldsProps) {
  const doctor = useQuery(doctorQuery).data;
  const cards = (doctor?.gpus ?? []).map(({ name }, index) => ({ value: `gpu:${index}`, label: name }));
  const { device } = config;
  const isGone = device.startsWith('gpu') && doctor !== undefined && !cards.some(({ value }) => value === device);
  return (
    <>
      <Select
        label="Device"
        hint={
          cards.length === 0
            ? 'Strata found no NVIDIA card here; the processor computes.'
            : doctor?.device === 'cuda'
              ? 'By itself it is the card.'
              : 'The CPU build of TensorFlow is installed, which uses no card.'
        }
        value={device}
        options={[
          { value: 'auto', label: 'chosen by itself' },
          { value: 'cpu', label: 'the processor' },
          ...cards,
          ...(isGone ? [{ value: device, label: `${device}, which is not here` }] : []),
        ]}
        onChange={(value) => onChange({ device: value })}
      />
      <NumberField
        label="Threads"
        hint="Empty: the fastest is measured before a long run."
        integer
        optional
        min={1}
        max={1024}
        placeholder="measured"
        value={config.threads}
        onChange={(threads) => onChange({ threads })}
      />
      <div className={styles.wide}>
        <div className="row">
          <Switch label="Compile with XLA" checked={config.xla} onChange={(xla) => onChange({ xla })} />
          <span className="medium">Compile with XLA</span>
          <span className="t3">faster for dense layers, slower for convolutions</span>
        </div>
        {config.xla && (
          <span className="hint">
            Compiling takes from a second to minutes, once before the first step; long recurrent layers take longest.
            Where it can't be done, or computes something else, the run goes on without it and says why.
          </span>
        )}
      </div>
    </>
  );
}
