import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands between a device and the service, and can spoil answers. */
export interface Between {
  url: string;
  /** Changes what comes back for a path; undefined loses the answer on its way, after the service gave it. */
  spoil: (path: string, body: Buffer) => Buffer | undefined;
  stop(): Promise<void>;
}

export async function standBetween(serviceUrl: string): Promise<Between> {
  const server = createServer((request, response) => {
    void pass(serviceUrl, request, response, (path, body) => between.spoil(path, body)).catch(() => response.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const between: Between = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spoil: (_, body) => body,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
  return between;
}

async function pass(
  serviceUrl: string,
  request: IncomingMessage,
  response: ServerResponse,
  spoil: Between['spoil'],
): Promise<void> {
  const { method = 'GET', url = '/' } = request;
  const sent: Buffer[] = [];
  for await (const part of request) sent.push(part as Buffer);
  const headers = Object.entries(request.headers).filter(
    ([name]) => !['host', 'connection', 'content-length'].includes(name),
  );
  const body = method === 'GET' ? {} : { body: Buffer.concat(sent) };
  const answer = await fetch(serviceUrl + url, { method, headers: headers as [string, string][], ...body });
  const spoiled = spoil(url, Buffer.from(await answer.arrayBuffer()));
  if (!spoiled) return void response.destroy();
  const answered = [...answer.headers].filter(
    ([name]) => !['content-length', 'connection', 'keep-alive', 'transfer-encoding'].includes(name),
  );
  response.writeHead(answer.status, Object.fromEntries(answered)).end(spoiled);
}
