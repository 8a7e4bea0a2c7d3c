import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { load, loadAll } from 'js-yaml';
import { nameOf, violations } from './schema.mjs';

const DEPLOY = new URL('../../deploy/', import.meta.url).pathname;
/** What is rendered, and the Secrets that the README has its users make. */
const RENDERED = {
    'kubernetes/overlays/trial': [],
    'kubernetes/overlays/production': ['foley-kie', 'foley-database', 'foley-users', 'foley-tls'],
    'knative': ['foley-kie', 'foley-database', 'foley-users'],
};
/** Objects whose keys are the user's. */
const FREE = new Set(['labels', 'annotations', 'matchLabels', 'selector', 'data', 'stringData', 'requests', 'limits']);

const rendered = Object.fromEntries(Object.keys(RENDERED).map(path => [path, loadAll(render(path))]));
const all = Object.values(rendered).flat();

for (const [path, secrets] of Object.entries(RENDERED)) {
    const objects = rendered[path];
    const pods = podsOf(objects);

    test(`${path} holds what the API knows, and nothing else`, async () => {
        assert.deepEqual(await violations(objects), []);
    });

    test(`${path} refers to nothing that is not there`, () => {
        const names = kind => objects.filter(o => o.kind === kind).map(o => o.metadata.name);
        const known = { Secret: [...names('Secret'), ...secrets], ConfigMap: names('ConfigMap') };
        for (const { owner, spec } of pods) {
            for (const [kind, name] of references(spec)) {
                assert.ok(known[kind].includes(name), `${owner} refers to ${kind} ${name}`);
            }
            if (spec.serviceAccountName) {
                assert.ok(names('ServiceAccount').includes(spec.serviceAccountName), owner);
            }
            for (const container of spec.containers) {
                const volumes = [...spec.volumes ?? [], ...objects.filter(o => nameOf(o) === owner)
                    .flatMap(o => o.spec.volumeClaimTemplates?.map(claim => claim.metadata) ?? [])];
                assert.deepEqual((container.volumeMounts ?? []).map(m => m.name).sort(), volumes.map(v => v.name).sort(), owner);
            }
        }
        const services = objects.filter(o => o.apiVersion === 'v1' && o.kind === 'Service');
        for (const service of services) {
            const behind = pods.filter(({ labels }) => matches(service.spec.selector, labels));
            assert.equal(behind.length, 1, `pods behind ${nameOf(service)}`);
            const ports = behind[0].spec.containers.flatMap(c => c.ports).map(port => port.name);
            service.spec.ports.forEach(port => assert.ok(ports.includes(port.targetPort), nameOf(service)));
        }
        for (const object of objects.filter(o => ['PodDisruptionBudget', 'NetworkPolicy'].includes(o.kind))) {
            const { matchLabels } = object.spec.selector ?? object.spec.podSelector;
            assert.equal(pods.filter(({ labels }) => matches(matchLabels, labels)).length, 1, nameOf(object));
        }
        for (const monitor of objects.filter(o => o.kind === 'ServiceMonitor')) {
            const watched = services.filter(s => matches(monitor.spec.selector.matchLabels, s.metadata.labels));
            assert.deepEqual(watched.map(s => s.metadata.name), ['foley']);
            assert.ok(watched[0].spec.ports.some(port => port.name === monitor.spec.endpoints[0].port));
        }
    });

    test(`${path} runs as nobody, with nothing to gain`, () => {
        for (const { owner, spec } of pods) {
            assert.equal(spec.enableServiceLinks, false, `${owner}: a Service's variables may be settings of Foley's`);
            assert.equal(spec.automountServiceAccountToken ?? false, false, owner);
            for (const { resources, securityContext } of spec.containers) {
                const context = { ...spec.securityContext, ...securityContext };
                assert.equal(context.runAsNonRoot, true, owner);
                assert.equal(context.allowPrivilegeEscalation, false, owner);
                assert.equal(context.readOnlyRootFilesystem, true, owner);
                assert.deepEqual(context.capabilities, { drop: ['ALL'] }, owner);
                assert.deepEqual(context.seccompProfile, { type: 'RuntimeDefault' }, owner);
                assert.ok(resources.requests.memory && resources.requests.cpu && resources.limits.memory, owner);
            }
        }
    });
}

for (const path of Object.keys(RENDERED).filter(path => path.includes('overlays'))) {
    test(`${path} gives a replica that stops the time to`, () => {
        const { spec } = podsOf(rendered[path]).find(({ owner }) => owner === 'Deployment foley');
        const [container] = spec.containers;
        const waits = Number.parseInt(container.env.find(e => e.name === 'QUARKUS_SHUTDOWN_TIMEOUT').value);
        // foley.ledger.drain by default, and what LedgerLife adds
        const drain = 35 + 5;
        assert.ok(spec.terminationGracePeriodSeconds > container.lifecycle.preStop.sleep.seconds + waits + drain);
        // foley.facade.max-wait by default
        assert.ok(waits > 60);
    });
}

for (const path of ['kubernetes/overlays/production', 'knative']) {
    const settings = rendered[path].find(o => o.kind === 'ConfigMap').data;

    test(`${path} checks who the database is, by both drivers`, () => {
        const url = new URL(settings.QUARKUS_DATASOURCE_JDBC_URL.replace('jdbc:', ''));
        assert.equal(url.searchParams.get('sslmode'), 'verify-full');
        const authority = url.searchParams.get('sslrootcert');
        assert.equal(settings.QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM, 'true');
        assert.equal(settings.QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM_CERTS, authority);
        assert.equal(settings.QUARKUS_DATASOURCE_REACTIVE_HOSTNAME_VERIFICATION_ALGORITHM, 'HTTPS');
        const { spec } = podsOf(rendered[path]).find(({ spec }) => spec.containers[0].name === 'foley');
        const mount = spec.containers[0].volumeMounts.find(m => authority === `${m.mountPath}/ca.crt`);
        assert.equal(spec.volumes.find(v => v.name === mount.name).secret.items[0].key, 'ca.crt');
    });

    test(`${path} leaves connections to others while twice as many replicas run`, () => {
        const scale = rendered[path].find(o => o.kind === 'HorizontalPodAutoscaler')?.spec.maxReplicas
            ?? Number(rendered[path].find(o => o.kind === 'Service').spec.template.metadata
                .annotations['autoscaling.knative.dev/max-scale']);
        // quarkus.datasource.jdbc.max-size, and max_connections of PostgreSQL by default
        assert.ok(2 * scale * (Number(settings.QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE) + 2) <= 80);
    });

    test(`${path} believes forwarded addresses of its proxies alone`, () => {
        assert.equal(settings.QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING, 'true');
        const proxies = settings.QUARKUS_HTTP_PROXY_TRUSTED_PROXIES.split(',');
        assert.ok(proxies.length > 0 && !proxies.some(proxy => proxy.endsWith('/0')));
    });
}

test('the Ingress brings the API, its description, callbacks and the page, and nothing else of /q', () => {
    const [{ spec }] = rendered['kubernetes/overlays/production'].filter(o => o.kind === 'Ingress');
    const paths = spec.rules[0].http.paths.map(({ path, pathType }) => `${path} ${pathType}`);
    assert.deepEqual(paths.sort(), ['/ Exact', '/callbacks Prefix', '/graphql Prefix', '/page Prefix', '/q/openapi Exact',
        '/v1 Prefix']);
});

test('traces leave for one collector alone', () => {
    const policies = rendered['kubernetes/overlays/production'].filter(o => o.kind === 'NetworkPolicy');
    const rules = policies.flatMap(o => o.spec.egress ?? []).filter(rule => rule.ports.some(({ port }) => port === 4317));
    assert.equal(rules.length, 1);
    assert.ok(rules[0].to.every(to => to.namespaceSelector && to.podSelector));
});

test('a schedule wakes the service that sleeps', () => {
    const [schedule] = rendered.knative.filter(o => o.kind === 'CronJob');
    const [service] = rendered.knative.filter(o => o.kind === 'Service');
    const host = `http://${service.metadata.name}.${service.metadata.namespace}.svc.cluster.local/`;
    const [container] = schedule.spec.jobTemplate.spec.template.spec.containers;
    assert.ok(container.command.some(word => word.startsWith(host)));
    // It works on what it finds only with a worker.
    assert.equal(service.spec.template.spec.containers[0].env.find(e => e.name === 'FOLEY_LEDGER_WORKER'), undefined);
});

test('the alerts are the same with the operator and without it', () => {
    const [rule] = all.filter(o => o.kind === 'PrometheusRule');
    assert.deepEqual(rule.spec, load(readFileSync(`${DEPLOY}prometheus/foley.rules.yml`, 'utf8')));
});

test('an unknown field is found wherever it stands', async () => {
    const spoilt = all.flatMap(object => places(object).map(place => {
        const copy = structuredClone(object);
        place.reduce((at, key) => at[key], copy).foleys = 1;
        copy.metadata.name = [object.kind, ...place].join('.');
        return copy;
    }));
    assert.ok(spoilt.length > 300, `only ${spoilt.length}`);
    const found = (await violations(spoilt)).join('\n');
    for (const object of spoilt) {
        assert.ok(found.includes(`${nameOf(object)}: `), `not found in ${nameOf(object)}`);
    }
});

test('a misplaced field is found', async () => {
    const deployment = structuredClone(all.find(o => o.kind === 'Deployment'));
    const pod = deployment.spec.template.spec;
    pod.containers[0].terminationGracePeriodSeconds = pod.terminationGracePeriodSeconds;
    delete pod.terminationGracePeriodSeconds;
    assert.match((await violations([deployment])).join(), /terminationGracePeriodSeconds.*does not exist in type 'IContainer'/);
});

test('a value of another type, and a field that is missing, are found', async () => {
    const deployment = structuredClone(all.find(o => o.kind === 'Deployment'));
    deployment.spec.template.spec.containers[0].ports[0].containerPort = '8080';
    delete deployment.spec.selector;
    const found = (await violations([deployment])).join();
    assert.match(found, /containerPort must be integer/);
    assert.match(found, /must have required property selector/);
});

test('a kind that is unknown, or of another version, is found', async () => {
    const metadata = { name: 'foley' };
    assert.equal((await violations([{ apiVersion: 'apps/v1', kind: 'Deploiment', metadata },
        { apiVersion: 'policy/v2', kind: 'PodDisruptionBudget', metadata }])).length, 2);
});

function render(path) {
    return execFileSync('kubectl', ['kustomize', DEPLOY + path], { encoding: 'utf8' });
}

/** Each object's pod, with the name of the object. */
function podsOf(objects) {
    return objects.map(object => [object, object.spec?.template ?? object.spec?.jobTemplate?.spec.template])
        .filter(([, template]) => template)
        .map(([object, { metadata, spec }]) => ({ owner: nameOf(object), labels: metadata?.labels, spec }));
}

/** All ConfigMaps and Secrets that a pod names. */
function references(spec) {
    return [
        ...spec.volumes?.flatMap(({ secret, configMap }) => [['Secret', secret?.secretName], ['ConfigMap', configMap?.name]]) ?? [],
        ...spec.containers.flatMap(({ env = [], envFrom = [] }) => [
            ...env.flatMap(({ valueFrom }) => [['Secret', valueFrom?.secretKeyRef?.name], ['ConfigMap', valueFrom?.configMapKeyRef?.name]]),
            ...envFrom.flatMap(({ secretRef, configMapRef }) => [['Secret', secretRef?.name], ['ConfigMap', configMapRef?.name]]),
        ]),
    ].filter(([, name]) => name);
}

function matches(selector, labels) {
    return Object.entries(selector).every(([key, value]) => labels?.[key] === value);
}

/** The way to each object in an object whose keys are the API's. */
function places(value, path = []) {
    const below = Object.entries(value).flatMap(([key, child]) =>
        child === null || typeof child !== 'object' || FREE.has(key) && !child.matchLabels ? [] : places(child, [...path, key]));
    return Array.isArray(value) ? below : [path, ...below];
}
