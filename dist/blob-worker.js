import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
var __webpack_exports__ = {};

;// CONCATENATED MODULE: external "node:worker_threads"
const external_node_worker_threads_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");
;// CONCATENATED MODULE: ./build/errors.js
/** What every error of this action says: what failed, and what to do next. Never a secret, never a user's name. */
class ActionError extends Error {
    /** One sentence that tells the reader what to do next. */
    remedy;
    constructor(what, remedy, options) {
        super(what, options);
        this.name = new.target.name;
        this.remedy = remedy;
    }
}
/** Thrown before any request when inputs are wrong; lists every problem at once. */
class InputError extends ActionError {
    problems;
    constructor(problems) {
        const lines = problems.map(({ input, value, problem, remedy }) => `- ${input}${value === undefined ? '' : ` (${JSON.stringify(value)})`}: ${problem}. ${remedy}.`);
        super(`${problems.length === 1 ? 'An input is' : `${problems.length} inputs are`} wrong:\n${lines.join('\n')}`, 'Correct the inputs of the step and run the workflow again.');
        this.problems = problems;
    }
}
/** Thrown when Entra ID issues no usable token. */
class SignInError extends (/* unused pure expression or super */ null && (ActionError)) {
}
/** Thrown when the Management Activity API refuses or cannot answer a request. `code` is its own (AF\u2026), one of ours for what has none, or ''. */
class FeedError extends ActionError {
    code;
    /** HTTP status, 0 when no answer came. */
    status;
    /** Before when the service answers no such request, ms since 1970; `undefined` when it does not tell. */
    retryAt;
    constructor(what, remedy, answer, options) {
        super(what, remedy, options);
        this.code = answer.code;
        this.status = answer.status;
        this.retryAt = answer.retryAt;
    }
}
/** Thrown when Microsoft Graph's audit search refuses or cannot answer a request. `code` is its own, or ''. */
class SearchError extends ActionError {
    code;
    /** HTTP status, 0 when no answer came. */
    status;
    constructor(what, remedy, answer, options) {
        super(what, remedy, options);
        this.code = answer.code;
        this.status = answer.status;
    }
}
/** Thrown when apps or environments of the tenant cannot be listed. */
class InventoryError extends ActionError {
    /** HTTP status, 0 when no answer came. */
    status;
    constructor(what, remedy, status, options) {
        super(what, remedy, options);
        this.status = status;
    }
}
/** Thrown when Power BI or Dataverse refuses or cannot answer a request. `code` is its own, or ''. */
class DeliveryError extends ActionError {
    code;
    /** HTTP status, 0 when no answer came. */
    status;
    /** What the service says, for decisions only: it can hold names of users. */
    detail;
    constructor(what, remedy, answer, options) {
        super(what, remedy, options);
        this.code = answer.code;
        this.status = answer.status;
        this.detail = answer.detail;
    }
}
/** Thrown when a content blob's bytes are not what the feed promises: cut short, corrupt, not a JSON array. */
class errors_ContentError extends ActionError {
}
/** Thrown when a file cannot be imported; names it. */
class ExportError extends (/* unused pure expression or super */ null && (ActionError)) {
}
/** Thrown when a published snapshot or its state cannot be used: another tenant, a newer schema, a broken file. */
class SnapshotError extends (/* unused pure expression or super */ null && (ActionError)) {
}
/** Thrown when the runner names a proxy that cannot be used. */
class ProxyError extends (/* unused pure expression or super */ null && (ActionError)) {
}
/** Thrown when a store (branch, artifact, folder) cannot be read or written. */
class StoreError extends (/* unused pure expression or super */ null && (ActionError)) {
}
/** Returns anything thrown as a sentence, with what to do next where it says so. */
function adviceOf(error) {
    const what = messageOf(error).replace(/\.?$/, '.');
    return error instanceof ActionError ? `${what} ${error.remedy}` : what;
}
/** Returns the message of anything thrown. */
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}

;// CONCATENATED MODULE: external "node:string_decoder"
const external_node_string_decoder_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:string_decoder");
;// CONCATENATED MODULE: external "node:zlib"
const external_node_zlib_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");
;// CONCATENATED MODULE: ./build/limits.js
const KIB = 2 ** 10;
const MIB = 2 ** 20;
/**
 * The most that is taken of each kind of answer, whoever gives it: bytes as they come and inflated unless a name says
 * otherwise. Far above all that was ever seen; together they keep a run below 300 MB of memory. JSON values are counted,
 * because a byte can make fifty of memory.
 */
const limits_LIMITS = {
    /** Entra ID: a token has some thousand bytes. */
    token: { bytes: MIB },
    /** GitHub's ID token. */
    idToken: { bytes: 256 * KIB },
    /** GitHub's REST API: 100 artifacts have 100 KB. */
    github: { bytes: 2 * MIB },
    /** An error says its code at the beginning. */
    error: { bytes: 64 * KIB },
    json: { values: 200_000 },
    /** The feed's lists: some hundred blobs a page, of 300 bytes each. A chain of pages without end is a fault. */
    list: { bytes: 8 * MIB, pages: 10_000, blobs: 500_000 },
    /**
     * Content blobs have some hundred records of a few KB, the largest some MB in all. `waitingBytes`: no other blob is asked for
     * while bodies of more wait to be read. `unreadable`: more records that cannot be read are no audit records.
     */
    blob: {
        bytes: 16 * MIB,
        inflatedBytes: 64 * MIB,
        waitingBytes: 16 * MIB,
        records: 200_000,
        recordBytes: MIB,
        unreadable: 10_000,
        operations: 1_000,
    },
    /** Audit search: a page has 500 records of a few KB, as the service likes more. A result without end is a fault. */
    search: { bytes: 16 * MIB, inflatedBytes: 32 * MIB, values: 1_000_000, pages: 10_000, queries: 5_000 },
    /** Ids of content blobs have some hundred characters. They go into the manifest. */
    contentIdLength: 1_000,
    /** Bodies that are larger come one at a time. */
    largeBody: { bytes: MIB },
    /** Lists of apps: 250 rows a page, of up to some ten KB each. A chain of pages without end is a fault. */
    inventory: {
        ...{ bytes: 32 * MIB, pages: 1_000, environments: 20_000, apps: 200_000 },
        /** Rows of all apps. The table is one file, and must stay one that the next run reads: see `dataFile`. */
        tableBytes: 40 * MIB,
    },
    /** Deliveries that a manifest names: so many inputs, and some that are no longer given. */
    deliveries: 50,
    /** Power BI and Dataverse: a page has 5,000 short rows. A list without end is a fault. */
    delivery: { bytes: 16 * MIB, pages: 1_000 },
    /** The manifest of 30 years has about 1 MB. */
    manifest: { bytes: 8 * MIB, values: 400_000 },
    /** Data package, README and page of a snapshot. */
    document: { bytes: 32 * MIB },
    /** The longest text of a record, in UTF-16 units: far more than any name has. */
    textLength: 16_384,
    /**
     * A file is written with 48 MB at most, but for tables of one file, which are smaller. What it holds is the manifest's to
     * say: never more is read. `lineLength`: four of the longest texts, each character of them a quote.
     */
    dataFile: { bytes: 50 * MIB, rows: 5_000_000, lineLength: 160 * KIB },
    /** Data files that are read only to be checked: so many bytes of them at a time, or one. */
    verifiedAtOnce: { bytes: 32 * MIB },
    /**
     * The data lake: a commit names some hundred files of some hundred bytes each, a checkpoint all of a table. A page of a
     * list has 5,000 names. `commits`: more after the newest checkpoint are read by no run.
     */
    lake: {
        commit: 32 * MIB,
        checkpoint: 64 * MIB,
        list: 16 * MIB,
        pages: 1_000,
        commits: 20_000,
        actions: 500_000,
    },
    /** A file that a run has made stays in memory until it is published; a larger one is put aside. */
    fileInMemory: { bytes: MIB },
    /** A line for each of 100,000 apps takes less. */
    catalog: { bytes: 32 * MIB, apps: 200_000, lineLength: 16_384 },
    /**
     * Exports are read as a stream, of any size. A row has one record; `headBytes` hold the header. `listed`: damaged rows that are
     * named by their lines, the others are counted.
     */
    export: { rowBytes: 16 * MIB, headBytes: 64 * KIB, chunkBytes: 256 * KIB, listed: 1_000 },
    /** Lists of GitHub, 100 artifacts a page; a trusted one stands on the first, unless others uploaded hundreds since. */
    artifactPages: 100,
    /** An archive goes to the disk, never into memory; a snapshot of 30 years has fewer files. Its manifest says what is unpacked. */
    archive: { bytes: 4 * 2 ** 30, files: 100_000 },
    /** A data set above this takes long to upload and download as an artifact: the run names other places. */
    artifactAdvice: { bytes: 200_000_000 },
    /** What git says, other than the files that are read: the names of 100,000 files. */
    git: { bytes: 16 * MIB },
};
/** Returns whether a JSON text may hold more values. Each but the first follows a comma, a colon or a bracket; those in texts are counted, too. */
function limits_mayHoldMoreValues(json, most) {
    if (json.length <= most)
        return false;
    let found = 0;
    for (let at = 0; at < json.length; at += 1) {
        const unit = json.charCodeAt(at);
        if ((unit === 0x2c || unit === 0x3a || unit === 0x5b || unit === 0x7b) && ++found > most)
            return true;
    }
    return false;
}

;// CONCATENATED MODULE: ./build/http/body.js




const inflaters = { gzip: external_node_zlib_namespaceObject.gunzipSync, deflate: external_node_zlib_namespaceObject.inflateSync, br: external_node_zlib_namespaceObject.brotliDecompressSync };
/** Thrown when a body is larger than its limit. Another try would bring the same. */
class BodyTooLargeError extends errors_ContentError {
    maxBytes;
    constructor(maxBytes, state) {
        super(`the response is larger than ${maxBytes.toLocaleString('en-US')} bytes ${state}`, 'No such response is expected: check what answers in place of the service.');
        this.maxBytes = maxBytes;
    }
}
/** Returns the body of a response. */
function bodyOf({ headers, body }) {
    return { bytes: body, encoding: headers.get('content-encoding') };
}
/**
 * Returns a body as UTF-8 bytes: inflated once to at most `maxBytes`, whole and with its checksum checked, and turned from
 * UTF-16 where a byte-order mark or the first bytes say so.
 * @throws {ContentError} when it is cut short or corrupt.
 * @throws {BodyTooLargeError} when it inflates to more.
 */
function decodeBody(body, maxBytes) {
    const bytes = inflateBody(body, maxBytes);
    if (bytes.length > maxBytes)
        throw new BodyTooLargeError(maxBytes, 'inflated');
    const utf16 = utf16Of(bytes);
    if (utf16 === undefined)
        return bytes;
    // The same text takes half of it in UTF-8, where JSON is written.
    if (bytes.length > maxBytes / 2)
        throw new BodyTooLargeError(maxBytes / 2, 'inflated, in UTF-16,');
    return utf8Of(bytes, utf16);
}
function utf16Of(bytes) {
    if (bytes[0] === 0xff && bytes[1] === 0xfe)
        return { isBigEndian: false, mark: 2 };
    if (bytes[0] === 0xfe && bytes[1] === 0xff)
        return { isBigEndian: true, mark: 2 };
    if (bytes[0] === 0x5b && bytes[1] === 0)
        return { isBigEndian: false, mark: 0 };
    if (bytes[0] === 0 && bytes[1] === 0x5b)
        return { isBigEndian: true, mark: 0 };
    return undefined;
}
/** Even, so that no unit of two bytes is cut. */
const PIECE_BYTES = 64 * 1024;
/** Piece by piece, so that a large body is not in memory as text, too. */
function utf8Of(bytes, { isBigEndian, mark }) {
    const decoder = new external_node_string_decoder_namespaceObject.StringDecoder('utf16le');
    // Two bytes become three at most.
    const text = Buffer.allocUnsafeSlow(Math.ceil(bytes.length * 1.5) + ROOM);
    let end = 0;
    for (let at = mark; at < bytes.length; at += PIECE_BYTES) {
        const piece = bytes.subarray(at, at + PIECE_BYTES);
        end += text.write(decoder.write(isBigEndian ? swapped(piece) : piece), end);
    }
    end += text.write(decoder.end(), end);
    return text.subarray(0, end);
}
function swapped(bytes) {
    return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16();
}
/**
 * Returns what `use` makes of a body, and gives the body's memory back at once: V8 does not know how much hangs on a dead
 * body, and would let them pile up.
 * @throws {ContentError} as `decodeBody` does.
 */
function withBody(body, maxBytes, use) {
    const bytes = decodeBody(body, maxBytes);
    try {
        return use(bytes);
    }
    finally {
        const { buffer } = bytes;
        // A small body lies in a pool with others, and one that came uncompressed in what the connection read.
        const isItsOwn = buffer !== body.bytes.buffer && buffer.byteLength > Buffer.poolSize;
        if (isItsOwn && buffer instanceof ArrayBuffer)
            buffer.transfer(0);
    }
}
/** Whether a body brings a checksum, which `decodeBody` holds it against: of the encodings, gzip and deflate do. */
function hasChecksum(body) {
    const kind = kindOf(body);
    return kind === 'gzip' || kind === 'deflate';
}
/**
 * Returns the value that a body's bytes hold, UTF-8 with or without a byte-order mark.
 * @throws {ContentError} when they are not JSON, or too many values.
 */
function parseJson(bytes, mostValues = LIMITS.json.values) {
    const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
    if (mayHoldMoreValues(text, mostValues)) {
        throw new ContentError(`the response has more than ${mostValues.toLocaleString('en-US')} values`, 'No such response is expected: check what answers in place of the service.');
    }
    try {
        return JSON.parse(text);
    }
    catch (cause) {
        throw new ContentError(`the response of ${bytes.length} bytes is not JSON`, 'It is requested again.', {
            cause,
        });
    }
}
/**
 * Returns the beginning of an error's body as UTF-8 bytes. It may be compressed like any other, and cut; what does not
 * inflate is returned as it came.
 */
function decodedErrorBody(response) {
    const bytes = inflatedBeginning(bodyOf(response), LIMITS.error.bytes);
    const utf16 = utf16Of(bytes);
    return utf16 === undefined ? bytes : utf8Of(bytes, utf16);
}
/** For an inflater: what came is all there is, and an end is not expected. */
const finishFlushes = {
    gzip: external_node_zlib_namespaceObject.constants.Z_SYNC_FLUSH,
    deflate: external_node_zlib_namespaceObject.constants.Z_SYNC_FLUSH,
    br: external_node_zlib_namespaceObject.constants.BROTLI_OPERATION_FLUSH,
};
/** Zlib returns nothing of what inflates to too much, or is corrupt further on: the longest beginning is sought that does neither. */
function inflatedBeginning(body, maxBytes) {
    const { bytes } = body;
    const kind = kindOf(body);
    const asItCame = bytes.subarray(0, maxBytes);
    if (kind !== 'gzip' && kind !== 'deflate' && kind !== 'br')
        return asItCame;
    let inflated = Buffer.alloc(0);
    let [least, most] = [0, bytes.length];
    for (let length = most; least < most; length = Math.ceil((least + most) / 2)) {
        try {
            inflated = inflaters[kind](bytes.subarray(0, length), {
                maxOutputLength: maxBytes,
                finishFlush: finishFlushes[kind],
            });
            least = length;
        }
        catch {
            most = length - 1;
        }
    }
    return inflated.length > 0 ? inflated : asItCame;
}
function kindOf({ bytes, encoding }) {
    const named = encoding?.trim().toLowerCase();
    return named === 'x-gzip' || (bytes[0] === 0x1f && bytes[1] === 0x8b) ? 'gzip' : named;
}
function inflateBody(body, maxBytes) {
    const { bytes } = body;
    const kind = kindOf(body);
    if (kind !== 'gzip' && kind !== 'deflate' && kind !== 'br')
        return bytes;
    const stated = kind === 'gzip' ? statedSize(bytes) : maxBytes;
    const inflate = (size) => {
        try {
            return inflaters[kind](bytes, { maxOutputLength: Math.max(1, size), chunkSize: size + ROOM });
        }
        catch (cause) {
            if (cause instanceof RangeError && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE')
                return undefined;
            throw cause;
        }
    };
    try {
        // Only a hint: a stream of several members states the size of its last one, one that was cut short states anything.
        const size = Math.min(stated, maxBytes);
        const inflated = inflate(size) ?? (size < maxBytes ? inflate(maxBytes) : undefined);
        if (inflated !== undefined)
            return inflated;
    }
    catch (cause) {
        const what = `the ${bytes.length} bytes of ${kind} are cut short or corrupt: ${messageOf(cause)}`;
        throw new errors_ContentError(what, 'The blob is read again.', { cause });
    }
    throw new BodyTooLargeError(maxBytes, 'inflated');
}
/**
 * All of a body in one buffer saves copies, and only what is written of a large buffer takes memory. More than the pool, so
 * that no small body lies in it, where its memory cannot be given back.
 */
const ROOM = Buffer.poolSize + 1;
/** A gzip stream ends with its inflated size (RFC 1952, ISIZE). */
function statedSize(bytes) {
    return bytes.length >= 18 ? bytes.readUInt32LE(bytes.length - 4) : 0;
}

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: ./build/launches/identity.js

/**
 * Returns the identity of a tenant's users. Pseudonyms are the first 32 hex characters of HMAC-SHA256 over tenant id, a
 * NUL and the lower-case Entra object id, or the user principal name where there is none.
 */
function openIdentity(users, tenantId) {
    switch (users.mode) {
        case 'none':
            return { mode: 'none', keyId: null, userKey: () => null, userName: () => null };
        case 'name':
            return {
                mode: 'name',
                keyId: null,
                userKey: ({ userName, objectId }) => lowerCase(userName) ?? objectId ?? null,
                userName: ({ userName }) => userName?.trim() ?? null,
            };
        case 'pseudonym': {
            const known = new Map();
            // From bytes, Node.js would make one for each pseudonym, which takes longer than the pseudonym.
            const secret = (0,external_node_crypto_namespaceObject.createSecretKey)(users.key);
            const pseudonym = (id) => {
                let key = known.get(id);
                if (key === undefined) {
                    key = (0,external_node_crypto_namespaceObject.createHmac)('sha256', secret).update(`${tenantId}\0${id}`).digest('hex').slice(0, 32);
                    known.set(id, key);
                }
                return key;
            };
            return {
                mode: 'pseudonym',
                keyId: users.keyId,
                userKey: ({ objectId, userName }) => {
                    const id = objectId ?? lowerCase(userName);
                    return id === undefined ? null : pseudonym(id);
                },
                userName: () => null,
            };
        }
    }
}
function lowerCase(name) {
    return name?.trim().toLowerCase();
}

;// CONCATENATED MODULE: ./build/launches/fields.js

/** The keys that are read of a record. The list of properties stands first, where picker.as.ts looks for it. */
const FIELD_NAMES = [
    'PropertyCollection',
    'Id',
    'CreationTime',
    'Operation',
    'RecordType',
    'ResultStatus',
    'UserType',
    'UserId',
    'UserKey',
    'EnvironmentId',
    'EnvironmentName',
    'AppName',
    'AppDisplayName',
    'AdditionalInfo',
];
/** Thrown for a value that no record may hold. The message goes on after "the record", and never shows the value. */
class OutOfBounds extends Error {
}
/** Largest number of a column of type int. */
const LARGEST_INT = 2 ** 31 - 1;
const SAYS_SOMETHING = /\S/;
/** Whether there is more than blanks in a text. */
function saysSomething(value) {
    // Most texts begin with a letter or digit: that is known without an expression.
    const first = value.charCodeAt(0);
    return (first > 0x20 && first < 0x7f) || SAYS_SOMETHING.test(value);
}
/** Whether a value is an object with keys. */
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/**
 * Returns a text that says something, as it is: names are kept to the letter. `name` is that of the field or property.
 * @throws {OutOfBounds} when it is too long, or a list or an object.
 */
function fields_text(value, name) {
    if (typeof value !== 'string') {
        if (typeof value === 'object' && value !== null)
            throw new OutOfBounds(`has no text in ${name}`);
        return undefined;
    }
    if (!saysSomething(value))
        return undefined;
    if (value.length > limits_LIMITS.textLength) {
        throw new OutOfBounds(`has more than ${limits_LIMITS.textLength} characters in ${name}`);
    }
    return value;
}
/**
 * Returns a text that tells rows apart.
 * @throws {OutOfBounds} also when it holds a character that not every reader of the data set can keep: two could become one.
 */
function idText(value, name) {
    const id = fields_text(value, name);
    if (id !== undefined && (id.includes('\0') || !id.isWellFormed())) {
        throw new OutOfBounds(`has a NUL or half a surrogate pair in ${name}`);
    }
    return id;
}
/** Returns a name for people: NUL and half surrogate pairs, which not every reader can keep, replaced by U+FFFD. */
function nameText(value, name) {
    return fields_text(value, name)?.toWellFormed().replaceAll('\0', '\ufffd');
}

;// CONCATENATED MODULE: ./build/launches/ids.js

const ENVIRONMENT_ID = /^(?:default-|legacy-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Services write it, behind any prefix, where there is no id. */
const NIL = '00000000-0000-0000-0000-000000000000';
/** Longest id that is read, in UTF-16 units. */
const LONGEST_ID = 256;
/** What services write in place of an id or a user that they do not know; blanks and signs aside. */
const PLACEHOLDERS = new Set([
    ...['', 'unknown', 'unknownuser', 'notavailable', 'notfound', 'notapplicable', 'na'],
    ...['null', 'none', 'undefined', 'unspecified', 'anonymous', 'noappid'],
]);
const SIGNS = /[\s_./(){}<>[\]"'-]+/g;
/** An id of zeros, with and without hyphens and signs around it. */
const ZEROS = /^[({["']*[0-]+[)}\]"']*$/;
/** Whether it is the id of an environment, lower-case, and not its display name. */
function isEnvironmentId(id) {
    return ENVIRONMENT_ID.test(id);
}
/** Whether it is a GUID in lower case. An expression takes four times as long, and each launch has three or four of them. */
function isGuid(text) {
    if (text.length !== 36)
        return false;
    for (let at = 0; at < 36; at += 1) {
        const code = text.charCodeAt(at);
        const isHex = (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x66);
        const isDash = code === 0x2d;
        if (at === 8 || at === 13 || at === 18 || at === 23 ? !isDash : !isHex)
            return false;
    }
    return true;
}
/** Whether a text stands where a service knows no id or user: "Unknown", "Not Available", a GUID of zeros and their kind. */
function isPlaceholder(text) {
    if (text.endsWith(NIL) || ZEROS.test(text))
        return true;
    // Most names of users have an at sign, and most ids are longer than any of these.
    if (text.length >= 32 || text.includes('@'))
        return false;
    return PLACEHOLDERS.has(text.toLowerCase().replace(SIGNS, ''));
}
/**
 * Returns an id, lower-case; `null` when there is none. Some events carry a path or an address in place of the id: the id
 * is what stands after the last slash.
 */
function idOf(value) {
    if (value === undefined)
        return null;
    if (!value.includes('/'))
        return plainId(value);
    return isPlaceholder(value.trim()) ? null : plainId(lastSegment(value));
}
/** Returns an id without braces and blanks around it, lower-case; `null` when there is none. */
function plainId(value) {
    if (isGuid(value))
        return value === NIL ? null : value;
    const id = value
        .trim()
        .replace(/^\{(.*)\}$/s, '$1')
        .trim()
        .toLowerCase();
    return isPlaceholder(id) ? null : id;
}
/**
 * Returns an id as it is.
 * @throws {OutOfBounds} when it is too long for one. `name` says of what it is.
 */
function boundedId(id, name) {
    if (id !== null && id.length > LONGEST_ID) {
        throw new OutOfBounds(`has more than ${LONGEST_ID} characters in the id of ${name}`);
    }
    return id;
}
/** Query, fragment and slashes at the end are no part of the id. */
function lastSegment(address) {
    const path = address.replace(/[?#].*$/s, '').replace(/[/\s]+$/, '');
    return path.slice(path.lastIndexOf('/') + 1);
}

;// CONCATENATED MODULE: ./build/instants.js
/** Durations in ms. A month has no fixed one. */
const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const instants_HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * instants_HOUR_MS;
function isoInstant(instant) {
    return instant === null ? null : new Date(instant).toISOString();
}
/** Returns an instant (ms since 1970) for people, the outputs and machines that need no more: UTC, to the second. */
function isoSecond(instant) {
    return `${isoInstant(instant).slice(0, -5)}Z`;
}
/** Returns whether Node.js knows a text as a time zone. It loads all its zones for any but UTC. */
function isTimeZone(text) {
    if (text === 'UTC')
        return true;
    try {
        new Intl.DateTimeFormat('en', { timeZone: text });
        return true;
    }
    catch (error) {
        if (error instanceof RangeError)
            return false;
        throw error;
    }
}
/** First and last instant whose year has four digits, ms since 1970. */
const FIRST_INSTANT = Date.parse('0000-01-01T00:00:00.000Z');
const LAST_INSTANT = Date.parse('9999-12-31T23:59:59.999Z');
/**
 * Returns the UTC day of an instant (ms since 1970), `YYYY-MM-DD`. Days are compared as text: the years -1 and 10000 have
 * another form, and become the first and the last day that have this one.
 */
function isoDay(instant) {
    const day = Math.floor(Math.min(LAST_INSTANT, Math.max(FIRST_INSTANT, instant)) / DAY_MS);
    const known = days.get(day);
    if (known !== undefined)
        return known;
    const text = isoInstant(day * DAY_MS).slice(0, 10);
    if (days.size >= MOST_DAYS)
        days.clear();
    days.set(day, text);
    return text;
}
/** A run asks for few days, and for each of them again and again. */
const days = new Map();
const MOST_DAYS = 10_000;
function parseInstant(text) {
    return text === null ? null : Date.parse(text);
}
/** Returns the whole second at or before an instant, ms since 1970. */
function floorSecond(instant) {
    return Math.floor(instant / SECOND_MS) * SECOND_MS;
}
/** Returns the whole second at or after an instant, ms since 1970. */
function ceilSecond(instant) {
    return Math.ceil(instant / SECOND_MS) * SECOND_MS;
}

;// CONCATENATED MODULE: ./build/launches/instant.js

/** No record is older: Power Apps was not there. ms since 1970. */
const EARLIEST = Date.UTC(2015, 0, 1);
/** Returns the instant that no record can be later than, ms since 1970. `now`: the present; clocks differ by minutes. */
function latestAfter(now) {
    return now + HOUR_MS;
}
const FORM = /^\s*(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,9}))?(?:Z|([+-])([01]\d|2[0-3]):?([0-5]\d))?\s*$/i;
/** The form that the service writes; the one above covers what else may come. */
const USUAL = /^[1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;
/**
 * Reads `CreationTime` of an audit record: UTC, by contract without a zone; a zone that is given is honored.
 * Returns ms since 1970, or `undefined` when it is not an instant: never the current time in its stead.
 * @see https://learn.microsoft.com/office/office-365-management-api/office-365-management-activity-api-schema
 */
function parseCreationTime(text) {
    if (typeof text !== 'string')
        return undefined;
    if (USUAL.test(text))
        return usualInstant(text);
    const match = FORM.exec(text);
    if (match === null)
        return undefined;
    const [, year, month, day, hour, minute, second, fraction = '', sign, zoneHour = '0', zoneMinute = '0'] = match;
    // 30 February would roll over into March.
    const midnight = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
    if (new Date(midnight).getUTCDate() !== Number(day))
        return undefined;
    const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
    const ms = fraction === '' ? 0 : Number(fraction.slice(0, 3).padEnd(3, '0'));
    if (sign === undefined)
        return midnight + seconds * 1000 + ms;
    const offset = (Number(zoneHour) * 60 + Number(zoneMinute)) * 60_000;
    return midnight + seconds * 1000 + ms + (sign === '-' ? offset : -offset);
}
/** Every text of the usual form is an instant: its days stop at the 28th. */
function usualInstant(text) {
    const two = (at) => (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
    return Date.UTC(two(0) * 100 + two(2), two(5) - 1, two(8), two(11), two(14), two(17));
}

;// CONCATENATED MODULE: ./build/launches/launch.js
/** The operation whose events are launches. */
const LAUNCH_OPERATION = 'LaunchPowerApp';

;// CONCATENATED MODULE: ./build/launches/properties.js

/**
 * Returns what is read of a `PropertyCollection`, a list of `{Name, Value}`: names are compared without case, and of a name
 * the last value counts that says something.
 */
function propertiesOf(collection) {
    const properties = {};
    if (!Array.isArray(collection))
        return properties;
    for (const entry of collection) {
        if (!isObject(entry))
            continue;
        const { Name: name, Value: value } = entry;
        if (typeof name !== 'string' || READ_LENGTHS[name.length] !== 1)
            continue;
        if (typeof value === 'string' && !saysSomething(value))
            continue;
        if (value === undefined || value === null || typeof value === 'number')
            continue;
        const known = propertyOf(name) ?? propertyOf(name.toLowerCase());
        if (known !== undefined)
            properties[known] = value;
    }
    return properties;
}
/** The properties that are read. None has a `k`: that letter alone has a capital outside of ASCII, the Kelvin sign. */
const PROPERTY_NAMES = [
    'powerplatform.analytics.resource.power_app.id',
    'powerplatform.analytics.resource.power_app.display_name',
    'powerplatform.analytics.resource.environment.id',
    'powerplatform.analytics.resource.environment.name',
    'powerplatform.analytics.operation.is_successful',
    'enduser.id',
    'enduser.principal_name',
];
/** 1 at the lengths of these names: most others go by at the price of a look-up. */
const READ_LENGTHS = new Uint8Array(64);
for (const { length } of PROPERTY_NAMES)
    READ_LENGTHS[length] = 1;
// A switch is several times faster here than a map: this runs for each property of each launch.
function propertyOf(name) {
    switch (name) {
        case 'powerplatform.analytics.resource.power_app.id':
            return 'appId';
        case 'powerplatform.analytics.resource.power_app.display_name':
            return 'appName';
        case 'powerplatform.analytics.resource.environment.id':
            return 'environmentId';
        case 'powerplatform.analytics.resource.environment.name':
            return 'environmentName';
        case 'powerplatform.analytics.operation.is_successful':
            return 'isSuccessful';
        case 'enduser.id':
            return 'objectId';
        case 'enduser.principal_name':
            return 'userName';
        default:
            return undefined;
    }
}

;// CONCATENATED MODULE: ./build/launches/record.js





/**
 * Reads one parsed audit record, of the schema of RecordType 256 (`PropertyCollection`) or of RecordType 45
 * (`AppName`, `AdditionalInfo`). A value that no record may hold makes it unreadable. An operation that failed changed
 * nothing, and counts as one that is not kept; a launch that failed is kept as such.
 * @see https://learn.microsoft.com/power-platform/admin/logging-power-apps
 */
function readRecord(parsed, rules, identity) {
    if (!isObject(parsed))
        return { kind: 'unreadable', why: 'is not an object' };
    const record = parsed;
    const operation = typeof record.Operation === 'string' ? rules.operations.get(record.Operation.toLowerCase()) : undefined;
    if (operation === undefined)
        return { kind: 'other' };
    try {
        return readKept(record, operation, rules.latest, identity);
    }
    catch (error) {
        if (error instanceof OutOfBounds)
            return { kind: 'unreadable', why: error.message };
        throw error;
    }
}
/** @throws {OutOfBounds} */
function readKept(record, operation, latest, identity) {
    const eventId = boundedId(plainId(idText(record.Id, 'Id') ?? ''), 'the record');
    if (eventId === null)
        throw new OutOfBounds('has no Id');
    const at = instantOf(record, latest);
    const properties = propertiesOf(record.PropertyCollection);
    const user = userOf(record, properties);
    const common = {
        eventId,
        appId: boundedId(idOf(idText(properties.appId, 'power_app.id')) ?? idOf(idText(record.AppName, 'AppName')), 'the app'),
        environmentId: boundedId(environmentIdOf(record, properties), 'the environment'),
        userKey: identity.userKey(user),
        ...namesOf(record, properties),
    };
    const succeeded = hasSucceeded(record, properties);
    if (operation.toLowerCase() !== LAUNCH_OPERATION.toLowerCase()) {
        return succeeded ? { kind: 'event', event: { ...common, occurredAt: at, operation } } : { kind: 'other' };
    }
    const launch = {
        ...common,
        launchedAt: at,
        succeeded,
        recordType: recordTypeOf(record),
        userType: userTypeOf(record.UserType),
        userName: identity.userName(user),
    };
    return { kind: 'launch', launch };
}
function instantOf({ CreationTime: value }, latest) {
    const instant = parseCreationTime(value);
    if (instant === undefined)
        throw new OutOfBounds('has no valid CreationTime');
    if (instant < EARLIEST)
        throw new OutOfBounds('has a CreationTime before 2015');
    if (instant > latest)
        throw new OutOfBounds('has a CreationTime more than an hour after this run');
    return instant;
}
const SAYS_FAILED = /^\s*(?:fail|false\s*$)/i;
/** Only what says that it failed has failed: many operations say nothing. */
function hasSucceeded({ ResultStatus: status }, { isSuccessful }) {
    const answers = [status, isSuccessful];
    return !answers.some((answer) => answer === false || (typeof answer === 'string' && SAYS_FAILED.test(answer)));
}
/** Names of the app and of its environment; RecordType 45 has them in `AdditionalInfo`. */
function namesOf(record, properties) {
    const appName = nameText(properties.appName, 'power_app.display_name') ??
        nameText(record.AppDisplayName, 'AppDisplayName');
    const environmentName = nameText(properties.environmentName, 'environment.name');
    if (appName !== undefined && environmentName !== undefined)
        return { appName, environmentName };
    const info = additionalInfoOf(record.AdditionalInfo);
    return {
        appName: appName ?? nameText(info.get('resourcedisplayname'), 'resourceDisplayName') ?? null,
        environmentName: environmentName ??
            nameText(info.get('environmentdisplayname'), 'environmentDisplayName') ??
            [record.EnvironmentName, info.get('environmentname')].map(displayName).find((name) => name !== null) ??
            null,
    };
}
/** RecordType 45 calls the id of an environment its name, and some records have the name there. */
function displayName(value) {
    const name = nameText(value, 'EnvironmentName');
    const id = idOf(name);
    return name === undefined || id === null || isEnvironmentId(id) ? null : name;
}
const NO_INFO = new Map();
/** `AdditionalInfo` of RecordType 45 is JSON in a string; keys are compared without case. */
function additionalInfoOf(value) {
    let info = value;
    if (typeof value === 'string') {
        try {
            info = JSON.parse(value);
        }
        catch {
            return NO_INFO;
        }
    }
    if (!isObject(info))
        return NO_INFO;
    const entries = Object.entries(info).flatMap(([name, entry]) => typeof entry === 'string' && saysSomething(entry) ? [[name.trim().toLowerCase(), entry]] : []);
    return new Map(entries);
}
function environmentIdOf(record, properties) {
    const stated = idOf(idText(record.EnvironmentId, 'EnvironmentId')) ??
        idOf(idText(properties.environmentId, 'environment.id'));
    if (stated !== null)
        return stated;
    const info = additionalInfoOf(record.AdditionalInfo);
    const added = idOf(idText(info.get('environmentid'), 'environmentId'));
    if (added !== null)
        return added;
    // RecordType 45 calls the id a name; a real display name there is not an id.
    const named = idOf(fields_text(record.EnvironmentName, 'EnvironmentName') ?? info.get('environmentname'));
    return named !== null && isEnvironmentId(named) ? named : null;
}
function userOf(record, properties) {
    return {
        objectId: objectIdIn(record.UserKey, 'UserKey') ?? objectIdIn(properties.objectId, 'enduser.id'),
        userName: someone(record.UserId, 'UserId') ?? someone(properties.userName, 'enduser.principal_name'),
    };
}
/** `UserKey` is the Entra object id for Power Platform, and something else for others. */
function objectIdIn(value, name) {
    const id = plainId(fields_text(value, name) ?? '');
    return id !== null && isGuid(id) ? id : undefined;
}
function someone(value, name) {
    const user = idText(value, name);
    return user === undefined || isPlaceholder(user.trim()) ? undefined : user;
}
/** Some feeds give the type as text. A record without one has the shape of its schema. */
function recordTypeOf({ RecordType: value, PropertyCollection: properties }) {
    const type = typeof value === 'string' && saysSomething(value) ? Number(value) : value;
    if (typeof type === 'number' && !Number.isNaN(type)) {
        if (!Number.isInteger(type) || type < 1 || type > LARGEST_INT) {
            throw new OutOfBounds('has a RecordType that is out of range');
        }
        return type;
    }
    if (typeof value === 'object' && value !== null)
        throw new OutOfBounds('has no number in RecordType');
    return Array.isArray(properties) ? 256 : 45;
}
const USER_TYPES = [
    'Regular',
    'Reserved',
    'Admin',
    'DcAdmin',
    'System',
    'Application',
    'ServicePrincipal',
    'CustomPolicy',
    'SystemPolicy',
    'PartnerTechnician',
    'Guest',
];
/**
 * Returns the name of a type of user; a type that is not documented keeps its number or text.
 * @see https://learn.microsoft.com/office/office-365-management-api/office-365-management-activity-api-schema#user-type
 */
function userTypeOf(value) {
    if (typeof value === 'number') {
        if (!Number.isInteger(value) || value < 0 || value > LARGEST_INT) {
            throw new OutOfBounds('has a UserType that is out of range');
        }
        return USER_TYPES[value] ?? `${value}`;
    }
    const name = nameText(value, 'UserType')?.trim();
    if (name === undefined)
        return null;
    return /^\d+$/.test(name) ? (USER_TYPES[Number(name)] ?? name) : name;
}

;// CONCATENATED MODULE: ./build/launches/wasm/shared.js
// What both sides of the WebAssembly modules must agree on. The constants of the AssemblyScript are made from this file by
// `npm run build` (scripts/wasm.mjs): the comment behind each is its type there.
/** Why `walk` came back: the array goes on, ends, is broken, or has an element that is not an object or array. */
const STATE_MORE = 0; // i32
const STATE_END = 1; // i32
const STATE_BROKEN = 2; // i32
const STATE_SCALAR = 3; // i32
/** Words of 32 bits that `walk` writes for an element. */
const ELEMENT_WORDS = 6; // usize
/** Zeros that must be readable after the input, in bytes: both modules look at 64 bytes at a time. */
const PADDING_BYTES = 64; // usize
/** A name in the picker's table: its bytes, zeros, and its length in the last byte. */
const NAME_BYTES = 64; // usize
/** Words of 32 bits that `pick` writes for a value: its kind, where it starts and where it ends. */
const VALUE_WORDS = 3; // usize
/** And for a property: its name's place in the table, and a value. */
const PROPERTY_WORDS = 4; // usize
/** Properties of a record that are written; one with more is for the parser. */
const MAX_PROPERTIES = 64; // u32
/** What a value is: not there, a text without escapes (its place is that between the quotes), the list, or else. */
const KIND_NONE = 0; // u32
const KIND_TEXT = 1; // u32
const KIND_LIST = 2; // u32
const KIND_OTHER = 3; // u32

;// CONCATENATED MODULE: ./build/launches/wasm/start.js
/** Starts a compiled module, given in base64, with a memory of its own of so many pages. */
function startWasm(base64, pages) {
    const memory = new WebAssembly.Memory({ initial: pages });
    const module = new WebAssembly.Module(Buffer.from(base64, 'base64'));
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    return { exports, memory };
}

;// CONCATENATED MODULE: ./build/launches/wasm/walker-wasm.js
// Made of walker.as.ts by `npm run build`.
/** The compiled walker, a WebAssembly module in base64. */
const WALKER_WASM = 'AGFzbQEAAAABCQFgBH9/f38BfwIPAQNlbnYGbWVtb3J5AgAAAwIBAAYuCX8BQQALfgFCAAt+AUIAC34BQgALfgFCAAt+AUIAC38BQQALfwFBAAt/AUEACwciBAZjdXJzb3IDBwVzdGF0ZQMIBHdhbGsAAAZtZW1vcnkCAArUEAHREAMJfwZ+CHtBACQIIABBQGokAEIAJAFCACQDQgAkBEIAJAVBACQGAkADQCADIAtKBEAgAC0AACIGQdsARyAGQfsAR3EEQEEDJAgMAwsgACEIQQAhB0EAIQRBACEFIAZB2wBGIQZBACEMA0ACQANAIwFQBEAjAEFAayQAIwAgAU8EQEECJAggASQHIAsPCyMA/QAEACIZ/QwiIiIiIiIiIiIiIiIiIiIi/SP9ZKwjAP0ABBAiGv0MIiIiIiIiIiIiIiIiIiIiIv0j/WSsQhCGhCMA/QAEICIT/QwiIiIiIiIiIiIiIiIiIiIi/SP9ZKxCIIaEIwD9AAQwIhT9DCIiIiIiIiIiIiIiIiIiIiL9I/1krEIwhoQhDSAZ/QxcXFxcXFxcXFxcXFxcXFxc/SP9ZKwgGv0MXFxcXFxcXFxcXFxcXFxcXP0j/WSsQhCGhCAT/QxcXFxcXFxcXFxcXFxcXFxc/SP9ZKxCIIaEIBT9DFxcXFxcXFxcXFxcXFxcXFz9I/1krEIwhoQiDyMFhEIAUgRAIA8jBSIQQn+FgyEOQgAkBQNAIA5CAFIEQCAOQgAgDn2DIhFCgICAgICAgICAf1EEQEIBJAULIBFCAYYiEiAQhCEQIA4gESAShEJ/hYMhDgwBCwsgDSAQQn+FgyENCyMDIA0gDUIBhoUiDiAOQgKGhSIOIA5CBIaFIg4gDkIIhoUiDiAOQhCGhSIOIA5CIIaFhSQCIwJCP4ckAyAZ/QwgICAgICAgICAgICAgICAg/VAiFf0Me3t7e3t7e3t7e3t7e3t7e/0j/WSsIBr9DCAgICAgICAgICAgICAgICD9UCIW/Qx7e3t7e3t7e3t7e3t7e3t7/SP9ZKxCEIaEIBP9DCAgICAgICAgICAgICAgICD9UCIX/Qx7e3t7e3t7e3t7e3t7e3t7/SP9ZKxCIIaEIBT9DCAgICAgICAgICAgICAgICD9UCIY/Qx7e3t7e3t7e3t7e3t7e3t7/SP9ZKxCMIaEIBX9DH19fX19fX19fX19fX19fX39I/1krCAW/Qx9fX19fX19fX19fX19fX19/SP9ZKxCEIaEIBf9DH19fX19fX19fX19fX19fX39I/1krEIghoQgGP0MfX19fX19fX19fX19fX19ff0j/WSsQjCGhIQjAkJ/hYMgGf0MT09PT09PT09PT09PT09PT/0j/WSsIBr9DE9PT09PT09PT09PT09PT0/9I/1krEIQhoQgE/0MT09PT09PT09PT09PT09PT/0j/WSsQiCGhCAU/QxPT09PT09PT09PT09PT09P/SP9ZKxCMIaEIBn9DFJSUlJSUlJSUlJSUlJSUlL9I/1krCAa/QxSUlJSUlJSUlJSUlJSUlJS/SP9ZKxCEIaEIBP9DFJSUlJSUlJSUlJSUlJSUlL9I/1krEIghoQgFP0MUlJSUlJSUlJSUlJSUlJSUv0j/WSsQjCGhIQjBCANIwKDIg5CAYaEg4QkASAOQj+IJARBASMGIA9CAFIbBEAjASANIA+EhCQBCwwBCwsjAXohDSMBIwFCAX2DJAEjACANp2oiCi0AACIAQSByQfsARgRAIAxBAWohDAUgAEEgckH9AEYEQCAMQQFrIgxFBEAgCkEBaiEADAMLBSAAQdwARgRAIwIgDYhCAYNQBEBBAiQIIAokByALDwtBASQGBSAAQSJGBEBBASAGIAxBAUZBACMGQQAjAiANiEIBg1AbGwR/IApBAWohAANAIAAgAUkEQCAALQAAIgZBCkcgBkEgR3EgBkENR3EgBkEJR3FFBEAgAEEBaiEADAILCwsgACABSQR/IAAtAABBOkYFQQALBUEACxshBkEAJAYFIAxBAUYEQCAKKQMAQs/glZOXjN207wBRBH8gCi0ACEHuAEYFQQALIgAEQCAKLQAJQSJGIQALIAopAwBC0sqN+6aOmar5AFEEfyAKLwEIQfDKAUYFQQALIgkEQCAKLQAKQSJGIQkLIAAgCXJFDQYgCkEKQQsgABtqIQADQCAAIAFJBEAgAC0AACIKQQpHIApBIEdxIApBDUdxIApBCUdxRQRAIABBAWohAAwCCwsLIAAgAU8Ef0EBBSAALQAAQTpHCwRAQQEhBgwHCyAAQQFqIQADQCAAIAFJBEAgAC0AACIKQQpHIApBIEdxIApBDUdxIApBCUdxRQRAIABBAWohAAwCCwsLIAAgAUkiCgRAIAAtAABBIkYhCgsgAEEBaiAAIAobIQAgCQRAQQAhBQNAIAVBoI0GSSAAIAFJcQRAIAAtAABBMGsiCUEJTQRAIAVBCmwgCWohBSAAQQFqIQAMAgsLCwVBASAGQQEgCgR/IAAhBAJAA0AgASAESwRAIAQgBP0ABAAiE/0MIiIiIiIiIiIiIiIiIiIiIv0jIBP9DFxcXFxcXFxcXFxcXFxcXFz9I/1Q/WQiCWhqIQYgCQ0CIARBEGohBAwBCwsgASEGCyAGBSABCyIEIAFPIAcbBH9BAQUgBC0AAEHcAEYLGyEGIAAhBwsLCwsLCwwBCwsgAiALQRhsaiIJIAg2AgAgCSAANgIEIAkgBzYCCCAJIAQ2AgwgCSAFNgIQIAkgBjYCFCALQQFqIQsDQCAAIAFJBEAgAC0AACIEQQpHIARBIEdxIARBDUdxIARBCUdxRQRAIABBAWohAAwCCwsLIAAgAUkEfyAALQAABUEACyIEQd0ARgRAQQEkCAwDCyAEQSxHBEBBAiQIDAMLIABBAWohAANAIAAgAUkEQCAALQAAIgRBCkcgBEEgR3EgBEENR3EgBEEJR3FFBEAgAEEBaiEADAILCwsMAQsLIAAkByALDwsgACQHIAsL';

;// CONCATENATED MODULE: ./build/launches/wasm/walker.js



const CAPACITY = 2_048;
/** The walker's own static data ends below. */
const OUT = 4_096;
const INPUT = OUT + CAPACITY * ELEMENT_WORDS * 4;
/** Walked at a time, in bytes: nearly every blob at once, and the memory never grows. */
const WINDOW_BYTES = 8 * 2 ** 20;
const PAGES = Math.ceil((INPUT + WINDOW_BYTES + PADDING_BYTES) / 65_536);
let walker;
/**
 * Returns what walks elements of the JSON array in `bytes` from the first byte of one, and gives each to `visit`. `scalar`: the
 * element at `at` is not an object and no array, and the caller passes it. `cut`: the caller goes on behind `at`, which is
 * where the walk began when not one element was whole. No other walk may begin before its end.
 */
function openWalk(bytes) {
    walker ??= load();
    const { exports, memory } = walker;
    const input = new Uint8Array(memory.buffer, INPUT);
    // Which bytes lie in the memory.
    let [start, length] = [0, 0];
    const lay = (from) => {
        const window = bytes.subarray(from, from + WINDOW_BYTES);
        input.set(window);
        input.fill(0, window.length, window.length + PADDING_BYTES);
        [start, length] = [from, window.length];
    };
    const walk = (from, visit) => {
        const end = INPUT + length;
        let visited = from;
        for (let at = INPUT + from - start;;) {
            const count = exports.walk(at, end, OUT, CAPACITY);
            const out = new Uint32Array(memory.buffer, OUT, count * ELEMENT_WORDS);
            for (let index = 0; index < count; index += 1) {
                const element = elementAt(out, index * ELEMENT_WORDS, INPUT - start);
                visit(element);
                visited = element.end;
            }
            at = exports.cursor.value;
            const state = exports.state.value;
            if (at >= end && start + length < bytes.length)
                return { kind: 'cut', at: visited };
            if (state !== STATE_MORE)
                return { kind: walker_kindOf(state), at: at - INPUT + start };
        }
    };
    return (from, visit) => {
        // Behind each scalar a walk begins anew: most of them find their bytes there.
        if (from >= start && from < start + length) {
            const walked = walk(from, visit);
            if (walked.kind !== 'cut' || walked.at > from)
                return walked;
        }
        lay(from);
        return walk(from, visit);
    };
}
function walker_kindOf(state) {
    if (state === STATE_END)
        return 'end';
    return state === STATE_SCALAR ? 'scalar' : 'broken';
}
/** `base`: where the walked array would begin in the walker's memory. */
function elementAt(out, slot, base) {
    const offset = (field) => {
        const address = out[slot + field] ?? 0;
        return address === 0 ? 0 : address - base;
    };
    return {
        start: offset(0),
        end: offset(1),
        operationStart: offset(2),
        operationEnd: offset(3),
        recordType: out[slot + 4] ?? 0,
        doubtful: out[slot + 5] === 1,
    };
}
function load() {
    const { exports, memory } = startWasm(WALKER_WASM, PAGES);
    // The module is ours: scripts/wasm.mjs compiles it from walker.as.ts, which exports exactly these.
    return { exports: exports, memory };
}

;// CONCATENATED MODULE: ./build/launches/scanner.js



const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
/**
 * Walks a content blob (UTF-8 JSON array of audit records) once, without parsing it, and nominates the records whose
 * own `Operation` may equal one of `operations` without case. Escapes in a key or in the operation nominate the record
 * too, and so does an element that is not an object, so that nothing is missed that `JSON.parse` would read as one of the
 * operations.
 * @param operations lower-case names.
 * @param check looks at each object and array.
 * @throws {ContentError} when the bytes are no array, end early, something follows the array, or it has more or larger
 * records than any blob.
 */
function scanBlob(bytes, operations, check = () => undefined) {
    const candidates = [];
    const ofPowerApps = [];
    const kept = [...operations].map((name) => Buffer.from(name));
    let [records, scalars] = [0, 0];
    const count = () => {
        records += 1;
        if (records > limits_LIMITS.blob.records)
            throw tooMuch(`more than ${limits_LIMITS.blob.records.toLocaleString('en-US')} records`);
    };
    const visit = (element) => {
        count();
        check(element);
        const { start, end, operationStart, operationEnd, recordType } = element;
        const isKept = equalsOne(bytes, operationStart, operationEnd, kept);
        // Some letters outside of ASCII are letters of ASCII in lower case, such as the Kelvin sign.
        const isDoubtful = element.doubtful || !isAscii(bytes, operationStart, operationEnd);
        if (isKept || isDoubtful)
            candidates.push({ start, end });
        else if (recordType === 45 || recordType === 256)
            ofPowerApps.push(element);
    };
    let at = skipBlanks(bytes, startsWithByteOrderMark(bytes) ? 3 : 0);
    if (bytes[at] !== OPEN_ARRAY) {
        throw new errors_ContentError(`the ${bytes.length} bytes are not a JSON array`, 'The blob is read again.');
    }
    at = skipBlanks(bytes, at + 1);
    if (bytes[at] !== CLOSE_ARRAY) {
        const walkFrom = openWalk(bytes);
        for (;;) {
            const walk = walkFrom(at, visit);
            if (walk.kind === 'broken')
                throw cutShort(walk.at, bytes.length);
            if (walk.kind === 'cut' && walk.at === at)
                throw tooMuch(`a record of more than ${WINDOW_BYTES / 2 ** 20} MiB`);
            at = walk.at;
            if (walk.kind === 'end')
                break;
            if (walk.kind === 'scalar') {
                const end = scalarEnd(bytes, at);
                count();
                candidates.push({ start: at, end });
                scalars += 1;
                if (scalars > limits_LIMITS.blob.unreadable)
                    throw noAuditRecords();
                at = end;
            }
            at = skipBlanks(bytes, at);
            if (bytes[at] === CLOSE_ARRAY)
                break;
            if (bytes[at] !== COMMA)
                throw cutShort(at, bytes.length);
            at = skipBlanks(bytes, at + 1);
        }
    }
    const rest = bytes.length - skipBlanks(bytes, at + 1);
    if (rest > 0)
        throw new errors_ContentError(`${rest} bytes follow the JSON array`, 'The blob is read again.');
    return { records, candidates, powerAppsOperations: () => countOperations(bytes, ofPowerApps) };
}
function countOperations(bytes, elements) {
    const counts = new Map();
    for (const { operationStart, operationEnd } of elements) {
        const end = Math.min(operationEnd, operationStart + LONGEST_OPERATION);
        const text = bytes.toString('utf8', operationStart, end) || '(none)';
        const operation = counts.has(text) || counts.size < limits_LIMITS.blob.operations ? text : '(others)';
        counts.set(operation, (counts.get(operation) ?? 0) + 1);
    }
    return counts;
}
/** Names of operations that are counted, in bytes. */
const LONGEST_OPERATION = 100;
/** Returns the error of a blob in which more is unreadable than in any that was ever seen. */
function noAuditRecords() {
    return tooMuch(`more than ${limits_LIMITS.blob.unreadable.toLocaleString('en-US')} records that are no audit records`);
}
function tooMuch(what) {
    return new errors_ContentError(`the content blob holds ${what}`, 'No such blob is expected: check what answers in place of the service.');
}
/** Whether the bytes `[start, end)` are one of the texts, as below. Without a function for each record: there are many. */
function equalsOne(bytes, start, end, names) {
    for (const name of names)
        if (equalsWithoutCase(bytes, start, end, name))
            return true;
    return false;
}
/** Whether the bytes `[start, end)` are the ASCII text `name`, which is lower-case. */
function equalsWithoutCase(bytes, start, end, name) {
    if (end - start !== name.length)
        return false;
    for (let index = 0; index < name.length; index += 1) {
        const byte = bytes[start + index] ?? 0;
        const lower = byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
        if (lower !== name[index])
            return false;
    }
    return true;
}
function isAscii(bytes, start, end) {
    for (let at = start; at < end; at += 1) {
        if ((bytes[at] ?? 0) >= 0x80)
            return false;
    }
    return true;
}
/** Returns the byte after a number, string or literal between records: valid JSON, but not an audit record. */
function scalarEnd(bytes, start) {
    let end = start;
    let quoted = false;
    for (; end < bytes.length; end += 1) {
        if (end - start > WINDOW_BYTES)
            throw tooMuch(`a record of more than ${WINDOW_BYTES / 2 ** 20} MiB`);
        const byte = bytes[end];
        if (quoted && byte === BACKSLASH)
            end += 1;
        else if (byte === QUOTE)
            quoted = !quoted;
        else if (!quoted && (byte === COMMA || byte === CLOSE_ARRAY))
            break;
    }
    try {
        JSON.parse(bytes.toString('utf8', start, end));
    }
    catch (cause) {
        throw cutShort(start, bytes.length, cause);
    }
    return end;
}
function skipBlanks(bytes, from) {
    let at = from;
    for (;;) {
        const byte = bytes[at];
        if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09)
            return Math.min(at, bytes.length);
        at += 1;
    }
}
function startsWithByteOrderMark(bytes) {
    return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}
function cutShort(at, length, cause) {
    return new errors_ContentError(`the JSON array breaks off at byte ${at} of ${length}`, 'The blob is read again.', {
        cause,
    });
}

;// CONCATENATED MODULE: ./build/launches/wasm/picker-wasm.js
// Made of picker.as.ts by `npm run build`.
/** The compiled picker, a WebAssembly module in base64. */
const PICKER_WASM = 'AGFzbQEAAAABIwVgAn9/AX9gAX8Bf2ADf39/AX9gBX9/f39/AX9gBH9/f38AAg8BA2VudgZtZW1vcnkCAAADCAcCAAEBAwQABi4JfwFBAAt/AUEAC38BQQALfwFBAAt/AUEAC38BQQALfwFBAAt/AUEAC38BQQALByYECnByb3BlcnRpZXMDBAVzZXRVcAAFBHBpY2sABgZtZW1vcnkCAAqKDwfeBQEEf0HdAEH9ACABQQNOGyEGA0AgAC0AACIDQQpHIANBIEdxIANBDUdxIANBCUdxRQRAIABBAWohAAwBCwsgBiAALQAARgRAIABBAWoPC0EsIQQDQCAEQSxGBEAgAQR/IAFBAkYEfyAAEAIhBSMGIwVrQQRGIgMEQCMFKAIAQc7CtasGRiEDCyMGIwVrQQVGIgAEQCMFKAIAQdbCsasHRiEACyAABEAjBS0ABEHlAEYhAAsCf0EAIAVBAxABIgRFDQAaIAMEQEEAQQEjByAFLQAAQSJHGw0BGiMIIAVBAWogBCAFa0ECayMBIwJBIBAENgIABSAABEAgBS0AAEEiRiIABEAjB0UhAAsjCCIDQQRqQQFBAyAAGzYCACADIAVBAWogBSAAGzYCCCADIARBAWsgBCAAGzYCDAsLIAQLBSABQQRGBH8CfyAALQAAQfsARwRAIABBAhABDAELIwMjAUEMbGojBEEEdGokCCMIQX82AgAjCEEANgIEIABBAWpBAkECEAAjCCgCAEEATgRAIwRBAWokBAtBACMEQcAASRsLBSABQQFGBH8gABACBSAACyACEAELCwUCf0EAIAAQAiIFRQ0AGiMDIwUjBiMFa0EAIwFBABAEIgBBDGxqIQQgAAR/QQAFIAUtAABB2wBGCwRAQQAkBCAEQQI2AgAgBUEBakEEQQEQAAwBCyAFQQEQASIDQQAgAEEAThsEQCAFLQAAQSJGIgAEQCMHRSEACyAEQQFBAyAAGzYCACAEIAVBAWogBSAAGzYCBCAEIANBAWsgAyAAGzYCCAsgAwsLIgBFBEBBAA8LA38gAC0AACIDQQpHIANBIEdxIANBDUdxIANBCUdxBH8gAAUgAEEBaiEADAELCyIDQQFqIQAgBiADLQAAIgRGBEAgAA8LA0AgAC0AACIDQQpHIANBIEdxIANBDUdxIANBCUdxRQRAIABBAWohAAwBCwsMAQsLQQALngMCAXsBfyAARQRAQQAPCyAALQAAIgNBIkYEQEEAJAcgAEEBaiEAA0ACQCAA/QAEACIC/QwiIiIiIiIiIiIiIiIiIiIi/SMgAv0MXFxcXFxcXFxcXFxcXFxcXP0j/VAgAv0MICAgICAgICAgICAgICAgIP0m/VD9ZCIBRQRAIABBEGohAAwCCyAAIAFoaiIALQAAIQMgAEEBaiIAIQEgA0EiRg0AQQAhASADQdwARw0AIAAQAyIARQ0AQQEkBwwBCwsgAQ8LIANB+wBGBEAgAUEgSAR/IABBAWpBASABQQFqEAAFQQALDwsgA0HbAEYEQCABQSBIBH8gAEEBakEDIAFBAWoQAAVBAAsPCyAAKAIAIgFB7uqx4wZGIAFB9OTVqwZGcgRAIABBBGoPCyABQebCsZsHRgR/IAAtAARB5QBGBUEACwRAIABBBWoPCyAAQQFqIAAgAC0AAEEtRhsiAUEBaiEAIAEtAABBMEcEfyABIQADQCAALQAAQTBrQf8BcUEJTQRAIABBAWohAAwBCwsgAEEAIAAgAUcbBSAACwvFAgICfwF7IAAtAABBIkcEQEEADwsgAEEBaiQFQQAkByMFIQADQAJAIAD9AAQAIgP9DCIiIiIiIiIiIiIiIiIiIiL9IyAD/QxcXFxcXFxcXFxcXFxcXFxc/SP9UCAD/QwgICAgICAgICAgICAgICAg/Sb9UP1kIgFFBEAgAEEQaiEADAILIAAgAWhqIgAtAAAhAiAAQQFqIgAhASACQSJGDQBBACEBIAJB3ABHDQAgABADIgBFDQBBASQHDAELCyMHQQEgASIAGwRAQQAPCyAAQQFrJAYDQCAALQAAIgFBCkcgAUEgR3EgAUENR3EgAUEJR3FFBEAgAEEBaiEADAELCyAALQAAQTpGBEAgAEEBaiEAA0AgAC0AACIBQQpHIAFBIEdxIAFBDUdxIAFBCUdxRQRAIABBAWohAAwBCwsFQQAhAAsgAAuwAQECfwJAAkACQCAALQAAIgFBIkYNACABQdwARg0AIAFBL0YNACABQeIARg0AIAFB5gBGDQAgAUHuAEYNACABQfIARg0AIAFB9ABGDQAgAUH1AEYNAQwCCyAAQQFqDwtBASEBA0AgAUEETQRAIAAgAWotAAAiAkEwa0H/AXFBCUsEfyACQSByQeEAa0H/AXFBBUsFQQALBEBBAA8LIAFBAWohAQwBCwsgAEEFag8LQQALyAECBX8BewNAIAIgA0gEQCMAIAJBBnRqIgUtAD8gAUYEQEEAIQYCQANAIAEgBksEQCAAIAZq/QAEACIKIAr9DEFBQUFBQUFBQUFBQUFBQUH9cf0MGhoaGhoaGhoaGhoaGhoaGv0mIAT9D/1O/VAgBSAGav0ABAD9JP1kIQhBACEHIAEgBmsiCUEQTwR/IAgFIAhBASAJdEEBa3ELDQIgBkEQaiEGDAELC0EBIQcLBUEAIQcLIAcEQCACDwsgAkEBaiECDAELC0F/CxUAIAAkACABJAEgASACaiQCIAMkAwsvAEEAJAQjA0EAIwFBDGz8CwAgAC0AAEH7AEYEfyAAQQFqQQBBABAAIAFGBUEACws=';

;// CONCATENATED MODULE: ./build/launches/wasm/picker.js





const NAMES = [...FIELD_NAMES, ...PROPERTY_NAMES];
const picker_PAGES = 2;
const TABLE = 4_096;
const picker_OUT = 8_192;
const picker_INPUT = 16_384;
/** Larger records are rare, and left to the parser: the memory never grows. */
const LARGEST = picker_PAGES * 65_536 - picker_INPUT - PADDING_BYTES;
class Picker {
    #exports;
    #memory;
    #out;
    constructor() {
        const { exports, memory } = startWasm(PICKER_WASM, picker_PAGES);
        // The module is ours: scripts/wasm.mjs compiles it from picker.as.ts, which exports exactly these.
        this.#exports = exports;
        this.#memory = Buffer.from(memory.buffer);
        this.#out = new Uint32Array(memory.buffer, picker_OUT, (picker_INPUT - picker_OUT) / 4);
        this.#exports.setUp(TABLE, FIELD_NAMES.length, PROPERTY_NAMES.length, picker_OUT);
        for (const [index, name] of NAMES.entries()) {
            const end = TABLE + (index + 1) * NAME_BYTES;
            this.#memory.write(name, end - NAME_BYTES, 'latin1');
            this.#memory[end - 1] = name.length;
        }
    }
    pick(bytes, start, end) {
        const length = end - start;
        if (length > LARGEST)
            return undefined;
        bytes.copy(this.#memory, picker_INPUT, start, end);
        if (this.#exports.pick(picker_INPUT, picker_INPUT + length) === 0)
            return undefined;
        const record = {};
        let word = 0;
        for (const name of FIELD_NAMES) {
            record[name] = this.#value(word);
            word += VALUE_WORDS;
        }
        return record;
    }
    #value(word) {
        const kind = this.#out[word];
        const start = this.#out[word + 1];
        const end = this.#out[word + 2];
        if (kind === KIND_TEXT)
            return this.#memory.toString('utf8', start, end);
        if (kind === KIND_LIST)
            return this.#properties();
        return kind === KIND_OTHER ? JSON.parse(this.#memory.toString('utf8', start, end)) : undefined;
    }
    #properties() {
        const list = [];
        let word = FIELD_NAMES.length * VALUE_WORDS;
        for (let left = this.#exports.properties.value; left > 0; left -= 1) {
            list.push({ Name: NAMES[this.#out[word] ?? 0], Value: this.#value(word + 1) });
            word += PROPERTY_WORDS;
        }
        return list;
    }
}
let picker;
/**
 * Returns what a launch is made of from the audit record `[start, end)`, in a fraction of the time of `JSON.parse`: the fields
 * `FIELD_NAMES` as that reads them, and of `PropertyCollection` the properties `PROPERTY_NAMES`. `undefined` when the record
 * is not JSON, or so unusual that only `JSON.parse` can tell.
 */
function pickRecord(bytes, start, end) {
    picker ??= new Picker();
    return picker.pick(bytes, start, end);
}

;// CONCATENATED MODULE: ./build/launches/blob.js





/**
 * Reads the launches and kept events out of a content blob's bytes (UTF-8 JSON array). `isVouchedFor`: a checksum says that they
 * came as they were sent; otherwise every record is parsed, because a damaged one would count as another operation.
 * @throws {ContentError} when the bytes are not a whole JSON array, or no audit records.
 */
function readBlob(bytes, rules, identity, isVouchedFor = true) {
    const check = isVouchedFor ? undefined : (record) => requireJson(bytes, record);
    const scan = scanBlob(bytes, new Set(rules.operations.keys()), check);
    const launches = [];
    const events = [];
    const unreadable = [];
    for (const { start, end } of scan.candidates) {
        const read = readCandidate(bytes, start, end, rules, identity);
        if (read.kind === 'launch')
            launches.push(read.launch);
        else if (read.kind === 'event')
            events.push(read.event);
        else if (read.kind === 'unreadable')
            unreadable.push(`the record at byte ${start} ${read.why}`);
        if (unreadable.length > limits_LIMITS.blob.unreadable)
            throw noAuditRecords();
    }
    const { records } = scan;
    const powerAppsOperations = launches.length === 0 ? scan.powerAppsOperations() : new Map();
    const other = records - launches.length - events.length - unreadable.length;
    return { records, launches, events, other, unreadable, powerAppsOperations };
}
function requireJson(bytes, { start, end }) {
    try {
        if (end - start > limits_LIMITS.blob.recordBytes)
            throw new RangeError('it is too large to be parsed');
        JSON.parse(bytes.toString('utf8', start, end));
    }
    catch (cause) {
        throw new errors_ContentError(`the record at byte ${start} is not JSON`, 'The blob is read again.', { cause });
    }
}
function readCandidate(bytes, start, end, rules, identity) {
    if (end - start > limits_LIMITS.blob.recordBytes) {
        return { kind: 'unreadable', why: `has more than ${limits_LIMITS.blob.recordBytes / 2 ** 20} MiB` };
    }
    let record = pickRecord(bytes, start, end);
    try {
        record ??= JSON.parse(bytes.toString('utf8', start, end));
    }
    catch {
        return { kind: 'unreadable', why: 'is not JSON' };
    }
    return readRecord(record, rules, identity);
}

;// CONCATENATED MODULE: ./build/sources/activity-feed/blob-body.js



/**
 * Returns what the body of a content blob holds.
 * @throws {ContentError} when it is cut short, corrupt, too large, or not a whole JSON array.
 */
function readBlobBody(body, rules, identity) {
    return withBody(body, limits_LIMITS.blob.inflatedBytes, (bytes) => readBlob(bytes, rules, identity, hasChecksum(body)));
}

;// CONCATENATED MODULE: ./build/sources/activity-feed/blob-worker.js





// The thread of `createBlobThread`, which alone talks to it: inflates and reads one body after the other.
const { rules, users, tenantId } = external_node_worker_threads_namespaceObject.workerData;
const identity = openIdentity(users, tenantId);
external_node_worker_threads_namespaceObject.parentPort?.on('message', (bodies) => {
    external_node_worker_threads_namespaceObject.parentPort?.postMessage(bodies.map(answerTo));
});
function answerTo({ id, buffer, encoding }) {
    try {
        const body = { bytes: Buffer.from(buffer), encoding };
        return { id, kind: 'read', reading: readBlobBody(body, rules, identity) };
    }
    catch (error) {
        if (error instanceof BodyTooLargeError)
            return { id, kind: 'too-large', maxBytes: error.maxBytes };
        if (!(error instanceof errors_ContentError))
            return { id, kind: 'failed', message: messageOf(error) };
        return { id, kind: 'refused', message: error.message, remedy: error.remedy };
    }
    finally {
        buffer.transfer(0);
    }
}

