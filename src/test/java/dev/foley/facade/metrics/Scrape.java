package dev.foley.facade.metrics;

import static io.restassured.RestAssured.given;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What Prometheus would read now. */
record Scrape(String text) {
    static Scrape now() {
        return new Scrape(given().accept("text/plain").get("/q/metrics").then().statusCode(200).extract().asString());
    }

    /** The sum of what has that name and all these labels, each as {@code key="value"}; zero where there is none. */
    double sum(String name, String... labels) {
        return text.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> Arrays.stream(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    Set<String> names() {
        return text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
    }
}
