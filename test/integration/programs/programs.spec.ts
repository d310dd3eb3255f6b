import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ProgramsService } from '../../../src/programs/programs.service.js';
import { aProgram, anApprovedProgram, withOriginal } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

describe('programs for other modules', () => {
  let service: TestService;
  let centreId: string;
  beforeAll(async () => {
    service = await startService();
    centreId = (await centreWith(service)).id;
  });
  afterAll(() => service.stop());

  it('knows which version of which is in force', async () => {
    const approved = await anApprovedProgram(service, { centreId });
    const other = await aProgram(service, { centreId });
    const { id: programId, originalSha256 } = approved;
    const inForce = await service.get(ProgramsService).versionsInForce([programId, other.id]);
    expect([...inForce.values()]).toEqual([
      { programId, originalSha256, seconds: 60, renditions: { speech: approved.rendition.sha256 } },
    ]);
  });

  it('makes every program ready that waits for an original, idempotently', async () => {
    const programs = service.get(ProgramsService);
    const program = await aProgram(service, { centreId });
    const sha256 = await withOriginal(service, program);
    await programs.audioReady(sha256, { seconds: 61.5 });
    await programs.audioReady(sha256, { seconds: 61.5 });
    await programs.audioRefused(sha256, { code: 'too-long', data: {} });
    const found = await programs.find(program.id);
    expect(found.isReady()).toBe(true);
    expect(found.seconds).toBe(61.5);
  });

  it('keeps why audio was refused as a code with its figures, until it is ready', async () => {
    const programs = service.get(ProgramsService);
    const program = await aProgram(service, { centreId });
    const sha256 = await withOriginal(service, program);
    await programs.audioRefused(sha256, { code: 'too-long', data: { limitSeconds: 60 } });
    expect(await programs.find(program.id)).toMatchObject({
      state: 'refused',
      refusalCode: 'too-long',
      refusalData: { limitSeconds: 60 },
    });
    await programs.audioReady(sha256, { seconds: 59 });
    expect(await programs.find(program.id)).toMatchObject({ state: 'ready', refusalCode: null, refusalData: {} });
  });
});
