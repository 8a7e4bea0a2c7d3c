package dev.foley.sandbox.task;

import java.math.BigDecimal;

/**
 * The account. Tasks that are not done hold their price back, so that no success overdraws it; only successes reduce
 * it. Thread-safe.
 */
public final class Credits {

    private BigDecimal balance;
    private BigDecimal held = BigDecimal.ZERO;
    private BigDecimal spent = BigDecimal.ZERO;

    public Credits(BigDecimal balance) {
        this.balance = balance;
    }

    /** Holds a price back, if the account can bear it. */
    synchronized boolean hold(BigDecimal price) {
        if (balance.subtract(held).compareTo(price) < 0) {
            return false;
        }
        held = held.add(price);
        return true;
    }

    /** A success: what was held back is paid. */
    synchronized void pay(BigDecimal price) {
        held = held.subtract(price);
        balance = balance.subtract(price);
        spent = spent.add(price);
    }

    /** A failure: what was held back is free again. */
    synchronized void release(BigDecimal price) {
        held = held.subtract(price);
    }

    /** What is there, in credits. */
    public synchronized BigDecimal balance() {
        return balance;
    }

    /** What all successes so far have cost, in credits. */
    public synchronized BigDecimal spent() {
        return spent;
    }

    /** Sets the balance, as if someone had bought credits or run out of them. */
    public synchronized void setBalance(BigDecimal credits) {
        balance = credits;
    }
}
