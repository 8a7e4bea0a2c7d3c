package dev.foley.facade.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.foley.Depth;
import dev.foley.ledger.LedgerProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page to all eyes, and to none. */
@QuarkusTest
@TestProfile(LedgerProfile.class)
class PageLooksTest extends PageFixture {
    private static final int NARROWEST = 360;

    @Tag(Depth.DEEP)
    @Test
    void axeFindsNothingSeriousWithASoundInEitherTheme() {
        Visit visit = visit(new NewContextOptions().setColorScheme(ColorScheme.LIGHT).setViewportSize(1180, 860));
        visit.make("Light rain on a tent");
        visit.isShown("#player");
        assertThat(seriousIn(visit)).as("light").isEmpty();
        visit.at("#theme").click();
        assertThat(seriousIn(visit)).as("dark").isEmpty();
    }

    @Tag(Depth.DEEP)
    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void axeFindsNothingSerious(ColorScheme scheme) {
        Visit visit = visit(new NewContextOptions().setColorScheme(scheme).setViewportSize(1180, 860));
        assertThat(seriousIn(visit)).as("at first").isEmpty();

        visit.length("3.5");
        visit.make("Heavy rain on a tin roof, distant thunder");
        visit.isShown("#player");
        assertThat(seriousIn(visit)).as("with a sound").isEmpty();
        picture(visit, scheme.name().toLowerCase(Locale.ROOT));

        visit.length("42");
        visit.at("#make").click();
        visit.isShown("#durationSeconds-error");
        assertThat(seriousIn(visit)).as("with a broken rule").isEmpty();

        visit.length("2");
        visit.make("Breaking glass [[fail:nsfw]]");
        visit.isShown("#failure");
        assertThat(seriousIn(visit)).as("with a failure").isEmpty();
        visit.at("#retry").click();
        assertThat(seriousIn(visit)).as("with a question").isEmpty();
    }

    @Tag(Depth.DEEP)
    @Test
    void aPhoneNeedsNoScrollingSideways() {
        Visit visit = visit(new NewContextOptions().setViewportSize(NARROWEST, 740));
        assertThat(width(visit)).isLessThanOrEqualTo(NARROWEST);
        visit.make("a".repeat(120));
        visit.isShown("#player");
        assertThat(width(visit)).isLessThanOrEqualTo(NARROWEST);
        picture(visit, "phone");
        visit.make("a".repeat(120) + " [[fail:500]]");
        visit.isShown("#failure");
        assertThat(width(visit)).isLessThanOrEqualTo(NARROWEST);
    }

    @Test
    void theThemeIsChosenAndKept() {
        Visit visit = visit(new NewContextOptions().setColorScheme(ColorScheme.LIGHT));
        Object light = background(visit);
        visit.at("#theme").click();
        Object dark = background(visit);
        assertThat(dark).isNotEqualTo(light);
        visit.page.reload();
        assertThat(background(visit)).isEqualTo(dark);
        assertThat(visit.at("#theme").getAttribute("aria-pressed")).isEqualTo("true");
    }

    private static Object background(Visit visit) {
        return visit.page.evaluate("getComputedStyle(document.body).backgroundColor");
    }

    private static int width(Visit visit) {
        return (int) visit.page.evaluate("document.documentElement.scrollWidth");
    }

    private static List<String> seriousIn(Visit visit) {
        return new AxeBuilder(visit.page).analyze()
                .getViolations()
                .stream()
                .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                .map(PageLooksTest::told)
                .toList();
    }

    private static String told(Rule rule) {
        return rule.getId() + " at " + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }

    /** For whoever would look. */
    private static void picture(Visit visit, String name) {
        visit.page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/page", name + ".png")));
    }
}
