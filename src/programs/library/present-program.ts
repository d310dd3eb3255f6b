import type { NamedPerson } from '../../identity/people/people.queries.js';
import type { Listening } from '../listening/judge-listening.js';
import { presentListening } from '../listening/listening.schemas.js';
import { hashOfRenditions, type RenditionHashes } from '../rendition-hashes.js';
import { changedFields } from './description.js';
import type { ProgramRecord } from './library.queries.js';
import type { ProgramView } from './library.schemas.js';

/** What the records of programs do not hold. */
export interface ProgramFacts {
  /** Of people, by id. */
  names: ReadonlyMap<string, NamedPerson>;
  /** Names of centres and stations, by id. */
  owners: ReadonlyMap<string, string>;
  /** The newest ones by original; none until there are any. */
  renditions: ReadonlyMap<string, RenditionHashes>;
  /** How much was found, by original. */
  findings: ReadonlyMap<string, number>;
  /** What the reader has played, by original; of those that they may approve. */
  listenings: ReadonlyMap<string, Listening>;
}

export function presentProgram(record: ProgramRecord, facts: ProgramFacts): ProgramView {
  const person = (id: string) => facts.names.get(id) ?? { id, name: '' };
  const renditions = facts.renditions.get(record.sha256 ?? '') ?? {};
  const listening = facts.listenings.get(record.sha256 ?? '');
  return {
    ...ownFields(record),
    ownerName: facts.owners.get(record.centreId ?? record.stationId ?? '') ?? '',
    findings: facts.findings.get(record.sha256 ?? '') ?? null,
    nextAiring: record.nextAiringAt && { startsAt: record.nextAiringAt.toISOString() },
    original: originalOf(record, person),
    version: record.sha256 !== null && record.state === 'ready' ? versionOf(record, record.sha256, renditions) : null,
    approval: record.decision && {
      decision: record.decision,
      note: record.note,
      decidedAt: record.decidedAt.toISOString(),
      decidedBy: person(record.decidedBy),
    },
    listening: listening ? presentListening(listening) : null,
    inForce: inForceOf(record, person),
    changedSinceApproval: record.approved && {
      audio: record.sha256 !== record.approvedSha256,
      fields: changedFields(record.approved, record),
    },
    createdAt: record.createdAt.toISOString(),
    createdBy: person(record.createdBy),
    withdrawnAt: record.withdrawnAt?.toISOString() ?? null,
    withdrawnNote: record.withdrawnNote,
    revision: record.revision,
  };
}

type Person = (id: string) => NamedPerson;

function ownFields(record: ProgramRecord) {
  const { id, centreId, stationId, title, topic, genre, segmentId, origin, sourceOffice, legalTexts } = record;
  const { language, priority, expiresOn, state, refusal, seconds, segmentName } = record;
  const description = { title, topic, genre, segmentId, origin, sourceOffice, legalTexts, language };
  return { id, centreId, stationId, ...description, segmentName, priority, expiresOn, state, refusal, seconds };
}

function originalOf({ sha256, bytes, fileName, uploadedAt, uploadedBy }: ProgramRecord, person: Person) {
  if (sha256 === null) return null;
  return { sha256, bytes, fileName, uploadedAt: uploadedAt.toISOString(), uploadedBy: person(uploadedBy) };
}

const versionOf = ({ descriptionSha256 }: ProgramRecord, originalSha256: string, renditions: RenditionHashes) => ({
  originalSha256,
  descriptionSha256,
  renditionsSha256: hashOfRenditions(renditions),
});

function inForceOf(record: ProgramRecord, person: Person): ProgramView['inForce'] {
  const { approved, approvedSha256, approvedSeconds, approvedRenditions, approvedAt, approvedBy } = record;
  if (approved === null || approvedSha256 === null) return null;
  return {
    ...approved,
    originalSha256: approvedSha256,
    seconds: approvedSeconds,
    renditions: approvedRenditions,
    approvedAt: approvedAt.toISOString(),
    approvedBy: person(approvedBy),
  };
}
