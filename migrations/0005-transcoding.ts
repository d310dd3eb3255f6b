import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What waits to be transcoded and how it ended, renditions, fingerprints, and trims. */
export class Transcoding0000000000005 implements MigrationInterface {
  name = 'Transcoding0000000000005';

  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      -- One row for each original that is to be made ready under a profile set; keyed by content, so it is done once.
      CREATE TABLE transcodings (
        original_sha256 text CONSTRAINT transcodings_pk PRIMARY KEY CONSTRAINT transcodings_audio REFERENCES audio (sha256),
        state text NOT NULL CONSTRAINT transcodings_state CHECK (state IN ('waiting','running','ready','refused','failed','cancelled')),
        step text CONSTRAINT transcodings_step CHECK (step IN ('probe','measure','encode','correct','finish')),
        progress smallint NOT NULL DEFAULT 0 CONSTRAINT transcodings_progress CHECK (progress BETWEEN 0 AND 100),
        attempts integer NOT NULL DEFAULT 0,
        -- Those attempts that took too much time or memory.
        overruns integer NOT NULL DEFAULT 0,
        -- Whose turn it is: a worker that was thought dead cannot write once another has taken over.
        run uuid,
        -- The lower the sooner.
        priority integer NOT NULL DEFAULT 100,
        -- Of the next attempt, after one that failed.
        not_before timestamptz,
        source jsonb,
        measured jsonb,
        findings jsonb NOT NULL DEFAULT '[]',
        waveform bytea,
        -- The picture in its tags, undecoded.
        cover bytea CONSTRAINT transcodings_cover CHECK (octet_length(cover) <= 2097152),
        -- Why it failed or was refused: a code, and the figures that belong to it.
        refusal_code text,
        refusal_data jsonb NOT NULL DEFAULT '{}',
        queued_at timestamptz NOT NULL,
        started_at timestamptz,
        heartbeat_at timestamptz,
        finished_at timestamptz,
        -- When the programs with this original were told how it ended.
        told_at timestamptz,
        -- Names profiles, targets and band by which its renditions were made.
        recipe text,
        -- Made over by another recipe, while what it has stays on the air; why the last such try failed.
        renewing boolean NOT NULL DEFAULT false,
        renewal_failed text
      );
      CREATE INDEX transcodings_unfinished ON transcodings (priority, queued_at) WHERE state IN ('waiting','running');
      CREATE INDEX transcodings_untold ON transcodings (finished_at) WHERE finished_at IS NOT NULL AND told_at IS NULL;

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
        CONSTRAINT renditions_pk PRIMARY KEY (original_sha256, profile)
      );
      CREATE INDEX renditions_by_audio ON renditions (sha256);

      -- What renditions were replaced: stations may hold and play it for long, and such a play is as good a proof.
      CREATE TABLE past_renditions (
        original_sha256 text NOT NULL CONSTRAINT past_renditions_original REFERENCES audio (sha256),
        profile text NOT NULL,
        sha256 text NOT NULL CONSTRAINT past_renditions_audio REFERENCES audio (sha256),
        replaced_at timestamptz NOT NULL,
        CONSTRAINT past_renditions_pk PRIMARY KEY (original_sha256, sha256, profile)
      );

      -- How the loudness of each original goes up and down, to find the same sound in another file.
      CREATE TABLE fingerprints (
        original_sha256 text CONSTRAINT fingerprints_pk PRIMARY KEY CONSTRAINT fingerprints_original REFERENCES audio (sha256),
        seconds numeric(10,3) NOT NULL,
        print bytea NOT NULL
      );
      CREATE INDEX fingerprints_by_length ON fingerprints (seconds);

      -- Two originals that sound the same, each pair once.
      CREATE TABLE likenesses (
        one text CONSTRAINT likenesses_one REFERENCES audio (sha256),
        other text CONSTRAINT likenesses_other REFERENCES audio (sha256),
        CONSTRAINT likenesses_pk PRIMARY KEY (one, other), CONSTRAINT likenesses_once CHECK (one < other)
      );
      CREATE INDEX likenesses_of_other ON likenesses (other);

      -- Wishes to have audio cut at its ends; what comes out is handed in as other audio of the program.
      CREATE TABLE trims (
        id uuid CONSTRAINT trims_pk PRIMARY KEY,
        program_id uuid NOT NULL CONSTRAINT trims_program REFERENCES programs (id),
        original_sha256 text NOT NULL CONSTRAINT trims_original REFERENCES audio (sha256),
        from_seconds numeric(10,3) NOT NULL,
        until_seconds numeric(10,3) NOT NULL,
        state text NOT NULL CONSTRAINT trims_state CHECK (state IN ('waiting','done','failed')),
        attempts integer NOT NULL DEFAULT 0,
        made_sha256 text CONSTRAINT trims_made REFERENCES audio (sha256),
        failed_because text,
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
      DROP TABLE trims, likenesses, fingerprints, past_renditions, renditions, transcodings;
    `);
  }
}
