/// <reference lib="webworker" />
// Keeps the operator's page on the phone: it opens without a network. Answers of the API are never kept here.

const worker = self as unknown as ServiceWorkerGlobalScope;
const VERSION: string = '%VERSION%';
const CACHE = `vang-${VERSION}`;
const FILES = '%FILES%' as unknown as string[];
const SHELL = '/hom-nay';

worker.addEventListener('install', (event) => {
  event.waitUntil(keepFiles().then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(dropOlder().then(() => worker.clients.claim()));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (url.pathname.startsWith('/assets/')) event.respondWith(file(request));
});

async function keepFiles(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll([SHELL, ...FILES]);
}

async function dropOlder(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith('vang-') && name !== CACHE).map((name) => caches.delete(name)),
  );
}

/** The page that is kept, at once; documents of the API and files to save are not pages of the console. */
async function page(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname.startsWith('/api/') || pathname.startsWith('/health/')) return fetch(request);
  return (await caches.match(SHELL, { cacheName: CACHE })) ?? fetch(request);
}

async function file(request: Request): Promise<Response> {
  return (await caches.match(request, { cacheName: CACHE })) ?? fetch(request);
}
