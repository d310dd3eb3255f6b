import { openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { ProgramReady } from '../../src/programs/program.event.js';
import type { BenchService } from '../support/bench-service.js';
import type { Editor } from '../support/editor.js';
import { ffmpegByHand } from '../support/ffmpeg-by-hand.js';

export const NOTICE_SECONDS = 60;

/**
 * Uploads the first minute of `speech` as a notice, and waits until it is ready.
 * @param round makes the file differ from those before, which are known already
 * @returns seconds from before its first byte: a little more than from its last one
 */
export async function timeNotice(
  service: BenchService,
  editor: Editor,
  speech: string,
  folder: string,
  round: number,
): Promise<number> {
  const notice = join(folder, `notice-${round}.mp3`);
  const first = ['-t', String(NOTICE_SECONDS), '-c', 'copy', '-metadata', `title=Thông báo ${round}`];
  await ffmpegByHand(['-i', speech, ...first, notice]);
  const content = await openAsBlob(notice);
  const ready = service.get(EventEmitter2).waitFor(ProgramReady.name);
  const start = performance.now();
  const { programId } = await editor.upload(content);
  await ready;
  const seconds = (performance.now() - start) / 1_000;
  // Throws if it was refused, or if another program was meant.
  await editor.untilReady(programId);
  return seconds;
}
