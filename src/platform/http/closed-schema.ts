import { z } from 'zod';

/** The parts of the definition of a schema that are schemas themselves. */
const PARTS = ['element', 'innerType', 'in', 'out', 'options', 'items', 'valueType'];

const tolerant = new WeakSet<z.ZodType>();
const closedSchemas = new WeakMap<z.ZodType, z.ZodType>();

/**
 * Declares that members which a body does not know are dropped, at any depth, not refused: for what devices send, which may
 * be newer than the service. Must be called last, because further methods of the schema return another one.
 */
export function ignoresUnknown<Schema extends z.ZodType>(schema: Schema): Schema {
  tolerant.add(schema);
  return schema;
}

export const isTolerant = (schema: z.ZodType): boolean => tolerant.has(schema);

/** Whether an object takes further members only because nothing is said about them. */
export const saysNothingOfOthers = (schema: unknown): schema is z.ZodObject =>
  schema instanceof z.ZodObject && schema.def.catchall === undefined;

/** The same schema, which refuses members that its objects do not name, at any depth; a tolerant one as it is. */
export function closed(schema: z.ZodType): z.ZodType {
  if (tolerant.has(schema)) return schema;
  const known = closedSchemas.get(schema);
  if (known) return known;
  const parts = closedParts(schema);
  const made = Object.keys(parts).length > 0 ? withParts(schema, parts) : schema;
  closedSchemas.set(schema, made);
  return made;
}

function closedParts(schema: z.ZodType): Record<string, unknown> {
  const def = schema.def as unknown as Record<string, unknown>;
  const parts = Object.fromEntries(PARTS.filter((name) => name in def).map((name) => [name, closedPart(def[name])]));
  if (!(schema instanceof z.ZodObject)) return parts;
  const shape = Object.entries(schema.shape).map(([name, member]) => [name, closedPart(member)]);
  const catchall = schema.def.catchall ?? z.never();
  return { ...parts, shape: Object.fromEntries(shape) as unknown, catchall };
}

function closedPart(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(closedPart);
  return part instanceof z.ZodType ? closed(part) : part;
}

const withParts = (schema: z.ZodType, parts: Record<string, unknown>): z.ZodType =>
  z.core.clone(
    schema,
    z.core.util.mergeDefs(schema.def as unknown as Record<string, unknown>, parts) as typeof schema.def,
  );
