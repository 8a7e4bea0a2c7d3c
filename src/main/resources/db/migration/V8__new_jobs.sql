-- Whoever writes a job tells of it, where a worker elsewhere has to hear: commits that notify go one after the other.
DROP TRIGGER job_is_new ON job;
