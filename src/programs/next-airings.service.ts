import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, type Repository } from 'typeorm';
import { Program } from './program.entity.js';

/** When audio is needed next. */
export interface NextAiring {
  startsAt: Date;
  isEmergency: boolean;
}

/** Knows when programs air. Provided by the module that knows the schedule; programs only ask. */
export abstract class AiringsOfPrograms {
  /** The first airing of any of the programs that is not over at `now`, also of one that waits for its approval. */
  abstract next(programIds: readonly string[], now: Date): Promise<NextAiring | undefined>;
}

/** Holds the one answer to "when does it air?", handed in when the schedule's module starts. */
@Injectable()
export class NextAiringsService {
  private source: AiringsOfPrograms | undefined;

  constructor(@InjectRepository(Program) private readonly programs: Repository<Program>) {}

  answerWith(source: AiringsOfPrograms): void {
    this.source = source;
  }

  /** The next airing of any program with this audio; undefined when it is on nobody's schedule. */
  async ofAudio(originalSha256: string, now: Date): Promise<NextAiring | undefined> {
    const programs = await this.programs.find({
      where: { originalSha256, withdrawnAt: IsNull() },
      select: { id: true },
    });
    if (programs.length === 0) return undefined;
    return this.source?.next(
      programs.map(({ id }) => id),
      now,
    );
  }
}
