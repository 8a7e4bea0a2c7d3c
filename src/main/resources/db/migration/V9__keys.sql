-- An idempotency key outlives its job, so that a request that is repeated after its job was removed is not paid for again.
-- A key whose job is not there any more is one of a job that was removed; one without a job is that of a batch.
ALTER TABLE idempotency_key DROP CONSTRAINT idempotency_key_job_id_fkey;
ALTER TABLE idempotency_key ALTER COLUMN job_id DROP NOT NULL;
-- It was there for the deletions that followed that of a job.
DROP INDEX idempotency_key_job;

-- When recordInfo was last read for the job, or begun to be: callbacks make it read no sooner than two seconds later.
ALTER TABLE job ADD COLUMN polled_at timestamptz;
