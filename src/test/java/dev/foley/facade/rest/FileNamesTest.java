package dev.foley.facade.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                            Rain on a tin roof                   | rain-on-a-tin-roof.mp3
                                            'a "quoted" \\ ../../etc/passwd'     | a-quoted-etc-passwd.mp3
                                            '  .hidden. '                        | hidden.mp3
                                            'one; filename=evil.exe'             | one-filename-evil-exe.mp3
                                            """)
    void aNameIsMadeOfTheWordsOfThePrompt(String title, String name) {
        assertThat(FileNames.attachment(title, "mp3"))
                .isEqualTo(String.format(Locale.ROOT, "attachment; filename=\"%s\"", name));
    }

    @Test
    void wordsInAnyScriptAreKeptBesideANameInAscii() {
        assertThat(FileNames.attachment("Bäche im Wald", "mp3")).isEqualTo(
                "attachment; filename=\"bache-im-wald.mp3\"; filename*=UTF-8''b%C3%A4che-im-wald.mp3");
        assertThat(FileNames.attachment("雨", "opus"))
                .isEqualTo("attachment; filename=\"sound-effect.opus\"; filename*=UTF-8''%E9%9B%A8.opus");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "...", "🌧", "CON", "nul", "com1", "\u202e", "\ud800"})
    void whatIsNoNameIsReplacedByOne(String title) {
        assertThat(FileNames.attachment(title, "mp3")).isEqualTo("attachment; filename=\"sound-effect.mp3\"");
    }

    @Test
    void aLongPromptIsCutBetweenWords() {
        assertThat(FileNames.attachment("thunder rolling ".repeat(300), "mp3")).isEqualTo(
                "attachment; filename=\"thunder-rolling-thunder-rolling-thunder-rolling-thunder.mp3\"");
        assertThat(FileNames.attachment("a".repeat(5000), "mp3"))
                .isEqualTo(String.format(Locale.ROOT, "attachment; filename=\"%s.mp3\"", "a".repeat(60)));
    }

    @Property
    void anyPromptGivesAHeaderThatIsSafeAndANameThatIsShort(@ForAll String title) {
        String header = FileNames.attachment(title, "mp3");

        assertThat(header).matches("attachment; filename=\"[a-z0-9-]+\\.mp3\"(; filename\\*=UTF-8''[a-z0-9%A-F.-]+)?");
        String name = header.substring(header.lastIndexOf('\'') + 1);
        assertThat(URLDecoder.decode(name, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThan(255);
    }
}
