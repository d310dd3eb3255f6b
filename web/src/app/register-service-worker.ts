/** Lets the page open without a network. Not while developing: the files change with every edit. */
export function registerServiceWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  globalThis.addEventListener('load', () => void navigator.serviceWorker.register('/service-worker.js'));
}
