import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People, what they may do and where, invitations and sessions. */
export class Identity0000000000002 implements MigrationInterface {
  name = 'Identity0000000000002';

  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE people (
        id uuid CONSTRAINT people_pk PRIMARY KEY,
        login text NOT NULL CONSTRAINT people_login_form CHECK (login = lower(login) AND login ~ '^[a-z0-9][a-z0-9._@-]{1,63}$'),
        name text NOT NULL CONSTRAINT people_name_given CHECK (length(trim(name)) > 0),
        password_hash text,
        -- For notices; nobody signs in with it.
        mail_address text CONSTRAINT people_mail_address_form CHECK (length(mail_address) BETWEEN 3 AND 254 AND mail_address LIKE '%_@_%'),
        created_at timestamptz NOT NULL,
        ended_at timestamptz,
        revision text NOT NULL DEFAULT gen_random_uuid(),
        CONSTRAINT people_login_once UNIQUE (login)
      );
      CREATE TRIGGER people_revision BEFORE UPDATE OF name, ended_at ON people
        FOR EACH ROW EXECUTE FUNCTION next_revision();

      CREATE TABLE grants (
        id uuid CONSTRAINT grants_pk PRIMARY KEY,
        person_id uuid NOT NULL CONSTRAINT grants_person REFERENCES people (id),
        role text NOT NULL CONSTRAINT grants_role CHECK (role IN ('administrator','editor','approver','operator','leader','contributor')),
        scope_kind text NOT NULL CONSTRAINT grants_scope_kind CHECK (scope_kind IN ('everywhere','centre','unit','station')),
        scope_id uuid,
        granted_at timestamptz NOT NULL,
        granted_by uuid CONSTRAINT grants_granted_by REFERENCES people (id),
        -- Ended and never deleted: whose deeds a centre may read depends on where somebody worked at the time.
        ended_at timestamptz,
        CONSTRAINT grants_scope_given CHECK ((scope_kind = 'everywhere') = (scope_id IS NULL)),
        CONSTRAINT grants_order CHECK (ended_at >= granted_at)
      );
      CREATE UNIQUE INDEX grants_once ON grants (person_id, role, scope_kind, scope_id) NULLS NOT DISTINCT WHERE ended_at IS NULL;
      CREATE INDEX grants_of_scope ON grants (scope_kind, scope_id);

      CREATE TABLE sessions (
        id uuid CONSTRAINT sessions_pk PRIMARY KEY,
        person_id uuid NOT NULL CONSTRAINT sessions_person REFERENCES people (id),
        token_hash bytea NOT NULL CONSTRAINT sessions_token_once UNIQUE,
        created_at timestamptz NOT NULL,
        -- When the person last gave their password in it.
        signed_in_at timestamptz NOT NULL,
        -- Passwords tried again in it since the last right one.
        password_tries integer NOT NULL DEFAULT 0,
        last_seen_at timestamptz NOT NULL,
        idle_minutes integer NOT NULL CONSTRAINT sessions_idle_positive CHECK (idle_minutes > 0),
        expires_at timestamptz NOT NULL,
        ended_at timestamptz,
        address text,
        user_agent text
      );
      CREATE INDEX sessions_of_person ON sessions (person_id) WHERE ended_at IS NULL;

      -- A one-time code: makes the first administrator (no person yet) or lets an invited person choose a password.
      CREATE TABLE invitations (
        id uuid CONSTRAINT invitations_pk PRIMARY KEY,
        person_id uuid CONSTRAINT invitations_person REFERENCES people (id),
        code_hash bytea NOT NULL CONSTRAINT invitations_code_once UNIQUE,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        created_by uuid CONSTRAINT invitations_created_by REFERENCES people (id)
      );
      CREATE INDEX invitations_of_person ON invitations (person_id) WHERE used_at IS NULL;

      -- What a person is told about their account. The row is also the outbox of its mail: mail_due_at is when it is next tried.
      CREATE TABLE notices (
        id uuid CONSTRAINT notices_pk PRIMARY KEY,
        person_id uuid NOT NULL CONSTRAINT notices_person REFERENCES people (id),
        code text NOT NULL,
        data jsonb NOT NULL,
        told_at timestamptz NOT NULL,
        read_at timestamptz,
        mail_to text,
        mail_due_at timestamptz,
        mail_attempts integer NOT NULL DEFAULT 0,
        mail_error text,
        mailed_at timestamptz
      );
      CREATE INDEX notices_of_person ON notices (person_id, id);
      CREATE INDEX notices_unread ON notices (person_id) WHERE read_at IS NULL;
      CREATE INDEX notices_to_mail ON notices (mail_due_at) WHERE mail_due_at IS NOT NULL;

      -- What a person proves besides the password (TOTP, RFC 6238).
      CREATE TABLE second_factors (
        person_id uuid CONSTRAINT second_factors_pk PRIMARY KEY CONSTRAINT second_factors_person REFERENCES people (id),
        -- Encrypted with a key that is derived from the service's own.
        sealed_secret bytea NOT NULL,
        since timestamptz NOT NULL,
        -- The newest time step of which a code was used.
        used_step bigint NOT NULL,
        recovery_salt bytea NOT NULL,
        -- Since the last right code.
        wrong_codes integer NOT NULL DEFAULT 0,
        wrong_at timestamptz
      );

      -- Recovery codes that were not used yet.
      CREATE TABLE recovery_codes (
        person_id uuid NOT NULL CONSTRAINT recovery_codes_second_factor REFERENCES second_factors (person_id) ON DELETE CASCADE,
        code_hash bytea NOT NULL,
        CONSTRAINT recovery_codes_pk PRIMARY KEY (person_id, code_hash)
      );

      -- Second factors whose first code is awaited.
      CREATE TABLE second_factor_setups (
        person_id uuid CONSTRAINT second_factor_setups_pk PRIMARY KEY
          CONSTRAINT second_factor_setups_person REFERENCES people (id),
        sealed_secret bytea NOT NULL,
        expires_at timestamptz NOT NULL
      );

      -- Tokens of people for programs that work for them.
      CREATE TABLE api_tokens (
        id uuid CONSTRAINT api_tokens_pk PRIMARY KEY,
        person_id uuid NOT NULL CONSTRAINT api_tokens_person REFERENCES people (id),
        name text NOT NULL,
        token_hash bytea NOT NULL CONSTRAINT api_tokens_token_once UNIQUE,
        ending text NOT NULL,
        permissions text[] NOT NULL,
        -- [{ kind, id }, …]; null: wherever the person has the permissions.
        scopes jsonb,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        last_used_at timestamptz,
        ended_at timestamptz
      );
      CREATE INDEX api_tokens_of_person ON api_tokens (person_id) WHERE ended_at IS NULL;

      -- Browsers and apps on which somebody signed in, by the hash of a token that they keep; several people may share one.
      CREATE TABLE known_clients (
        person_id uuid NOT NULL CONSTRAINT known_clients_person REFERENCES people (id),
        token_hash bytea NOT NULL,
        used_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        CONSTRAINT known_clients_pk PRIMARY KEY (person_id, token_hash)
      );
      CREATE INDEX known_clients_by_token ON known_clients (token_hash);

      -- Addresses from which somebody signed in, as keyed hashes.
      CREATE TABLE known_addresses (
        person_id uuid NOT NULL CONSTRAINT known_addresses_person REFERENCES people (id),
        address_hash bytea NOT NULL,
        used_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        CONSTRAINT known_addresses_pk PRIMARY KEY (person_id, address_hash)
      );

      -- POSTs of people that carried an Idempotency-Key. "done_at" and "things" are set in the transaction of the effect, the
      -- answer afterwards; an attempt that another one has taken over can set none of them.
      CREATE TABLE idempotency_keys (
        person_id uuid NOT NULL CONSTRAINT idempotency_keys_person REFERENCES people (id),
        key text NOT NULL,
        fingerprint bytea NOT NULL,
        first_sent_at timestamptz NOT NULL,
        attempt uuid NOT NULL,
        began_at timestamptz NOT NULL,
        done_at timestamptz,
        things jsonb,
        status integer,
        headers jsonb,
        body text,
        CONSTRAINT idempotency_keys_pk PRIMARY KEY (person_id, key)
      );
      CREATE INDEX idempotency_keys_by_age ON idempotency_keys (first_sent_at);
      CREATE INDEX idempotency_keys_of_person ON idempotency_keys (person_id, first_sent_at);

      -- Attempts to sign in that failed or are not decided yet; deleted when the password turns out right.
      CREATE TABLE sign_in_failures (
        id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT sign_in_failures_pk PRIMARY KEY,
        login text NOT NULL,
        address text NOT NULL,
        at timestamptz NOT NULL,
        -- Why it was not delayed; null: it came from an unknown place.
        known_by text CONSTRAINT sign_in_failures_known_by CHECK (known_by IN ('client','address')),
        client_hash bytea,
        decided boolean NOT NULL,
        CONSTRAINT sign_in_failures_client CHECK ((known_by = 'client') IS TRUE = (client_hash IS NOT NULL))
      );
      CREATE INDEX sign_in_failures_by_login ON sign_in_failures (login, at);
      CREATE INDEX sign_in_failures_by_address ON sign_in_failures (address, at);
    `);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`
      DROP TABLE idempotency_keys, sign_in_failures, known_addresses, known_clients, api_tokens, second_factor_setups, recovery_codes, second_factors, notices, invitations,
        sessions, grants, people;
    `);
  }
}
