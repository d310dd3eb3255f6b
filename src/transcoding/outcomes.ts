import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { type IncomingFile, MediaStore } from '../platform/storage/media-store.js';
import { Fingerprints } from './fingerprint/fingerprints.js';
import type { Refusal } from './refusal.js';
import { RenditionsQueries } from './rendition/renditions.queries.js';
import type { MadeRendition, Transcoded } from './transcoder.js';
import type { Figures } from './transcoding.entity.js';
import { TranscodingsQueries } from './transcodings.queries.js';

/** Writes down how a run ended: files first, then all rows at once, and only if the row is still that run's. */
@Injectable()
export class Outcomes {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly queries: TranscodingsQueries,
    private readonly renditions: RenditionsQueries,
    private readonly media: MediaStore,
    private readonly fingerprints: Fingerprints,
  ) {}

  async ready(originalSha256: string, run: string, made: Transcoded): Promise<void> {
    const kept: { rendition: MadeRendition; file: IncomingFile }[] = [];
    for (const rendition of made.renditions) {
      const file = await incoming(rendition.path);
      await this.media.keep('rendition', file);
      kept.push({ rendition, file });
    }
    const known = { originalSha256, seconds: made.before.seconds, print: made.fingerprint };
    const originals = await this.fingerprints.sameAs(known);
    const found = originals.length > 0 ? [{ code: 'same-audio' as const, originals }] : [];
    await this.unitOfWork.run(async ({ manager }) => {
      const { source, waveform, cover } = made;
      const findings = [...made.findings, ...found];
      const outcome = { state: 'ready' as const, source, findings, waveform, cover, measured: figuresOf(made) };
      if (!(await this.queries.finish(manager, run, outcome))) return;
      await this.fingerprints.put(manager, known);
      for (const { rendition, file } of kept) {
        const { profile, measured } = rendition;
        await this.renditions.put(manager, {
          originalSha256,
          profile: profile.name,
          sha256: file.sha256,
          bytes: file.bytes,
          seconds: measured.seconds,
          mediaType: profile.mediaType,
          lufs: measured.lufs,
          truePeak: measured.truePeak,
        });
      }
    });
  }

  async refused(run: string, { code, message }: Refusal): Promise<void> {
    const state = code === 'processing-failed' ? 'failed' : 'refused';
    await this.unitOfWork.run(({ manager }) => this.queries.finish(manager, run, { state, code, detail: message }));
  }
}

async function incoming(path: string): Promise<IncomingFile> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return { path, sha256: hash.digest('hex'), bytes: (await stat(path)).size };
}

function figuresOf({ before, plan, renditions, ffmpeg }: Transcoded): Figures {
  const after = Object.fromEntries(renditions.map(({ profile, measured }) => [profile.name, measured]));
  return { before, after, gain: plan.gain, shortfall: plan.shortfall, ffmpeg };
}
