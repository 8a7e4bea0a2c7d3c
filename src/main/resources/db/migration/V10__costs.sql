-- How many of the jobs that have been removed had cost anything, beside what they had cost.
ALTER TABLE spent ADD COLUMN jobs bigint NOT NULL DEFAULT 0;

CREATE OR REPLACE FUNCTION keep_what_was_spent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO spent AS kept (caller, month, credits, jobs)
    SELECT caller, date_trunc('month', created_at AT TIME ZONE 'UTC')::date AS month,
           sum(counted_credits(state, credits, duration_seconds, failure_reason)),
           count(*) FILTER (WHERE counted_credits(state, credits, duration_seconds, failure_reason) > 0)
    FROM removed
    GROUP BY 1, 2
    HAVING sum(counted_credits(state, credits, duration_seconds, failure_reason)) > 0
    ORDER BY 1, 2
    ON CONFLICT (caller, month) DO UPDATE
    SET credits = kept.credits + excluded.credits, jobs = kept.jobs + excluded.jobs;
    RETURN NULL;
END
$$;
