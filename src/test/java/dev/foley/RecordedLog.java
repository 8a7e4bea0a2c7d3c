package dev.foley;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logmanager.ExtLogRecord;

/** What is logged while it is open. */
public final class RecordedLog extends Handler implements AutoCloseable {
    private final Logger logger;
    private final Predicate<LogRecord> wanted;
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    /**
     * @param category of the logger that is listened to, and of those below it; empty for all
     * @param wanted   which records are kept
     */
    public RecordedLog(String category, Predicate<LogRecord> wanted) {
        this.logger = Logger.getLogger(category);
        this.wanted = wanted;
        logger.addHandler(this);
    }

    public RecordedLog(String category) {
        this(category, record -> true);
    }

    public List<LogRecord> records() {
        return records;
    }

    @Override
    public void publish(LogRecord record) {
        if (wanted.test(record)) {
            if (record instanceof ExtLogRecord full) {
                full.copyMdc();
            }
            records.add(record);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
