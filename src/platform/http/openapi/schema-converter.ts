import type { StandardSchemaConversionResult } from '@nestjs/swagger';
import { z } from 'zod';

type JsonSchema = Record<string, unknown>;

/**
 * The JSON Schema (2020-12) of a zod schema for the OpenAPI document. Schemas with an id become components. Bodies are
 * as closed as they are declared; answers are open, so that members can be added to them later.
 * @returns undefined for what is not a zod schema
 */
export function convertSchema(
  schema: unknown,
  { schemaType }: { schemaType: 'input' | 'output' },
): StandardSchemaConversionResult | undefined {
  if (!(schema instanceof z.ZodType)) return undefined;
  const options = { io: schemaType, unrepresentable: 'any' } as const;
  const { $schema: _, $defs = {}, ...content } = z.toJSONSchema(schema, { ...options, override: simplify });
  const finished = (part: unknown) => inDocument(schemaType === 'output' ? opened(part) : part);
  const components = Object.entries($defs).map(([name, part]) => [name, finished(part)]);
  return { schema: finished(content), components: Object.fromEntries(components) as Record<string, unknown> };
}

/** Leaves out what the format says already, and the bounds of every whole number of JavaScript. */
function simplify({ jsonSchema }: { jsonSchema: JsonSchema }): void {
  if (jsonSchema['format'] !== undefined) delete jsonSchema['pattern'];
  if (jsonSchema['minimum'] === Number.MIN_SAFE_INTEGER) delete jsonSchema['minimum'];
  if (jsonSchema['maximum'] === Number.MAX_SAFE_INTEGER) delete jsonSchema['maximum'];
}

/** With references to components of the document in place of those to definitions beside the schema. */
export function inDocument(schema: unknown): unknown {
  const text = JSON.stringify(schema).replaceAll('"$ref":"#/$defs/', '"$ref":"#/components/schemas/');
  return JSON.parse(text) as unknown;
}

function opened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(opened);
  if (typeof value !== 'object' || value === null) return value;
  const isClosing = ([key, member]: [string, unknown]) => key === 'additionalProperties' && member === false;
  const members = Object.entries(value).filter((member) => !isClosing(member));
  return Object.fromEntries(members.map(([key, member]) => [key, opened(member)]));
}
