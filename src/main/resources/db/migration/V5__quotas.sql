-- Quotas of callers: what they have in flight, and what they spend in a month.

CREATE INDEX job_in_flight ON job (caller) WHERE state IN ('QUEUED', 'SUBMITTING', 'GENERATING', 'FETCHING');

-- What a job counts: the credits that kie.ai says, and until then what it is expected to cost, 0.24 credits for each second
-- of audio, of which there are 22 at most. Nothing once it has ended without a charge.
CREATE FUNCTION counted_credits(state text, credits numeric, duration_seconds numeric, failure_reason text)
    RETURNS numeric LANGUAGE sql IMMUTABLE
    RETURN coalesce(credits, CASE
        WHEN state = 'CANCELLED' THEN 0
        WHEN state = 'FAILED' AND failure_reason <> 'NO_AUDIO' THEN 0
        ELSE 0.24 * coalesce(duration_seconds, 22) END);

-- What jobs that have been removed had cost, in the month of their creation: removing a job gives no credits back.
CREATE TABLE spent (
    caller  text NOT NULL REFERENCES caller,
    month   date NOT NULL,
    credits numeric NOT NULL,
    PRIMARY KEY (caller, month)
);

-- One statement, in one order: two that remove jobs of the same callers at once do not wait for each other in a circle.
CREATE FUNCTION keep_what_was_spent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO spent AS kept (caller, month, credits)
    SELECT caller, date_trunc('month', created_at AT TIME ZONE 'UTC')::date AS month,
           sum(counted_credits(state, credits, duration_seconds, failure_reason))
    FROM removed
    GROUP BY 1, 2
    HAVING sum(counted_credits(state, credits, duration_seconds, failure_reason)) > 0
    ORDER BY 1, 2
    ON CONFLICT (caller, month) DO UPDATE SET credits = kept.credits + excluded.credits;
    RETURN NULL;
END
$$;

CREATE TRIGGER job_is_removed AFTER DELETE ON job REFERENCING OLD TABLE AS removed
    FOR EACH STATEMENT EXECUTE FUNCTION keep_what_was_spent();
