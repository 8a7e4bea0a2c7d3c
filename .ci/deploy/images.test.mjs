import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import dockerfile from 'dockerfile-utils';
import { load } from 'js-yaml';

const ROOT = new URL('../../', import.meta.url).pathname;
const PINNED = /^[^:@\s]+:[0-9v][^:@\s]*$/;
const composed = load(readFileSync(`${ROOT}deploy/compose.yaml`, 'utf8'));

for (const name of ['Dockerfile.jvm', 'Dockerfile.native']) {
    const text = readFileSync(`${ROOT}deploy/docker/${name}`, 'utf8');
    const instructions = text.replace(/\\\n/g, '').split('\n').filter(line => /^[A-Z]/.test(line));
    const stages = instructions.filter(line => line.startsWith('FROM ')).map(line => line.split(' '));

    test(`${name} has no instruction that is unknown, wrong or out of place`, () => {
        assert.deepEqual(dockerfile.validate(text).map(({ message, range }) => `${range.start.line + 1}: ${message}`), []);
    });

    test(`${name} begins with pinned images`, () => {
        const own = stages.map(([, , , alias]) => alias);
        for (const image of stages.map(([, image]) => image).filter(image => !own.includes(image))) {
            assert.match(image, PINNED);
        }
    });

    test(`${name} copies what is in a checkout`, () => {
        for (const line of instructions.filter(line => line.startsWith('COPY ') && !line.includes('--from='))) {
            const paths = line.split(' ').slice(1, -1).filter(word => !word.startsWith('--'));
            paths.forEach(path => assert.ok(existsSync(ROOT + path), path));
        }
    });

    test(`${name} runs as nobody, and is sent the signal itself`, () => {
        assert.equal(instructions.filter(line => line.startsWith('USER ')).at(-1), 'USER 1001');
        assert.match(instructions.at(-1), /^ENTRYPOINT \["/);
    });
}

// Of the profile `image` in pom.xml, which builds the same without Docker
test("Jib's images begin with those of the Dockerfiles, and run as theirs", () => {
    const [jvm, native] = ['jvm', 'native'].map(kind => readFileSync(`${ROOT}deploy/docker/Dockerfile.${kind}`, 'utf8'));
    const pom = readFileSync(`${ROOT}pom.xml`, 'utf8');
    const jib = name => pom.match(`<quarkus.jib.${name}>(.*)</quarkus.jib.${name}>`)[1];
    assert.ok(jvm.includes(`FROM ${jib('base-jvm-image')} AS application\n`));
    assert.ok(native.includes(`FROM ${jib('base-native-image')}\n`));
    for (const text of [jvm, native]) {
        assert.ok(text.includes(`WORKDIR ${jib('working-directory')}\n`));
        assert.ok(text.includes(`USER ${jib('user')}\n`));
        assert.ok(text.includes(`EXPOSE ${jib('ports')}\n`));
    }
    const entrypoint = text => JSON.parse(text.match(/^ENTRYPOINT (.*)$/m)[1]);
    assert.deepEqual(jib('jvm-entrypoint').split(','), entrypoint(jvm).filter(word => !word.startsWith('-XX:AOTCache')));
    assert.deepEqual(jib('native-entrypoint').split(',').slice(1), entrypoint(native).slice(1));
});

test('compose.yaml holds what the specification knows, and nothing else', () => {
    assert.deepEqual(mistakes(composed), []);
});

test('a mistake in a compose file is found', () => {
    const spoilt = structuredClone(composed);
    spoilt.services.foley.port = ['8080:8080'];
    assert.match(mistakes(spoilt).join(), /services\/foley must NOT have additional properties/);
});

test('compose.yaml uses pinned images, or those that it builds', () => {
    Object.values(composed.services).filter(service => !service.build).forEach(({ image }) => assert.match(image, PINNED));
});

test('compose.yaml is open to this machine alone, and each service is confined', () => {
    for (const [name, service] of Object.entries(composed.services)) {
        service.ports?.forEach(port => assert.match(port, /^127\.0\.0\.1:/, name));
        assert.equal(service.read_only, true, name);
        assert.deepEqual(service.cap_drop, ['ALL'], name);
    }
});

test('compose.yaml mounts volumes that it declares, and files that are there', () => {
    const sources = Object.values(composed.services).flatMap(service => service.volumes ?? []).map(volume => volume.split(':')[0]);
    const [files, volumes] = [sources.filter(s => s.startsWith('./')), sources.filter(s => !s.startsWith('./'))];
    assert.deepEqual(volumes.sort(), Object.keys(composed.volumes).sort());
    files.forEach(file => assert.ok(existsSync(`${ROOT}deploy/${file}`), file));
});

function mistakes(file) {
    const path = new URL('node_modules/dclint/schemas/compose.schema.json', import.meta.url);
    // The draft is ajv's own, by a name that it does not know.
    const { $schema, ...schema } = JSON.parse(readFileSync(path, 'utf8'));
    const valid = addFormats(new Ajv({ allErrors: true, strict: false })).compile(schema);
    return valid(file) ? [] : valid.errors.map(e => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
}
