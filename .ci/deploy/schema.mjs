/**
 * Checks Kubernetes objects strictly: nothing that the API does not know at its place, each value of its type, nothing missing
 * that is required.
 */
import ts from 'typescript';

/** Whose models know the API groups that are not Kubernetes' own. */
const EXTENSIONS = {
    'monitoring.coreos.com': '@kubernetes-models/prometheus-operator',
    'serving.knative.dev': '@kubernetes-models/knative',
};
const SOURCE = new URL('objects.ts', import.meta.url).pathname;
const OPTIONS = {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    noEmit: true,
    skipLibCheck: true,
    strict: true,
    types: [],
};

/** Returns a line for each thing that is wrong, with the name of the object. */
export async function violations(objects) {
    const known = [];
    const wrong = [];
    for (const object of objects) {
        try {
            const path = modelPath(object);
            known.push({ object, path, Model: (await import(path))[object.kind] });
        } catch (e) {
            wrong.push(`${nameOf(object)}: no such kind (${e.message})`);
        }
    }
    for (const { object, Model } of known) {
        try {
            new Model(object).validate();
        } catch (e) {
            wrong.push(`${nameOf(object)}: ${e.message}`);
        }
    }
    return [...wrong, ...mistyped(known)];
}

export function nameOf({ kind, metadata }) {
    return `${kind} ${metadata?.name}`;
}

function modelPath({ apiVersion, kind }) {
    const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
    return `${EXTENSIONS[group] ?? 'kubernetes-models'}/${apiVersion}/${kind}`;
}

/** The validators let unknown fields pass. The compiler, which has the same models as types, does not in a literal. */
function mistyped(known) {
    const starts = [];
    let source = '';
    known.forEach(({ object, path }, i) => {
        source += `import type { I${object.kind} as T${i} } from ${JSON.stringify(path)};\n`;
    });
    known.forEach(({ object }, i) => {
        starts.push(source.length);
        source += `export const o${i}: T${i} = ${JSON.stringify(object, null, 2)};\n`;
    });
    const host = ts.createCompilerHost(OPTIONS);
    const { getSourceFile, fileExists } = host;
    host.getSourceFile = (name, language, ...rest) => name === SOURCE
        ? ts.createSourceFile(name, source, language)
        : getSourceFile.call(host, name, language, ...rest);
    host.fileExists = name => name === SOURCE || fileExists.call(host, name);
    return ts.getPreEmitDiagnostics(ts.createProgram([SOURCE], OPTIONS, host)).map(({ start, messageText }) => {
        const owner = known[starts.findLastIndex(from => from <= start)];
        const line = source.slice(source.lastIndexOf('\n', start) + 1, source.indexOf('\n', start)).trim();
        return `${owner ? nameOf(owner.object) : 'objects'}: ${ts.flattenDiagnosticMessageText(messageText, ' ')} (at ${line})`;
    });
}
