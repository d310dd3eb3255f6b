import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { heldFetch } from './held-fetch.ts';

describe('asking for what has been answered before', () => {
  let server: Server;
  let url: string;
  let text = '';
  const asked: (string | undefined)[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      const tag = request.headers['if-none-match'];
      asked.push(tag);
      const isKnown = tag === `"${text}"`;
      response.writeHead(isKnown ? 304 : 200, { 'content-type': 'application/json', etag: `"${text}"` });
      response.end(isKnown ? undefined : text);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  beforeEach(() => {
    text = '[1]';
    asked.length = 0;
  });

  const bodyOf = async (response: Response): Promise<unknown> => response.json();

  it('answers with the same object as long as nothing has changed', async () => {
    const ask = heldFetch();
    const first = await bodyOf(await ask(new Request(url)));
    const again = await bodyOf(await ask(new Request(url)));
    expect(first).toEqual([1]);
    expect(again).toBe(first);
    expect(asked).toEqual([undefined, '"[1]"']);
  });

  it('answers with what is new once something has changed', async () => {
    const ask = heldFetch();
    await ask(new Request(url));
    text = '[2]';
    const response = await ask(new Request(url));
    expect(response.status).toEqual(200);
    expect(await bodyOf(response)).toEqual([2]);
    expect(asked).toEqual([undefined, '"[1]"']);
  });

  it('holds the answers of the last 60 addresses', async () => {
    const ask = heldFetch();
    for (let page = 0; page < 61; page += 1) await ask(new Request(`${url}?page=${page}`));
    asked.length = 0;
    await ask(new Request(`${url}?page=0`));
    await ask(new Request(`${url}?page=60`));
    expect(asked).toEqual([undefined, '"[1]"']);
  });

  it('holds no answer to what was sent', async () => {
    const ask = heldFetch();
    await ask(new Request(url, { method: 'POST', body: '1' }));
    await ask(new Request(url));
    expect(asked).toEqual([undefined, undefined]);
  });
});
