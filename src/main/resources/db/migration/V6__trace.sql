-- The W3C traceparent of the request that created the job, so that its steps join that trace wherever they are taken.
ALTER TABLE job ADD COLUMN trace_parent text;
