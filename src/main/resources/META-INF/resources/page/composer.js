import * as api from './api.js';
import {formatOptions} from './words.js';

const LABELS = {text: 'The text', durationSeconds: 'The length', promptInfluence: 'The influence', outputFormat: 'The format', loop: 'Loop'};
/** The API's limit, in characters. */
const MOST = 5000;
/** Beyond this kie.ai refuses the text at present, whatever its documentation says. */
const MOST_IN_PRACTICE = 450;
const $ = id => document.getElementById(id);
const number = id => $(id).value === '' ? undefined : Number($(id).value);

/** The last request that was sent and has no answer yet: sent again, it keeps its key. */
let unanswered = null;

function read() {
    return {
        text: $('text').value.trim(),
        loop: $('loop').checked,
        durationSeconds: $('automatic').checked ? undefined : number('durationSeconds'),
        promptInfluence: number('promptInfluence'),
        outputFormat: $('outputFormat').value,
    };
}

/** Puts a job's settings into the form. */
export function fill(request) {
    $('text').value = request.text;
    $('loop').checked = request.loop;
    $('automatic').checked = request.durationSeconds === undefined;
    $('durationSeconds').value = request.durationSeconds ?? $('durationSeconds').value;
    $('promptInfluence').value = request.promptInfluence;
    $('outputFormat').value = request.outputFormat;
    clear();
    sync();
    $('text').focus();
}

function sync() {
    for (const id of ['durationSeconds', 'promptInfluence']) {
        $(id + '-range').value = $(id).value;
    }
    $('durationSeconds').disabled = $('durationSeconds-range').disabled = $('automatic').checked;
    count();
}

function count() {
    const characters = $('text').value.trim().length;
    const warning = characters > MOST
        ? `${characters} characters: at most ${MOST} are allowed.`
        : `${characters} characters: kie.ai refuses more than ${MOST_IN_PRACTICE} at present.`;
    $('text-count').textContent = characters > MOST_IN_PRACTICE ? warning : '';
}

function clear() {
    $('problem').replaceChildren();
    for (const field of Object.keys(LABELS)) {
        $(field + '-error').hidden = true;
        $(field).removeAttribute('aria-invalid');
    }
}

function showAtField({field, message}) {
    const place = $(field + '-error');
    place.textContent = `${LABELS[field]} ${message}`;
    place.hidden = false;
    $(field).setAttribute('aria-invalid', 'true');
}

/** The API's words: what is about a field stands at the field. */
export function show({problem, retryAfter}) {
    const violations = problem.violations ?? [];
    const atFields = violations.filter(({field}) => field in LABELS);
    atFields.forEach(showAtField);
    const title = document.createElement('h3');
    title.textContent = problem.title;
    const rest = violations.filter(({field}) => !(field in LABELS)).map(({field, message}) => `${field} ${message}`);
    const lines = [problem.detail, ...rest, retryAfter && `Try again in ${retryAfter} s.`].filter(Boolean);
    $('problem').replaceChildren(title, ...lines.map(line => {
        const text = document.createElement('p');
        text.textContent = line;
        return text;
    }));
    if (atFields.length) {
        $(atFields[0].field).focus();
    }
}

function badNumbers() {
    return ['durationSeconds', 'promptInfluence'].filter(id => $(id).validity.badInput)
        .map(field => ({field, message: 'must be a number'}));
}

async function send(started) {
    clear();
    const violations = badNumbers();
    if (violations.length) {
        show({problem: {title: 'The request breaks rules', violations}});
        return;
    }
    const request = read();
    const same = JSON.stringify(request);
    const key = unanswered?.same === same ? unanswered.key : api.newKey();
    unanswered = {same, key};
    $('make').setAttribute('aria-disabled', 'true');
    try {
        const job = await api.create(request, key);
        unanswered = null;
        started(job);
    } catch (error) {
        // Whoever answered has not kept the key, but for an uncertain outcome.
        if (error.problem?.status < 500) {
            unanswered = null;
        }
        show(error);
    } finally {
        $('make').removeAttribute('aria-disabled');
    }
}

export function start(started) {
    $('outputFormat').append(...formatOptions('mp3_44100_128'));
    for (const id of ['durationSeconds', 'promptInfluence']) {
        $(id).addEventListener('input', () => $(id + '-range').value = $(id).value);
        $(id + '-range').addEventListener('input', () => $(id).value = $(id + '-range').value);
    }
    $('automatic').addEventListener('change', sync);
    $('text').addEventListener('input', count);
    $('text').addEventListener('keydown', event => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            $('composer').requestSubmit();
        }
    });
    $('composer').addEventListener('submit', event => {
        event.preventDefault();
        if ($('make').getAttribute('aria-disabled') !== 'true') {
            send(started);
        }
    });
    // After a reload browsers put back what was typed, without a word.
    addEventListener('pageshow', sync);
    sync();
}
