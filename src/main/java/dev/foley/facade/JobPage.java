package dev.foley.facade;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A page of jobs, newest first.
 *
 * @param next where the next page begins; null where there is none
 */
public record JobPage(List<Job> jobs, @Nullable JobCursor next) {
    public JobPage {
        jobs = List.copyOf(jobs);
    }

    /** @param found one more than the page holds, if there is one more */
    static JobPage of(List<Job> found, int limit) {
        return found.size() <= limit
                ? new JobPage(found, null)
                : new JobPage(found.subList(0, limit), JobCursor.behind(found.get(limit - 1)));
    }
}
