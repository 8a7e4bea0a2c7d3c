package dev.foley.facade;

/** The caller may not see the account's balance. */
public final class BalanceHiddenException extends JobException {
    public BalanceHiddenException() {
        super("To see the account's balance takes a role that these credentials do not have; Foley's operator knows which.");
    }
}
