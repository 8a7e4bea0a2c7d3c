/** The API's values in words. */
export const STATES = {
    queued: 'In the queue',
    submitting: 'Being sent',
    generating: 'Being made',
    fetching: 'Being fetched',
    succeeded: 'Ready',
    failed: 'Failed',
    cancelled: 'Cancelled',
    uncertain: 'Uncertain',
};

const FAILURES = {
    'content-rejected': 'The prompt was refused for what it says',
    'invalid-parameters': 'A setting was refused',
    'model-timeout': 'It took too long to make',
    'generation-failed': 'It could not be made',
    'no-audio': 'It was made, and no audio came of it',
    'not-sent-in-time': 'It waited for its turn for too long',
    'audio-lost': 'It was made, and its audio could not be fetched',
};

/** The formats by their wire names, in the order of the list. */
const FORMATS = {
    MP3: ['mp3_44100_192', 'mp3_44100_128', 'mp3_44100_96', 'mp3_44100_64', 'mp3_44100_32', 'mp3_22050_32'],
    Opus: ['opus_48000_192', 'opus_48000_128', 'opus_48000_96', 'opus_48000_64', 'opus_48000_32'],
    PCM: ['pcm_48000', 'pcm_44100', 'pcm_24000', 'pcm_22050', 'pcm_16000', 'pcm_8000'],
    Telephony: ['ulaw_8000', 'alaw_8000'],
};

const CODECS = {mp3: 'MP3', opus: 'Opus', pcm: 'PCM', ulaw: 'µ-law', alaw: 'A-law'};

export const working = job => ['queued', 'submitting', 'generating', 'fetching'].includes(job.state);

export const seconds = (value, digits = 1) => `${value.toFixed(digits)} s`;

export function format(wireName) {
    const [codec, rate, kilobits] = wireName.split('_');
    return [CODECS[codec] ?? codec, `${rate / 1000} kHz`, kilobits && `${kilobits} kbit/s`].filter(Boolean).join(' ');
}

export function formatOptions(chosen) {
    return Object.entries(FORMATS).map(([label, names]) => {
        const group = document.createElement('optgroup');
        group.label = label;
        group.append(...names.map(name => new Option(format(name), name, name === chosen, name === chosen)));
        return group;
    });
}

export function credits(value) {
    const number = value.toLocaleString('en', {maximumFractionDigits: 2});
    return `${number} ${value === 1 ? 'credit' : 'credits'}`;
}

/** What was asked for, but the prompt. */
export function settings(request) {
    return [
        request.durationSeconds === undefined ? 'length from the text' : seconds(request.durationSeconds),
        format(request.outputFormat),
        request.loop && 'loop',
        `influence ${request.promptInfluence}`,
    ].filter(Boolean).join(' · ');
}

/** Why there is no audio: a heading, and what kie.ai said. */
export function failure({reason, code, message}) {
    const said = [message, code && `(${code})`].filter(Boolean).join(' ');
    return {title: FAILURES[reason] ?? 'It failed', text: said && `kie.ai says: ${said}`};
}

const STEPS = [[60, 'second'], [60, 'minute'], [24, 'hour'], [7, 'day'], [Infinity, 'week']];
const RELATIVE = new Intl.RelativeTimeFormat('en', {numeric: 'auto'});

export function ago(time) {
    let value = Math.min(0, (new Date(time) - Date.now()) / 1000);
    if (value > -60) {
        return 'just now';
    }
    for (const [size, unit] of STEPS) {
        if (-value < size) {
            return RELATIVE.format(Math.round(value), unit);
        }
        value /= size;
    }
}
