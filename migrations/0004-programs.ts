import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The library: topics, segments, programs, their originals, uploads, approvals and approved descriptions. */
export class Programs0000000000004 implements MigrationInterface {
  name = 'Programs0000000000004';

  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE topics (
        code text CONSTRAINT topics_pk PRIMARY KEY,
        position integer NOT NULL,
        name_vi text NOT NULL,
        name_en text NOT NULL,
        administrative_reform boolean NOT NULL
      );
      INSERT INTO topics (code, position, name_vi, name_en, administrative_reform) VALUES
        ('direction', 1, 'Công tác chỉ đạo điều hành', 'Direction and administration', true),
        ('institutions', 2, 'Cải cách thể chế', 'Institutional reform', true),
        ('procedures', 3, 'Cải cách thủ tục hành chính', 'Reform of administrative procedures', true),
        ('apparatus', 4, 'Cải cách tổ chức bộ máy hành chính', 'Reform of the administrative apparatus', true),
        ('civil-service', 5, 'Cải cách chế độ công vụ', 'Civil service reform', true),
        ('public-finance', 6, 'Cải cách tài chính công', 'Public finance reform', true),
        ('digital-government', 7, 'Xây dựng và phát triển chính quyền điện tử - chính quyền số', 'Digital government', true),
        ('other', 99, 'Lĩnh vực khác', 'Another field', false);

      CREATE TABLE genres (
        code text CONSTRAINT genres_pk PRIMARY KEY,
        position integer NOT NULL,
        name_vi text NOT NULL, name_en text NOT NULL
      );
      INSERT INTO genres (code, position, name_vi, name_en) VALUES
        ('news', 1, 'tin', 'news item'), ('article', 2, 'bài', 'article'),
        ('report', 3, 'phóng sự', 'report'), ('special', 4, 'chuyên đề', 'special'),
        ('questions', 5, 'hỏi – đáp', 'questions and answers'), ('good-example', 6, 'gương điển hình', 'good example'),
        ('criticism', 7, 'phê bình, nhắc nhở', 'criticism, reminder'),
        ('notice', 8, 'thông báo', 'notice'),
        ('music', 9, 'nhạc hiệu, ca nhạc', 'signature tune, music');

      CREATE TABLE segments (
        id uuid CONSTRAINT segments_pk PRIMARY KEY,
        centre_id uuid NOT NULL CONSTRAINT segments_centre REFERENCES centres (id),
        name text NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT segments_name_once UNIQUE (centre_id, name)
      );

      -- A row is inserted only after its file is complete and synced under this name.
      CREATE TABLE audio (
        sha256 text CONSTRAINT audio_pk PRIMARY KEY CONSTRAINT audio_sha256_form CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        kind text NOT NULL CONSTRAINT audio_kind CHECK (kind IN ('original','rendition')),
        bytes bigint NOT NULL CONSTRAINT audio_bytes CHECK (bytes > 0),
        stored_at timestamptz NOT NULL
      );

      -- The row has the newest version that was handed in: its description and its audio. What airs is the version in force.
      CREATE TABLE programs (
        id uuid CONSTRAINT programs_pk PRIMARY KEY,
        centre_id uuid CONSTRAINT programs_centre REFERENCES centres (id),
        station_id uuid CONSTRAINT programs_station REFERENCES stations (id),
        title text NOT NULL CONSTRAINT programs_title_given CHECK (length(trim(title)) > 0),
        topic text NOT NULL CONSTRAINT programs_topic REFERENCES topics (code),
        genre text NOT NULL CONSTRAINT programs_genre REFERENCES genres (code),
        segment_id uuid CONSTRAINT programs_segment REFERENCES segments (id),
        origin text NOT NULL CONSTRAINT programs_origin CHECK (origin IN ('commune','centre','province','central','relay')),
        source_office text,
        legal_texts text[] NOT NULL DEFAULT '{}',
        language text NOT NULL,
        priority text NOT NULL DEFAULT 'normal' CONSTRAINT programs_priority CHECK (priority IN ('normal','priority','emergency')),
        expires_on date,
        state text NOT NULL CONSTRAINT programs_state CHECK (state IN ('awaiting-audio','transcoding','ready','refused','cancelled')),
        original_sha256 text CONSTRAINT programs_original REFERENCES audio (sha256),
        seconds numeric(10,3),
        -- Why its audio cannot be used: a code, and its figures.
        refusal_code text CONSTRAINT programs_refusal CHECK (refusal_code IN ('not-audio','no-sound','damaged',
          'codec-not-taken','too-short','rendition-incomplete','too-long','too-many-channels','rate-out-of-range',
          'original-missing','transcoding-failed')),
        refusal_data jsonb NOT NULL DEFAULT '{}',
        created_by uuid NOT NULL CONSTRAINT programs_created_by REFERENCES people (id),
        created_at timestamptz NOT NULL,
        -- Who has changed the description since it was last approved.
        described_by uuid[] NOT NULL DEFAULT '{}',
        withdrawn_at timestamptz,
        withdrawn_note text,
        -- Of what people write about it: the states of its audio do not count.
        revision text NOT NULL DEFAULT gen_random_uuid(),
        CONSTRAINT programs_one_owner CHECK (num_nonnulls(centre_id, station_id) = 1),
        CONSTRAINT programs_audio_matches_state CHECK ((state = 'awaiting-audio') = (original_sha256 IS NULL)),
        CONSTRAINT programs_ready_has_length CHECK (state <> 'ready' OR seconds > 0),
        CONSTRAINT programs_refused_has_reason CHECK ((state = 'refused') = (refusal_code IS NOT NULL))
      );
      CREATE TRIGGER programs_revision BEFORE UPDATE OF title, topic, genre, segment_id, origin, source_office,
          legal_texts, language, priority, expires_on, withdrawn_at ON programs
        FOR EACH ROW EXECUTE FUNCTION next_revision();
      CREATE INDEX programs_of_centre ON programs (centre_id, id);
      CREATE INDEX programs_of_station ON programs (station_id, id);
      -- Serves every search of a word of three letters or more.
      CREATE INDEX programs_by_title ON programs USING gin (search_text(title) gin_trgm_ops);
      CREATE INDEX programs_of_original ON programs (original_sha256);

      -- All audio ever handed in for a program, which names the one in force; made_of is the audio that it was trimmed from.
      CREATE TABLE originals (
        id uuid CONSTRAINT originals_pk PRIMARY KEY,
        program_id uuid NOT NULL CONSTRAINT originals_program REFERENCES programs (id),
        sha256 text NOT NULL CONSTRAINT originals_audio REFERENCES audio (sha256),
        made_of text CONSTRAINT originals_made_of REFERENCES audio (sha256),
        file_name text NOT NULL,
        uploaded_by uuid NOT NULL CONSTRAINT originals_by REFERENCES people (id),
        uploaded_at timestamptz NOT NULL
      );
      CREATE INDEX originals_of_program ON originals (program_id, id);
      CREATE INDEX originals_of_person ON originals (uploaded_by, uploaded_at);
      CREATE INDEX originals_of_audio ON originals (sha256);

      -- Inserted before a file is moved to its place, deleted with the commit of its rows: a row that stays was left by a
      -- killed process. Only files named here are removed as orphans, so a wrong or older database deletes no audio.
      CREATE TABLE arriving_audio (
        id uuid CONSTRAINT arriving_audio_pk PRIMARY KEY,
        kind text NOT NULL, sha256 text NOT NULL, since timestamptz NOT NULL
      );

      -- Completed uploads are kept for a while, so that a client that lost the response learns of the completion.
      CREATE TABLE resumable_uploads (
        id uuid CONSTRAINT resumable_uploads_pk PRIMARY KEY,
        program_id uuid NOT NULL CONSTRAINT resumable_uploads_program REFERENCES programs (id),
        begun_by uuid NOT NULL CONSTRAINT resumable_uploads_by REFERENCES people (id),
        file_name text NOT NULL,
        bytes bigint NOT NULL CONSTRAINT resumable_uploads_bytes CHECK (bytes > 0),
        begun_at timestamptz NOT NULL,
        completed_at timestamptz
      );
      CREATE INDEX resumable_uploads_of_person ON resumable_uploads (begun_by, begun_at);

      -- What is announced of a program, as its approver sees it.
      CREATE FUNCTION description_of(p programs) RETURNS jsonb LANGUAGE sql STABLE AS $$
        SELECT jsonb_build_object('title', p.title, 'topic', p.topic, 'genre', p.genre, 'segmentId', p.segment_id,
          'origin', p.origin, 'sourceOffice', p.source_office, 'legalTexts', to_jsonb(p.legal_texts), 'language', p.language)
      $$;

      -- A decision about one version of a program, with what was decided about. It stops being the decision about the newest
      -- version when another one is handed in (superseded_at). An approved version is in force until the next one is
      -- approved, or until it is revoked.
      CREATE TABLE approvals (
        id uuid CONSTRAINT approvals_pk PRIMARY KEY,
        program_id uuid NOT NULL CONSTRAINT approvals_program REFERENCES programs (id),
        original_sha256 text NOT NULL CONSTRAINT approvals_audio REFERENCES audio (sha256),
        seconds numeric(10,3) NOT NULL CONSTRAINT approvals_seconds CHECK (seconds > 0),
        description jsonb NOT NULL,
        -- SHA-256 of each rendition, by profile.
        renditions jsonb NOT NULL CONSTRAINT approvals_renditions CHECK (jsonb_typeof(renditions) = 'object'),
        decision text NOT NULL CONSTRAINT approvals_decision CHECK (decision IN ('approved','sent-back')),
        note text,
        decided_by uuid NOT NULL CONSTRAINT approvals_by REFERENCES people (id),
        decided_at timestamptz NOT NULL,
        superseded_at timestamptz,
        in_force tstzrange,
        revoked_at timestamptz,
        revoked_by uuid CONSTRAINT approvals_revoked_by REFERENCES people (id),
        revoked_note text,
        CONSTRAINT approvals_note_when_sent_back CHECK (decision = 'approved' OR length(trim(note)) > 0),
        CONSTRAINT approvals_in_force_when_approved CHECK ((decision = 'approved') = (in_force IS NOT NULL)),
        CONSTRAINT approvals_revocation CHECK (num_nonnulls(revoked_at, revoked_by, revoked_note) IN (0, 3)),
        CONSTRAINT approvals_one_version_in_force EXCLUDE USING gist (program_id WITH =, in_force WITH &&)
      );
      CREATE UNIQUE INDEX approvals_one_decision ON approvals (program_id) WHERE superseded_at IS NULL;
      CREATE INDEX approvals_of_program ON approvals (program_id, id);

      -- Whether the person uploaded, trimmed or entered these bytes, or bytes that they were made of, for whatever program.
      CREATE FUNCTION handed_in_by(audio text, person uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
        WITH RECURSIVE source (sha256) AS (
          SELECT audio
          UNION SELECT o.made_of FROM originals o JOIN source s ON s.sha256 = o.sha256 WHERE o.made_of IS NOT NULL)
        SELECT EXISTS (SELECT FROM source s JOIN originals o ON o.sha256 = s.sha256 JOIN programs p ON p.id = o.program_id
                       WHERE person IN (o.uploaded_by, p.created_by))
      $$;

      CREATE FUNCTION refuse_own_approval() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.decision = 'approved' AND (
          EXISTS (SELECT 1 FROM programs p
                  WHERE p.id = NEW.program_id AND NEW.decided_by = ANY (p.described_by || p.created_by))
          OR handed_in_by(NEW.original_sha256, NEW.decided_by)) THEN
          RAISE EXCEPTION 'own work cannot be approved' USING ERRCODE = 'check_violation', CONSTRAINT = 'approvals_never_own';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER approvals_never_own BEFORE INSERT ON approvals FOR EACH ROW EXECUTE FUNCTION refuse_own_approval();

      -- What people have played before they decided, in seconds from the start, of audio or of renditions of it.
      CREATE TABLE listenings (
        person_id uuid NOT NULL CONSTRAINT listenings_person REFERENCES people (id),
        original_sha256 text NOT NULL CONSTRAINT listenings_audio REFERENCES audio (sha256),
        heard nummultirange NOT NULL,
        heard_at timestamptz NOT NULL,
        CONSTRAINT listenings_pk PRIMARY KEY (person_id, original_sha256)
      );

      -- The approved version that airs now.
      CREATE VIEW versions_in_force AS
        SELECT a.program_id, a.id AS approval_id, a.original_sha256, a.seconds, a.description, a.renditions, a.decided_at, a.decided_by
        FROM approvals a JOIN programs p ON p.id = a.program_id
        WHERE upper_inf(a.in_force) AND a.revoked_at IS NULL AND p.withdrawn_at IS NULL;

      -- The decision about the newest version: made since it was handed in, or earlier if it is the version in force again.
      CREATE VIEW program_decisions AS
        SELECT DISTINCT ON (a.program_id) a.id, a.program_id, a.decision, a.note, a.decided_by, a.decided_at
        FROM approvals a JOIN programs p ON p.id = a.program_id
        WHERE a.superseded_at IS NULL OR (upper_inf(a.in_force) AND a.revoked_at IS NULL
          AND a.original_sha256 = p.original_sha256 AND a.description = description_of(p))
        ORDER BY a.program_id, a.superseded_at NULLS FIRST;

      -- What is announced of a program, from each approval on. The first one has no beginning, so there always is one; it
      -- outlives a revocation, because what has aired is still reported.
      CREATE TABLE program_descriptions (
        program_id uuid NOT NULL CONSTRAINT program_descriptions_program REFERENCES programs (id),
        during tstzrange NOT NULL,
        title text NOT NULL,
        topic text NOT NULL CONSTRAINT program_descriptions_topic REFERENCES topics (code),
        genre text NOT NULL CONSTRAINT program_descriptions_genre REFERENCES genres (code),
        segment_id uuid CONSTRAINT program_descriptions_segment REFERENCES segments (id),
        origin text NOT NULL,
        source_office text,
        legal_texts text[] NOT NULL,
        language text NOT NULL,
        CONSTRAINT program_descriptions_pk PRIMARY KEY (program_id, during WITHOUT OVERLAPS)
      );
    `);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`
      DROP VIEW program_decisions, versions_in_force;
      DROP FUNCTION description_of;
      DROP TABLE program_descriptions, listenings, approvals, resumable_uploads, arriving_audio, originals, programs, audio, segments,
        genres, topics;
      DROP FUNCTION refuse_own_approval, handed_in_by;
    `);
  }
}
