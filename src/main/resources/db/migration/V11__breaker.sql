-- The breaker of submissions: outcomes in a row, of different jobs, that decided nothing about the job itself, and the one job
-- that tries again after a pause.
ALTER TABLE pause ADD COLUMN undecided integer NOT NULL DEFAULT 0;
ALTER TABLE pause ADD COLUMN last_job uuid;
ALTER TABLE pause ADD COLUMN probe uuid;

-- A row of caller only says when its caller was served last, and may be forgotten: a caller without one comes first.
ALTER TABLE job DROP CONSTRAINT job_caller_fkey;
ALTER TABLE idempotency_key DROP CONSTRAINT idempotency_key_caller_fkey;
ALTER TABLE spent DROP CONSTRAINT spent_caller_fkey;
