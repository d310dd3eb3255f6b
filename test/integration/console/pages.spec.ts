import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clientOf } from '../../../api-client/client.js';
import { personWith, withPassword } from '../../factories/person.factory.js';
import { startService, type TestService } from '../../support/service.js';

describe('the pages of the console', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.stop());

  const open = (path: string, accept = 'text/html') => fetch(`${service.url}${path}`, { headers: { accept } });

  it('open at each address that somebody was told, also below a page', async () => {
    for (const path of ['/', '/hom-nay', '/thu-vien/018f', '/dang-nhap?x=1', '/quan-tri/nhat-ky/2026']) {
      const page = await open(path);
      expect([path, page.status, page.headers.get('content-type')]).toEqual([path, 200, 'text/html; charset=utf-8']);
      expect(await page.text()).toContain('<div id="root">');
    }
  });

  it('open at the address of each page that the console has, before a service worker knows it', async () => {
    const sources = await Promise.all(['App.tsx', 'screens.ts'].map((name) => readFile(`web/src/app/${name}`, 'utf8')));
    const paths = [...sources.join('\n').matchAll(/\bpath(?:=|: )["'](\/[a-z-]+)/g)].map(([, path]) => path ?? '');
    expect(paths.length).toBeGreaterThan(11);
    for (const path of paths) expect([path, (await open(path)).status]).toEqual([path, 200]);
  });

  it('may run only scripts of the service itself, and no style without the nonce of this page', async () => {
    const [one, other] = [await open('/hom-nay'), await open('/hom-nay')];
    const policy = one.headers.get('content-security-policy') ?? '';
    const nonce = /'nonce-([\w-]{22})'/.exec(policy)?.[1] ?? 'none';
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toContain('unsafe');
    const html = await one.text();
    expect(html).toContain(`<meta name="csp-nonce" content="${nonce}"`);
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(await other.text()).not.toContain(nonce);
  });

  it('bring scripts that browsers keep for a year, compressed by the build', async () => {
    const html = await (await open('/hom-nay')).text();
    const script = /src="(\/assets\/first-[^"]+\.js)"/.exec(html)?.[1] ?? '';
    const file = await fetch(`${service.url}${script}`, { headers: { 'accept-encoding': 'br' } });
    expect([file.status, file.headers.get('content-encoding')]).toEqual([200, 'br']);
    expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it('work without a network by a service worker, which is asked for anew each time', async () => {
    const worker = await fetch(`${service.url}/service-worker.js`);
    expect(worker.headers.get('cache-control')).toBe('no-cache');
    const files = /const FILES = (\[.*?\])/s.exec(await worker.text())?.[1] ?? '[]';
    const names = JSON.parse(files) as string[];
    for (const kind of [/\/first-.*\.js$/, /\.css$/, /vietnamese-400.*\.woff2$/]) {
      expect(names.some((name) => kind.test(name))).toBe(true);
    }
    for (const name of names) expect([name, (await fetch(`${service.url}${name}`)).status]).toEqual([name, 200]);
  });

  it('are not what a program finds at the root: it gets the addresses of everything as JSON', async () => {
    const answer = await fetch(service.url);
    const body = (await answer.json()) as { links: Record<string, { href: string; name: { vi: string } }> };
    expect([answer.status, answer.headers.get('vary')]).toEqual([200, expect.stringContaining('accept')]);
    for (const { href, name } of Object.values(body.links)) {
      expect(name.vi.length).toBeGreaterThan(5);
      expect((await fetch(`${service.url}${href}`)).status).toBe(200);
    }
    expect(Object.keys(body.links)).toEqual(['console', 'docs', 'openapi', 'ready']);
  });

  it('are nothing at an address that no page has', async () => {
    const missing = await open('/khong-co');
    expect(missing.status).toBe(404);
  });

  it('get a session that no script can read, and a shared computer keeps no answer after it', async () => {
    const credentials = await withPassword(service, await personWith(service, 'operator'));
    const answer = await clientOf(service.url).post('/sessions', { ...credentials, withToken: false });
    expect(answer.body).toMatchObject({ token: null, clientToken: null });
    const cookies = answer.headers.getSetCookie();
    expect(cookies.every((cookie) => cookie.includes('HttpOnly'))).toBe(true);
    const session = cookies.find((cookie) => cookie.startsWith('vang_session='))?.split(';')[0] ?? '';
    expect((await clientOf(service.url).get('/me', { cookie: session })).status).toBe(200);
    // What a page writes that still shows somebody else is not done in the name of whoever signed in meanwhile.
    const other = (await personWith(service, 'leader')).id;
    const write = { cookie: session, origin: service.url, 'vang-person': other };
    expect((await fetch(`${service.url}/api/v1/sessions/current`, { method: 'DELETE', headers: write })).status).toBe(
      401,
    );
    const out = await fetch(`${service.url}/api/v1/sessions/current`, {
      method: 'DELETE',
      headers: { cookie: session, origin: service.url },
    });
    expect([out.status, out.headers.get('clear-site-data')]).toEqual([204, '"cache"']);
  });
});
