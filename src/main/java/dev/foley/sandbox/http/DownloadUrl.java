package dev.foley.sandbox.http;

import java.io.IOException;

import com.fasterxml.jackson.databind.node.TextNode;

/** {@code POST /api/v1/common/download-url}: renews the URL of a result. */
final class DownloadUrl implements Endpoint {

    private final Doorkeeper doorkeeper;
    private final MediaLinks links;

    DownloadUrl(Doorkeeper doorkeeper, MediaLinks links) {
        this.doorkeeper = doorkeeper;
        this.links = links;
    }

    @Override
    public Answer answer(Call call) {
        doorkeeper.admit(call);
        String url;
        try {
            url = Json.read(call.body()).path("url").asText("");
        } catch (IOException e) {
            throw new Refused(Refusals.BAD_REQUEST);
        }
        String link = links.sign(url).orElseThrow(() -> new Refused(Refusals.WRONG_URL));
        return Answer.of(Reply.success(new TextNode(link)));
    }
}
