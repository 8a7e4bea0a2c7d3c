package dev.foley.facade.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

import com.microsoft.playwright.Browser.NewContextOptions;
import io.quarkus.test.common.http.TestHTTPResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A browser for all tests of a class, and a visit that nothing may be wrong with for each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PageFixture {
    @TestHTTPResource("/")
    URI base;

    private Chromium chromium;
    private Visit visit;

    @BeforeAll
    void startChromium() {
        chromium = Chromium.start();
    }

    @AfterAll
    void stopChromium() {
        if (chromium != null) {
            chromium.close();
        }
    }

    Visit visit() {
        return visit(new NewContextOptions());
    }

    Visit visit(NewContextOptions options) {
        visit = chromium.visit(base.toString(), options);
        return visit;
    }

    @AfterEach
    void nothingIsComplainedAbout() {
        if (visit != null) {
            visit.close();
            assertThat(visit.complaints).isEmpty();
            visit = null;
        }
    }
}
