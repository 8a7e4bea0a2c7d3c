import * as player from './player.js';
import * as words from './words.js';
import {audioPath} from './api.js';

const $ = id => document.getElementById(id);
let job = null;
let clock = null;

function tick() {
    const since = job.createdAt ? (Date.now() - new Date(job.createdAt)) / 1000 : 0;
    $('elapsed').textContent = words.seconds(Math.max(0, since), 0);
}

function meta() {
    const paid = job.credits === undefined ? null : words.credits(job.credits);
    return [job.request && words.settings(job.request), paid].filter(Boolean).join(' · ');
}

function showFailure() {
    $('failure').hidden = !job.failure;
    if (job.failure) {
        const {title, text} = words.failure(job.failure);
        $('failure').querySelector('h3').textContent = title;
        $('failure').querySelector('p').textContent = text;
    }
    $('notice').textContent = job.notice ?? '';
    $('notice').hidden = !job.notice;
}

function showActions() {
    const ended = !words.working(job);
    $('download').hidden = !job.audio;
    $('download').href = audioPath(job.id);
    $('cancel').hidden = !job.links.cancel;
    $('retry').hidden = !job.links.retry;
    $('again').hidden = !job.request;
    $('delete').hidden = !ended || !job.updatedAt;
}

/** The job on show. */
export const shown = () => job;

/** Shows a job, or what has become of it. */
export function show(next) {
    if (job && job.id !== next.id) {
        player.silence();
    }
    job = next;
    const focused = document.activeElement;
    $('stage').hidden = false;
    $('stage').dataset.state = job.state;
    $('stage-state').firstElementChild.textContent = words.STATES[job.state] ?? job.state;
    $('stage-title').textContent = job.request?.text ?? job.id;
    $('stage-meta').textContent = meta();
    $('working').hidden = !words.working(job);
    clearInterval(clock);
    if (words.working(job)) {
        tick();
        clock = setInterval(tick, 1000);
    }
    showFailure();
    showActions();
    if (job.audio) {
        player.load(job);
    }
    // What had the focus may be gone; the focus stays near.
    if ($('stage').contains(focused) && focused.hidden) {
        $('stage-title').focus();
    }
}

export function hide() {
    clearInterval(clock);
    player.silence();
    job = null;
    $('stage').hidden = true;
}
