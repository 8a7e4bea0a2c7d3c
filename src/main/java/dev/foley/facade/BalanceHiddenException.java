package dev.foley.facade;

/** The caller may not see the account's balance. */
public final class BalanceHiddenException extends JobException {
    public BalanceHiddenException() {
        super("The account's balance is visible to a role that these credentials do not have; Foley's operator knows which.");
    }
}
