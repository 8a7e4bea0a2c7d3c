package dev.foley.ledger;

import java.util.HashMap;
import java.util.Map;

/** Where nothing runs in the background, as in a function that sleeps between requests. */
public class WithoutWorker extends LedgerProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
        settings.put("foley.ledger.worker", "false");
        settings.put("foley.callback.base-url", "");
        settings.put("foley.facade.max-wait", "0.01S");
        return settings;
    }
}
