import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What every module uses: extensions, the audit trail, the outbox, the keys that sign playlists, and the processes. */
export class Platform0000000000001 implements MigrationInterface {
  name = 'Platform0000000000001';

  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE EXTENSION IF NOT EXISTS btree_gist;
      CREATE EXTENSION IF NOT EXISTS unaccent;
      CREATE EXTENSION IF NOT EXISTS pg_trgm;

      -- How texts are compared when people search: without case and diacritics, đ as d. The body is bound when it is created,
      -- so an index may use it.
      CREATE FUNCTION search_text(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
        RETURN lower(unaccent('unaccent'::regdictionary, given));
      -- A LIKE pattern for each word of what was searched, the longest first; null when there is no word.
      CREATE FUNCTION search_patterns(given text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
        RETURN (SELECT array_agg('%' || regexp_replace(word, '([\\\\%_])', '\\\\\\1', 'g') || '%' ORDER BY length(word) DESC, word)
          FROM regexp_split_to_table(search_text(given), '[[:space:]]+') word WHERE word <> '');

      -- For tables that are append-only.
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
      END $$;

      -- For tables with a column "revision" that people's changes are checked against (ETag and If-Match).
      CREATE FUNCTION next_revision() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.revision := gen_random_uuid();
        RETURN NEW;
      END $$;

      -- Who did what to which thing.
      CREATE TABLE audit_entries (
        id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT audit_entries_pk PRIMARY KEY,
        at timestamptz NOT NULL,
        actor_kind text NOT NULL CONSTRAINT audit_actor_kind CHECK (actor_kind IN ('person','device','service')),
        actor_id uuid,
        actor_name text NOT NULL,
        -- The API token with which a program of the person did it.
        token_id uuid,
        token_name text,
        did text NOT NULL,
        thing_kind text NOT NULL,
        thing_id text NOT NULL,
        because text,
        details jsonb NOT NULL DEFAULT '{}',
        request_id text
      );
      CREATE INDEX audit_entries_of_thing ON audit_entries (thing_kind, thing_id, id);

      CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      -- The outbox: a row for each event and durable listener. Written with what caused the event, removed by the
      -- transaction that handles it. The queue only signals that there are rows.
      CREATE TABLE pending_events (
        id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pending_events_pk PRIMARY KEY,
        listener text NOT NULL,
        event text NOT NULL,
        key text,
        data jsonb NOT NULL,
        announced_at timestamptz NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL,
        last_error text
      );
      -- With the key in both, a reader's rows are found by it under every plan, also without statistics.
      CREATE INDEX pending_events_untried ON pending_events (listener, event, key, id) WHERE attempts = 0;
      CREATE INDEX pending_events_failed ON pending_events (listener, event, key, id) WHERE attempts > 0;

      CREATE TABLE signing_keys (
        kid text CONSTRAINT signing_keys_pk PRIMARY KEY,
        public_jwk jsonb NOT NULL,
        private_jwk jsonb NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX signing_keys_only_one ON signing_keys ((true));

      -- The processes of the service. Each writes a heartbeat, and removes its row when it stops.
      CREATE TABLE processes (
        id uuid CONSTRAINT processes_pk PRIMARY KEY,
        role text NOT NULL CONSTRAINT processes_role CHECK (role IN ('all','api','worker')),
        machine text NOT NULL,
        version text NOT NULL,
        -- What modules say about it, e.g. the version of ffmpeg.
        facts jsonb NOT NULL DEFAULT '{}',
        started_at timestamptz NOT NULL,
        -- By the clock of the database.
        seen_at timestamptz NOT NULL
      );
    `);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`
      DROP TABLE processes, signing_keys, pending_events, audit_entries;
      DROP FUNCTION next_revision, refuse_change, search_patterns, search_text;
    `);
  }
}
