import { FamilyGlyph } from '#renderer/ui/family-glyph.tsx';

interface TemplateInfo {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly needs: string;
}

/** The family that gives a template its glyph: by what it works on. */
const GLYPH: Readonly<Record<string, string>> = {
  images: 'convolution',
  table: 'head',
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
          <FamilyGlyph family={GLYPH[template.needs] ?? 'core'} />
          <span className="grow">
            <span className="medium ellipsis">{template.title}</span>
            <span className="t3 small ellipsis">for {template.needs}</span>
          </span>
        </button>
      ))}
    </div>
  );
}
