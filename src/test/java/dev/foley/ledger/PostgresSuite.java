package dev.foley.ledger;

import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/**
 * The tests that start a database server, one by one: while a server's files are unpacked, no other test may fork a process, which
 * would inherit them open ("text file busy").
 */
@Suite
@IncludeEngines("junit-jupiter")
@SelectClasses({
        BreakerTest.class,
        ClaimsTest.class,
        CostsTest.class,
        HintsTest.class,
        JobListsTest.class,
        JobWriterTest.class,
        MigrationTest.class,
        OldestPostgresTest.class,
        QuotasTest.class,
        SignalsTest.class,
        SilentNetworkTest.class,
        UnsentTest.class,
        UpgradeTest.class
})
class PostgresSuite {}
