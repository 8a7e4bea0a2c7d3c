/** Makes any of the formats audible, and visible. */

const WAV_HEADER = 44;
const BARS = 150;

/** ITU-T G.711: eight bits to sixteen. */
function ulaw(byte) {
    const bits = ~byte & 0xff;
    const size = (((bits & 0x0f) << 3) + 0x84 << (bits >> 4 & 7)) - 0x84;
    return bits & 0x80 ? -size : size;
}

function alaw(byte) {
    const bits = byte ^ 0x55;
    const exponent = bits >> 4 & 7;
    const size = exponent ? ((bits & 0x0f) << 4) + 0x108 << exponent - 1 : ((bits & 0x0f) << 4) + 8;
    return bits & 0x80 ? size : -size;
}

/** What no browser plays by itself is bare samples; null for what has a container. */
function samplesOf(bytes, outputFormat) {
    const [codec] = outputFormat.split('_');
    switch (codec) {
        case 'pcm': {
            const view = new DataView(bytes);
            return Int16Array.from({length: bytes.byteLength >> 1}, (_, i) => view.getInt16(2 * i, true));
        }
        case 'ulaw':
            return Int16Array.from(new Uint8Array(bytes), ulaw);
        case 'alaw':
            return Int16Array.from(new Uint8Array(bytes), alaw);
        default:
            return null;
    }
}

function wav(samples, rate) {
    const view = new DataView(new ArrayBuffer(WAV_HEADER + 2 * samples.length));
    const word = (at, letters) => [...letters].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
    word(0, 'RIFF');
    view.setUint32(4, view.byteLength - 8, true);
    word(8, 'WAVEfmt ');
    view.setUint32(16, 16, true);
    view.setUint16(20, 1, true); // PCM
    view.setUint16(22, 1, true); // mono
    view.setUint32(24, rate, true);
    view.setUint32(28, 2 * rate, true);
    view.setUint16(32, 2, true);
    view.setUint16(34, 16, true);
    word(36, 'data');
    view.setUint32(40, 2 * samples.length, true);
    samples.forEach((sample, i) => view.setInt16(WAV_HEADER + 2 * i, sample, true));
    return view.buffer;
}

/** @returns {{file: Blob, buffer: AudioBuffer}} what an audio element plays, and its samples */
export async function open(bytes, outputFormat, mediaType) {
    const samples = samplesOf(bytes, outputFormat);
    const playable = samples ? wav(samples, Number(outputFormat.split('_')[1])) : bytes;
    const file = new Blob([playable], {type: samples ? 'audio/wav' : mediaType});
    // Decoding takes the bytes away; the blob has its own.
    const buffer = await new OfflineAudioContext(1, 1, 48000).decodeAudioData(playable);
    return {file, buffer};
}

/** Upright bars as an SVG path in a box of 600 by 100. */
export function outline(buffer) {
    const samples = buffer.getChannelData(0);
    const peaks = Array.from({length: BARS}, (_, bar) => {
        let peak = 0;
        const end = Math.floor((bar + 1) * samples.length / BARS);
        for (let i = Math.floor(bar * samples.length / BARS); i < end; i++) {
            peak = Math.max(peak, Math.abs(samples[i]));
        }
        return peak;
    });
    const loudest = Math.max(...peaks, 0.01);
    return peaks.map((peak, bar) => {
        const half = Math.max(1, 47 * peak / loudest);
        return `M${4 * bar + 2} ${(50 - half).toFixed(1)}V${(50 + half).toFixed(1)}`;
    }).join('');
}
