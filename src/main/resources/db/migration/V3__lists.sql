-- Lists of everybody's jobs, newest first; those of one caller have job_by_caller.
CREATE INDEX job_by_age ON job (created_at DESC, id DESC);
