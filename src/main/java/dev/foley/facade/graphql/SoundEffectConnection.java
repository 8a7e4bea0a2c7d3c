package dev.foley.facade.graphql;

import java.util.List;

import dev.foley.facade.Job;
import dev.foley.facade.JobCursor;
import dev.foley.facade.JobPage;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;

/** A page of jobs as Relay has it. */
@Description("A page of sound effects, newest first.")
public record SoundEffectConnection(
        @NonNull @Description("Those of this page.") List<@NonNull SoundEffectEdge> edges,
        @NonNull @Description("Where this page lies.") PageInfo pageInfo) {

    /** @param behindOthers whether there is a page before */
    static SoundEffectConnection of(JobPage page, boolean behindOthers, AudioPaths.Audience paths) {
        List<SoundEffectEdge> edges = page.jobs().stream().map(job -> edge(job, paths)).toList();
        PageInfo info = edges.isEmpty()
                ? new PageInfo(false, behindOthers, null, null)
                : new PageInfo(page.next() != null, behindOthers, edges.get(0).cursor(),
                        edges.get(edges.size() - 1).cursor());
        return new SoundEffectConnection(edges, info);
    }

    private static SoundEffectEdge edge(Job job, AudioPaths.Audience paths) {
        return new SoundEffectEdge(JobCursor.behind(job).word(), SoundEffect.of(job, paths.of(job)));
    }
}
