/** Foley's REST API as this page uses it. Paths are relative, so that it may live behind a prefix. */
const SOUNDS = 'v1/sound-effects';

/** What went wrong, as RFC 9457 has it; made here where no answer came. */
export class ApiError extends Error {
    constructor(problem, retryAfter = null) {
        super(problem.detail || problem.title);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    is(type) {
        return this.problem.type === '/problems/' + type;
    }

    /** Whether asking again cannot help before somebody signs in: browsers ask for a password at each such answer. */
    get isRefusal() {
        return [401, 403].includes(this.problem.status);
    }
}

/** Whether this Foley has a database, as far as is known: then keys make sending safe to repeat, and events come. */
let remembers = true;
export const hasEvents = () => remembers;

async function call(path, {method = 'GET', body, headers} = {}) {
    let answer;
    try {
        answer = await fetch(path, {method, body, headers: {Accept: 'application/json, */*;q=0.5', ...headers}});
    } catch {
        throw new ApiError({type: 'unreachable', title: 'Foley cannot be reached', detail: lost(method)});
    }
    if (!answer.ok) {
        const error = new ApiError(await problemOf(answer), Number(answer.headers.get('Retry-After')) || null);
        remembers &&= !error.is('needs-database');
        throw error;
    }
    return answer;
}

function lost(method) {
    if (method === 'GET') {
        return 'Check the connection.';
    }
    return remembers ? 'Check the connection, and send it again: it is the same request, and is carried out once.'
        : 'Check the connection. It is not known whether the request arrived: to send it again may be a second payment.';
}

async function problemOf(answer) {
    try {
        const problem = await answer.json();
        if (problem?.title) {
            return problem;
        }
    } catch {
        // no JSON: something in front of Foley answered
    }
    return {type: 'about:blank', title: `The answer was ${answer.status} ${answer.statusText}`.trim(), status: answer.status};
}

async function json(path, options) {
    return (await call(path, options)).json();
}

const path = (id, rest = '') => `${SOUNDS}/${encodeURIComponent(id)}${rest}`;

/** Without a database a key is refused, with nothing sent: then it goes without. */
async function pay(path, key, body) {
    const keyed = remembers;
    const headers = {...(body && {'Content-Type': 'application/json'}), ...(keyed && {'Idempotency-Key': `"${key}"`})};
    try {
        return await json(path, {method: 'POST', headers, body});
    } catch (error) {
        if (keyed && error.is('needs-database')) {
            return pay(path, key, body);
        }
        throw error;
    }
}

/** A key for one payment. crypto.randomUUID is for secure contexts alone, and this page may come by plain http. */
export const newKey = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), part => part.toString(16)).join('-');

export const create = (request, key) => pay(SOUNDS, key, JSON.stringify(request));
export const retry = (id, key) => pay(path(id, '/retry'), key);
export const find = id => json(path(id));
export const cancel = id => json(path(id, '/cancel'), {method: 'POST'});
export const remove = id => call(path(id), {method: 'DELETE'});
export const audioPath = id => path(id, '/audio');
export const eventsPath = id => path(id, '/events');
export const audio = async id => (await call(audioPath(id))).arrayBuffer();
export const credits = () => json('v1/credits');
export const costs = () => json('v1/costs');

/** A page of jobs, newest first; `next` is the cursor of the one after. */
export async function list({text, states, cursor}) {
    const query = new URLSearchParams({limit: 20});
    if (text) {
        query.set('text', text);
    }
    states.forEach(state => query.append('state', state));
    if (cursor) {
        query.set('cursor', cursor);
    }
    const page = await json(`${SOUNDS}?${query}`);
    const next = page.links.next ? new URL(page.links.next, location).searchParams.get('cursor') : null;
    return {jobs: page.items, next};
}
