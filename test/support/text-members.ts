import { type Described, type Document, resolve } from './openapi.js';

/**
 * The members of an operation's 2xx answers that hold text, each with the member that holds it: `person name`, or ` token`
 * at the top.
 */
export function textMembers(document: Document, { responses }: Described): string[] {
  const found = new Set<string>();
  const visit = (schema: unknown, holder: string): void => {
    if (typeof schema !== 'object' || schema === null) return;
    for (const [keyword, value] of Object.entries(schema)) {
      if (keyword === 'properties') {
        for (const [name, member] of Object.entries(value as object)) {
          if (JSON.stringify(member).includes('"string"')) found.add(`${holder} ${name}`);
          visit(member, name);
        }
      } else visit(value, holder);
    }
  };
  for (const [status, { content }] of Object.entries(responses)) {
    if (status.startsWith('2')) visit(resolve(document, content), '');
  }
  return [...found];
}
