import { z } from 'zod';
import type { ProblemKind } from '../problem.js';
import { convertSchema } from './schema-converter.js';

type Schemas = Record<string, object>;

/**
 * The schemas of problem documents: `Problem` for all, with the enumeration of every code, and one for each code with
 * members of its own.
 */
export function problemSchemas(kinds: ReadonlyMap<string, ProblemKind>): Schemas {
  const codes = [...kinds.keys()].toSorted();
  const all: Schemas = { Problem: problemWith(codes), ProblemCode: { type: 'string', enum: codes } };
  for (const { code, extra } of kinds.values()) {
    if (!extra) continue;
    const members = extra.extend({ code: z.literal(code) });
    const { schema, components } = convertSchema(members, { schemaType: 'output' }) ?? { schema: {} };
    Object.assign(all, components, {
      [schemaNameOf(code)]: { allOf: [{ $ref: '#/components/schemas/Problem' }, schema] },
    });
  }
  return all;
}

/** The name of the schema of a code with members of its own, e.g. `AirtimeClashProblem`. */
export const schemaNameOf = (code: string): string =>
  `${code.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())}Problem`;

function problemWith(codes: readonly string[]): object {
  const members = z.object({
    type: z.string().describe('urn:vang:problem: and the code'),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().describe('What happened and what to do next, in Vietnamese or English: see Accept-Language'),
    operation: z
      .int()
      .optional()
      .describe('Of what is sent in `operations`: which of them it is about, from 0; absent when it is about none'),
    requestId: z.uuid().optional().describe('In the log of the service'),
    errors: z
      .array(z.object({ pointer: z.string().describe('A JSON pointer into what was sent'), message: z.string() }))
      .optional()
      .describe('Of `invalid-request`: every fault that was found'),
  });
  const { schema } = convertSchema(members, { schemaType: 'output' }) ?? { schema: {} };
  const described = schema as { properties: Schemas };
  const code = { $ref: '#/components/schemas/ProblemCode', description: `Stable; one of ${codes.length}` };
  return { ...described, properties: { ...described.properties, code } };
}
