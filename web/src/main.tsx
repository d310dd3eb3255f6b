import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { keptAnswers } from './api/kept.ts';
import { App } from './app/App.tsx';
import { registerServiceWorker } from './app/register-service-worker.ts';
import './first-view/first-view.css';
import { keepFocus } from './ui/keep-focus.ts';
import { VangProvider } from './ui/VangProvider.tsx';

/** A disk that does not answer must not keep the page away. */
const KEPT_WITHIN_MS = 500;

const nothing = new Promise<[]>((resolve) => setTimeout(() => resolve([]), KEPT_WITHIN_MS));
const kept = await Promise.race([keptAnswers(Date.now()).catch(() => []), nothing]);

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <VangProvider>
      <App kept={kept} />
    </VangProvider>
  </StrictMode>,
);
registerServiceWorker();
keepFocus();
