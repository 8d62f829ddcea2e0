import { NodeToolbar, Position, useStore as useFlow } from '@xyflow/react';
import { WandSparkles } from 'lucide-react';
import { useContext } from 'react';
import { useStore } from 'zustand';
import { Button } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { notify } from '#renderer/ui/toast.tsx';
import type { Fix, Problem } from '#shared/graph/problems.ts';
import { CanvasContext } from './canvas-context.ts';
import type { GraphSession } from './graph-session.ts';
import { severityIcon, severityText } from './severity.ts';

const TITLE = { error: 'Needs fixing', warning: 'Worth a look', tip: 'Tip' } as const;

export function applyFix(session: GraphSession, fix: Fix): void {
  session.previewFix(null);
  const refused = session.edit(fix.title, fix.edit);
  if (refused) notify({ tone: 'bad', title: refused.message });
}

/** The fixes of a problem as buttons; in focus or hovered, the canvas shows what each would do. */
export function FixButtons({ session, problem }: { session: GraphSession; problem: Problem }) {
  return (
    <>
      {problem.fixes?.map((fix, index) => (
        <Button
          key={fix.title}
          variant={index === 0 ? 'primary' : 'default'}
          wide
          icon={WandSparkles}
          {...(index === 0 ? { kbd: 'Alt ↵' } : {})}
          onMouseEnter={() => session.previewFix(fix)}
          onMouseLeave={() => session.previewFix(null)}
          onFocus={() => session.previewFix(fix)}
          onBlur={() => session.previewFix(null)}
          onClick={() => applyFix(session, fix)}
        >
          {fix.title}
        </Button>
      ))}
    </>
  );
}

/** All problems of one node, beside it: what was expected, what was found, and the ways out. */
export function ProblemBubble({ node }: { node: string }) {
  const { session } = useContext(CanvasContext);
  const height = useFlow((state) => state.height);
  const screenY = useFlow(({ nodeLookup, transform }) => {
    const y = nodeLookup.get(node)?.internals.positionAbsolute.y ?? 0;
    return y * transform[2] + transform[1];
  });
  // Grows away from the nearer border of the canvas.
  const align = screenY > height * 0.6 ? 'end' : screenY < height * 0.3 ? 'start' : 'center';
  if (!session) return null;
  return (
    <NodeToolbar isVisible position={Position.Left} offset={16} align={align}>
      <BubbleOf session={session} node={node} />
    </NodeToolbar>
  );
}

function BubbleOf({ session, node }: { session: GraphSession; node: string }) {
  const problems = useStore(session, (state) => state.analysis.problems);
  const here = problems.filter((problem) => problem.node === node);
  if (here.length === 0) return null;
  return (
    <div className="bubble pop nowheel nodrag">
      {here.map((problem) => (
        <section key={`${problem.code} ${problem.param}`}>
          <div className={`row g6 medium ${severityText[problem.severity]}`}>
            <Icon icon={severityIcon[problem.severity]} />
            <span className="grow">{TITLE[problem.severity]}</span>
            <Kbd>F8</Kbd>
          </div>
          <p>{problem.message}</p>
          {problem.expected !== undefined && problem.found !== undefined && (
            <dl className="expected mono">
              <dt>expected</dt>
              <dd>{problem.expected}</dd>
              <dt>found</dt>
              <dd className="bad-text">{problem.found}</dd>
            </dl>
          )}
          <FixButtons session={session} problem={problem} />
        </section>
      ))}
    </div>
  );
}
