import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { NumberField, Select } from '#renderer/ui/fields.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { type ParamField, paramFields } from '#shared/layers/fields.ts';
import type { GradientClip } from '#shared/training/optimizers/definition.ts';
import {
  getOptimizer,
  type OptimizerConfig,
  type OptimizerName,
  optimizerConfig,
  optimizerNames,
} from '#shared/training/optimizers/index.ts';
import styles from './config-form.module.css';
import { SchemaFields } from './schema-fields.tsx';

interface OptimizerFieldsProps {
  optimizer: OptimizerConfig;
  onChange: (optimizer: OptimizerConfig) => void;
}

const OPTIMIZERS = optimizerNames.map((value) => ({ value, label: getOptimizer(value).title }));
const CLIPS: readonly { value: GradientClip['by'] | 'off'; label: string }[] = [
  { value: 'off', label: 'off' },
  { value: 'value', label: 'each number' },
  { value: 'norm', label: 'each weight’s length' },
  { value: 'global_norm', label: 'the length of all' },
];

/** Parameters of its own, and those that all optimizers have, apart from what is edited by hand. */
function fieldsOf(name: OptimizerName): { own: ParamField[]; common: ParamField[] } {
  const { params, keras } = getOptimizer(name);
  const fields = paramFields({ params }).filter(({ key }) => !['name', 'learningRate', 'clip'].includes(key));
  const isOwn = ({ key }: ParamField) => Object.hasOwn(keras.names, key);
  return { own: fields.filter(isOwn), common: fields.filter((field) => !isOwn(field)) };
}

const isChanged = (optimizer: OptimizerConfig): boolean => {
  const usual = optimizerConfig.parse({ name: optimizer.name, learningRate: optimizer.learningRate });
  return JSON.stringify(usual) !== JSON.stringify(optimizerConfig.parse(optimizer));
};

/** The optimizer with its learning rate; everything else it has lies behind one line. */
export function OptimizerFields({ optimizer, onChange }: OptimizerFieldsProps) {
  // What was changed must not hide.
  const [open, setOpen] = useState(() => isChanged(optimizer));
  const set = (change: Readonly<Record<string, unknown>>) => {
    const next = optimizerConfig.safeParse({ ...optimizer, ...change });
    if (next.success) onChange(next.data);
  };
  const { own, common } = fieldsOf(optimizer.name);
  const { clip } = optimizer;
  return (
    <>
      <Select
        label="Optimizer"
        hint={getOptimizer(optimizer.name).description}
        value={optimizer.name}
        options={OPTIMIZERS}
        // Each optimizer has its own usual learning rate.
        onChange={(name) => onChange(optimizerConfig.parse({ name }))}
      />
      <NumberField
        label="Learning rate"
        hint="Too high and the loss jumps or becomes NaN; too low and it crawls."
        min={1e-8}
        max={10}
        step={optimizer.learningRate / 2}
        value={optimizer.learningRate}
        onChange={(learningRate) => learningRate !== null && set({ learningRate })}
      />
      <button
        type="button"
        className={`${styles.more} ${styles.wide}`}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon icon={open ? ChevronDown : ChevronRight} size={14} />
        <span>More of the optimizer</span>
        {!open && (
          <span className="t3">{own.length > 0 ? 'its own settings, ' : ''}weight decay, clipping, averaging</span>
        )}
      </button>
      {open && (
        <>
          <SchemaFields fields={own} values={optimizer} onChange={(key, value) => set({ [key]: value })} />
          <SchemaFields fields={common} values={optimizer} onChange={(key, value) => set({ [key]: value })} />
          <Select
            label="Clip gradients"
            hint="Bounds them, so that one bad batch can’t throw the weights far off."
            value={clip?.by ?? 'off'}
            options={CLIPS}
            onChange={(by) => set({ clip: by === 'off' ? null : { by, limit: clip?.limit ?? 1 } })}
          />
          {clip && (
            <NumberField
              label="Clip at"
              hint="1 is usual."
              min={1e-6}
              max={1e6}
              step={0.5}
              value={clip.limit}
              onChange={(limit) => limit !== null && set({ clip: { ...clip, limit } })}
            />
          )}
        </>
      )}
    </>
  );
}
