import * as api from './api.js';

const SOON = 2000;
/** An uncertain job may still find its task, by a callback. */
const LATER = 15000;

/**
 * Tells of each change of a job until it has ended: by Server-Sent Events, and by asking while these do not come.
 *
 * @param tell   called with the job, or with null when there is no such job any more
 * @param refuse called with the error when the credentials are refused: nothing is asked any more then
 * @returns stops it
 */
export function follow(id, tell, refuse) {
    let timer = null;
    let stopped = false;
    const source = api.hasEvents() ? new EventSource(api.eventsPath(id)) : null;

    const stop = () => {
        stopped = true;
        clearTimeout(timer);
        source?.close();
    };
    const hear = job => {
        if (stopped) {
            return;
        }
        if (!job || ['succeeded', 'failed', 'cancelled'].includes(job.state)) {
            stop();
        }
        tell(job);
    };
    const ask = async () => {
        timer = null;
        let pause = SOON;
        try {
            const job = await api.find(id);
            pause = job.state === 'uncertain' ? LATER : SOON;
            hear(job);
        } catch (error) {
            if (error.problem?.status === 404) {
                hear(null);
            } else if (error.isRefusal && !stopped) {
                stop();
                refuse(error);
            }
        }
        askIn(pause);
    };
    const askIn = pause => {
        if (!stopped && timer === null) {
            timer = setTimeout(ask, pause);
        }
    };
    if (!source) {
        askIn(SOON);
        return stop;
    }
    for (const event of ['state', 'end']) {
        source.addEventListener(event, ({data}) => {
            clearTimeout(timer);
            timer = null;
            hear(JSON.parse(data));
        });
    }
    // The stream has nothing more to tell; whether the job is gone or uncertain, the job itself knows.
    source.addEventListener('removed', () => {
        source.close();
        askIn(0);
    });
    source.addEventListener('error', () => askIn(SOON));
    return stop;
}
