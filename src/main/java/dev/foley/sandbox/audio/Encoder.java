package dev.foley.sandbox.audio;

/** Turns a waveform into a file. Stateless, and the same waveform gives the same bytes. */
interface Encoder {

    /**
     * @param sound already at the sample rate of the format
     * @param kilobits a second; 0 for codecs that have no choice
     */
    byte[] encode(Waveform sound, int kilobits);
}
