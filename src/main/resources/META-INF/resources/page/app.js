import * as api from './api.js';
import * as composer from './composer.js';
import * as history from './history.js';
import * as stage from './stage.js';
import * as words from './words.js';
import {follow} from './live.js';

const $ = id => document.getElementById(id);
let stopFollowing = () => {};

/** Says it to those who do not see it. */
function say(text) {
    $('live').textContent = text;
}

const sayState = job => say(`${words.STATES[job.state] ?? job.state}: ${job.request?.text ?? job.id}`);

async function account() {
    const [costs, credits] = await Promise.allSettled([api.costs(), api.credits()]);
    const tell = (id, result) => {
        $(id).hidden = result.status !== 'fulfilled';
        if (!$(id).hidden) {
            $(id).querySelector('dd').textContent = words.credits(result.value.credits);
        }
    };
    tell('spent', costs);
    tell('left', credits);
}

function changed(job) {
    if (!job) {
        gone();
        return;
    }
    const before = stage.shown();
    const news = before?.id !== job.id || before.state !== job.state;
    stage.show(job);
    history.update(job);
    if (news) {
        sayState(job);
    }
    if (news && !words.working(job)) {
        account();
    }
}

function gone() {
    say('The sound is not there any more.');
    stopFollowing();
    stage.hide();
    address(null);
    history.mark(null);
}

/** The address names the job, so that a reload finds it again. */
function address(id) {
    window.history.replaceState(null, '', id ? `#${id}` : location.pathname + location.search);
}

function open(job) {
    stopFollowing();
    stopFollowing = () => {};
    address(job.id);
    stage.show(job);
    sayState(job);
    history.mark(job.id);
    if (words.working(job) || job.state === 'uncertain') {
        stopFollowing = follow(job.id, changed, composer.show);
    }
}

function started(job) {
    open(job);
    history.reload();
    $('stage').scrollIntoView({block: 'nearest'});
}

/** @returns whether they agreed */
function agreed(title, text, yes) {
    $('confirm-title').textContent = title;
    $('confirm-text').textContent = text;
    $('confirm-yes').textContent = yes;
    $('confirm').returnValue = 'no';
    $('confirm').showModal();
    return new Promise(resolve => $('confirm').addEventListener('close',
        () => resolve($('confirm').returnValue === 'yes'), {once: true}));
}

async function attempt(action) {
    try {
        await action();
    } catch (error) {
        if (!error.problem) {
            throw error;
        }
        composer.show(error);
        $('problem').scrollIntoView({block: 'nearest'});
    }
}

async function retry() {
    const job = stage.shown();
    const uncertain = job.state === 'uncertain';
    if (await agreed('Make it anew?', uncertain
        ? 'This is a new payment. The earlier one may have been accepted after all; then both are paid for.'
        : 'This is a new payment, for a new sound from the same words.', 'Yes, pay again')) {
        const key = api.newKey();
        await attempt(async () => started(await api.retry(job.id, key)));
    }
}

async function remove() {
    const job = stage.shown();
    if (await agreed('Delete the sound?', 'It goes with its audio, and with its part of what was spent.', 'Yes, delete it')) {
        await attempt(async () => {
            await api.remove(job.id);
            gone();
            history.removed(job.id);
            account();
        });
    }
}

async function fromAddress() {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!id || $(id)) {
        return; // none, or a place on this page
    }
    await attempt(async () => open(await api.find(id)));
}

composer.start(started);
$('cancel').addEventListener('click', () => attempt(async () => changed(await api.cancel(stage.shown().id))));
$('retry').addEventListener('click', retry);
$('delete').addEventListener('click', remove);
$('again').addEventListener('click', () => composer.fill(stage.shown().request));
addEventListener('hashchange', fromAddress);
history.start(job => {
    open(job);
    $('stage-title').focus();
});
account();
fromAddress();
