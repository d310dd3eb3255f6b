import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What waits to be transcoded and how it ended, renditions, fingerprints, and trims. */
export class Transcoding0000000000005 implements MigrationInterface {
  name = 'Transcoding0000000000005';

  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      -- One row for each original that is transcoded. Keyed by content, so the same file is transcoded once.
      CREATE TABLE transcodings (
        original_sha256 text CONSTRAINT transcodings_pk PRIMARY KEY CONSTRAINT transcodings_audio REFERENCES audio (sha256),
        state text NOT NULL CONSTRAINT transcodings_state CHECK (state IN ('waiting','running','ready','refused','failed','cancelled')),
        step text CONSTRAINT transcodings_step CHECK (step IN ('probe','measure','encode','correct','finish')),
        progress smallint NOT NULL DEFAULT 0 CONSTRAINT transcodings_progress CHECK (progress BETWEEN 0 AND 100),
        attempts integer NOT NULL DEFAULT 0,
        -- Attempts that took too much time or memory.
        overruns integer NOT NULL DEFAULT 0,
        -- Attempts whose worker was gone before they ended, and those of them that ran alone on a machine that went on.
        losses integer NOT NULL DEFAULT 0,
        lone_losses integer NOT NULL DEFAULT 0 CONSTRAINT transcodings_lone_losses CHECK (lone_losses BETWEEN 0 AND losses),
        -- The machine of the run that holds the claim, and its boot.
        machine text,
        boot text,
        -- The run that holds the claim: a worker that lost its claim to another can no longer write.
        run uuid,
        -- Lower is sooner.
        priority integer NOT NULL DEFAULT 100,
        -- When the next attempt may start, after one that failed.
        not_before timestamptz,
        source jsonb,
        measured jsonb,
        findings jsonb NOT NULL DEFAULT '[]',
        -- The picture in the tags, as it is.
        cover bytea CONSTRAINT transcodings_cover CHECK (octet_length(cover) <= 2097152),
        -- Why it failed or was refused: a code, and the figures that belong to it.
        refusal_code text CONSTRAINT transcodings_refusal CHECK (refusal_code IN ('not-audio','no-sound','damaged',
          'codec-not-taken','too-short','rendition-incomplete','too-long','too-many-channels','rate-out-of-range',
          'original-missing','transcoding-failed')),
        refusal_data jsonb NOT NULL DEFAULT '{}',
        queued_at timestamptz NOT NULL,
        started_at timestamptz,
        heartbeat_at timestamptz,
        finished_at timestamptz,
        -- When the programs with this original were notified of the result.
        notified_at timestamptz,
        -- Identifies the profiles, targets and band with which its renditions were made.
        profile_set text,
        -- Whether it is re-encoded while its old renditions stay on air; why the last renewal failed, as a code.
        renewing boolean NOT NULL DEFAULT false,
        renewal_failed text CONSTRAINT transcodings_renewal_failed CHECK (renewal_failed IN ('not-audio','no-sound','damaged',
          'codec-not-taken','too-short','rendition-incomplete','too-long','too-many-channels','rate-out-of-range',
          'original-missing','transcoding-failed'))
      );
      CREATE INDEX transcodings_unfinished ON transcodings (priority, queued_at) WHERE state IN ('waiting','running');
      CREATE INDEX transcodings_not_notified ON transcodings (finished_at) WHERE finished_at IS NOT NULL AND notified_at IS NULL;

      -- Peaks of what stations play, up to 1,800 bytes, and a picture of them, drawn by the worker.
      CREATE TABLE waveforms (
        original_sha256 text CONSTRAINT waveforms_pk PRIMARY KEY CONSTRAINT waveforms_original REFERENCES audio (sha256),
        peaks bytea NOT NULL,
        picture bytea NOT NULL
      );

      -- All renditions ever made; the newest of an original and a profile has no replaced_at. An approval names those that
      -- air. Stations may keep and play others for long, and such a play counts as proof.
      CREATE TABLE renditions (
        original_sha256 text NOT NULL CONSTRAINT renditions_original REFERENCES audio (sha256),
        profile text NOT NULL,
        sha256 text NOT NULL CONSTRAINT renditions_audio REFERENCES audio (sha256),
        bytes bigint NOT NULL,
        seconds numeric(10,3) NOT NULL CONSTRAINT renditions_seconds CHECK (seconds > 0),
        media_type text NOT NULL,
        lufs numeric(6,2),
        true_peak numeric(6,2),
        made_at timestamptz NOT NULL,
        replaced_at timestamptz,
        CONSTRAINT renditions_pk PRIMARY KEY (original_sha256, profile, sha256)
      );
      CREATE UNIQUE INDEX renditions_one_newest ON renditions (original_sha256, profile) WHERE replaced_at IS NULL;
      CREATE INDEX renditions_by_audio ON renditions (sha256);

      -- How the level of each original changes over time, to find the same audio in another file.
      CREATE TABLE fingerprints (
        original_sha256 text CONSTRAINT fingerprints_pk PRIMARY KEY CONSTRAINT fingerprints_original REFERENCES audio (sha256),
        seconds numeric(10,3) NOT NULL,
        print bytea NOT NULL
      );
      CREATE INDEX fingerprints_by_length ON fingerprints (seconds);

      -- Pairs of originals that sound the same, each pair once.
      CREATE TABLE similar_originals (
        one text CONSTRAINT similar_originals_one REFERENCES audio (sha256),
        other text CONSTRAINT similar_originals_other REFERENCES audio (sha256),
        CONSTRAINT similar_originals_pk PRIMARY KEY (one, other), CONSTRAINT similar_originals_once CHECK (one < other)
      );
      CREATE INDEX similar_originals_of_other ON similar_originals (other);

      -- Requests to trim audio at its ends; the result becomes the new audio of the program.
      CREATE TABLE trims (
        id uuid CONSTRAINT trims_pk PRIMARY KEY,
        program_id uuid NOT NULL CONSTRAINT trims_program REFERENCES programs (id),
        original_sha256 text NOT NULL CONSTRAINT trims_original REFERENCES audio (sha256),
        from_seconds numeric(10,3) NOT NULL,
        until_seconds numeric(10,3) NOT NULL,
        state text NOT NULL CONSTRAINT trims_state CHECK (state IN ('waiting','done','failed')),
        -- Attempts that failed.
        attempts integer NOT NULL DEFAULT 0,
        made_sha256 text CONSTRAINT trims_made REFERENCES audio (sha256),
        failed_because text CONSTRAINT trims_failure CHECK (failed_because IN ('audio-has-changed','not-allowed',
          'too-large','transcoding-failed')),
        asked_by uuid NOT NULL CONSTRAINT trims_by REFERENCES people (id),
        asked_at timestamptz NOT NULL,
        finished_at timestamptz,
        CONSTRAINT trims_leave_something CHECK (from_seconds >= 0 AND until_seconds > from_seconds),
        CONSTRAINT trims_end CHECK ((state = 'done') = (made_sha256 IS NOT NULL) AND (state = 'failed') = (failed_because IS NOT NULL))
      );
      CREATE UNIQUE INDEX trims_one_at_a_time ON trims (program_id) WHERE state = 'waiting';
      CREATE INDEX trims_of_program ON trims (program_id, id);
    `);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`
      DROP TABLE trims, similar_originals, fingerprints, renditions, waveforms, transcodings;
    `);
  }
}
