import { isDeepStrictEqual } from 'node:util';
import type { OpenAPIObject } from '@nestjs/swagger';

const SUFFIX = 'Input';
const REFERENCE = /"#\/components\/schemas\/(\w+)"/g;

/** The name of a schema as bodies and queries use it, until the document is complete. */
export const inputName = (name: string): string => `${name}${SUFFIX}`;

/**
 * Bodies are closed and answers are open, so a schema that both use is in the document twice: that of bodies ends with
 * `Input`. All others get their plain names here.
 */
export function nameBodies(document: OpenAPIObject): OpenAPIObject {
  const schemas = document.components?.schemas ?? {};
  const plainNames = new Map<string, string>();
  for (const name of Object.keys(schemas).filter((each) => each.endsWith(SUFFIX))) {
    const plain = name.slice(0, -SUFFIX.length);
    if (!(plain in schemas) || isDeepStrictEqual(schemas[plain], schemas[name])) plainNames.set(name, plain);
  }
  const nameOf = (name: string): string => plainNames.get(name) ?? name;
  const renamed = Object.entries(schemas).map(([name, schema]) => [nameOf(name), schema]);
  const all = { ...document, components: { ...document.components, schemas: Object.fromEntries(renamed) as object } };
  const text = JSON.stringify(all).replaceAll(REFERENCE, (_, name: string) => `"#/components/schemas/${nameOf(name)}"`);
  return JSON.parse(text) as OpenAPIObject;
}
