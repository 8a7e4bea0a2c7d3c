-- The durable ledger. A job's row is its own schedule; only the database's clock is ever asked.

CREATE TABLE caller (
    name           text PRIMARY KEY,
    last_served_at timestamptz NOT NULL DEFAULT to_timestamp(0)
);

-- Callers are served in this order.
CREATE INDEX caller_by_turn ON caller (last_served_at, name);

CREATE TABLE job (
    id               uuid PRIMARY KEY,
    caller           text NOT NULL REFERENCES caller,
    state            text NOT NULL CHECK (state IN ('QUEUED', 'SUBMITTING', 'GENERATING', 'FETCHING',
                                                    'SUCCEEDED', 'FAILED', 'CANCELLED', 'UNCERTAIN')),

    -- The request
    prompt           text NOT NULL,
    loop             boolean NOT NULL,
    duration_seconds numeric,
    prompt_influence numeric NOT NULL,
    output_format    text NOT NULL,
    callback_url     text,
    fingerprint      bytea NOT NULL,

    -- The schedule. A lease is a next step in the future: whoever claims a job puts its next step after the lease.
    -- Null once nothing happens by itself any more.
    next_step_at     timestamptz DEFAULT clock_timestamp(),
    -- When the state it is in ends in failure.
    give_up_at       timestamptz,
    lease_owner      uuid,
    -- The claim under which createTask was last to be called: whoever made it and knows that it called nobody may undo it.
    claim            uuid,
    -- Failures in a row in this state, for the backoff.
    attempts         integer NOT NULL DEFAULT 0,
    -- How often createTask was called: an answer counts for its own submission alone.
    submissions      integer NOT NULL DEFAULT 0,
    -- Whether a callback came before the answer to createTask.
    hinted           boolean NOT NULL DEFAULT false,

    -- What became of it
    task_id          text UNIQUE,
    result_urls      text[] NOT NULL DEFAULT '{}',
    credits          numeric,
    media_type       text,
    bytes            bigint,
    sha256           bytea,
    failure_reason   text,
    failure_code     text,
    failure_message  text,
    retry_of         uuid REFERENCES job ON DELETE SET NULL,

    created_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    submitted_at     timestamptz,
    completed_at     timestamptz,

    CHECK (state NOT IN ('GENERATING', 'FETCHING') OR task_id IS NOT NULL),
    CHECK ((state = 'FAILED') = (failure_reason IS NOT NULL))
);

-- The queue: the oldest job of a caller.
CREATE INDEX job_queue ON job (caller, created_at, id) WHERE state = 'QUEUED';

CREATE INDEX job_queue_due ON job (next_step_at) WHERE state = 'QUEUED';

-- Due work besides the queue: each claim reads its own index, and nothing else.
CREATE INDEX job_submit_due ON job (next_step_at) WHERE state = 'SUBMITTING';
CREATE INDEX job_poll_due ON job (next_step_at) WHERE state IN ('GENERATING', 'UNCERTAIN');
CREATE INDEX job_fetch_due ON job (next_step_at) WHERE state = 'FETCHING';

-- Jobs whose time is up.
CREATE INDEX job_give_up ON job (give_up_at) WHERE state IN ('QUEUED', 'GENERATING', 'FETCHING');

-- Lists and sums of one caller, newest first.
CREATE INDEX job_by_caller ON job (caller, created_at DESC, id DESC);

-- An identical earlier request that succeeded.
CREATE INDEX job_reusable ON job (caller, fingerprint, completed_at DESC) WHERE state = 'SUCCEEDED';

-- Jobs whose time to be forgotten has come.
CREATE INDEX job_settled ON job (updated_at) WHERE state IN ('SUCCEEDED', 'FAILED', 'CANCELLED', 'UNCERTAIN');

CREATE INDEX job_retry_of ON job (retry_of) WHERE retry_of IS NOT NULL;

-- The bytes lie apart, so that rows of job stay small.
CREATE TABLE audio (
    job_id uuid PRIMARY KEY REFERENCES job ON DELETE CASCADE,
    bytes  bytea NOT NULL
);

-- MP3 and Opus do not compress, and uncompressed bytes can be read from the middle.
ALTER TABLE audio ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- Task ids that callbacks brought for jobs whose submission's answer is not there; a hint until recordInfo confirms it.
CREATE TABLE task_hint (
    job_id      uuid NOT NULL REFERENCES job ON DELETE CASCADE,
    task_id     text NOT NULL,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (job_id, task_id)
);

CREATE TABLE idempotency_key (
    caller      text NOT NULL REFERENCES caller,
    key         text NOT NULL,
    fingerprint bytea NOT NULL,
    job_id      uuid NOT NULL REFERENCES job ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    expires_at  timestamptz NOT NULL,
    PRIMARY KEY (caller, key)
);

CREATE INDEX idempotency_key_expiry ON idempotency_key (expires_at);
CREATE INDEX idempotency_key_job ON idempotency_key (job_id);

-- The account's pace: a slot is taken while its call is under way, and for a window after the answer.
CREATE TABLE slot (
    kind    text NOT NULL CHECK (kind IN ('SUBMIT', 'POLL')),
    number  integer NOT NULL,
    free_at timestamptz NOT NULL DEFAULT to_timestamp(0),
    PRIMARY KEY (kind, number)
);

-- When kie.ai asked everyone to slow down, or could not be reached.
CREATE TABLE pause (
    kind    text PRIMARY KEY CHECK (kind IN ('SUBMIT', 'POLL')),
    until   timestamptz NOT NULL DEFAULT to_timestamp(0),
    strikes integer NOT NULL DEFAULT 0
);

INSERT INTO pause (kind) VALUES ('SUBMIT'), ('POLL');

-- Every replica hears of every change of state, whoever made it.
CREATE FUNCTION tell_of_job() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('foley_job', NEW.id || ' ' || NEW.state);
    RETURN NULL;
END
$$;

CREATE TRIGGER job_is_new AFTER INSERT ON job FOR EACH ROW EXECUTE FUNCTION tell_of_job();

CREATE TRIGGER job_changes_state AFTER UPDATE OF state ON job FOR EACH ROW
    WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION tell_of_job();
