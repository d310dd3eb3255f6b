/** An operation of the OpenAPI document, as far as tests look at it. */
export interface Operation {
  parameters?: { name: string; in: string }[];
  responses: Record<string, { content?: Record<string, unknown> }>;
  'x-idempotency-key'?: string;
}

/**
 * The members of an operation's 2xx answers that hold text, each with the member that holds it: `person name`, or ` token`
 * at the top.
 * @param document the whole OpenAPI document, for its `$ref`s
 */
export function textMembers(document: object, { responses }: Operation): string[] {
  const found = new Set<string>();
  const followed = new Set<string>();
  const visit = (schema: unknown, holder: string): void => {
    if (typeof schema !== 'object' || schema === null) return;
    for (const [keyword, value] of Object.entries(schema)) {
      if (keyword === '$ref' && typeof value === 'string' && !followed.has(value)) {
        followed.add(value);
        visit(at(document, value), holder);
      } else if (keyword === 'properties') {
        for (const [name, member] of Object.entries(value as object)) {
          if (JSON.stringify(member).includes('"string"')) found.add(`${holder} ${name}`);
          visit(member, name);
        }
      } else visit(value, holder);
    }
  };
  for (const [status, { content }] of Object.entries(responses)) if (status.startsWith('2')) visit(content, '');
  return [...found];
}

const at = (document: object, reference: string): unknown =>
  reference
    .slice(2)
    .split('/')
    .reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], document);
