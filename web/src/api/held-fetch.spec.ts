import { beforeEach, describe, expect, it } from '@jest/globals';
import { heldFetch } from './held-fetch.ts';

const URL = 'http://vang.test/';

describe('asking for what has been answered before', () => {
  let text = '';
  const asked: (string | null)[] = [];
  /** As a service answers that tags what it says. */
  const send = async ({ headers }: Request): Promise<Response> => {
    const tag = headers.get('if-none-match');
    asked.push(tag);
    const answer = { headers: { 'content-type': 'application/json', etag: `"${text}"` } };
    return tag === `"${text}"` ? new Response(null, { ...answer, status: 304 }) : new Response(text, answer);
  };
  beforeEach(() => {
    text = '[1]';
    asked.length = 0;
  });

  const bodyOf = async (response: Response): Promise<unknown> => response.json();

  it('answers with the same object as long as nothing has changed', async () => {
    const ask = heldFetch(send);
    const first = await bodyOf(await ask(new Request(URL)));
    const again = await bodyOf(await ask(new Request(URL)));
    expect(first).toEqual([1]);
    expect(again).toBe(first);
    expect(asked).toEqual([null, '"[1]"']);
  });

  it('answers with what is new once something has changed', async () => {
    const ask = heldFetch(send);
    await ask(new Request(URL));
    text = '[2]';
    const response = await ask(new Request(URL));
    expect(response.status).toEqual(200);
    expect(await bodyOf(response)).toEqual([2]);
    expect(asked).toEqual([null, '"[1]"']);
  });

  it('holds the answers of the last 60 addresses', async () => {
    const ask = heldFetch(send);
    for (let page = 0; page < 61; page += 1) await ask(new Request(`${URL}?page=${page}`));
    asked.length = 0;
    await ask(new Request(`${URL}?page=0`));
    await ask(new Request(`${URL}?page=60`));
    expect(asked).toEqual([null, '"[1]"']);
  });

  it('holds no answer to what was sent', async () => {
    const ask = heldFetch(send);
    await ask(new Request(URL, { method: 'POST', body: '1' }));
    await ask(new Request(URL));
    expect(asked).toEqual([null, null]);
  });
});
