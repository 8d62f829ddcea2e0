import { NumberField, Select, Switch } from '#renderer/ui/fields.tsx';
import { paramFields } from '#shared/layers/fields.ts';
import { type Plateau, plateau as plateauRule, type RunConfig } from '#shared/training/run.ts';
import { getSchedule, type ScheduleConfig, scheduleConfig, scheduleNames } from '#shared/training/schedules/index.ts';
import styles from './config-form.module.css';
import { monitorOptions } from './monitor-options.ts';
import { SchemaFields } from './schema-fields.tsx';

const SCHEDULES = scheduleNames.map((value) => ({ value, label: getSchedule(value).title }));
interface ScheduleFieldsProps {
  schedule: ScheduleConfig;
  plateau: Plateau | null;
  told: readonly string[];
  onChange: (change: Partial<Pick<RunConfig, 'schedule' | 'plateau'>>) => void;
}

/** How the learning rate changes while the run goes on. */
export function ScheduleFields({ schedule, plateau, told, onChange }: ScheduleFieldsProps) {
  const { params, description } = getSchedule(schedule.name);
  const fields = paramFields({ params }).filter(({ key }) => key !== 'name');
  const set = (key: string, value: unknown) => {
    const next = scheduleConfig.safeParse({ ...schedule, [key]: value });
    if (next.success) onChange({ schedule: next.data });
  };
  return (
    <>
      <Select
        label="Learning rate over time"
        hint={description}
        value={schedule.name}
        options={SCHEDULES}
        onChange={(name) => onChange({ schedule: scheduleConfig.parse({ name }) })}
      />
      <SchemaFields fields={fields} values={schedule} onChange={set} />
      <div className={styles.wide}>
        <div className="row">
          <Switch
            label="Lower the rate on plateaus"
            checked={plateau !== null}
            onChange={(on) => onChange({ plateau: on ? plateauRule.parse({}) : null })}
          />
          <span className="medium">Lower the rate on plateaus</span>
          <span className="t3">when validation stands still</span>
        </div>
        {plateau && (
          <div className={styles.pair}>
            <Select
              label="Watch"
              value={plateau.monitor}
              options={monitorOptions(told, plateau.monitor)}
              onChange={(monitor) => onChange({ plateau: { ...plateau, monitor } })}
            />
            <NumberField
              label="Patience"
              unit="epochs"
              integer
              min={1}
              max={1000}
              value={plateau.patience}
              onChange={(patience) => patience !== null && onChange({ plateau: { ...plateau, patience } })}
            />
            <NumberField
              label="Factor"
              hint="What the rate is multiplied by."
              min={0.001}
              max={0.99}
              step={0.1}
              value={plateau.factor}
              onChange={(factor) => factor !== null && onChange({ plateau: { ...plateau, factor } })}
            />
            <NumberField
              label="Lowest"
              hint="The rate doesn’t fall below this."
              min={0}
              max={1}
              step={plateau.lowest / 2 || 1e-6}
              value={plateau.lowest}
              onChange={(lowest) => lowest !== null && onChange({ plateau: { ...plateau, lowest } })}
            />
          </div>
        )}
      </div>
    </>
  );
}
