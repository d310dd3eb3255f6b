import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Document, documentOf, type Schema } from '../../support/openapi.js';
import { startService, type TestService } from '../../support/service.js';

/** Schemas with enumerations that need no words in `x-words`. */
const WITHOUT_WORDS: Record<string, string> = {
  Notice: 'every notice has its title and its text in both languages',
};

/** docs/decisions/0029-one-verb-for-ending-things.md */
const OF_THE_DOMAIN = [
  '/api/v1/stations/{id}/close',
  '/api/v1/programs/{id}/withdraw',
  '/api/v1/programs/{id}/approval/revoke',
  '/api/v1/programs/{id}/transcoding/cancel',
  '/api/v1/entries/{id}/withdraw',
  '/api/v1/programs/{id}/stop',
  '/api/v1/stations/{id}/stop',
  '/api/v1/centres/{id}/stop',
];

describe('the words of codes in the OpenAPI document', () => {
  let service: TestService;
  let document: Document;
  beforeAll(async () => {
    service = await startService();
    document = await documentOf(service.url);
  });
  afterAll(() => service.stop());

  const enumOf = (name: string) => (document.components.schemas[name]?.['enum'] ?? []) as string[];

  it('say each code of every named enumeration in Vietnamese and in English, and no other', () => {
    const named = Object.keys(document.components.schemas).filter((name) => enumOf(name).length > 0);
    expect(Object.keys(document['x-words']).toSorted()).toEqual(named.toSorted());
    for (const [name, words] of Object.entries(document['x-words'])) {
      expect([name, Object.keys(words).toSorted()]).toEqual([name, enumOf(name).toSorted()]);
      for (const { vi, en } of Object.values(words)) expect([vi, en]).not.toContain('');
    }
  });

  it('are found by the name of the schema, because every enumeration has one', () => {
    const { schemas } = document.components;
    const unnamed = [
      ...Object.entries(document.paths),
      ...Object.entries(schemas).filter(([name]) => !document['x-words'][name]),
    ].filter(([, part]) => hasEnumeration(part));
    expect(unnamed.map(([name]) => name)).toEqual(Object.keys(WITHOUT_WORDS));
  });

  it('stand together under vi and en, never in members of their own', () => {
    expect(membersOf(document.components.schemas).filter((name) => /[a-z](Vi|En)$/.test(name))).toEqual([]);
  });

  it('are one verb for ending things: end, unless the domain has a word of its own', () => {
    const ends = /\/(end|revoke|reset|remove|delete|stop|finish|terminate|withdraw|close|cancel)$/;
    const verbs = Object.keys(document.paths).filter((path) => ends.test(path) && !path.endsWith('/end'));
    expect(verbs).toEqual(OF_THE_DOMAIN);
    expect(membersOf(document.components.schemas).filter((name) => /^(revoked|removed|deleted)/.test(name))).toEqual([
      'revoked',
    ]);
  });
});

/** The names of all members of a part of the document. */
function membersOf(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  const names = Object.keys((part as Schema)['properties'] ?? {});
  return [...names, ...Object.values(part).flatMap(membersOf)];
}

/** Whether a part of the document, without what it refers to, enumerates values. */
function hasEnumeration(part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return false;
  const values = (part as Schema)['enum'];
  return (Array.isArray(values) && values.length > 1) || Object.values(part).some(hasEnumeration);
}
