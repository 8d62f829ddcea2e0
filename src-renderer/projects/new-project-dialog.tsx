import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { importDataset } from '#renderer/client/import-dataset.ts';
import { bundledQuery, datasetsQuery, projectsQuery, templatesQuery } from '#renderer/client/queries.ts';
import { uniqueName } from '#renderer/client/unique-name.ts';
import { useEngine } from '#renderer/client/use-engine.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { ErrorStrip } from '#renderer/ui/error-strip.tsx';
import { Select, TextField } from '#renderer/ui/fields.tsx';
import { Progress } from '#renderer/ui/progress.tsx';

interface NewProjectDialogProps {
  /** Preselected; null for an empty canvas. */
  template: string | null;
  dataset?: string;
  onClose: () => void;
  onCreated: (project: string) => void;
}

const SAMPLE = 'sample:';

/** Name, network and data in one step; a bundled sample is imported on the way. */
export function NewProjectDialog({ template, dataset, onClose, onCreated }: NewProjectDialogProps) {
  const engine = useEngine();
  const existing = useQuery(projectsQuery);
  const known = useQuery(templatesQuery);
  const projects = existing.data ?? [];
  const templates = known.data ?? [];
  const datasets = useQuery(datasetsQuery).data ?? [];
  const bundled = useQuery(bundledQuery).data ?? [];
  const [chosenTemplate, setTemplate] = useState(template ?? '');
  const chosen = templates.find((entry) => entry.id === chosenTemplate);
  const title = chosen?.title ?? 'My network';
  const taken = projects.map((project) => project.name);
  const [typedName, setName] = useState<string | null>(null);
  const name = typedName ?? uniqueName(title, taken);
  const [typedData, setData] = useState<string | null>(dataset ?? null);
  // Data of another kind would be refused.
  const fits = chosen?.ready !== false;
  const usual = typedData ?? datasets[0]?.id ?? (bundled[0] ? SAMPLE + bundled[0].id : '');
  const data = fits ? usual : '';
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const why =
    name.trim() === ''
      ? 'Give it a name first.'
      : taken.some((other) => other.toLowerCase() === name.trim().toLowerCase())
        ? `There is a project called ${name.trim()} already.`
        : undefined;

  const create = async () => {
    if (why || busy) return;
    setBusy(true);
    setError(null);
    try {
      const sample = bundled.find((entry) => SAMPLE + entry.id === data);
      const imported = sample ? (await importDataset(engine, { sample }, datasets)).dataset : data || null;
      const project = await engine.projects.create({
        name: name.trim(),
        template: chosenTemplate || null,
        dataset: imported,
      });
      onCreated(project.id);
    } catch (caught) {
      setError(caught);
      setBusy(false);
    }
  };

  return (
    <Dialog
      title="New project"
      onClose={onClose}
      onSubmit={create}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" why={why ?? (busy ? 'It is being made.' : undefined)} onClick={create}>
            Create project
          </Button>
        </>
      }
    >
      <div className="stack g12">
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          readOnly={existing.isPending || known.isPending}
          error={name.trim() === '' ? undefined : why}
        />
        <Select
          label="Network"
          value={chosenTemplate}
          onChange={setTemplate}
          options={[
            ...templates.map((entry) => ({ value: entry.id, label: `${entry.title}, for ${entry.needs}` })),
            { value: '', label: 'Empty canvas' },
          ]}
        />
        <Select
          label="Data"
          value={data}
          onChange={setData}
          options={[
            ...(fits ? datasets : []).map((entry) => ({
              value: entry.id,
              label: `${entry.name}, ${entry.samples} samples`,
            })),
            ...(fits ? bundled : []).map((entry) => ({
              value: SAMPLE + entry.id,
              label: `${entry.title} (bundled sample)`,
            })),
            { value: '', label: 'None yet' },
          ]}
          hint={hintOf(data, fits ? null : (chosen?.needs ?? null))}
        />
        {busy && <Progress label="Making the project" value={null} />}
        {error !== null && <ErrorStrip error={error} what="Making the project" />}
      </div>
    </Dialog>
  );
}

/** What is to be known where no data is chosen. */
function hintOf(data: string, missing: string | null): string | undefined {
  if (missing !== null)
    return `This network is for ${missing} data, which can't be imported yet: you can open it, look at it and change it.`;
  return data === '' ? 'Layers that need to know the data will say so until you choose some.' : undefined;
}
