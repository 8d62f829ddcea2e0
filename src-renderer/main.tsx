import './polyfills.ts';
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/panels.css';
import './styles/frame.css';
import './styles/import.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { App } from './app/app.tsx';
import { startRouting } from './app/route.ts';
import { startTheme } from './app/theme.ts';
import { refuseDrops } from './client/refuse-drops.ts';
import { reportUnhandled } from './client/report-errors.ts';
import { browserToken } from './client/token.ts';
import { EngineProvider } from './client/use-engine.tsx';

// Compiling schemas to functions would need `unsafe-eval`, which the page's policy forbids.
z.config({ jitless: true });
// First: it takes the token out of the address, which then belongs to the routes.
browserToken();
startTheme();
reportUnhandled();
refuseDrops(window);
startRouting();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <EngineProvider>
      <App />
    </EngineProvider>
  </StrictMode>,
);
