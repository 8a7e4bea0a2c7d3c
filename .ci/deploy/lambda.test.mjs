import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { DEFAULT_SCHEMA, Type, load } from 'js-yaml';

const PSEUDO = /^AWS::/;
// What SAM makes of the events of type HttpApi
const IMPLICIT = ['ServerlessHttpApi'];
const used = { Ref: [], Condition: [], Sub: [] };
const functions = ['Ref', 'Condition', 'Sub', 'If', 'Not', 'And', 'Equals'].flatMap(name => ['scalar', 'sequence']
    .map(kind => new Type(`!${name}`, { kind, construct: data => note(name, data) })));
const template = load(readFileSync(new URL('../../deploy/lambda/template.yaml', import.meta.url), 'utf8'),
    { schema: DEFAULT_SCHEMA.extend(functions) });

function note(name, data) {
    if (name === 'Sub') {
        used.Ref.push(...[...data.matchAll(/\$\{([^}]+)}/g)].map(([, word]) => word));
    } else if (name === 'If') {
        used.Condition.push(data[0]);
    } else {
        used[name]?.push(data);
    }
    return { [name]: data };
}

test('the template names what it has', () => {
    const names = [...Object.keys(template.Parameters), ...Object.keys(template.Resources), ...IMPLICIT];
    used.Ref.filter(name => !PSEUDO.test(name)).forEach(name => assert.ok(names.includes(name), name));
    used.Condition.forEach(name => assert.ok(name in template.Conditions, name));
    Object.keys(template.Parameters).forEach(name => assert.ok(used.Ref.includes(name), `${name} is of no use`));
});

test('secrets are not echoed', () => {
    for (const [name, parameter] of Object.entries(template.Parameters)) {
        assert.equal(parameter.NoEcho ?? false, /Key|Password(Hash)?$/.test(name), name);
    }
});

test('the function is native, and nothing works in it between requests', () => {
    const { Runtime, Environment, Timeout } = template.Resources.Foley.Properties;
    assert.equal(Runtime, 'provided.al2023');
    assert.equal(Environment.Variables.FOLEY_LEDGER_WORKER, 'false');
    assert.ok(parseInt(Environment.Variables.FOLEY_FACADE_MAX_WAIT) < Timeout);
    assert.ok(parseInt(Environment.Variables.FOLEY_FACADE_MAX_STREAM) < Timeout);
});

test('a request of the schedule does not look as if it came through API Gateway', () => {
    const { Schedule } = template.Resources.Foley.Properties.Events;
    const { rawPath, requestContext } = JSON.parse(Schedule.Properties.Input);
    assert.equal(requestContext.http.path, rawPath);
    assert.equal(requestContext.apiId, undefined);
});
