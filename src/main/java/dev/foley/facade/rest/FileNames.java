package dev.foley.facade.rest;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names for files made from prompts: words, digits and dashes, so that any system can keep them under it. */
final class FileNames {
    /** In characters; with an extension well below every file system's 255 bytes, also in a script of 3 bytes each. */
    private static final int LONGEST = 60;
    private static final String NAMELESS = "sound-effect";
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    /** Names that Windows keeps for devices, with any extension. */
    private static final Pattern DEVICE = Pattern.compile("con|prn|aux|nul|(com|lpt)[0-9¹²³]");

    private FileNames() {}

    /** A Content-Disposition (RFC 6266) with a name in ASCII, and beside it the full name (RFC 8187) where it says more. */
    static String attachment(String title, String extension) {
        String full = of(title, extension);
        String ascii = of(MARKS.matcher(Normalizer.normalize(title, Normalizer.Form.NFKD))
                .replaceAll("")
                .replaceAll("[^\\x00-\\x7f]", " "), extension);
        String plain = String.format(Locale.ROOT, "attachment; filename=\"%s\"", ascii);
        return full.equals(ascii) ? plain : plain + "; filename*=UTF-8''" + percentEncoded(full);
    }

    private static String of(String title, String extension) {
        String words = NO_WORD.matcher(Normalizer.normalize(title, Normalizer.Form.NFC)).replaceAll("-");
        String name = withoutEdges(shortened(withoutEdges(words))).toLowerCase(Locale.ROOT);
        boolean usable = !name.isEmpty() && !DEVICE.matcher(name).matches();
        return (usable ? name : NAMELESS) + '.' + extension;
    }

    /** At a dash if there is one late enough, and never within a character. */
    private static String shortened(String words) {
        if (words.length() <= LONGEST) {
            return words;
        }
        int dash = words.lastIndexOf('-', LONGEST);
        if (dash >= LONGEST / 2) {
            return words.substring(0, dash);
        }
        return words.substring(0, Character.isHighSurrogate(words.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }

    private static String withoutEdges(String words) {
        int start = words.startsWith("-") ? 1 : 0;
        int end = words.length() > start && words.endsWith("-") ? words.length() - 1 : words.length();
        return words.substring(start, end);
    }

    private static String percentEncoded(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '-' || b == '.';
            encoded.append(plain ? String.valueOf((char) b) : String.format(Locale.ROOT, "%%%02X", b));
        }
        return encoded.toString();
    }
}
