import { readFileSync, writeFileSync } from 'node:fs';
import openapiTypescript, { astToString } from 'openapi-typescript';

/** Writes the types of the API, which the checks read; what the browser loads does not need them. Run by the build. */
const document = JSON.parse(readFileSync(new URL('../dist/openapi.json', import.meta.url), 'utf8'));
writeFileSync(new URL('src/generated/api.d.ts', import.meta.url), astToString(await openapiTypescript(document)));
