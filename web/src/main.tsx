import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { registerServiceWorker } from './app/register-service-worker.ts';
import { VangProvider } from './ui/VangProvider.tsx';

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <VangProvider>
      <App />
    </VangProvider>
  </StrictMode>,
);
registerServiceWorker();
