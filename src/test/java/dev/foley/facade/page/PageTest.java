package dev.foley.facade.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import com.microsoft.playwright.Route.FulfillOptions;
import dev.foley.Depth;
import dev.foley.OutputFormat;
import dev.foley.ledger.LedgerProfile;
import dev.foley.sandbox.Sandbox;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a person can do at the page, with a database and the sandbox behind it. */
@QuarkusTest
@TestProfile(LedgerProfile.class)
class PageTest extends PageFixture {
    private static final FulfillOptions REFUSED = new FulfillOptions().setStatus(401)
            .setContentType("application/problem+json")
            .setBody(
                    "{\"type\":\"/problems/unauthenticated\",\"title\":\"Foley does not know who calls\",\"status\":401,"
                            + "\"detail\":\"Sign in again\"}");

    @Inject
    Sandbox sandbox;

    @Test
    void aPromptIsMadeAndHeard() {
        Visit visit = visit();
        visit.length("1.5");
        visit.make("page: rain on a tin roof");
        visit.isShown("#player");
        visit.says("#stage-state", "Ready");
        assertThat(visit.duration()).isCloseTo(1.5, within(0.1));
        assertThat(visit.at("#wave .ahead").getAttribute("d")).startsWith("M2 ");
        visit.at("#play").click();
        visit.isHeard();
        assertThat(visit.at("#download").getAttribute("href")).endsWith("/audio");
        visit.says("#spent", "credit");
        visit.says("#left", "credits");
    }

    @Test
    void everyFormatCanBeChosen() {
        assertThat(visit().page
                .evaluate("[...document.getElementById('outputFormat').options].map(it => it.value).sort()"))
                .isEqualTo(formats().sorted().toList());
    }

    private static Stream<String> formats() {
        return Arrays.stream(OutputFormat.values()).map(OutputFormat::wireName);
    }

    @Tag(Depth.DEEP)
    @Test
    void everyFormatCanBeHeard() {
        Map<String, String> jobs = new TreeMap<>();
        formats().forEach(format -> jobs.put(format, made(format)));
        Visit visit = visit();
        jobs.forEach((format, id) -> {
            visit.open(id);
            visit.says("#stage-title", "page: " + format);
            visit.isShown("#player");
            assertThat(visit.duration()).as(format).isCloseTo(0.7, within(0.1));
            visit.at("#play").click();
            visit.isHeard();
        });
    }

    private static String made(String format) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("text", "page: " + format, "durationSeconds", 0.7, "outputFormat", format))
                .post("/v1/sound-effects")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    @Test
    void aPromptThatIsTooLongForKieIsWarnedOf() {
        Visit visit = visit();
        visit.at("#text").fill("x".repeat(450));
        assertThat(visit.at("#text-count")).hasText("");
        visit.at("#text").fill("x".repeat(451));
        visit.says("#text-count", "kie.ai refuses more than 450 at present");
    }

    @Tag(Depth.DEEP)
    @Test
    void aRepeatedSoundGoesOnBeyondItsEnd() {
        Visit visit = visit();
        visit.length("0.5");
        visit.at("#loop").check();
        visit.make("page: a siren without an end");
        visit.isShown("#player");
        assertThat(visit.at("#repeat")).isChecked();
        visit.at("#play").click();
        visit.page.waitForFunction("() => Number(document.getElementById('seek').value) > 0.25");
        visit.page.waitForFunction("() => Number(document.getElementById('seek').value) < 0.2");
        assertThat(visit.at("#play")).hasAttribute("aria-label", "Pause");
        visit.at("#play").click();
        assertThat(visit.at("#play")).hasAttribute("aria-label", "Play");
    }

    @Test
    void aFailureIsToldInWordsAndPaidAnewOnlyWhenAgreed() {
        String text = "page: glass [[fail:500]]";
        Visit visit = visit();
        visit.make(text);
        visit.isShown("#failure");
        visit.says("#failure", "It could not be made");
        visit.says("#failure", "(500)");
        visit.says("#live", "Failed");

        visit.at("#retry").click();
        visit.says("#confirm", "This is a new payment");
        visit.page.keyboard().press("Escape");
        visit.hasFocus("#retry");
        assertThat(sandbox.witness().tasksFor(text)).hasSize(1);

        String first = visit.page.url();
        visit.at("#retry").click();
        visit.at("#confirm-yes").click();
        visit.page.waitForURL(url -> !url.equals(first));
        visit.isShown("#failure");
        assertThat(sandbox.witness().tasksFor(text)).hasSize(2);
    }

    @Test
    void whatBreaksARuleIsToldAtItsFieldInTheApisWords() {
        Visit visit = visit();
        visit.length("42");
        visit.at("#make").click();
        visit.says("#durationSeconds-error", "is 42: must be at most 22");
        visit.isShown("#text-error");
        visit.says("#problem", "2 rules are broken");
        visit.hasFocus("#text");
        assertThat(visit.at("#durationSeconds")).hasAttribute("aria-invalid", "true");

        visit.at("#durationSeconds").fill("0.5");
        visit.make("page: mended");
        assertThat(visit.at("#durationSeconds-error")).isHidden();
    }

    @Tag(Depth.DEEP)
    @Test
    void aReloadFindsTheSoundThatIsInTheMaking() {
        Visit visit = visit();
        visit.make("page: patience [[takes:3s]]");
        visit.isShown("#working");
        visit.page.reload();
        visit.says("#stage-title", "page: patience");
        visit.isShown("#player");
        visit.says("#live", "Ready");
    }

    @Tag(Depth.DEEP)
    @Test
    void theHistoryIsSearchedAndOpened() {
        Visit visit = visit();
        visit.make("page: one lonely owl");
        visit.make("page: a flock of gulls");
        visit.at("#query").fill("LONELY OWL");
        assertThat(visit.at("#items button")).hasCount(1);
        visit.at("#items button").click();
        visit.says("#stage-title", "page: one lonely owl");
        visit.hasFocus("#stage-title");
        visit.at("#query").fill("no such sound at all");
        visit.says("#history-note", "No sound matches");
    }

    @Test
    void nothingIsAskedAnyMoreOnceTheCredentialsAreRefused() {
        Visit visit = visit();
        visit.page.clock().install();
        visit.page.route("**/events", route -> route.fulfill(REFUSED));
        visit.make("page: signed out [[takes:60m]]");
        AtomicInteger asked = new AtomicInteger();
        visit.page.route("**/v1/**", route -> {
            asked.incrementAndGet();
            route.fulfill(REFUSED);
        });

        visit.page.clock().runFor(5_000);
        visit.says("#problem", "Foley does not know who calls");
        visit.says("#history-note", "Sign in again");
        int before = asked.get();
        visit.page.clock().runFor(120_000);
        visit.page.evaluate("() => fetch('v1/credits')");

        assertThat(asked).hasValue(before + 1);
    }

    @Tag(Depth.DEEP)
    @Test
    void theKeyboardAloneWillDo() {
        Visit visit = visit();
        visit.hasFocus("#text");
        visit.page.keyboard().type("page: keys");
        visit.tabTo("#automatic");
        visit.page.keyboard().press("Space");
        visit.page.keyboard().press("Shift+Tab");
        visit.page.keyboard().press("Control+A");
        visit.page.keyboard().type("2");
        visit.tabTo("#make");
        visit.page.keyboard().press("Enter");
        visit.isShown("#player");
        visit.tabTo("#play");
        visit.page.keyboard().press("Space");
        visit.isHeard();
        visit.page.keyboard().press("Space");
        visit.tabTo("#seek");
        visit.page.keyboard().press("End");
        assertThat(visit.at("#seek")).hasAttribute("aria-valuetext", "2.0 of 2.0 seconds");
        visit.tabTo("#delete");
        visit.page.keyboard().press("Enter");
        visit.tabTo("#confirm-yes");
        visit.page.keyboard().press("Enter");
        assertThat(visit.at("#stage")).isHidden();
        visit.page.waitForFunction("() => document.querySelector('.history').contains(document.activeElement)");
    }
}
