import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Any, IsNull, type Repository } from 'typeorm';
import { Program } from './program.entity.js';

/** When audio is needed next. */
export interface NextAiring {
  startsAt: Date;
  isEmergency: boolean;
}

/** Knows when programs air. Provided by the module that knows the schedule; programs only ask. */
export abstract class AiringsOfPrograms {
  /**
   * The first airing of each program that is not over at `now`, also of one that waits for its approval; keyed by the
   * program's id. What is on no schedule has none.
   */
  abstract next(programIds: readonly string[], now: Date): Promise<Map<string, NextAiring>>;
}

/** Holds the one answer to "when does it air?", handed in when the schedule's module starts. */
@Injectable()
export class NextAiringsService {
  private source: AiringsOfPrograms | undefined;

  constructor(@InjectRepository(Program) private readonly programs: Repository<Program>) {}

  answerWith(source: AiringsOfPrograms): void {
    this.source = source;
  }

  /** The next airing of any program with each of these, keyed by SHA-256. What is on nobody's schedule has none. */
  async ofAudio(originalSha256s: readonly string[], now: Date): Promise<Map<string, NextAiring>> {
    const programs = await this.programs.find({
      where: { originalSha256: Any([...originalSha256s]), withdrawnAt: IsNull() },
      select: { id: true, originalSha256: true },
    });
    const airings = await this.source?.next(
      programs.map(({ id }) => id),
      now,
    );
    const found = new Map<string, NextAiring>();
    for (const { id, originalSha256 } of programs) {
      const airing = airings?.get(id);
      if (originalSha256 && airing) found.set(originalSha256, sooner(airing, found.get(originalSha256)));
    }
    return found;
  }
}

function sooner(one: NextAiring, other: NextAiring = one): NextAiring {
  return {
    startsAt: one.startsAt < other.startsAt ? one.startsAt : other.startsAt,
    isEmergency: one.isEmergency || other.isEmergency,
  };
}
