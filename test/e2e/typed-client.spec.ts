import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import openapiTypes, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { personWith, withPassword } from '../factories/person.factory.js';
import { anApprovedProgram } from '../factories/program.factory.js';
import { centreWith } from '../factories/station.factory.js';
import { documentOf } from '../support/openapi.js';
import { startService, type TestService } from '../support/service.js';

const STRICT: ts.CompilerOptions = {
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
  types: [],
};

let service: TestService;
let folder: string;
beforeAll(async () => {
  service = await startService({ at: '2026-11-20T01:00:00Z' });
  // Below the repository, so that packages are found.
  await mkdir('dist', { recursive: true });
  folder = await mkdtemp(resolve('dist', 'typed-client-'));
});
afterAll(async () => {
  await service.stop();
  await rm(folder, { recursive: true });
});

/** Types of the document that the service serves beside the story, compiled. @returns what the compiler says */
async function compiledStory(): Promise<string[]> {
  const document = JSON.stringify(await documentOf(service.url));
  const types = await openapiTypes(document, { defaultNonNullable: false });
  await writeFile(join(folder, 'api.d.ts'), astToString(types));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  await copyFile('test/e2e/typed-client/story.ts', join(folder, 'story.ts'));
  const program = ts.createProgram([join(folder, 'story.ts')], STRICT);
  const { diagnostics } = program.emit();
  return [...ts.getPreEmitDiagnostics(program), ...diagnostics].map(
    ({ messageText, file, start = 0 }) =>
      `${file?.fileName}:${(file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
  );
}

it('works with a client whose types are generated from the document, from signing in to the report', async () => {
  expect(await compiledStory()).toEqual([]);
  const centre = await centreWith(service, { stations: 1 });
  const editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
  const approved = await anApprovedProgram(service, { centreId: centre.id, seconds: 60 });
  const compiled = pathToFileURL(join(folder, 'story.js')).href;
  const { story } = (await import(compiled)) as { story(url: string, cast: object): Promise<object> };
  const { login, password } = await withPassword(service, editor);
  const cast = { login, password, centreId: centre.id, stationId: centre.stations[0]?.id, day: '2026-11-21' };
  expect(await story(service.url, { ...cast, approvedProgramId: approved.id })).toEqual({
    state: 'awaiting-audio',
    whyNotPlaced: 'awaiting-audio',
    planned: 1,
    clashesWith: [approved.id],
    plannedSeconds: [expect.any(Number)],
  });
});
