import type { Tokens } from './callers.js';

/** A route that takes a body, and who may send it one. */
export interface Route {
  name: string;
  method: string;
  path: string;
  mediaType: string;
  caller: keyof Tokens;
}

interface Operation {
  requestBody?: { content?: Record<string, unknown> };
  'x-requires'?: string | string[];
}

const ANY_ID = '0190a0a0-0000-7000-8000-000000000000';

/** All routes of the OpenAPI document that take a body, except for the files of uploads. @param url of the service */
export async function bodyRoutes(url: string): Promise<Route[]> {
  const { paths } = (await (await fetch(`${url}/api/openapi.json`)).json()) as {
    paths: Record<string, Record<string, Operation>>;
  };
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, operation]) => {
      const [mediaType] = Object.keys(operation.requestBody?.content ?? {});
      if (!mediaType || !/json|csv/.test(mediaType)) return [];
      const route = { method: method.toUpperCase(), path: path.replaceAll(/\{\w+\}/g, ANY_ID), mediaType };
      return [{ name: `${route.method} ${path}`, ...route, caller: callerOf(operation) }];
    }),
  );
}

function callerOf({ 'x-requires': required = '' }: Operation): keyof Tokens {
  const [permission = ''] = [required].flat();
  if (permission === 'device') return 'device';
  return /^(programs|schedule):/.test(permission) ? 'editor' : 'administrator';
}
