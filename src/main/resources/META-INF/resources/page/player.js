import * as api from './api.js';
import {outline, open} from './sound.js';
import {seconds} from './words.js';

const $ = id => document.getElementById(id);
const audio = $('audio');

/** An audio element has a pause at the end of each turn; a repeated sound is played from its samples, without one. */
let context = null;
let turning = null;
let buffer = null;
let id = null;
let url = null;

const length = () => buffer?.duration ?? audio.duration ?? 0;
const playing = () => turning !== null || !audio.paused;
const position = () => turning ? (context.currentTime - turning.since) % buffer.duration : audio.currentTime;

function stopTurning() {
    if (turning) {
        const at = position();
        turning.source.stop();
        turning = null;
        audio.currentTime = at;
    }
}

async function startTurning(at) {
    context ??= new AudioContext();
    await context.resume();
    const source = new AudioBufferSourceNode(context, {buffer, loop: true});
    source.connect(context.destination);
    source.start(0, at);
    turning = {source, since: context.currentTime - at};
    show();
}

function play() {
    if ($('repeat').checked && buffer) {
        startTurning(audio.ended ? 0 : audio.currentTime);
    } else {
        audio.play().catch(show); // another sound may be chosen before it starts
    }
}

function pause() {
    stopTurning();
    audio.pause();
    show();
}

function seek(to) {
    const wasTurning = turning !== null;
    stopTurning();
    audio.currentTime = to;
    if (wasTurning) {
        startTurning(to);
    }
    show();
}

function repeat() {
    if (playing()) {
        stopTurning();
        audio.pause();
        play();
    }
}

function show() {
    const now = Math.min(position(), length());
    $('play').setAttribute('aria-label', playing() ? 'Pause' : 'Play');
    $('play').classList.toggle('playing', playing());
    $('seek').value = now;
    $('seek').setAttribute('aria-valuetext', `${now.toFixed(1)} of ${length().toFixed(1)} seconds`);
    $('heard-to').setAttribute('width', length() ? 600 * now / length() : 0);
    $('time').textContent = `${now.toFixed(1)} / ${seconds(length())}`;
    if (playing()) {
        requestAnimationFrame(show);
    }
}

export function silence() {
    pause();
    audio.removeAttribute('src');
    URL.revokeObjectURL(url);
    id = buffer = url = null;
    $('player').hidden = $('unheard').hidden = true;
}

/** Gets a job's audio ready. */
export async function load(job) {
    if (id === job.id) {
        return;
    }
    silence();
    id = job.id;
    const outputFormat = job.request?.outputFormat ?? '';
    try {
        const bytes = await api.audio(job.id);
        const sound = await open(bytes, outputFormat, job.audio.mediaType);
        if (id !== job.id) {
            return; // another one was chosen meanwhile
        }
        ({buffer} = sound);
        url = URL.createObjectURL(sound.file);
        audio.src = url;
        $('seek').max = buffer.duration;
        $('repeat').checked = job.request?.loop ?? false;
        document.querySelectorAll('#wave path').forEach(path => path.setAttribute('d', outline(buffer)));
        $('player').hidden = false;
        show();
    } catch (error) {
        if (id === job.id) {
            id = null;
            $('unheard').textContent = error instanceof api.ApiError ? error.message
                : 'This browser cannot play this format. Download it to hear it.';
            $('unheard').hidden = false;
        }
    }
}

$('play').addEventListener('click', () => playing() ? pause() : play());
$('seek').addEventListener('input', event => seek(Number(event.target.value)));
$('repeat').addEventListener('change', repeat);
['play', 'pause', 'ended'].forEach(event => audio.addEventListener(event, show));
