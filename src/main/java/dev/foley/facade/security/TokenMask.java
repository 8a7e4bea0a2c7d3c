package dev.foley.facade.security;

import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;

import io.quarkus.logging.LoggingFilter;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Quarkus' OIDC extension, asked at DEBUG why it refuses a token, shows the token; it may hold elsewhere. */
@LoggingFilter(name = TokenMask.NAME)
public final class TokenMask implements Filter {
    static final String NAME = "foley-tokens";

    private static final ExtFormatter FORMAT = new PatternFormatter("%s");
    private static final String TALKATIVE = "io.quarkus.oidc";
    /** Three parts in base64url, of which the first begins as each JSON object does. */
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]*\\.[\\w-]*\\.[\\w-]*");

    @Override
    public boolean isLoggable(LogRecord record) {
        if (record.getLoggerName() != null && record.getLoggerName().startsWith(TALKATIVE)
                && record instanceof ExtLogRecord line) {
            String message = FORMAT.formatMessage(line);
            if (message != null && TOKEN.matcher(message).find()) {
                line.setMessage(TOKEN.matcher(message).replaceAll("(a token)"), FormatStyle.NO_FORMAT);
            }
        }
        return true;
    }
}
