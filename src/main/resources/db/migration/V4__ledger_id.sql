-- What tells one ledger from another, outside of its database.
CREATE TABLE ledger (
    id       uuid NOT NULL DEFAULT gen_random_uuid(),
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one)
);

INSERT INTO ledger DEFAULT VALUES;
