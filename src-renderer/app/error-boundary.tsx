import { Component, type ReactNode } from 'react';
import { reportError } from '#renderer/client/report-errors.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ErrorStrip } from '#renderer/ui/error-strip.tsx';

interface ErrorBoundaryProps {
  /** What is shown inside: `Design`. */
  what: string;
  children: ReactNode;
}

/** Keeps a mistake of ours in one region from taking the window down: the rest stays usable. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { error: unknown }> {
  override state = { error: null as unknown };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override componentDidCatch(error: unknown): void {
    reportError('render', error);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <main>
        <ErrorStrip
          error={error}
          what={`Showing ${this.props.what}`}
          actions={
            <div className="row">
              <Button size="dense" onClick={() => this.setState({ error: null })}>
                Try again
              </Button>
              <Button size="dense" onClick={() => location.reload()}>
                Reload the window
              </Button>
            </div>
          }
        />
      </main>
    );
  }
}
