-- Claims that are taken back, and leases that are handed back, among however many jobs that have ended.
CREATE INDEX job_claim ON job (claim) WHERE state IN ('QUEUED', 'SUBMITTING', 'UNCERTAIN') AND claim IS NOT NULL;
CREATE INDEX job_leased ON job (lease_owner) WHERE lease_owner IS NOT NULL;
