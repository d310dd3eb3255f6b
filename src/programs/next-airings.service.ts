import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Any, IsNull, type Repository } from 'typeorm';
import { type Priority, PRIORITIES, Program } from './program.entity.js';

/** When a program airs next. */
export interface NextAiring {
  startsAt: Date;
  isEmergency: boolean;
}

/** How much audio is needed: by the most urgent of the programs that it is of, and by the first that airs. */
export interface Urgency {
  priority: Priority;
  /** Undefined when it is on nobody's schedule. */
  airsAt: Date | undefined;
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

  /** How urgently each of these is needed, keyed by SHA-256. What no program has any more is left out. */
  async urgencyOf(originalSha256s: readonly string[], now: Date): Promise<Map<string, Urgency>> {
    const programs = await this.programs.find({
      where: { originalSha256: Any([...originalSha256s]), withdrawnAt: IsNull() },
      select: { id: true, originalSha256: true, priority: true },
    });
    const airings = await this.source?.next(
      programs.map(({ id }) => id),
      now,
    );
    const found = new Map<string, Urgency>();
    for (const { id, originalSha256, priority } of programs) {
      const airing = airings?.get(id);
      const own: Urgency = { priority: airing?.isEmergency ? 'emergency' : priority, airsAt: airing?.startsAt };
      if (originalSha256) found.set(originalSha256, moreUrgent(own, found.get(originalSha256)));
    }
    return found;
  }
}

function moreUrgent(one: Urgency, other: Urgency = one): Urgency {
  const airings = [one.airsAt, other.airsAt].filter((airsAt) => airsAt !== undefined);
  return {
    priority:
      PRIORITIES.findLast((priority) => priority === one.priority || priority === other.priority) ?? one.priority,
    airsAt: airings.toSorted((first, second) => first.getTime() - second.getTime())[0],
  };
}
