package dev.foley.facade.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** One person's visit to the page, and all that their browser complained about meanwhile. */
final class Visit implements AutoCloseable {
    private final BrowserContext context;
    private final String base;
    final Page page;
    final List<String> complaints = new CopyOnWriteArrayList<>();

    Visit(BrowserContext context, String base) {
        this.context = context;
        this.base = base;
        context.setDefaultTimeout(Chromium.PATIENCE);
        page = context.newPage();
        page.onConsoleMessage(this::listen);
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith(base) && !request.url().startsWith("blob:")) {
                complaints.add("a request to " + request.url());
            }
        });
        page.navigate(base);
    }

    /** Chromium reports each refusal of the API, too; what the page makes of it is tested. */
    private void listen(ConsoleMessage message) {
        boolean refusal = message.text().startsWith("Failed to load resource") && message.location().contains("/v1/");
        if ((message.type().equals("error") || message.type().equals("warning")) && !refusal) {
            complaints.add(message.text());
        }
    }

    Locator at(String selector) {
        return page.locator(selector);
    }

    /** Sends the form, and waits until the sound is on show. */
    void make(String text) {
        at("#text").fill(text);
        at("#make").click();
        isShown("#stage");
        says("#stage-title", text);
    }

    /** Chooses a length other than the text's. */
    void length(String seconds) {
        at("#automatic").uncheck();
        at("#durationSeconds").fill(seconds);
    }

    void isShown(String selector) {
        assertThat(at(selector)).isVisible();
    }

    void says(String selector, String words) {
        assertThat(at(selector)).containsText(words);
    }

    void hasFocus(String selector) {
        assertThat(at(selector)).isFocused();
    }

    /** Of what the audio element would play. */
    double duration() {
        return ((Number) page.waitForFunction("() => document.getElementById('audio').duration")
                .evaluate("duration => duration")).doubleValue();
    }

    /** Waits for the audio element to have played some. */
    void isHeard() {
        page.waitForFunction("() => document.getElementById('audio').currentTime > 0.1");
    }

    /** Follows a link to another job of this page. */
    void open(String jobId) {
        page.evaluate("id => location.hash = id", jobId);
    }

    /** Presses Tab until this has the focus. */
    void tabTo(String selector) {
        for (int steps = 0; steps < 40; steps++) {
            if ((boolean) page.evaluate("it => document.activeElement.matches(it)", selector)) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("the keyboard does not reach " + selector);
    }

    @Override
    public void close() {
        context.close();
    }
}
