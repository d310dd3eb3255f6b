import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { judgeListening, type Listening, type Stretch } from './judge-listening.js';
import { NotListened } from './listening.problems.js';
import { addHeard, heardBy } from './listenings.queries.js';

/** Audio as far as listening to it is concerned. */
export interface PlayedAudio {
  originalSha256: string;
  /** Its length. */
  seconds: number;
}

const TENTHS = 10;

/** What people have played before they decide: of each original, whatever program it is in, and whichever rendition was played. */
@Injectable()
export class ListeningService {
  constructor(private readonly config: Config) {}

  /** What the person has played of each audio, by its SHA-256. */
  async of(sql: Sql, personId: string, audio: readonly PlayedAudio[]): Promise<Map<string, Listening>> {
    const originals = audio.map(({ originalSha256 }) => originalSha256);
    const heard = await heardBy(sql, personId, originals);
    return new Map(
      audio.map(({ originalSha256, seconds }) => [
        originalSha256,
        this.judge(heard.get(originalSha256) ?? [], seconds),
      ]),
    );
  }

  /** Adds what was played just now; parts beyond the end of the audio are left out. */
  async add(work: Work, personId: string, audio: PlayedAudio, heard: readonly Stretch[]): Promise<Listening> {
    const { originalSha256, seconds } = audio;
    const within = heard.map(({ from, until }) => inTenths({ from, until: Math.min(until, seconds) }));
    const stretches = within.filter(({ from, until }) => from < until);
    return this.judge(await addHeard(work, { personId, originalSha256 }, stretches), seconds);
  }

  /** @throws NotListened when the person has not played enough of it to approve it */
  async require(work: Work, personId: string, audio: PlayedAudio): Promise<void> {
    const listening = (await this.of(work, personId, [audio])).get(audio.originalSha256);
    if (listening && listening.left.length > 0) throw new NotListened(listening);
  }

  private judge(heard: readonly Stretch[], seconds: number): Listening {
    const { APPROVAL_LISTEN_SECONDS: part, APPROVAL_LISTEN_WHOLE_SECONDS: whole } = this.config.settings;
    return judgeListening(heard, seconds, { part, whole });
  }
}

/** So that few stretches are stored however often a player reports. */
const inTenths = ({ from, until }: Stretch): Stretch => ({
  from: Math.floor(from * TENTHS) / TENTHS,
  until: Math.ceil(until * TENTHS) / TENTHS,
});
