import { FamilyGlyph } from '#renderer/ui/family-glyph.tsx';

interface TemplateInfo {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly needs: string;
  readonly ready: boolean;
}

/** The family that is typical of a template and gives it its glyph. */
const GLYPH: Readonly<Record<string, string>> = {
  cnn: 'convolution',
  'residual-cnn': 'merge',
  perceptron: 'head',
  autoencoder: 'core',
  'vision-transformer': 'attention',
  forecaster: 'recurrent',
  'sequence-classifier': 'recurrent',
  'text-classifier': 'recurrent',
  'transformer-classifier': 'attention',
  'small-gpt': 'attention',
  'sound-classifier': 'convolution',
  'picture-and-table': 'data',
};

export function TemplateList({
  templates,
  onChoose,
}: {
  templates: readonly TemplateInfo[];
  onChoose: (id: string) => void;
}) {
  return (
    <div className="template-grid">
      {templates.map((template) => (
        <button
          key={template.id}
          type="button"
          className="template"
          data-tip={template.description}
          aria-label={`New project from ${template.title}`}
          onClick={() => onChoose(template.id)}
        >
          <FamilyGlyph family={GLYPH[template.id] ?? 'core'} />
          <span className="grow">
            <span className="medium ellipsis">{template.title}</span>
            <span className="t3 small ellipsis">
              {template.ready ? `for ${template.needs}` : `for ${template.needs}, to look at so far`}
            </span>
          </span>
        </button>
      ))}
    </div>
  );
}
