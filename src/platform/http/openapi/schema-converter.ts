import type { StandardSchemaConversionResult } from '@nestjs/swagger';
import { z } from 'zod';
import { inputName } from './body-schemas.js';
import { isTolerant, saysNothingOfOthers } from '../closed-schema.js';

interface Part {
  zodSchema: unknown;
  jsonSchema: Record<string, unknown>;
}

/**
 * The JSON Schema (2020-12) of a zod schema for the OpenAPI document. Schemas with an id become components. Bodies are
 * closed, unless they are tolerant; answers are open, so that members can be added to them later.
 * @returns undefined for what is not a zod schema
 */
export function convertSchema(
  schema: unknown,
  { schemaType }: { schemaType: 'input' | 'output' },
): StandardSchemaConversionResult | undefined {
  if (!(schema instanceof z.ZodType)) return undefined;
  const options = { io: schemaType, unrepresentable: 'any' } as const;
  const isClosed = schemaType === 'input' && !isTolerant(schema);
  const override = (part: Part) => {
    simplify(part);
    if (isClosed && saysNothingOfOthers(part.zodSchema)) part.jsonSchema['additionalProperties'] = false;
  };
  const { $schema: _, $defs = {}, ...content } = z.toJSONSchema(schema, { ...options, override });
  const nameOf = schemaType === 'output' ? (name: string) => name : inputName;
  const finished = (part: unknown) => inDocument(schemaType === 'output' ? opened(part) : part, nameOf);
  const components = Object.entries($defs).map(([name, part]) => [nameOf(name), finished(part)]);
  return { schema: finished(content), components: Object.fromEntries(components) as Record<string, unknown> };
}

/** Leaves out what the format says already, and the bounds of every whole number of JavaScript. */
function simplify({ jsonSchema }: Part): void {
  if (jsonSchema['format'] !== undefined) delete jsonSchema['pattern'];
  if (jsonSchema['minimum'] === Number.MIN_SAFE_INTEGER) delete jsonSchema['minimum'];
  if (jsonSchema['maximum'] === Number.MAX_SAFE_INTEGER) delete jsonSchema['maximum'];
}

/** With references to components of the document in place of those to definitions beside the schema. */
export function inDocument(schema: unknown, nameOf = (name: string): string => name): unknown {
  const inComponents = (_: string, name: string) => `"#/components/schemas/${nameOf(name)}"`;
  return JSON.parse(JSON.stringify(schema).replaceAll(/"#\/\$defs\/(\w+)"/g, inComponents)) as unknown;
}

function opened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(opened);
  if (typeof value !== 'object' || value === null) return value;
  const isClosing = ([key, member]: [string, unknown]) => key === 'additionalProperties' && member === false;
  const members = Object.entries(value).filter((member) => !isClosing(member));
  return Object.fromEntries(members.map(([key, member]) => [key, opened(member)]));
}
