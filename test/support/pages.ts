import type { Client } from '../../api-client/client.js';

interface AnyPage<Item> {
  items: Item[];
  next: string | null;
}

/** Everything that a list has, page by page. @param path with its query */
export async function allPages<Item>(client: Client | undefined, path: string): Promise<Item[]> {
  const all: Item[] = [];
  for (let cursor = ''; ;) {
    const answer = await client?.get<AnyPage<Item>>(`${path}&limit=200${cursor}`);
    if (answer?.status !== 200) throw new Error(`GET ${path}: ${answer?.status} ${JSON.stringify(answer?.body)}`);
    all.push(...answer.body.items);
    if (answer.body.next === null) return all;
    cursor = `&cursor=${encodeURIComponent(answer.body.next)}`;
  }
}
