import * as api from './api.js';
import * as words from './words.js';

const $ = id => document.getElementById(id);
const TYPING = 250;
const MOVING = 3000;

let jobs = [];
let cursor = null;
let current = null;
let choose = () => {};
let asked = 0;
let timer = null;
let moving = null;

function item(job) {
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset.id = job.id;
    button.dataset.state = job.state;
    if (job.id === current) {
        button.setAttribute('aria-current', 'true');
    }
    const title = document.createElement('span');
    title.className = 'title';
    title.textContent = job.request?.text ?? job.id;
    const meta = document.createElement('span');
    meta.className = 'meta';
    const state = document.createElement('span');
    state.className = 'state';
    state.textContent = words.STATES[job.state] ?? job.state;
    const cost = job.credits ? words.credits(job.credits) : null;
    meta.append(state, ...[job.createdAt && words.ago(job.createdAt), cost].filter(Boolean).map(word => ` · ${word}`));
    button.append(title, ' ', meta);
    const entry = document.createElement('li');
    entry.append(button);
    return entry;
}

function render() {
    const focused = $('items').contains(document.activeElement) ? document.activeElement.dataset.id : null;
    $('items').replaceChildren(...jobs.map(item));
    if (focused) {
        $('items').querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus();
    }
    $('more').hidden = !cursor;
    clearTimeout(moving);
    if (jobs.some(words.working)) {
        moving = setTimeout(refresh, MOVING);
    }
}

const filter = () => ({text: $('query').value.trim(), states: $('which').value.split(' ').filter(Boolean)});

function note() {
    if (jobs.length) {
        return '';
    }
    const {text, states} = filter();
    return text || states.length ? 'No sound matches.' : 'No sounds yet. Describe one, then choose “Make the sound”.';
}

/** Loads a page; the answer to an older question is dropped. */
async function load(from) {
    const question = ++asked;
    try {
        const page = await api.list({...filter(), cursor: from});
        if (question !== asked) {
            return;
        }
        jobs = from ? [...jobs, ...page.jobs] : page.jobs;
        cursor = page.next;
        $('history-note').textContent = note();
    } catch (error) {
        if (question === asked) {
            $('history-note').textContent = error.is('needs-database')
                ? 'This Foley runs without a database, and keeps no history.' : error.message;
            $('search').hidden = error.is('needs-database');
            if (error.isRefusal) {
                clearTimeout(moving);
                return;
            }
        }
    }
    render();
}

/** The first page anew, with what is on it that changed; pages below stay. */
async function refresh() {
    const question = ++asked;
    try {
        const page = await api.list({...filter(), cursor: null});
        if (question !== asked) {
            return;
        }
        const fresh = new Set(page.jobs.map(job => job.id));
        const last = page.jobs.at(-1)?.createdAt ?? '';
        const below = cursor === page.next || !page.next ? [] : jobs.filter(job => !fresh.has(job.id) && job.createdAt < last);
        cursor = below.length ? cursor : page.next;
        jobs = [...page.jobs, ...below];
        $('history-note').textContent = note();
    } catch (error) {
        if (error.isRefusal) {
            $('history-note').textContent = error.message;
            return; // and look no more, until somebody asks
        }
        // the next look may find it
    }
    render();
}

export const reload = () => load(null);

/** Puts what is known of a job into the list, without asking. */
export function update(job) {
    const at = jobs.findIndex(({id}) => id === job.id);
    if (at >= 0) {
        jobs[at] = job;
        render();
    }
}

export function mark(id) {
    current = id;
    render();
}

/** The focus goes to the neighbour of what was removed. */
export function removed(id) {
    const at = jobs.findIndex(job => job.id === id);
    jobs = jobs.filter(job => job.id !== id);
    render();
    $('history-note').textContent = note();
    const neighbour = $('items').children[Math.min(Math.max(at, 0), jobs.length - 1)];
    (neighbour?.firstElementChild ?? $('history-title')).focus();
}

export function start(chosen) {
    choose = chosen;
    $('items').addEventListener('click', event => {
        const id = event.target.closest('button')?.dataset.id;
        if (id) {
            choose(jobs.find(job => job.id === id));
        }
    });
    $('query').addEventListener('input', () => {
        clearTimeout(timer);
        timer = setTimeout(reload, TYPING);
    });
    $('which').addEventListener('change', reload);
    $('search').addEventListener('submit', event => event.preventDefault());
    $('more').addEventListener('click', () => load(cursor));
    return reload();
}
