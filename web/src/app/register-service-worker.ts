/** Lets the page open without a network. Not while developing: the files change with every edit. */
export function registerServiceWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const register = () => void navigator.serviceWorker.register('/service-worker.js');
  // What the page needs first is loaded before the files that the worker keeps.
  if (document.readyState === 'complete') register();
  else globalThis.addEventListener('load', register);
}
