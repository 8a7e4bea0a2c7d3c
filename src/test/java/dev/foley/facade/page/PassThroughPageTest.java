package dev.foley.facade.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foley.WithoutDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** Where nothing is kept, the page says so, and does the rest. */
@QuarkusTest
@TestProfile(WithoutDatabase.class)
class PassThroughPageTest extends PageFixture {
    @Test
    void aPromptIsHeardWithoutADatabase() {
        Visit visit = visit();
        visit.says("#history-note", "without a database");
        visit.length("1");
        visit.make("page: a short beep");
        visit.isShown("#player");
        assertThat(visit.duration()).isCloseTo(1, within(0.1));
        visit.page.reload();
        visit.isShown("#player");
        assertThat(visit.at("#spent")).isHidden();
        assertThat(visit.at("#delete")).isHidden();
    }
}
