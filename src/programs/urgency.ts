import type { NextAiring } from './airings.directory.js';
import { Priority, type Program } from './program.entity.js';

/** How soon audio is needed. */
export interface Urgency {
  priority: Priority;
  /** Undefined when it is not scheduled. */
  airsAt: Date | undefined;
}

/** The urgency of each original, keyed by SHA-256: the highest priority and the first airing of the programs that have it. */
export function urgencies(
  programs: readonly Pick<Program, 'id' | 'originalSha256' | 'priority'>[],
  airings: ReadonlyMap<string, NextAiring>,
): Map<string, Urgency> {
  const found = new Map<string, Urgency>();
  for (const { id, originalSha256, priority } of programs) {
    if (!originalSha256) continue;
    const airing = airings.get(id);
    const own: Urgency = { priority: airing?.isEmergency ? 'emergency' : priority, airsAt: airing?.startsAt };
    found.set(originalSha256, moreUrgent(own, found.get(originalSha256) ?? own));
  }
  return found;
}

function moreUrgent(one: Urgency, other: Urgency): Urgency {
  const airings = [one.airsAt, other.airsAt].filter((airsAt) => airsAt !== undefined);
  return {
    priority:
      Priority.options.findLast((priority) => priority === one.priority || priority === other.priority) ?? one.priority,
    airsAt: airings.toSorted((first, second) => first.getTime() - second.getTime())[0],
  };
}
