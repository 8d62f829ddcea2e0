import { NumberField, Select, Switch } from '#renderer/ui/fields.tsx';
import { formatInteger } from '#renderer/ui/format.ts';
import { earlyStopping, type RunConfig } from '#shared/training/run.ts';
import { ComputingFields } from './computing-fields.tsx';
import styles from './config-form.module.css';
import { monitorOptions } from './monitor-options.ts';
import { OptimizerFields } from './optimizer-fields.tsx';
import { ScheduleFields } from './schedule-fields.tsx';

interface ConfigFormProps {
  config: RunConfig;
  onChange: (config: RunConfig) => void;
  trainingSamples: number | null;
  /** What this network tells of each epoch, by the names of curves. */
  told: readonly string[];
  /** Whether it predicts classes, whose weights may be balanced. */
  hasClasses: boolean;
}

/** Everything that decides a training apart from network and data, each with a sentence. */
export function ConfigForm({ config, onChange, trainingSamples, told, hasClasses }: ConfigFormProps) {
  const set = <Key extends keyof RunConfig>(key: Key, value: RunConfig[Key] | null) => {
    if (value !== null) onChange({ ...config, [key]: value });
  };
  const steps = trainingSamples === null ? null : Math.ceil(trainingSamples / config.batchSize);
  const stopping = config.earlyStopping;
  return (
    <div className={styles.form}>
      <NumberField
        label="Epochs"
        hint="How often it goes through all training pictures."
        integer
        min={1}
        max={100_000}
        value={config.epochs}
        onChange={(value) => set('epochs', value)}
      />
      <NumberField
        label="Batch size"
        hint={steps === null ? 'Pictures per step.' : `Pictures per step: ${formatInteger(steps)} steps an epoch.`}
        integer
        min={1}
        max={65_536}
        value={config.batchSize}
        onChange={(value) => set('batchSize', value)}
      />
      <OptimizerFields
        // Another optimizer, or another project, decides anew what is shown.
        key={config.optimizer.name}
        optimizer={config.optimizer}
        onChange={(optimizer) => set('optimizer', optimizer)}
      />
      <ScheduleFields
        schedule={config.schedule}
        plateau={config.plateau}
        told={told}
        onChange={(change) => onChange({ ...config, ...change })}
      />
      <Select
        label="Keep the best by"
        hint="Which epoch's weights are used to evaluate and to export."
        value={config.best}
        options={monitorOptions(told, config.best)}
        onChange={(value) => set('best', value)}
      />
      <NumberField
        label="Seed"
        hint="Same seed, same data, same network: same result."
        integer
        min={0}
        max={2 ** 31 - 1}
        value={config.seed}
        onChange={(value) => set('seed', value)}
      />
      <Select
        label="Weight of classes"
        hint={
          hasClasses
            ? 'Balanced: the rarer a class, the more each of its pictures counts.'
            : 'This network predicts no classes.'
        }
        value={config.classWeights === null ? 'same' : config.classWeights === 'balanced' ? 'balanced' : 'own'}
        options={[
          { value: 'same', label: 'all pictures count the same' },
          ...(hasClasses || config.classWeights === 'balanced' ? [{ value: 'balanced', label: 'balanced' }] : []),
          ...(typeof config.classWeights === 'object' && config.classWeights !== null
            ? [{ value: 'own', label: 'as set by a script' }]
            : []),
        ]}
        onChange={(choice) =>
          choice !== 'own' && onChange({ ...config, classWeights: choice === 'balanced' ? 'balanced' : null })
        }
      />
      <div className={`row ${styles.wide}`}>
        <Switch
          label="Look at layers"
          checked={config.health !== 'off'}
          onChange={(on) => set('health', on ? 'on' : 'off')}
        />
        <span className="medium">Look at layers</span>
        <span className="t3">
          gradients, dead units, histograms; the training stays the same, in a few percent more time
        </span>
      </div>
      <div className={styles.wide}>
        <div className="row">
          <Switch
            label="Stop early"
            checked={stopping !== null}
            onChange={(on) => onChange({ ...config, earlyStopping: on ? earlyStopping.parse({}) : null })}
          />
          <span className="medium">Stop early</span>
          <span className="t3">when validation gets no better for a while</span>
        </div>
        {stopping && (
          <div className={styles.pair}>
            <Select
              label="Watch"
              value={stopping.monitor}
              options={monitorOptions(told, stopping.monitor)}
              onChange={(monitor) => onChange({ ...config, earlyStopping: { ...stopping, monitor } })}
            />
            <NumberField
              label="Patience"
              unit="epochs"
              integer
              min={1}
              max={1000}
              value={stopping.patience}
              onChange={(patience) =>
                patience !== null && onChange({ ...config, earlyStopping: { ...stopping, patience } })
              }
            />
          </div>
        )}
      </div>
      <ComputingFields config={config} onChange={(change) => onChange({ ...config, ...change })} />
    </div>
  );
}
