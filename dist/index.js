import * as __WEBPACK_EXTERNAL_MODULE__undici_js_51706d35__ from "./undici.js";
import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 7666:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

/*! node-domexception. MIT License. Jimmy Wärting <https://jimmy.warting.se/opensource> */

if (!globalThis.DOMException) {
  try {
    const { MessageChannel } = __nccwpck_require__(8167),
    port = new MessageChannel().port1,
    ab = new ArrayBuffer()
    port.postMessage(ab, [ab, ab])
  } catch (err) {
    err.constructor.name === 'DOMException' && (
      globalThis.DOMException = err.constructor
    )
  }
}

module.exports = globalThis.DOMException


/***/ }),

/***/ 770:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

module.exports = __nccwpck_require__(218);


/***/ }),

/***/ 218:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var net = __nccwpck_require__(9278);
var tls = __nccwpck_require__(4756);
var http = __nccwpck_require__(8611);
var https = __nccwpck_require__(5692);
var events = __nccwpck_require__(4434);
var assert = __nccwpck_require__(2613);
var util = __nccwpck_require__(9023);


exports.httpOverHttp = httpOverHttp;
exports.httpsOverHttp = httpsOverHttp;
exports.httpOverHttps = httpOverHttps;
exports.httpsOverHttps = httpsOverHttps;


function httpOverHttp(options) {
  var agent = new TunnelingAgent(options);
  agent.request = http.request;
  return agent;
}

function httpsOverHttp(options) {
  var agent = new TunnelingAgent(options);
  agent.request = http.request;
  agent.createSocket = createSecureSocket;
  agent.defaultPort = 443;
  return agent;
}

function httpOverHttps(options) {
  var agent = new TunnelingAgent(options);
  agent.request = https.request;
  return agent;
}

function httpsOverHttps(options) {
  var agent = new TunnelingAgent(options);
  agent.request = https.request;
  agent.createSocket = createSecureSocket;
  agent.defaultPort = 443;
  return agent;
}


function TunnelingAgent(options) {
  var self = this;
  self.options = options || {};
  self.proxyOptions = self.options.proxy || {};
  self.maxSockets = self.options.maxSockets || http.Agent.defaultMaxSockets;
  self.requests = [];
  self.sockets = [];

  self.on('free', function onFree(socket, host, port, localAddress) {
    var options = toOptions(host, port, localAddress);
    for (var i = 0, len = self.requests.length; i < len; ++i) {
      var pending = self.requests[i];
      if (pending.host === options.host && pending.port === options.port) {
        // Detect the request to connect same origin server,
        // reuse the connection.
        self.requests.splice(i, 1);
        pending.request.onSocket(socket);
        return;
      }
    }
    socket.destroy();
    self.removeSocket(socket);
  });
}
util.inherits(TunnelingAgent, events.EventEmitter);

TunnelingAgent.prototype.addRequest = function addRequest(req, host, port, localAddress) {
  var self = this;
  var options = mergeOptions({request: req}, self.options, toOptions(host, port, localAddress));

  if (self.sockets.length >= this.maxSockets) {
    // We are over limit so we'll add it to the queue.
    self.requests.push(options);
    return;
  }

  // If we are under maxSockets create a new one.
  self.createSocket(options, function(socket) {
    socket.on('free', onFree);
    socket.on('close', onCloseOrRemove);
    socket.on('agentRemove', onCloseOrRemove);
    req.onSocket(socket);

    function onFree() {
      self.emit('free', socket, options);
    }

    function onCloseOrRemove(err) {
      self.removeSocket(socket);
      socket.removeListener('free', onFree);
      socket.removeListener('close', onCloseOrRemove);
      socket.removeListener('agentRemove', onCloseOrRemove);
    }
  });
};

TunnelingAgent.prototype.createSocket = function createSocket(options, cb) {
  var self = this;
  var placeholder = {};
  self.sockets.push(placeholder);

  var connectOptions = mergeOptions({}, self.proxyOptions, {
    method: 'CONNECT',
    path: options.host + ':' + options.port,
    agent: false,
    headers: {
      host: options.host + ':' + options.port
    }
  });
  if (options.localAddress) {
    connectOptions.localAddress = options.localAddress;
  }
  if (connectOptions.proxyAuth) {
    connectOptions.headers = connectOptions.headers || {};
    connectOptions.headers['Proxy-Authorization'] = 'Basic ' +
        new Buffer(connectOptions.proxyAuth).toString('base64');
  }

  debug('making CONNECT request');
  var connectReq = self.request(connectOptions);
  connectReq.useChunkedEncodingByDefault = false; // for v0.6
  connectReq.once('response', onResponse); // for v0.6
  connectReq.once('upgrade', onUpgrade);   // for v0.6
  connectReq.once('connect', onConnect);   // for v0.7 or later
  connectReq.once('error', onError);
  connectReq.end();

  function onResponse(res) {
    // Very hacky. This is necessary to avoid http-parser leaks.
    res.upgrade = true;
  }

  function onUpgrade(res, socket, head) {
    // Hacky.
    process.nextTick(function() {
      onConnect(res, socket, head);
    });
  }

  function onConnect(res, socket, head) {
    connectReq.removeAllListeners();
    socket.removeAllListeners();

    if (res.statusCode !== 200) {
      debug('tunneling socket could not be established, statusCode=%d',
        res.statusCode);
      socket.destroy();
      var error = new Error('tunneling socket could not be established, ' +
        'statusCode=' + res.statusCode);
      error.code = 'ECONNRESET';
      options.request.emit('error', error);
      self.removeSocket(placeholder);
      return;
    }
    if (head.length > 0) {
      debug('got illegal response body from proxy');
      socket.destroy();
      var error = new Error('got illegal response body from proxy');
      error.code = 'ECONNRESET';
      options.request.emit('error', error);
      self.removeSocket(placeholder);
      return;
    }
    debug('tunneling connection has established');
    self.sockets[self.sockets.indexOf(placeholder)] = socket;
    return cb(socket);
  }

  function onError(cause) {
    connectReq.removeAllListeners();

    debug('tunneling socket could not be established, cause=%s\n',
          cause.message, cause.stack);
    var error = new Error('tunneling socket could not be established, ' +
                          'cause=' + cause.message);
    error.code = 'ECONNRESET';
    options.request.emit('error', error);
    self.removeSocket(placeholder);
  }
};

TunnelingAgent.prototype.removeSocket = function removeSocket(socket) {
  var pos = this.sockets.indexOf(socket)
  if (pos === -1) {
    return;
  }
  this.sockets.splice(pos, 1);

  var pending = this.requests.shift();
  if (pending) {
    // If we have pending requests and a socket gets closed a new one
    // needs to be created to take over in the pool for the one that closed.
    this.createSocket(pending, function(socket) {
      pending.request.onSocket(socket);
    });
  }
};

function createSecureSocket(options, cb) {
  var self = this;
  TunnelingAgent.prototype.createSocket.call(self, options, function(socket) {
    var hostHeader = options.request.getHeader('host');
    var tlsOptions = mergeOptions({}, self.options, {
      socket: socket,
      servername: hostHeader ? hostHeader.replace(/:.*$/, '') : options.host
    });

    // 0 is dummy port for v0.6
    var secureSocket = tls.connect(0, tlsOptions);
    self.sockets[self.sockets.indexOf(socket)] = secureSocket;
    cb(secureSocket);
  });
}


function toOptions(host, port, localAddress) {
  if (typeof host === 'string') { // since v0.10
    return {
      host: host,
      port: port,
      localAddress: localAddress
    };
  }
  return host; // for v0.11 or later
}

function mergeOptions(target) {
  for (var i = 1, len = arguments.length; i < len; ++i) {
    var overrides = arguments[i];
    if (typeof overrides === 'object') {
      var keys = Object.keys(overrides);
      for (var j = 0, keyLen = keys.length; j < keyLen; ++j) {
        var k = keys[j];
        if (overrides[k] !== undefined) {
          target[k] = overrides[k];
        }
      }
    }
  }
  return target;
}


var debug;
if (process.env.NODE_DEBUG && /\btunnel\b/.test(process.env.NODE_DEBUG)) {
  debug = function() {
    var args = Array.prototype.slice.call(arguments);
    if (typeof args[0] === 'string') {
      args[0] = 'TUNNEL: ' + args[0];
    } else {
      args.unshift('TUNNEL:');
    }
    console.error.apply(console, args);
  }
} else {
  debug = function() {};
}
exports.debug = debug; // for test


/***/ }),

/***/ 6062:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

var x = (y) => {
	var x = {}; __nccwpck_require__.d(x, y); return x
} 
var y = (x) => (() => (x))
module.exports = x({ ["ProxyAgent"]: () => (__WEBPACK_EXTERNAL_MODULE__undici_js_51706d35__.ProxyAgent), ["fetch"]: () => (__WEBPACK_EXTERNAL_MODULE__undici_js_51706d35__.fetch) });

/***/ }),

/***/ 7761:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("./undici.js");

/***/ }),

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 9140:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("constants");

/***/ }),

/***/ 6982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 1943:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs/promises");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 4708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 8995:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:module");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 1708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:process");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 6466:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");

/***/ }),

/***/ 7830:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/web");

/***/ }),

/***/ 6193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:string_decoder");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 8877:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:v8");

/***/ }),

/***/ 5919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 6928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 2018:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tty");

/***/ }),

/***/ 7016:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("url");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 8167:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("worker_threads");

/***/ }),

/***/ 725:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("zlib");

/***/ }),

/***/ 1204:
/***/ ((__unused_webpack_module, __unused_webpack_exports, __nccwpck_require__) => {

/* c8 ignore start */
// 64 KiB (same size chrome slice theirs blob into Uint8array's)
const POOL_SIZE = 65536

if (!globalThis.ReadableStream) {
  // `node:stream/web` got introduced in v16.5.0 as experimental
  // and it's preferred over the polyfilled version. So we also
  // suppress the warning that gets emitted by NodeJS for using it.
  try {
    const process = __nccwpck_require__(1708)
    const { emitWarning } = process
    try {
      process.emitWarning = () => {}
      Object.assign(globalThis, __nccwpck_require__(7830))
      process.emitWarning = emitWarning
    } catch (error) {
      process.emitWarning = emitWarning
      throw error
    }
  } catch (error) {
    // fallback to polyfill implementation
    Object.assign(globalThis, __nccwpck_require__(7830))
  }
}

try {
  // Don't use node: prefix for this, require+node: is not supported until node v14.14
  // Only `import()` can use prefix in 12.20 and later
  const { Blob } = __nccwpck_require__(181)
  if (Blob && !Blob.prototype.stream) {
    Blob.prototype.stream = function name (params) {
      let position = 0
      const blob = this

      return new ReadableStream({
        type: 'bytes',
        async pull (ctrl) {
          const chunk = blob.slice(position, Math.min(blob.size, position + POOL_SIZE))
          const buffer = await chunk.arrayBuffer()
          position += buffer.byteLength
          ctrl.enqueue(new Uint8Array(buffer))

          if (position === blob.size) {
            ctrl.close()
          }
        }
      })
    }
  }
} catch (error) {}
/* c8 ignore end */


/***/ }),

/***/ 9473:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   AD: () => (/* binding */ StoreError),
/* harmony export */   JC: () => (/* binding */ SnapshotError),
/* harmony export */   Jj: () => (/* binding */ SignInError),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   dz: () => (/* binding */ InputError),
/* harmony export */   lS: () => (/* binding */ FeedError),
/* harmony export */   lZ: () => (/* binding */ ActionError),
/* harmony export */   wr: () => (/* binding */ adviceOf),
/* harmony export */   yg: () => (/* binding */ ContentError)
/* harmony export */ });
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
class SignInError extends ActionError {
}
/** Thrown when the Management Activity API refuses or cannot answer a request. `code` is its own (AF…), one of ours for what has none, or ''. */
class FeedError extends ActionError {
    code;
    /** HTTP status, 0 when no answer came. */
    status;
    constructor(what, remedy, answer, options) {
        super(what, remedy, options);
        this.code = answer.code;
        this.status = answer.status;
    }
}
/** Thrown when a content blob's bytes are not what the feed promises: cut short, corrupt, not a JSON array. */
class ContentError extends ActionError {
}
/** Thrown when a published snapshot or its state cannot be used: another tenant, a newer schema, a broken file. */
class SnapshotError extends ActionError {
}
/** Thrown when a store (branch, artifact, folder) cannot be read or written. */
class StoreError extends ActionError {
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


/***/ }),

/***/ 1144:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  D: () => (/* binding */ createHost)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
;// CONCATENATED MODULE: external "node:timers/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 7 modules
var core = __nccwpck_require__(3838);
// EXTERNAL MODULE: ./build/http/send.js + 14 modules
var http_send = __nccwpck_require__(470);
// EXTERNAL MODULE: ./build/errors.js
var errors = __nccwpck_require__(9473);
;// CONCATENATED MODULE: ./build/sources/activity-feed/blob-thread.js


// To wake a thread costs about as much as to inflate 100 KB: bodies go together, those that come within a short time.
const FULL_BATCH = 16;
const LONGEST_WAIT_MS = 20;
/** One that the thread works on, and one that it finds when it is done. */
const BATCHES_AT_ONCE = 2;
/** Returns the thread of `worker`, which runs `blob-worker` with a {@link BlobWork}. */
function createBlobThread(worker) {
    const waiting = new Map();
    let asked = [];
    let [lastId, batches] = [0, 0];
    let ended;
    const send = () => {
        if (asked.length === 0 || batches === BATCHES_AT_ONCE)
            return;
        const buffers = asked.map(({ buffer }) => buffer);
        worker.postMessage(asked, buffers);
        asked = [];
        batches += 1;
    };
    const settle = (answer) => {
        const caller = waiting.get(answer.id);
        waiting.delete(answer.id);
        if (answer.kind === 'read')
            caller?.resolve(answer.reading);
        else if (answer.kind === 'too-large')
            caller?.reject(new http_send/* BodyTooLargeError */.Au(answer.maxBytes, 'inflated'));
        else if (answer.kind === 'failed')
            caller?.reject(new Error(answer.message));
        else
            caller?.reject(new errors/* ContentError */.yg(answer.message, answer.remedy));
    };
    const end = (why) => {
        ended ??= new Error(`the thread that reads content blobs has ended: ${why}`);
        for (const { reject } of waiting.values())
            reject(ended);
        waiting.clear();
    };
    worker.on('message', (answers) => {
        batches -= 1;
        send();
        answers.forEach(settle);
    });
    worker.on('error', (error) => end(error.message));
    worker.on('exit', (code) => end(`exit code ${code}`));
    return {
        read: ({ bytes, encoding }) => {
            if (ended !== undefined)
                return Promise.reject(ended);
            lastId += 1;
            const caller = Promise.withResolvers();
            waiting.set(lastId, caller);
            asked.push({ id: lastId, buffer: ownBuffer(bytes), encoding });
            if (asked.length >= FULL_BATCH)
                send();
            else if (asked.length === 1)
                setTimeout(send, LONGEST_WAIT_MS);
            return caller.promise;
        },
        close: async () => void (await worker.terminate()),
    };
}
/** A body may lie in memory that others use, too. */
function ownBuffer({ buffer, byteOffset, length }) {
    const isItsOwn = buffer instanceof ArrayBuffer && buffer.byteLength === length;
    return isItsOwn ? buffer : new Uint8Array(buffer, byteOffset, length).slice().buffer;
}

;// CONCATENATED MODULE: ./build/sources/activity-feed/heap.js
/** Space for young objects at which a run has enough, in bytes: of what it makes for a request, little outlives it. */
const YOUNG_SPACE_BYTES = 16 * 1024 * 1024;
const LOOK_EVERY_MS = 20;
/**
 * Keeps V8 from growing its heap ahead of need: it would give young objects twice as much space again and again while a run
 * makes many, up to 130 MB, and give none of it back.
 */
async function keepHeapSmall() {
    const { getHeapSpaceStatistics, setFlagsFromString } = await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 8877, 19));
    setFlagsFromString('--heap-growing-percent=100');
    // To wake threads for a collection costs more than they help with a heap this small.
    setFlagsFromString('--no-parallel-scavenge');
    const timer = setInterval(() => {
        const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
        if (young !== undefined && young.space_size < YOUNG_SPACE_BYTES)
            return;
        setFlagsFromString('--semi-space-growth-factor=1');
        clearInterval(timer);
    }, LOOK_EVERY_MS);
    timer.unref();
}

// EXTERNAL MODULE: ./build/stores/branch/git.js + 1 modules
var git = __nccwpck_require__(228);
;// CONCATENATED MODULE: ./build/host.js







/** Returns the host of a step that a runner started with this environment. */
function createHost(environment) {
    // A line for each request is too much to write when nobody reads it.
    const debug = environment.RUNNER_DEBUG === '1' ? core/* debug */.Yz : () => undefined;
    return {
        clock: { now: Date.now, sleep: async (ms) => void (await (0,promises_namespaceObject.setTimeout)(ms)) },
        random: Math.random,
        log: {
            debug,
            info: core/* info */.pq,
            notice: (message, title) => core/* notice */.lm(message, { title }),
            warning: (message, title) => core/* warning */.$e(message, { title }),
            error: (message, title) => core/* error */.z3(message, { title }),
            group: core/* group */.Os,
        },
        mask: core/* setSecret */.Pq,
        setOutput: core/* setOutput */.uH,
        writeSummary: async (markdown) => {
            if (environment.GITHUB_STEP_SUMMARY)
                await core/* summary */.z.addRaw(markdown).write();
        },
        fail: core/* setFailed */.C1,
        createSend: (connections) => (0,http_send/* createSend */.Rx)((0,http_send/* createAgents */.jQ)(environment, connections)),
        startBlobThread: async (workerData) => {
            const { Worker } = await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 5919, 19));
            const file = __nccwpck_require__.ab + "blob-worker.js";
            return createBlobThread(new Worker(file, { workerData, env: {} }));
        },
        keepHeapSmall: keepHeapSmall,
        stretchKey,
        runGit: git/* runGit */.EO,
        loadCacheClient: () => Promise.all(/* import() */[__nccwpck_require__.e(271), __nccwpck_require__.e(88), __nccwpck_require__.e(142)]).then(__nccwpck_require__.bind(__nccwpck_require__, 142)),
        loadArtifactClient: async () => {
            const { DefaultArtifactClient } = await Promise.all(/* import() */[__nccwpck_require__.e(271), __nccwpck_require__.e(888)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7888));
            return new DefaultArtifactClient();
        },
    };
}
const MEBIBYTE = 2 ** 20;
/** On a thread of Node's pool, beside the requests that a run begins with. Takes 32 MiB. */
const stretchKey = (key, salt) => new Promise((resolve, reject) => {
    (0,external_node_crypto_.scrypt)(key, salt, 32, { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * MEBIBYTE }, (error, stretched) => error === null ? resolve(stretched) : reject(error));
});


/***/ }),

/***/ 470:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Au: () => (/* binding */ BodyTooLargeError),
  bD: () => (/* binding */ PROXY_VARIABLES),
  MU: () => (/* binding */ TimeoutError),
  jQ: () => (/* binding */ createAgents),
  Rx: () => (/* binding */ createSend),
  U9: () => (/* binding */ isLoopback)
});

// UNUSED EXPORTS: ConnectionError, ProxyError

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __nccwpck_require__(7067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __nccwpck_require__(4708);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __nccwpck_require__(6466);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __nccwpck_require__(8522);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __nccwpck_require__(7075);
// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __nccwpck_require__(4573);
;// CONCATENATED MODULE: ./node_modules/data-uri-to-buffer/dist/index.js
/**
 * Returns a `Buffer` instance from the given data URI `uri`.
 *
 * @param {String} uri Data URI to turn into a Buffer instance
 * @returns {Buffer} Buffer instance from Data URI
 * @api public
 */
function dataUriToBuffer(uri) {
    if (!/^data:/i.test(uri)) {
        throw new TypeError('`uri` does not appear to be a Data URI (must begin with "data:")');
    }
    // strip newlines
    uri = uri.replace(/\r?\n/g, '');
    // split the URI up into the "metadata" and the "data" portions
    const firstComma = uri.indexOf(',');
    if (firstComma === -1 || firstComma <= 4) {
        throw new TypeError('malformed data: URI');
    }
    // remove the "data:" scheme and parse the metadata
    const meta = uri.substring(5, firstComma).split(';');
    let charset = '';
    let base64 = false;
    const type = meta[0] || 'text/plain';
    let typeFull = type;
    for (let i = 1; i < meta.length; i++) {
        if (meta[i] === 'base64') {
            base64 = true;
        }
        else if (meta[i]) {
            typeFull += `;${meta[i]}`;
            if (meta[i].indexOf('charset=') === 0) {
                charset = meta[i].substring(8);
            }
        }
    }
    // defaults to US-ASCII only if type is not provided
    if (!meta[0] && !charset.length) {
        typeFull += ';charset=US-ASCII';
        charset = 'US-ASCII';
    }
    // get the encoded data portion and decode URI-encoded chars
    const encoding = base64 ? 'base64' : 'ascii';
    const data = unescape(uri.substring(firstComma + 1));
    const buffer = Buffer.from(data, encoding);
    // set `.type` and `.typeFull` properties to MIME type
    buffer.type = type;
    buffer.typeFull = typeFull;
    // set the `.charset` property
    buffer.charset = charset;
    return buffer;
}
/* harmony default export */ const dist = (dataUriToBuffer);
//# sourceMappingURL=index.js.map
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __nccwpck_require__(7975);
// EXTERNAL MODULE: ./node_modules/fetch-blob/index.js
var fetch_blob = __nccwpck_require__(6327);
// EXTERNAL MODULE: ./node_modules/formdata-polyfill/esm.min.js
var esm_min = __nccwpck_require__(3018);
;// CONCATENATED MODULE: ./node_modules/node-fetch/src/errors/base.js
class FetchBaseError extends Error {
	constructor(message, type) {
		super(message);
		// Hide custom error implementation details from end-users
		Error.captureStackTrace(this, this.constructor);

		this.type = type;
	}

	get name() {
		return this.constructor.name;
	}

	get [Symbol.toStringTag]() {
		return this.constructor.name;
	}
}

;// CONCATENATED MODULE: ./node_modules/node-fetch/src/errors/fetch-error.js



/**
 * @typedef {{ address?: string, code: string, dest?: string, errno: number, info?: object, message: string, path?: string, port?: number, syscall: string}} SystemError
*/

/**
 * FetchError interface for operational errors
 */
class FetchError extends FetchBaseError {
	/**
	 * @param  {string} message -      Error message for human
	 * @param  {string} [type] -        Error type for machine
	 * @param  {SystemError} [systemError] - For Node.js system error
	 */
	constructor(message, type, systemError) {
		super(message, type);
		// When err.type is `system`, err.erroredSysCall contains system error and err.code contains system error code
		if (systemError) {
			// eslint-disable-next-line no-multi-assign
			this.code = this.errno = systemError.code;
			this.erroredSysCall = systemError.syscall;
		}
	}
}

;// CONCATENATED MODULE: ./node_modules/node-fetch/src/utils/is.js
/**
 * Is.js
 *
 * Object type checks.
 */

const NAME = Symbol.toStringTag;

/**
 * Check if `obj` is a URLSearchParams object
 * ref: https://github.com/node-fetch/node-fetch/issues/296#issuecomment-307598143
 * @param {*} object - Object to check for
 * @return {boolean}
 */
const isURLSearchParameters = object => {
	return (
		typeof object === 'object' &&
		typeof object.append === 'function' &&
		typeof object.delete === 'function' &&
		typeof object.get === 'function' &&
		typeof object.getAll === 'function' &&
		typeof object.has === 'function' &&
		typeof object.set === 'function' &&
		typeof object.sort === 'function' &&
		object[NAME] === 'URLSearchParams'
	);
};

/**
 * Check if `object` is a W3C `Blob` object (which `File` inherits from)
 * @param {*} object - Object to check for
 * @return {boolean}
 */
const isBlob = object => {
	return (
		object &&
		typeof object === 'object' &&
		typeof object.arrayBuffer === 'function' &&
		typeof object.type === 'string' &&
		typeof object.stream === 'function' &&
		typeof object.constructor === 'function' &&
		/^(Blob|File)$/.test(object[NAME])
	);
};

/**
 * Check if `obj` is an instance of AbortSignal.
 * @param {*} object - Object to check for
 * @return {boolean}
 */
const isAbortSignal = object => {
	return (
		typeof object === 'object' && (
			object[NAME] === 'AbortSignal' ||
			object[NAME] === 'EventTarget'
		)
	);
};

/**
 * isDomainOrSubdomain reports whether sub is a subdomain (or exact match) of
 * the parent domain.
 *
 * Both domains must already be in canonical form.
 * @param {string|URL} original
 * @param {string|URL} destination
 */
const isDomainOrSubdomain = (destination, original) => {
	const orig = new URL(original).hostname;
	const dest = new URL(destination).hostname;

	return orig === dest || orig.endsWith(`.${dest}`);
};

/**
 * isSameProtocol reports whether the two provided URLs use the same protocol.
 *
 * Both domains must already be in canonical form.
 * @param {string|URL} original
 * @param {string|URL} destination
 */
const isSameProtocol = (destination, original) => {
	const orig = new URL(original).protocol;
	const dest = new URL(destination).protocol;

	return orig === dest;
};

;// CONCATENATED MODULE: ./node_modules/node-fetch/src/body.js

/**
 * Body.js
 *
 * Body interface provides common methods for Request and Response
 */












const pipeline = (0,external_node_util_.promisify)(external_node_stream_.pipeline);
const INTERNALS = Symbol('Body internals');

/**
 * Body mixin
 *
 * Ref: https://fetch.spec.whatwg.org/#body
 *
 * @param   Stream  body  Readable stream
 * @param   Object  opts  Response options
 * @return  Void
 */
class Body {
	constructor(body, {
		size = 0
	} = {}) {
		let boundary = null;

		if (body === null) {
			// Body is undefined or null
			body = null;
		} else if (isURLSearchParameters(body)) {
			// Body is a URLSearchParams
			body = external_node_buffer_.Buffer.from(body.toString());
		} else if (isBlob(body)) {
			// Body is blob
		} else if (external_node_buffer_.Buffer.isBuffer(body)) {
			// Body is Buffer
		} else if (external_node_util_.types.isAnyArrayBuffer(body)) {
			// Body is ArrayBuffer
			body = external_node_buffer_.Buffer.from(body);
		} else if (ArrayBuffer.isView(body)) {
			// Body is ArrayBufferView
			body = external_node_buffer_.Buffer.from(body.buffer, body.byteOffset, body.byteLength);
		} else if (body instanceof external_node_stream_) {
			// Body is stream
		} else if (body instanceof esm_min/* FormData */.fS) {
			// Body is FormData
			body = (0,esm_min/* formDataToBlob */.$n)(body);
			boundary = body.type.split('=')[1];
		} else {
			// None of the above
			// coerce to string then buffer
			body = external_node_buffer_.Buffer.from(String(body));
		}

		let stream = body;

		if (external_node_buffer_.Buffer.isBuffer(body)) {
			stream = external_node_stream_.Readable.from(body);
		} else if (isBlob(body)) {
			stream = external_node_stream_.Readable.from(body.stream());
		}

		this[INTERNALS] = {
			body,
			stream,
			boundary,
			disturbed: false,
			error: null
		};
		this.size = size;

		if (body instanceof external_node_stream_) {
			body.on('error', error_ => {
				const error = error_ instanceof FetchBaseError ?
					error_ :
					new FetchError(`Invalid response body while trying to fetch ${this.url}: ${error_.message}`, 'system', error_);
				this[INTERNALS].error = error;
			});
		}
	}

	get body() {
		return this[INTERNALS].stream;
	}

	get bodyUsed() {
		return this[INTERNALS].disturbed;
	}

	/**
	 * Decode response as ArrayBuffer
	 *
	 * @return  Promise
	 */
	async arrayBuffer() {
		const {buffer, byteOffset, byteLength} = await consumeBody(this);
		return buffer.slice(byteOffset, byteOffset + byteLength);
	}

	async formData() {
		const ct = this.headers.get('content-type');

		if (ct.startsWith('application/x-www-form-urlencoded')) {
			const formData = new esm_min/* FormData */.fS();
			const parameters = new URLSearchParams(await this.text());

			for (const [name, value] of parameters) {
				formData.append(name, value);
			}

			return formData;
		}

		const {toFormData} = await __nccwpck_require__.e(/* import() */ 101).then(__nccwpck_require__.bind(__nccwpck_require__, 9101));
		return toFormData(this.body, ct);
	}

	/**
	 * Return raw response as Blob
	 *
	 * @return Promise
	 */
	async blob() {
		const ct = (this.headers && this.headers.get('content-type')) || (this[INTERNALS].body && this[INTERNALS].body.type) || '';
		const buf = await this.arrayBuffer();

		return new fetch_blob/* default */.A([buf], {
			type: ct
		});
	}

	/**
	 * Decode response as json
	 *
	 * @return  Promise
	 */
	async json() {
		const text = await this.text();
		return JSON.parse(text);
	}

	/**
	 * Decode response as text
	 *
	 * @return  Promise
	 */
	async text() {
		const buffer = await consumeBody(this);
		return new TextDecoder().decode(buffer);
	}

	/**
	 * Decode response as buffer (non-spec api)
	 *
	 * @return  Promise
	 */
	buffer() {
		return consumeBody(this);
	}
}

Body.prototype.buffer = (0,external_node_util_.deprecate)(Body.prototype.buffer, 'Please use \'response.arrayBuffer()\' instead of \'response.buffer()\'', 'node-fetch#buffer');

// In browsers, all properties are enumerable.
Object.defineProperties(Body.prototype, {
	body: {enumerable: true},
	bodyUsed: {enumerable: true},
	arrayBuffer: {enumerable: true},
	blob: {enumerable: true},
	json: {enumerable: true},
	text: {enumerable: true},
	data: {get: (0,external_node_util_.deprecate)(() => {},
		'data doesn\'t exist, use json(), text(), arrayBuffer(), or body instead',
		'https://github.com/node-fetch/node-fetch/issues/1000 (response)')}
});

/**
 * Consume and convert an entire Body to a Buffer.
 *
 * Ref: https://fetch.spec.whatwg.org/#concept-body-consume-body
 *
 * @return Promise
 */
async function consumeBody(data) {
	if (data[INTERNALS].disturbed) {
		throw new TypeError(`body used already for: ${data.url}`);
	}

	data[INTERNALS].disturbed = true;

	if (data[INTERNALS].error) {
		throw data[INTERNALS].error;
	}

	const {body} = data;

	// Body is null
	if (body === null) {
		return external_node_buffer_.Buffer.alloc(0);
	}

	/* c8 ignore next 3 */
	if (!(body instanceof external_node_stream_)) {
		return external_node_buffer_.Buffer.alloc(0);
	}

	// Body is stream
	// get ready to actually consume the body
	const accum = [];
	let accumBytes = 0;

	try {
		for await (const chunk of body) {
			if (data.size > 0 && accumBytes + chunk.length > data.size) {
				const error = new FetchError(`content size at ${data.url} over limit: ${data.size}`, 'max-size');
				body.destroy(error);
				throw error;
			}

			accumBytes += chunk.length;
			accum.push(chunk);
		}
	} catch (error) {
		const error_ = error instanceof FetchBaseError ? error : new FetchError(`Invalid response body while trying to fetch ${data.url}: ${error.message}`, 'system', error);
		throw error_;
	}

	if (body.readableEnded === true || body._readableState.ended === true) {
		try {
			if (accum.every(c => typeof c === 'string')) {
				return external_node_buffer_.Buffer.from(accum.join(''));
			}

			return external_node_buffer_.Buffer.concat(accum, accumBytes);
		} catch (error) {
			throw new FetchError(`Could not create Buffer from response body for ${data.url}: ${error.message}`, 'system', error);
		}
	} else {
		throw new FetchError(`Premature close of server response while trying to fetch ${data.url}`);
	}
}

/**
 * Clone body given Res/Req instance
 *
 * @param   Mixed   instance       Response or Request instance
 * @param   String  highWaterMark  highWaterMark for both PassThrough body streams
 * @return  Mixed
 */
const clone = (instance, highWaterMark) => {
	let p1;
	let p2;
	let {body} = instance[INTERNALS];

	// Don't allow cloning a used body
	if (instance.bodyUsed) {
		throw new Error('cannot clone body after it is used');
	}

	// Check that body is a stream and not form-data object
	// note: we can't clone the form-data object without having it as a dependency
	if ((body instanceof external_node_stream_) && (typeof body.getBoundary !== 'function')) {
		// Tee instance body
		p1 = new external_node_stream_.PassThrough({highWaterMark});
		p2 = new external_node_stream_.PassThrough({highWaterMark});
		body.pipe(p1);
		body.pipe(p2);
		// Set instance body to teed body and return the other teed body
		instance[INTERNALS].stream = p1;
		body = p2;
	}

	return body;
};

const getNonSpecFormDataBoundary = (0,external_node_util_.deprecate)(
	body => body.getBoundary(),
	'form-data doesn\'t follow the spec and requires special treatment. Use alternative package',
	'https://github.com/node-fetch/node-fetch/issues/1167'
);

/**
 * Performs the operation "extract a `Content-Type` value from |object|" as
 * specified in the specification:
 * https://fetch.spec.whatwg.org/#concept-bodyinit-extract
 *
 * This function assumes that instance.body is present.
 *
 * @param {any} body Any options.body input
 * @returns {string | null}
 */
const extractContentType = (body, request) => {
	// Body is null or undefined
	if (body === null) {
		return null;
	}

	// Body is string
	if (typeof body === 'string') {
		return 'text/plain;charset=UTF-8';
	}

	// Body is a URLSearchParams
	if (isURLSearchParameters(body)) {
		return 'application/x-www-form-urlencoded;charset=UTF-8';
	}

	// Body is blob
	if (isBlob(body)) {
		return body.type || null;
	}

	// Body is a Buffer (Buffer, ArrayBuffer or ArrayBufferView)
	if (external_node_buffer_.Buffer.isBuffer(body) || external_node_util_.types.isAnyArrayBuffer(body) || ArrayBuffer.isView(body)) {
		return null;
	}

	if (body instanceof esm_min/* FormData */.fS) {
		return `multipart/form-data; boundary=${request[INTERNALS].boundary}`;
	}

	// Detect form data input from form-data module
	if (body && typeof body.getBoundary === 'function') {
		return `multipart/form-data;boundary=${getNonSpecFormDataBoundary(body)}`;
	}

	// Body is stream - can't really do much about this
	if (body instanceof external_node_stream_) {
		return null;
	}

	// Body constructor defaults other things to string
	return 'text/plain;charset=UTF-8';
};

/**
 * The Fetch Standard treats this as if "total bytes" is a property on the body.
 * For us, we have to explicitly get it with a function.
 *
 * ref: https://fetch.spec.whatwg.org/#concept-body-total-bytes
 *
 * @param {any} obj.body Body object from the Body instance.
 * @returns {number | null}
 */
const getTotalBytes = request => {
	const {body} = request[INTERNALS];

	// Body is null or undefined
	if (body === null) {
		return 0;
	}

	// Body is Blob
	if (isBlob(body)) {
		return body.size;
	}

	// Body is Buffer
	if (external_node_buffer_.Buffer.isBuffer(body)) {
		return body.length;
	}

	// Detect form data input from form-data module
	if (body && typeof body.getLengthSync === 'function') {
		return body.hasKnownLength && body.hasKnownLength() ? body.getLengthSync() : null;
	}

	// Body is stream
	return null;
};

/**
 * Write a Body to a Node.js WritableStream (e.g. http.Request) object.
 *
 * @param {Stream.Writable} dest The stream to write to.
 * @param obj.body Body object from the Body instance.
 * @returns {Promise<void>}
 */
const writeToStream = async (dest, {body}) => {
	if (body === null) {
		// Body is null
		dest.end();
	} else {
		// Body is stream
		await pipeline(body, dest);
	}
};

;// CONCATENATED MODULE: ./node_modules/node-fetch/src/headers.js
/**
 * Headers.js
 *
 * Headers class offers convenient helpers
 */




/* c8 ignore next 9 */
const validateHeaderName = typeof external_node_http_.validateHeaderName === 'function' ?
	external_node_http_.validateHeaderName :
	name => {
		if (!/^[\^`\-\w!#$%&'*+.|~]+$/.test(name)) {
			const error = new TypeError(`Header name must be a valid HTTP token [${name}]`);
			Object.defineProperty(error, 'code', {value: 'ERR_INVALID_HTTP_TOKEN'});
			throw error;
		}
	};

/* c8 ignore next 9 */
const validateHeaderValue = typeof external_node_http_.validateHeaderValue === 'function' ?
	external_node_http_.validateHeaderValue :
	(name, value) => {
		if (/[^\t\u0020-\u007E\u0080-\u00FF]/.test(value)) {
			const error = new TypeError(`Invalid character in header content ["${name}"]`);
			Object.defineProperty(error, 'code', {value: 'ERR_INVALID_CHAR'});
			throw error;
		}
	};

/**
 * @typedef {Headers | Record<string, string> | Iterable<readonly [string, string]> | Iterable<Iterable<string>>} HeadersInit
 */

/**
 * This Fetch API interface allows you to perform various actions on HTTP request and response headers.
 * These actions include retrieving, setting, adding to, and removing.
 * A Headers object has an associated header list, which is initially empty and consists of zero or more name and value pairs.
 * You can add to this using methods like append() (see Examples.)
 * In all methods of this interface, header names are matched by case-insensitive byte sequence.
 *
 */
class Headers extends URLSearchParams {
	/**
	 * Headers class
	 *
	 * @constructor
	 * @param {HeadersInit} [init] - Response headers
	 */
	constructor(init) {
		// Validate and normalize init object in [name, value(s)][]
		/** @type {string[][]} */
		let result = [];
		if (init instanceof Headers) {
			const raw = init.raw();
			for (const [name, values] of Object.entries(raw)) {
				result.push(...values.map(value => [name, value]));
			}
		} else if (init == null) { // eslint-disable-line no-eq-null, eqeqeq
			// No op
		} else if (typeof init === 'object' && !external_node_util_.types.isBoxedPrimitive(init)) {
			const method = init[Symbol.iterator];
			// eslint-disable-next-line no-eq-null, eqeqeq
			if (method == null) {
				// Record<ByteString, ByteString>
				result.push(...Object.entries(init));
			} else {
				if (typeof method !== 'function') {
					throw new TypeError('Header pairs must be iterable');
				}

				// Sequence<sequence<ByteString>>
				// Note: per spec we have to first exhaust the lists then process them
				result = [...init]
					.map(pair => {
						if (
							typeof pair !== 'object' || external_node_util_.types.isBoxedPrimitive(pair)
						) {
							throw new TypeError('Each header pair must be an iterable object');
						}

						return [...pair];
					}).map(pair => {
						if (pair.length !== 2) {
							throw new TypeError('Each header pair must be a name/value tuple');
						}

						return [...pair];
					});
			}
		} else {
			throw new TypeError('Failed to construct \'Headers\': The provided value is not of type \'(sequence<sequence<ByteString>> or record<ByteString, ByteString>)');
		}

		// Validate and lowercase
		result =
			result.length > 0 ?
				result.map(([name, value]) => {
					validateHeaderName(name);
					validateHeaderValue(name, String(value));
					return [String(name).toLowerCase(), String(value)];
				}) :
				undefined;

		super(result);

		// Returning a Proxy that will lowercase key names, validate parameters and sort keys
		// eslint-disable-next-line no-constructor-return
		return new Proxy(this, {
			get(target, p, receiver) {
				switch (p) {
					case 'append':
					case 'set':
						return (name, value) => {
							validateHeaderName(name);
							validateHeaderValue(name, String(value));
							return URLSearchParams.prototype[p].call(
								target,
								String(name).toLowerCase(),
								String(value)
							);
						};

					case 'delete':
					case 'has':
					case 'getAll':
						return name => {
							validateHeaderName(name);
							return URLSearchParams.prototype[p].call(
								target,
								String(name).toLowerCase()
							);
						};

					case 'keys':
						return () => {
							target.sort();
							return new Set(URLSearchParams.prototype.keys.call(target)).keys();
						};

					default:
						return Reflect.get(target, p, receiver);
				}
			}
		});
		/* c8 ignore next */
	}

	get [Symbol.toStringTag]() {
		return this.constructor.name;
	}

	toString() {
		return Object.prototype.toString.call(this);
	}

	get(name) {
		const values = this.getAll(name);
		if (values.length === 0) {
			return null;
		}

		let value = values.join(', ');
		if (/^content-encoding$/i.test(name)) {
			value = value.toLowerCase();
		}

		return value;
	}

	forEach(callback, thisArg = undefined) {
		for (const name of this.keys()) {
			Reflect.apply(callback, thisArg, [this.get(name), name, this]);
		}
	}

	* values() {
		for (const name of this.keys()) {
			yield this.get(name);
		}
	}

	/**
	 * @type {() => IterableIterator<[string, string]>}
	 */
	* entries() {
		for (const name of this.keys()) {
			yield [name, this.get(name)];
		}
	}

	[Symbol.iterator]() {
		return this.entries();
	}

	/**
	 * Node-fetch non-spec method
	 * returning all headers and their values as array
	 * @returns {Record<string, string[]>}
	 */
	raw() {
		return [...this.keys()].reduce((result, key) => {
			result[key] = this.getAll(key);
			return result;
		}, {});
	}

	/**
	 * For better console.log(headers) and also to convert Headers into Node.js Request compatible format
	 */
	[Symbol.for('nodejs.util.inspect.custom')]() {
		return [...this.keys()].reduce((result, key) => {
			const values = this.getAll(key);
			// Http.request() only supports string as Host header.
			// This hack makes specifying custom Host header possible.
			if (key === 'host') {
				result[key] = values[0];
			} else {
				result[key] = values.length > 1 ? values : values[0];
			}

			return result;
		}, {});
	}
}

/**
 * Re-shaping object for Web IDL tests
 * Only need to do it for overridden methods
 */
Object.defineProperties(
	Headers.prototype,
	['get', 'entries', 'forEach', 'values'].reduce((result, property) => {
		result[property] = {enumerable: true};
		return result;
	}, {})
);

/**
 * Create a Headers object from an http.IncomingMessage.rawHeaders, ignoring those that do
 * not conform to HTTP grammar productions.
 * @param {import('http').IncomingMessage['rawHeaders']} headers
 */
function fromRawHeaders(headers = []) {
	return new Headers(
		headers
			// Split into pairs
			.reduce((result, value, index, array) => {
				if (index % 2 === 0) {
					result.push(array.slice(index, index + 2));
				}

				return result;
			}, [])
			.filter(([name, value]) => {
				try {
					validateHeaderName(name);
					validateHeaderValue(name, String(value));
					return true;
				} catch {
					return false;
				}
			})

	);
}

;// CONCATENATED MODULE: ./node_modules/node-fetch/src/utils/is-redirect.js
const redirectStatus = new Set([301, 302, 303, 307, 308]);

/**
 * Redirect code matching
 *
 * @param {number} code - Status code
 * @return {boolean}
 */
const isRedirect = code => {
	return redirectStatus.has(code);
};

;// CONCATENATED MODULE: ./node_modules/node-fetch/src/response.js
/**
 * Response.js
 *
 * Response class provides content decoding
 */





const response_INTERNALS = Symbol('Response internals');

/**
 * Response class
 *
 * Ref: https://fetch.spec.whatwg.org/#response-class
 *
 * @param   Stream  body  Readable stream
 * @param   Object  opts  Response options
 * @return  Void
 */
class Response extends Body {
	constructor(body = null, options = {}) {
		super(body, options);

		// eslint-disable-next-line no-eq-null, eqeqeq, no-negated-condition
		const status = options.status != null ? options.status : 200;

		const headers = new Headers(options.headers);

		if (body !== null && !headers.has('Content-Type')) {
			const contentType = extractContentType(body, this);
			if (contentType) {
				headers.append('Content-Type', contentType);
			}
		}

		this[response_INTERNALS] = {
			type: 'default',
			url: options.url,
			status,
			statusText: options.statusText || '',
			headers,
			counter: options.counter,
			highWaterMark: options.highWaterMark
		};
	}

	get type() {
		return this[response_INTERNALS].type;
	}

	get url() {
		return this[response_INTERNALS].url || '';
	}

	get status() {
		return this[response_INTERNALS].status;
	}

	/**
	 * Convenience property representing if the request ended normally
	 */
	get ok() {
		return this[response_INTERNALS].status >= 200 && this[response_INTERNALS].status < 300;
	}

	get redirected() {
		return this[response_INTERNALS].counter > 0;
	}

	get statusText() {
		return this[response_INTERNALS].statusText;
	}

	get headers() {
		return this[response_INTERNALS].headers;
	}

	get highWaterMark() {
		return this[response_INTERNALS].highWaterMark;
	}

	/**
	 * Clone this response
	 *
	 * @return  Response
	 */
	clone() {
		return new Response(clone(this, this.highWaterMark), {
			type: this.type,
			url: this.url,
			status: this.status,
			statusText: this.statusText,
			headers: this.headers,
			ok: this.ok,
			redirected: this.redirected,
			size: this.size,
			highWaterMark: this.highWaterMark
		});
	}

	/**
	 * @param {string} url    The URL that the new response is to originate from.
	 * @param {number} status An optional status code for the response (e.g., 302.)
	 * @returns {Response}    A Response object.
	 */
	static redirect(url, status = 302) {
		if (!isRedirect(status)) {
			throw new RangeError('Failed to execute "redirect" on "response": Invalid status code');
		}

		return new Response(null, {
			headers: {
				location: new URL(url).toString()
			},
			status
		});
	}

	static error() {
		const response = new Response(null, {status: 0, statusText: ''});
		response[response_INTERNALS].type = 'error';
		return response;
	}

	static json(data = undefined, init = {}) {
		const body = JSON.stringify(data);

		if (body === undefined) {
			throw new TypeError('data is not JSON serializable');
		}

		const headers = new Headers(init && init.headers);

		if (!headers.has('content-type')) {
			headers.set('content-type', 'application/json');
		}

		return new Response(body, {
			...init,
			headers
		});
	}

	get [Symbol.toStringTag]() {
		return 'Response';
	}
}

Object.defineProperties(Response.prototype, {
	type: {enumerable: true},
	url: {enumerable: true},
	status: {enumerable: true},
	ok: {enumerable: true},
	redirected: {enumerable: true},
	statusText: {enumerable: true},
	headers: {enumerable: true},
	clone: {enumerable: true}
});

// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __nccwpck_require__(3136);
;// CONCATENATED MODULE: ./node_modules/node-fetch/src/utils/get-search.js
const getSearch = parsedURL => {
	if (parsedURL.search) {
		return parsedURL.search;
	}

	const lastOffset = parsedURL.href.length - 1;
	const hash = parsedURL.hash || (parsedURL.href[lastOffset] === '#' ? '#' : '');
	return parsedURL.href[lastOffset - hash.length] === '?' ? '?' : '';
};

;// CONCATENATED MODULE: external "node:net"
const external_node_net_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");
;// CONCATENATED MODULE: ./node_modules/node-fetch/src/utils/referrer.js


/**
 * @external URL
 * @see {@link https://developer.mozilla.org/en-US/docs/Web/API/URL|URL}
 */

/**
 * @module utils/referrer
 * @private
 */

/**
 * @see {@link https://w3c.github.io/webappsec-referrer-policy/#strip-url|Referrer Policy §8.4. Strip url for use as a referrer}
 * @param {string} URL
 * @param {boolean} [originOnly=false]
 */
function stripURLForUseAsAReferrer(url, originOnly = false) {
	// 1. If url is null, return no referrer.
	if (url == null) { // eslint-disable-line no-eq-null, eqeqeq
		return 'no-referrer';
	}

	url = new URL(url);

	// 2. If url's scheme is a local scheme, then return no referrer.
	if (/^(about|blob|data):$/.test(url.protocol)) {
		return 'no-referrer';
	}

	// 3. Set url's username to the empty string.
	url.username = '';

	// 4. Set url's password to null.
	// Note: `null` appears to be a mistake as this actually results in the password being `"null"`.
	url.password = '';

	// 5. Set url's fragment to null.
	// Note: `null` appears to be a mistake as this actually results in the fragment being `"#null"`.
	url.hash = '';

	// 6. If the origin-only flag is true, then:
	if (originOnly) {
		// 6.1. Set url's path to null.
		// Note: `null` appears to be a mistake as this actually results in the path being `"/null"`.
		url.pathname = '';

		// 6.2. Set url's query to null.
		// Note: `null` appears to be a mistake as this actually results in the query being `"?null"`.
		url.search = '';
	}

	// 7. Return url.
	return url;
}

/**
 * @see {@link https://w3c.github.io/webappsec-referrer-policy/#enumdef-referrerpolicy|enum ReferrerPolicy}
 */
const ReferrerPolicy = new Set([
	'',
	'no-referrer',
	'no-referrer-when-downgrade',
	'same-origin',
	'origin',
	'strict-origin',
	'origin-when-cross-origin',
	'strict-origin-when-cross-origin',
	'unsafe-url'
]);

/**
 * @see {@link https://w3c.github.io/webappsec-referrer-policy/#default-referrer-policy|default referrer policy}
 */
const DEFAULT_REFERRER_POLICY = 'strict-origin-when-cross-origin';

/**
 * @see {@link https://w3c.github.io/webappsec-referrer-policy/#referrer-policies|Referrer Policy §3. Referrer Policies}
 * @param {string} referrerPolicy
 * @returns {string} referrerPolicy
 */
function validateReferrerPolicy(referrerPolicy) {
	if (!ReferrerPolicy.has(referrerPolicy)) {
		throw new TypeError(`Invalid referrerPolicy: ${referrerPolicy}`);
	}

	return referrerPolicy;
}

/**
 * @see {@link https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy|Referrer Policy §3.2. Is origin potentially trustworthy?}
 * @param {external:URL} url
 * @returns `true`: "Potentially Trustworthy", `false`: "Not Trustworthy"
 */
function isOriginPotentiallyTrustworthy(url) {
	// 1. If origin is an opaque origin, return "Not Trustworthy".
	// Not applicable

	// 2. Assert: origin is a tuple origin.
	// Not for implementations

	// 3. If origin's scheme is either "https" or "wss", return "Potentially Trustworthy".
	if (/^(http|ws)s:$/.test(url.protocol)) {
		return true;
	}

	// 4. If origin's host component matches one of the CIDR notations 127.0.0.0/8 or ::1/128 [RFC4632], return "Potentially Trustworthy".
	const hostIp = url.host.replace(/(^\[)|(]$)/g, '');
	const hostIPVersion = (0,external_node_net_namespaceObject.isIP)(hostIp);

	if (hostIPVersion === 4 && /^127\./.test(hostIp)) {
		return true;
	}

	if (hostIPVersion === 6 && /^(((0+:){7})|(::(0+:){0,6}))0*1$/.test(hostIp)) {
		return true;
	}

	// 5. If origin's host component is "localhost" or falls within ".localhost", and the user agent conforms to the name resolution rules in [let-localhost-be-localhost], return "Potentially Trustworthy".
	// We are returning FALSE here because we cannot ensure conformance to
	// let-localhost-be-loalhost (https://tools.ietf.org/html/draft-west-let-localhost-be-localhost)
	if (url.host === 'localhost' || url.host.endsWith('.localhost')) {
		return false;
	}

	// 6. If origin's scheme component is file, return "Potentially Trustworthy".
	if (url.protocol === 'file:') {
		return true;
	}

	// 7. If origin's scheme component is one which the user agent considers to be authenticated, return "Potentially Trustworthy".
	// Not supported

	// 8. If origin has been configured as a trustworthy origin, return "Potentially Trustworthy".
	// Not supported

	// 9. Return "Not Trustworthy".
	return false;
}

/**
 * @see {@link https://w3c.github.io/webappsec-secure-contexts/#is-url-trustworthy|Referrer Policy §3.3. Is url potentially trustworthy?}
 * @param {external:URL} url
 * @returns `true`: "Potentially Trustworthy", `false`: "Not Trustworthy"
 */
function isUrlPotentiallyTrustworthy(url) {
	// 1. If url is "about:blank" or "about:srcdoc", return "Potentially Trustworthy".
	if (/^about:(blank|srcdoc)$/.test(url)) {
		return true;
	}

	// 2. If url's scheme is "data", return "Potentially Trustworthy".
	if (url.protocol === 'data:') {
		return true;
	}

	// Note: The origin of blob: and filesystem: URLs is the origin of the context in which they were
	// created. Therefore, blobs created in a trustworthy origin will themselves be potentially
	// trustworthy.
	if (/^(blob|filesystem):$/.test(url.protocol)) {
		return true;
	}

	// 3. Return the result of executing §3.2 Is origin potentially trustworthy? on url's origin.
	return isOriginPotentiallyTrustworthy(url);
}

/**
 * Modifies the referrerURL to enforce any extra security policy considerations.
 * @see {@link https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer|Referrer Policy §8.3. Determine request's Referrer}, step 7
 * @callback module:utils/referrer~referrerURLCallback
 * @param {external:URL} referrerURL
 * @returns {external:URL} modified referrerURL
 */

/**
 * Modifies the referrerOrigin to enforce any extra security policy considerations.
 * @see {@link https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer|Referrer Policy §8.3. Determine request's Referrer}, step 7
 * @callback module:utils/referrer~referrerOriginCallback
 * @param {external:URL} referrerOrigin
 * @returns {external:URL} modified referrerOrigin
 */

/**
 * @see {@link https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer|Referrer Policy §8.3. Determine request's Referrer}
 * @param {Request} request
 * @param {object} o
 * @param {module:utils/referrer~referrerURLCallback} o.referrerURLCallback
 * @param {module:utils/referrer~referrerOriginCallback} o.referrerOriginCallback
 * @returns {external:URL} Request's referrer
 */
function determineRequestsReferrer(request, {referrerURLCallback, referrerOriginCallback} = {}) {
	// There are 2 notes in the specification about invalid pre-conditions.  We return null, here, for
	// these cases:
	// > Note: If request's referrer is "no-referrer", Fetch will not call into this algorithm.
	// > Note: If request's referrer policy is the empty string, Fetch will not call into this
	// > algorithm.
	if (request.referrer === 'no-referrer' || request.referrerPolicy === '') {
		return null;
	}

	// 1. Let policy be request's associated referrer policy.
	const policy = request.referrerPolicy;

	// 2. Let environment be request's client.
	// not applicable to node.js

	// 3. Switch on request's referrer:
	if (request.referrer === 'about:client') {
		return 'no-referrer';
	}

	// "a URL": Let referrerSource be request's referrer.
	const referrerSource = request.referrer;

	// 4. Let request's referrerURL be the result of stripping referrerSource for use as a referrer.
	let referrerURL = stripURLForUseAsAReferrer(referrerSource);

	// 5. Let referrerOrigin be the result of stripping referrerSource for use as a referrer, with the
	//    origin-only flag set to true.
	let referrerOrigin = stripURLForUseAsAReferrer(referrerSource, true);

	// 6. If the result of serializing referrerURL is a string whose length is greater than 4096, set
	//    referrerURL to referrerOrigin.
	if (referrerURL.toString().length > 4096) {
		referrerURL = referrerOrigin;
	}

	// 7. The user agent MAY alter referrerURL or referrerOrigin at this point to enforce arbitrary
	//    policy considerations in the interests of minimizing data leakage. For example, the user
	//    agent could strip the URL down to an origin, modify its host, replace it with an empty
	//    string, etc.
	if (referrerURLCallback) {
		referrerURL = referrerURLCallback(referrerURL);
	}

	if (referrerOriginCallback) {
		referrerOrigin = referrerOriginCallback(referrerOrigin);
	}

	// 8.Execute the statements corresponding to the value of policy:
	const currentURL = new URL(request.url);

	switch (policy) {
		case 'no-referrer':
			return 'no-referrer';

		case 'origin':
			return referrerOrigin;

		case 'unsafe-url':
			return referrerURL;

		case 'strict-origin':
			// 1. If referrerURL is a potentially trustworthy URL and request's current URL is not a
			//    potentially trustworthy URL, then return no referrer.
			if (isUrlPotentiallyTrustworthy(referrerURL) && !isUrlPotentiallyTrustworthy(currentURL)) {
				return 'no-referrer';
			}

			// 2. Return referrerOrigin.
			return referrerOrigin.toString();

		case 'strict-origin-when-cross-origin':
			// 1. If the origin of referrerURL and the origin of request's current URL are the same, then
			//    return referrerURL.
			if (referrerURL.origin === currentURL.origin) {
				return referrerURL;
			}

			// 2. If referrerURL is a potentially trustworthy URL and request's current URL is not a
			//    potentially trustworthy URL, then return no referrer.
			if (isUrlPotentiallyTrustworthy(referrerURL) && !isUrlPotentiallyTrustworthy(currentURL)) {
				return 'no-referrer';
			}

			// 3. Return referrerOrigin.
			return referrerOrigin;

		case 'same-origin':
			// 1. If the origin of referrerURL and the origin of request's current URL are the same, then
			//    return referrerURL.
			if (referrerURL.origin === currentURL.origin) {
				return referrerURL;
			}

			// 2. Return no referrer.
			return 'no-referrer';

		case 'origin-when-cross-origin':
			// 1. If the origin of referrerURL and the origin of request's current URL are the same, then
			//    return referrerURL.
			if (referrerURL.origin === currentURL.origin) {
				return referrerURL;
			}

			// Return referrerOrigin.
			return referrerOrigin;

		case 'no-referrer-when-downgrade':
			// 1. If referrerURL is a potentially trustworthy URL and request's current URL is not a
			//    potentially trustworthy URL, then return no referrer.
			if (isUrlPotentiallyTrustworthy(referrerURL) && !isUrlPotentiallyTrustworthy(currentURL)) {
				return 'no-referrer';
			}

			// 2. Return referrerURL.
			return referrerURL;

		default:
			throw new TypeError(`Invalid referrerPolicy: ${policy}`);
	}
}

/**
 * @see {@link https://w3c.github.io/webappsec-referrer-policy/#parse-referrer-policy-from-header|Referrer Policy §8.1. Parse a referrer policy from a Referrer-Policy header}
 * @param {Headers} headers Response headers
 * @returns {string} policy
 */
function parseReferrerPolicyFromHeader(headers) {
	// 1. Let policy-tokens be the result of extracting header list values given `Referrer-Policy`
	//    and response’s header list.
	const policyTokens = (headers.get('referrer-policy') || '').split(/[,\s]+/);

	// 2. Let policy be the empty string.
	let policy = '';

	// 3. For each token in policy-tokens, if token is a referrer policy and token is not the empty
	//    string, then set policy to token.
	// Note: This algorithm loops over multiple policy values to allow deployment of new policy
	// values with fallbacks for older user agents, as described in § 11.1 Unknown Policy Values.
	for (const token of policyTokens) {
		if (token && ReferrerPolicy.has(token)) {
			policy = token;
		}
	}

	// 4. Return policy.
	return policy;
}

;// CONCATENATED MODULE: ./node_modules/node-fetch/src/request.js
/**
 * Request.js
 *
 * Request class contains server only options
 *
 * All spec algorithm step numbers are based on https://fetch.spec.whatwg.org/commit-snapshots/ae716822cb3a61843226cd090eefc6589446c1d2/.
 */









const request_INTERNALS = Symbol('Request internals');

/**
 * Check if `obj` is an instance of Request.
 *
 * @param  {*} object
 * @return {boolean}
 */
const isRequest = object => {
	return (
		typeof object === 'object' &&
		typeof object[request_INTERNALS] === 'object'
	);
};

const doBadDataWarn = (0,external_node_util_.deprecate)(() => {},
	'.data is not a valid RequestInit property, use .body instead',
	'https://github.com/node-fetch/node-fetch/issues/1000 (request)');

/**
 * Request class
 *
 * Ref: https://fetch.spec.whatwg.org/#request-class
 *
 * @param   Mixed   input  Url or Request instance
 * @param   Object  init   Custom options
 * @return  Void
 */
class Request extends Body {
	constructor(input, init = {}) {
		let parsedURL;

		// Normalize input and force URL to be encoded as UTF-8 (https://github.com/node-fetch/node-fetch/issues/245)
		if (isRequest(input)) {
			parsedURL = new URL(input.url);
		} else {
			parsedURL = new URL(input);
			input = {};
		}

		if (parsedURL.username !== '' || parsedURL.password !== '') {
			throw new TypeError(`${parsedURL} is an url with embedded credentials.`);
		}

		let method = init.method || input.method || 'GET';
		if (/^(delete|get|head|options|post|put)$/i.test(method)) {
			method = method.toUpperCase();
		}

		if (!isRequest(init) && 'data' in init) {
			doBadDataWarn();
		}

		// eslint-disable-next-line no-eq-null, eqeqeq
		if ((init.body != null || (isRequest(input) && input.body !== null)) &&
			(method === 'GET' || method === 'HEAD')) {
			throw new TypeError('Request with GET/HEAD method cannot have body');
		}

		const inputBody = init.body ?
			init.body :
			(isRequest(input) && input.body !== null ?
				clone(input) :
				null);

		super(inputBody, {
			size: init.size || input.size || 0
		});

		const headers = new Headers(init.headers || input.headers || {});

		if (inputBody !== null && !headers.has('Content-Type')) {
			const contentType = extractContentType(inputBody, this);
			if (contentType) {
				headers.set('Content-Type', contentType);
			}
		}

		let signal = isRequest(input) ?
			input.signal :
			null;
		if ('signal' in init) {
			signal = init.signal;
		}

		// eslint-disable-next-line no-eq-null, eqeqeq
		if (signal != null && !isAbortSignal(signal)) {
			throw new TypeError('Expected signal to be an instanceof AbortSignal or EventTarget');
		}

		// §5.4, Request constructor steps, step 15.1
		// eslint-disable-next-line no-eq-null, eqeqeq
		let referrer = init.referrer == null ? input.referrer : init.referrer;
		if (referrer === '') {
			// §5.4, Request constructor steps, step 15.2
			referrer = 'no-referrer';
		} else if (referrer) {
			// §5.4, Request constructor steps, step 15.3.1, 15.3.2
			const parsedReferrer = new URL(referrer);
			// §5.4, Request constructor steps, step 15.3.3, 15.3.4
			referrer = /^about:(\/\/)?client$/.test(parsedReferrer) ? 'client' : parsedReferrer;
		} else {
			referrer = undefined;
		}

		this[request_INTERNALS] = {
			method,
			redirect: init.redirect || input.redirect || 'follow',
			headers,
			parsedURL,
			signal,
			referrer
		};

		// Node-fetch-only options
		this.follow = init.follow === undefined ? (input.follow === undefined ? 20 : input.follow) : init.follow;
		this.compress = init.compress === undefined ? (input.compress === undefined ? true : input.compress) : init.compress;
		this.counter = init.counter || input.counter || 0;
		this.agent = init.agent || input.agent;
		this.highWaterMark = init.highWaterMark || input.highWaterMark || 16384;
		this.insecureHTTPParser = init.insecureHTTPParser || input.insecureHTTPParser || false;

		// §5.4, Request constructor steps, step 16.
		// Default is empty string per https://fetch.spec.whatwg.org/#concept-request-referrer-policy
		this.referrerPolicy = init.referrerPolicy || input.referrerPolicy || '';
	}

	/** @returns {string} */
	get method() {
		return this[request_INTERNALS].method;
	}

	/** @returns {string} */
	get url() {
		return (0,external_node_url_.format)(this[request_INTERNALS].parsedURL);
	}

	/** @returns {Headers} */
	get headers() {
		return this[request_INTERNALS].headers;
	}

	get redirect() {
		return this[request_INTERNALS].redirect;
	}

	/** @returns {AbortSignal} */
	get signal() {
		return this[request_INTERNALS].signal;
	}

	// https://fetch.spec.whatwg.org/#dom-request-referrer
	get referrer() {
		if (this[request_INTERNALS].referrer === 'no-referrer') {
			return '';
		}

		if (this[request_INTERNALS].referrer === 'client') {
			return 'about:client';
		}

		if (this[request_INTERNALS].referrer) {
			return this[request_INTERNALS].referrer.toString();
		}

		return undefined;
	}

	get referrerPolicy() {
		return this[request_INTERNALS].referrerPolicy;
	}

	set referrerPolicy(referrerPolicy) {
		this[request_INTERNALS].referrerPolicy = validateReferrerPolicy(referrerPolicy);
	}

	/**
	 * Clone this request
	 *
	 * @return  Request
	 */
	clone() {
		return new Request(this);
	}

	get [Symbol.toStringTag]() {
		return 'Request';
	}
}

Object.defineProperties(Request.prototype, {
	method: {enumerable: true},
	url: {enumerable: true},
	headers: {enumerable: true},
	redirect: {enumerable: true},
	clone: {enumerable: true},
	signal: {enumerable: true},
	referrer: {enumerable: true},
	referrerPolicy: {enumerable: true}
});

/**
 * Convert a Request to Node.js http request options.
 *
 * @param {Request} request - A Request instance
 * @return The options object to be passed to http.request
 */
const getNodeRequestOptions = request => {
	const {parsedURL} = request[request_INTERNALS];
	const headers = new Headers(request[request_INTERNALS].headers);

	// Fetch step 1.3
	if (!headers.has('Accept')) {
		headers.set('Accept', '*/*');
	}

	// HTTP-network-or-cache fetch steps 2.4-2.7
	let contentLengthValue = null;
	if (request.body === null && /^(post|put)$/i.test(request.method)) {
		contentLengthValue = '0';
	}

	if (request.body !== null) {
		const totalBytes = getTotalBytes(request);
		// Set Content-Length if totalBytes is a number (that is not NaN)
		if (typeof totalBytes === 'number' && !Number.isNaN(totalBytes)) {
			contentLengthValue = String(totalBytes);
		}
	}

	if (contentLengthValue) {
		headers.set('Content-Length', contentLengthValue);
	}

	// 4.1. Main fetch, step 2.6
	// > If request's referrer policy is the empty string, then set request's referrer policy to the
	// > default referrer policy.
	if (request.referrerPolicy === '') {
		request.referrerPolicy = DEFAULT_REFERRER_POLICY;
	}

	// 4.1. Main fetch, step 2.7
	// > If request's referrer is not "no-referrer", set request's referrer to the result of invoking
	// > determine request's referrer.
	if (request.referrer && request.referrer !== 'no-referrer') {
		request[request_INTERNALS].referrer = determineRequestsReferrer(request);
	} else {
		request[request_INTERNALS].referrer = 'no-referrer';
	}

	// 4.5. HTTP-network-or-cache fetch, step 6.9
	// > If httpRequest's referrer is a URL, then append `Referer`/httpRequest's referrer, serialized
	// >  and isomorphic encoded, to httpRequest's header list.
	if (request[request_INTERNALS].referrer instanceof URL) {
		headers.set('Referer', request.referrer);
	}

	// HTTP-network-or-cache fetch step 2.11
	if (!headers.has('User-Agent')) {
		headers.set('User-Agent', 'node-fetch');
	}

	// HTTP-network-or-cache fetch step 2.15
	if (request.compress && !headers.has('Accept-Encoding')) {
		headers.set('Accept-Encoding', 'gzip, deflate, br');
	}

	let {agent} = request;
	if (typeof agent === 'function') {
		agent = agent(parsedURL);
	}

	// HTTP-network fetch step 4.2
	// chunked encoding is handled by Node.js

	const search = getSearch(parsedURL);

	// Pass the full URL directly to request(), but overwrite the following
	// options:
	const options = {
		// Overwrite search to retain trailing ? (issue #776)
		path: parsedURL.pathname + search,
		// The following options are not expressed in the URL
		method: request.method,
		headers: headers[Symbol.for('nodejs.util.inspect.custom')](),
		insecureHTTPParser: request.insecureHTTPParser,
		agent
	};

	return {
		/** @type {URL} */
		parsedURL,
		options
	};
};

;// CONCATENATED MODULE: ./node_modules/node-fetch/src/errors/abort-error.js


/**
 * AbortError interface for cancelled requests
 */
class AbortError extends FetchBaseError {
	constructor(message, type = 'aborted') {
		super(message, type);
	}
}

// EXTERNAL MODULE: ./node_modules/fetch-blob/from.js
var from = __nccwpck_require__(995);
;// CONCATENATED MODULE: ./node_modules/node-fetch/src/index.js
/**
 * Index.js
 *
 * a request API compatible with window.fetch
 *
 * All spec algorithm step numbers are based on https://fetch.spec.whatwg.org/commit-snapshots/ae716822cb3a61843226cd090eefc6589446c1d2/.
 */
























const supportedSchemas = new Set(['data:', 'http:', 'https:']);

/**
 * Fetch function
 *
 * @param   {string | URL | import('./request').default} url - Absolute url or Request instance
 * @param   {*} [options_] - Fetch options
 * @return  {Promise<import('./response').default>}
 */
async function fetch(url, options_) {
	return new Promise((resolve, reject) => {
		// Build request object
		const request = new Request(url, options_);
		const {parsedURL, options} = getNodeRequestOptions(request);
		if (!supportedSchemas.has(parsedURL.protocol)) {
			throw new TypeError(`node-fetch cannot load ${url}. URL scheme "${parsedURL.protocol.replace(/:$/, '')}" is not supported.`);
		}

		if (parsedURL.protocol === 'data:') {
			const data = dist(request.url);
			const response = new Response(data, {headers: {'Content-Type': data.typeFull}});
			resolve(response);
			return;
		}

		// Wrap http.request into fetch
		const send = (parsedURL.protocol === 'https:' ? external_node_https_ : external_node_http_).request;
		const {signal} = request;
		let response = null;

		const abort = () => {
			const error = new AbortError('The operation was aborted.');
			reject(error);
			if (request.body && request.body instanceof external_node_stream_.Readable) {
				request.body.destroy(error);
			}

			if (!response || !response.body) {
				return;
			}

			response.body.emit('error', error);
		};

		if (signal && signal.aborted) {
			abort();
			return;
		}

		const abortAndFinalize = () => {
			abort();
			finalize();
		};

		// Send request
		const request_ = send(parsedURL.toString(), options);

		if (signal) {
			signal.addEventListener('abort', abortAndFinalize);
		}

		const finalize = () => {
			request_.abort();
			if (signal) {
				signal.removeEventListener('abort', abortAndFinalize);
			}
		};

		request_.on('error', error => {
			reject(new FetchError(`request to ${request.url} failed, reason: ${error.message}`, 'system', error));
			finalize();
		});

		fixResponseChunkedTransferBadEnding(request_, error => {
			if (response && response.body) {
				response.body.destroy(error);
			}
		});

		/* c8 ignore next 18 */
		if (process.version < 'v14') {
			// Before Node.js 14, pipeline() does not fully support async iterators and does not always
			// properly handle when the socket close/end events are out of order.
			request_.on('socket', s => {
				let endedWithEventsCount;
				s.prependListener('end', () => {
					endedWithEventsCount = s._eventsCount;
				});
				s.prependListener('close', hadError => {
					// if end happened before close but the socket didn't emit an error, do it now
					if (response && endedWithEventsCount < s._eventsCount && !hadError) {
						const error = new Error('Premature close');
						error.code = 'ERR_STREAM_PREMATURE_CLOSE';
						response.body.emit('error', error);
					}
				});
			});
		}

		request_.on('response', response_ => {
			request_.setTimeout(0);
			const headers = fromRawHeaders(response_.rawHeaders);

			// HTTP fetch step 5
			if (isRedirect(response_.statusCode)) {
				// HTTP fetch step 5.2
				const location = headers.get('Location');

				// HTTP fetch step 5.3
				let locationURL = null;
				try {
					locationURL = location === null ? null : new URL(location, request.url);
				} catch {
					// error here can only be invalid URL in Location: header
					// do not throw when options.redirect == manual
					// let the user extract the errorneous redirect URL
					if (request.redirect !== 'manual') {
						reject(new FetchError(`uri requested responds with an invalid redirect URL: ${location}`, 'invalid-redirect'));
						finalize();
						return;
					}
				}

				// HTTP fetch step 5.5
				switch (request.redirect) {
					case 'error':
						reject(new FetchError(`uri requested responds with a redirect, redirect mode is set to error: ${request.url}`, 'no-redirect'));
						finalize();
						return;
					case 'manual':
						// Nothing to do
						break;
					case 'follow': {
						// HTTP-redirect fetch step 2
						if (locationURL === null) {
							break;
						}

						// HTTP-redirect fetch step 5
						if (request.counter >= request.follow) {
							reject(new FetchError(`maximum redirect reached at: ${request.url}`, 'max-redirect'));
							finalize();
							return;
						}

						// HTTP-redirect fetch step 6 (counter increment)
						// Create a new Request object.
						const requestOptions = {
							headers: new Headers(request.headers),
							follow: request.follow,
							counter: request.counter + 1,
							agent: request.agent,
							compress: request.compress,
							method: request.method,
							body: clone(request),
							signal: request.signal,
							size: request.size,
							referrer: request.referrer,
							referrerPolicy: request.referrerPolicy
						};

						// when forwarding sensitive headers like "Authorization",
						// "WWW-Authenticate", and "Cookie" to untrusted targets,
						// headers will be ignored when following a redirect to a domain
						// that is not a subdomain match or exact match of the initial domain.
						// For example, a redirect from "foo.com" to either "foo.com" or "sub.foo.com"
						// will forward the sensitive headers, but a redirect to "bar.com" will not.
						// headers will also be ignored when following a redirect to a domain using
						// a different protocol. For example, a redirect from "https://foo.com" to "http://foo.com"
						// will not forward the sensitive headers
						if (!isDomainOrSubdomain(request.url, locationURL) || !isSameProtocol(request.url, locationURL)) {
							for (const name of ['authorization', 'www-authenticate', 'cookie', 'cookie2']) {
								requestOptions.headers.delete(name);
							}
						}

						// HTTP-redirect fetch step 9
						if (response_.statusCode !== 303 && request.body && options_.body instanceof external_node_stream_.Readable) {
							reject(new FetchError('Cannot follow redirect with body being a readable stream', 'unsupported-redirect'));
							finalize();
							return;
						}

						// HTTP-redirect fetch step 11
						if (response_.statusCode === 303 || ((response_.statusCode === 301 || response_.statusCode === 302) && request.method === 'POST')) {
							requestOptions.method = 'GET';
							requestOptions.body = undefined;
							requestOptions.headers.delete('content-length');
						}

						// HTTP-redirect fetch step 14
						const responseReferrerPolicy = parseReferrerPolicyFromHeader(headers);
						if (responseReferrerPolicy) {
							requestOptions.referrerPolicy = responseReferrerPolicy;
						}

						// HTTP-redirect fetch step 15
						resolve(fetch(new Request(locationURL, requestOptions)));
						finalize();
						return;
					}

					default:
						return reject(new TypeError(`Redirect option '${request.redirect}' is not a valid value of RequestRedirect`));
				}
			}

			// Prepare response
			if (signal) {
				response_.once('end', () => {
					signal.removeEventListener('abort', abortAndFinalize);
				});
			}

			let body = (0,external_node_stream_.pipeline)(response_, new external_node_stream_.PassThrough(), error => {
				if (error) {
					reject(error);
				}
			});
			// see https://github.com/nodejs/node/pull/29376
			/* c8 ignore next 3 */
			if (process.version < 'v12.10') {
				response_.on('aborted', abortAndFinalize);
			}

			const responseOptions = {
				url: request.url,
				status: response_.statusCode,
				statusText: response_.statusMessage,
				headers,
				size: request.size,
				counter: request.counter,
				highWaterMark: request.highWaterMark
			};

			// HTTP-network fetch step 12.1.1.3
			const codings = headers.get('Content-Encoding');

			// HTTP-network fetch step 12.1.1.4: handle content codings

			// in following scenarios we ignore compression support
			// 1. compression support is disabled
			// 2. HEAD request
			// 3. no Content-Encoding header
			// 4. no content response (204)
			// 5. content not modified response (304)
			if (!request.compress || request.method === 'HEAD' || codings === null || response_.statusCode === 204 || response_.statusCode === 304) {
				response = new Response(body, responseOptions);
				resolve(response);
				return;
			}

			// For Node v6+
			// Be less strict when decoding compressed responses, since sometimes
			// servers send slightly invalid responses that are still accepted
			// by common browsers.
			// Always using Z_SYNC_FLUSH is what cURL does.
			const zlibOptions = {
				flush: external_node_zlib_.Z_SYNC_FLUSH,
				finishFlush: external_node_zlib_.Z_SYNC_FLUSH
			};

			// For gzip
			if (codings === 'gzip' || codings === 'x-gzip') {
				body = (0,external_node_stream_.pipeline)(body, external_node_zlib_.createGunzip(zlibOptions), error => {
					if (error) {
						reject(error);
					}
				});
				response = new Response(body, responseOptions);
				resolve(response);
				return;
			}

			// For deflate
			if (codings === 'deflate' || codings === 'x-deflate') {
				// Handle the infamous raw deflate response from old servers
				// a hack for old IIS and Apache servers
				const raw = (0,external_node_stream_.pipeline)(response_, new external_node_stream_.PassThrough(), error => {
					if (error) {
						reject(error);
					}
				});
				raw.once('data', chunk => {
					// See http://stackoverflow.com/questions/37519828
					if ((chunk[0] & 0x0F) === 0x08) {
						body = (0,external_node_stream_.pipeline)(body, external_node_zlib_.createInflate(), error => {
							if (error) {
								reject(error);
							}
						});
					} else {
						body = (0,external_node_stream_.pipeline)(body, external_node_zlib_.createInflateRaw(), error => {
							if (error) {
								reject(error);
							}
						});
					}

					response = new Response(body, responseOptions);
					resolve(response);
				});
				raw.once('end', () => {
					// Some old IIS servers return zero-length OK deflate responses, so
					// 'data' is never emitted. See https://github.com/node-fetch/node-fetch/pull/903
					if (!response) {
						response = new Response(body, responseOptions);
						resolve(response);
					}
				});
				return;
			}

			// For br
			if (codings === 'br') {
				body = (0,external_node_stream_.pipeline)(body, external_node_zlib_.createBrotliDecompress(), error => {
					if (error) {
						reject(error);
					}
				});
				response = new Response(body, responseOptions);
				resolve(response);
				return;
			}

			// Otherwise, use response as-is
			response = new Response(body, responseOptions);
			resolve(response);
		});

		// eslint-disable-next-line promise/prefer-await-to-then
		writeToStream(request_, request).catch(reject);
	});
}

function fixResponseChunkedTransferBadEnding(request, errorCallback) {
	const LAST_CHUNK = external_node_buffer_.Buffer.from('0\r\n\r\n');

	let isChunkedTransfer = false;
	let properLastChunkReceived = false;
	let previousChunk;

	request.on('response', response => {
		const {headers} = response;
		isChunkedTransfer = headers['transfer-encoding'] === 'chunked' && !headers['content-length'];
	});

	request.on('socket', socket => {
		const onSocketClose = () => {
			if (isChunkedTransfer && !properLastChunkReceived) {
				const error = new Error('Premature close');
				error.code = 'ERR_STREAM_PREMATURE_CLOSE';
				errorCallback(error);
			}
		};

		const onData = buf => {
			properLastChunkReceived = external_node_buffer_.Buffer.compare(buf.slice(-5), LAST_CHUNK) === 0;

			// Sometimes final 0-length chunk and end of message code are in separate packets
			if (!properLastChunkReceived && previousChunk) {
				properLastChunkReceived = (
					external_node_buffer_.Buffer.compare(previousChunk.slice(-3), LAST_CHUNK.slice(0, 3)) === 0 &&
					external_node_buffer_.Buffer.compare(buf.slice(-2), LAST_CHUNK.slice(3)) === 0
				);
			}

			previousChunk = buf;
		};

		socket.prependListener('close', onSocketClose);
		socket.on('data', onData);

		request.on('close', () => {
			socket.removeListener('close', onSocketClose);
			socket.removeListener('data', onData);
		});
	});
}

// EXTERNAL MODULE: ./build/errors.js
var errors = __nccwpck_require__(9473);
// EXTERNAL MODULE: ./build/version.js
var version = __nccwpck_require__(8508);
;// CONCATENATED MODULE: ./build/http/send.js






/** Thrown when no whole response came: refused, reset, cut short, or too slow. Worth another try. */
class ConnectionError extends Error {
    name = 'ConnectionError';
}
/** Thrown when no response, or no more of it, came in time. */
class TimeoutError extends ConnectionError {
    name = 'TimeoutError';
}
/** Thrown when a body is larger than its limit. Another try would bring the same. */
class BodyTooLargeError extends errors/* ContentError */.yg {
    maxBytes;
    constructor(maxBytes, state) {
        super(`the response is larger than ${maxBytes.toLocaleString('en-US')} bytes ${state}`, 'No such response is expected: check what answers in place of the service.');
        this.maxBytes = maxBytes;
    }
}
// 100 MB in 5 minutes are 3 Mbit/s: whoever is slower than that drips to hold the run.
const TIMEOUTS = { headersMs: 20_000, bodyMs: 15_000, wholeMs: 5 * 60_000, sinkMs: 15 * 60_000 };
/** The variables that name proxies. */
const PROXY_VARIABLES = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy'];
/** Thrown when a variable does not name a proxy that can be used. Never with its value, which may hold a password. */
class ProxyError extends errors/* ActionError */.lZ {
}
/**
 * Returns the environment with each proxy as Node.js takes it: a bare `host:port` gets its scheme. Of what it does not
 * understand, Node.js tells the value, or goes without a proxy.
 */
function withProxies(environment) {
    const proxies = PROXY_VARIABLES.flatMap((name) => {
        const text = environment[name]?.trim() ?? '';
        if (text === '')
            return [];
        const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
        const isUsable = url !== null && /^https?:$/.test(url.protocol) && isDecodable(url.username + url.password);
        if (isUsable)
            return [[name, url.href]];
        throw new ProxyError(`Cannot use the proxy that ${name} names: ${url === null ? 'it is not a URL' : `${url.protocol.slice(0, -1)} is not http or https, or its password is not percent-encoded`}`, 'Give it as http://HOST:PORT; in a user name or password write each special character as % and two hex digits.');
    });
    return { ...environment, ...Object.fromEntries(proxies) };
}
function isDecodable(text) {
    try {
        decodeURIComponent(text);
        return true;
    }
    catch {
        return false;
    }
}
/** What every request says about its sender; GitHub refuses requests without it. */
const USER_AGENT = `audit-log-sync/${version/* VERSION */.x}`;
/** Returns whether a URL's host name is this machine: localhost, ::1, or 127.0.0.0/8, also mapped into IPv6. */
function isLoopback(hostname) {
    return /^(?:localhost|\[::1\]|127(?:\.\d{1,3}){3}|\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\])$/.test(hostname);
}
/**
 * Returns agents that keep up to `connections` connections to a host open and go through the proxy that `HTTPS_PROXY`,
 * `HTTP_PROXY` and `NO_PROXY` of `environment` name. Loopback is never behind a proxy: it would see secrets in clear.
 * @throws {ProxyError} when such a variable names none that can be used.
 * @see https://nodejs.org/docs/latest-v24.x/api/http.html#built-in-proxy-support
 */
function createAgents(environment, connections) {
    const options = { keepAlive: true, maxSockets: connections };
    const agents = (more) => ({
        secure: new external_node_https_.Agent(more),
        plain: new external_node_http_.Agent(more),
    });
    const [direct, proxied] = [agents(options), agents({ ...options, proxyEnv: withProxies(environment) })];
    return ({ protocol, hostname }) => {
        const { secure, plain } = isLoopback(hostname) ? direct : proxied;
        return protocol === 'https:' ? secure : plain;
    };
}
/**
 * Returns a sender over these agents. It throws ConnectionError and TimeoutError when no whole response came, and
 * BodyTooLargeError.
 */
function createSend(agent, timeouts = TIMEOUTS) {
    return async (request) => {
        const { method, url, headers, body, sink } = request;
        const abort = new AbortController();
        const giveUp = () => abort.abort();
        const last = setTimeout(giveUp, sink === undefined ? timeouts.wholeMs : timeouts.sinkMs);
        let timer = setTimeout(giveUp, timeouts.headersMs);
        try {
            const response = await fetch(url, {
                method,
                headers: { 'accept-encoding': 'gzip', 'user-agent': USER_AGENT, ...headers },
                ...(body === undefined ? {} : { body }),
                agent,
                // Its own inflating hands out what arrived of a gzip stream that was cut short, without an error.
                compress: false,
                redirect: 'manual',
                signal: abort.signal,
            });
            clearTimeout(timer);
            timer = setTimeout(giveUp, timeouts.bodyMs);
            const { status } = response;
            const whole = await readBody(response, request, () => timer.refresh());
            return { status, headers: headersOf(response), body: whole };
        }
        catch (cause) {
            // What is left of the response is not waited for.
            giveUp();
            throw asConnectionError(cause, url);
        }
        finally {
            clearTimeout(timer);
            clearTimeout(last);
        }
    };
}
function headersOf({ headers }) {
    return {
        get: (name) => headers.get(name) ?? undefined,
        all: () => Object.fromEntries(headers.entries()),
    };
}
async function readBody({ status, body, headers }, { maxBytes, sink }, onPiece) {
    if (body === null)
        return Buffer.alloc(0);
    if (status !== 200 || sink === undefined) {
        const statedBytes = Number(headers.get('content-length') ?? 0);
        return await readWhole(body, { maxBytes, statedBytes }, onPiece);
    }
    await (0,promises_.pipeline)(limited(body, maxBytes, onPiece), sink());
    return Buffer.alloc(0);
}
async function* limited(stream, maxBytes, onPiece) {
    let bytes = 0;
    for await (const piece of stream) {
        onPiece();
        bytes += piece.length;
        if (bytes > maxBytes)
            throw new BodyTooLargeError(maxBytes, 'as sent');
        yield piece;
    }
}
/** What a body takes at first where its length is not told, in bytes. */
const FIRST_BYTES = 64 * 1024;
/**
 * Reads a body into memory of its own, which grows in place and is given back at once when the body is too large: V8 does not
 * know how much hangs on its pieces. With listeners, because an iterator over the stream makes more objects for each response.
 */
function readWhole(stream, { maxBytes, statedBytes }, onPiece) {
    let memory = new ArrayBuffer(Math.min(statedBytes > 0 ? statedBytes : FIRST_BYTES, maxBytes));
    let bytes = 0;
    return new Promise((resolve, reject) => {
        stream.on('data', (piece) => {
            onPiece();
            const end = bytes + piece.length;
            if (end > maxBytes) {
                memory = memory.transfer(0);
                reject(new BodyTooLargeError(maxBytes, 'as sent'));
                return;
            }
            if (end > memory.byteLength)
                memory = memory.transfer(Math.min(Math.max(end, 2 * memory.byteLength), maxBytes));
            piece.copy(new Uint8Array(memory, bytes));
            bytes = end;
        });
        stream.on('end', () => resolve(Buffer.from(bytes === memory.byteLength ? memory : memory.transfer(bytes))));
        stream.on('error', reject);
    });
}
/** What writing to a disk ends in: not the connection's fault. */
const DISK_ERRORS = [
    ...['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'EROFS', 'EACCES', 'EPERM', 'ENOENT', 'EMFILE', 'ENFILE'],
];
function asConnectionError(cause, url) {
    const { host } = new URL(url);
    // Its message holds the whole address, which may be a signed one.
    if (cause instanceof FetchError) {
        return new ConnectionError(`the connection to ${host} failed (${cause.code ?? 'no code'})`);
    }
    if (cause instanceof Error && 'code' in cause && DISK_ERRORS.includes(cause.code))
        return cause;
    if (cause instanceof AbortError || (cause instanceof Error && cause.name === 'AbortError')) {
        return new TimeoutError(`${host} did not answer in time`, { cause });
    }
    if (cause instanceof Error && 'code' in cause) {
        const code = typeof cause.code === 'string' ? cause.code : 'no code';
        return new ConnectionError(`the connection to ${host} failed (${code})`, { cause });
    }
    return cause;
}


/***/ }),

/***/ 1296:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _host_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1144);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7266);


await (0,_main_js__WEBPACK_IMPORTED_MODULE_1__/* .run */ .e)(process.env, (0,_host_js__WEBPACK_IMPORTED_MODULE_0__/* .createHost */ .D)(process.env));
// A service that never answered may hold a connection for minutes more: nobody waits for it any longer.
process.stdout.write('', () => process.exit());

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 9144:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   FG: () => (/* binding */ floorSecond),
/* harmony export */   _L: () => (/* binding */ SECOND_MS),
/* harmony export */   iQ: () => (/* binding */ HOUR_MS),
/* harmony export */   j2: () => (/* binding */ isoInstant),
/* harmony export */   kg: () => (/* binding */ MINUTE_MS),
/* harmony export */   kh: () => (/* binding */ isoDay),
/* harmony export */   nV: () => (/* binding */ parseInstant),
/* harmony export */   oL: () => (/* binding */ ceilSecond),
/* harmony export */   sO: () => (/* binding */ DAY_MS),
/* harmony export */   u$: () => (/* binding */ isoSecond)
/* harmony export */ });
/** Durations in ms. A month has no fixed one. */
const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
function isoInstant(instant) {
    return instant === null ? null : new Date(instant).toISOString();
}
/** Returns an instant (ms since 1970) for people, the outputs and machines that need no more: UTC, to the second. */
function isoSecond(instant) {
    return `${isoInstant(instant).slice(0, -5)}Z`;
}
/** Returns the UTC day of an instant (ms since 1970), `YYYY-MM-DD`. */
function isoDay(instant) {
    return isoInstant(instant).slice(0, 10);
}
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


/***/ }),

/***/ 7266:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  e: () => (/* binding */ run)
});

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/util.js

// functions
function assertEqual(val) {
    return val;
}
function assertNotEqual(val) {
    return val;
}
function toZod() {
    return (schema) => schema;
}
function assertIs(_arg) { }
function assertNever(_x) {
    throw new Error("Unexpected value in exhaustive check");
}
function assert(_) { }
function getEnumValues(entries) {
    const numericValues = Object.values(entries).filter((v) => typeof v === "number");
    const values = Object.entries(entries)
        .filter(([k, _]) => numericValues.indexOf(+k) === -1)
        .map(([_, v]) => v);
    return values;
}
function joinValues(array, separator = "|") {
    return array.map((val) => stringifyPrimitive(val)).join(separator);
}
function jsonStringifyReplacer(_, value) {
    if (typeof value === "bigint")
        return value.toString();
    return value;
}
// the accessor lives on a shared prototype: an own accessor makes every box a dictionary-mode object (~360 B and a slow load per read against ~100 B and an inlined getter here)
class Cached {
    constructor(getter) {
        this._getter = getter;
        this._value = undefined;
    }
    get value() {
        const getter = this._getter;
        if (getter !== undefined) {
            this._value = getter();
            this._getter = undefined;
        }
        return this._value;
    }
}
function cached(getter) {
    return new Cached(getter);
}
function nullish(input) {
    return input === null || input === undefined;
}
function cleanRegex(source) {
    const start = source.startsWith("^") ? 1 : 0;
    const end = source.endsWith("$") ? source.length - 1 : source.length;
    return source.slice(start, end);
}
function floatSafeRemainder(val, step) {
    const ratio = val / step;
    const roundedRatio = Math.round(ratio);
    // `val` and `step` each round to a double before the division rounds again, so a true decimal multiple's quotient can sit up to 1.5 of these scaled epsilons from the integer. A 1x tolerance therefore rejected 2.03 as a multiple of 0.07; 4x covers the worst case with margin.
    const tolerance = 4 * Number.EPSILON * Math.max(Math.abs(ratio), 1);
    if (Math.abs(ratio - roundedRatio) < tolerance)
        return 0;
    return ratio - roundedRatio;
}
const EVALUATING = /* @__PURE__*/ (/* unused pure expression or super */ null && (Symbol("evaluating")));
function defineLazy(object, key, getter) {
    let value = undefined;
    Object.defineProperty(object, key, {
        get() {
            if (value === EVALUATING) {
                // Circular reference detected, return undefined to break the cycle
                return undefined;
            }
            if (value === undefined) {
                value = EVALUATING;
                value = getter();
            }
            return value;
        },
        set(v) {
            Object.defineProperty(object, key, {
                value: v,
                // configurable: true,
            });
            // object[key] = v;
        },
        configurable: true,
    });
}
function objectClone(obj) {
    return Object.create(Object.getPrototypeOf(obj), Object.getOwnPropertyDescriptors(obj));
}
function util_assignProp(target, prop, value) {
    Object.defineProperty(target, prop, {
        value,
        writable: true,
        enumerable: true,
        configurable: true,
    });
}
/**
 * Whichever object a def's `shape` currently answers from: the one the caller passed until the first read, the frozen copy after it.
 *
 * Its keys and descriptors read without invoking anything, which is what lets a discriminated union check its discriminator, and the cycle walk read a shape, without resolving a getter that references the schema being constructed. A def that answers `shape` from an accessor of its own has none.
 */
function rawShape(def) {
    const desc = Object.getOwnPropertyDescriptor(def, "shape");
    return desc?.get ? desc.get.raw : desc?.value;
}
// where a builder reads its source's keys and descriptors, resolving only a shape a def answers for itself. A shape resolves by object spread, so only its enumerable keys are ever part of it.
function sourceShape(schema) {
    return rawShape(schema._zod.def) ?? schema._zod.def.shape;
}
// a key whose value is not settled yet, self-caching so every read after the first gets the same one
function deferProp(target, key, getter) {
    Object.defineProperty(target, key, {
        get() {
            const value = getter();
            util_assignProp(this, key, value);
            return value;
        },
        enumerable: true,
        configurable: true,
    });
}
// Writes a settled key. A plain assignment is much cheaper than `defineProperty` and produces the same descriptor, but it runs whatever setter already answers to the key — an accessor this shape deferred, or an inherited one, which `__proto__` has on every object and prototype pollution can add for any name.
function putProp(target, key, value) {
    if (key in target)
        util_assignProp(target, key, value);
    else
        target[key] = value;
}
/**
 * Copies `keys` of `source`'s shape onto `target`, each value passed through `wrap`.
 *
 * A key the source has resolved is copied through now, so the derived shape states it outright and nothing has to resolve it to learn what it holds. A key the source still defers stays deferred, and reads back through the source's own `shape`, so it resolves once and both shapes get that one schema.
 */
function mirrorShape(target, source, keys, wrap) {
    const raw = sourceShape(source);
    for (const key of keys) {
        const desc = Object.getOwnPropertyDescriptor(raw, key);
        if (!desc.enumerable)
            continue;
        if (desc.get) {
            deferProp(target, key, () => {
                const value = source._zod.def.shape[key];
                return wrap ? wrap(value, key) : value;
            });
        }
        else
            putProp(target, key, wrap ? wrap(desc.value, key) : desc.value);
    }
}
// same, for a plain shape a caller passed rather than a schema's
function mirrorProps(target, source) {
    for (const key of Reflect.ownKeys(source)) {
        const desc = Object.getOwnPropertyDescriptor(source, key);
        if (!desc.enumerable)
            continue;
        if (desc.get)
            deferProp(target, key, () => source[key]);
        else
            putProp(target, key, desc.value);
    }
}
function mergeDefs(...defs) {
    const mergedDescriptors = {};
    for (const def of defs) {
        const descriptors = Object.getOwnPropertyDescriptors(def);
        Object.assign(mergedDescriptors, descriptors);
    }
    return Object.defineProperties({}, mergedDescriptors);
}
function cloneDef(schema) {
    return mergeDefs(schema._zod.def);
}
function getElementAtPath(obj, path) {
    if (!path)
        return obj;
    return path.reduce((acc, key) => acc?.[key], obj);
}
function promiseAllObject(promisesObj) {
    const keys = Object.keys(promisesObj);
    const promises = keys.map((key) => promisesObj[key]);
    return Promise.all(promises).then((results) => {
        const resolvedObj = {};
        for (let i = 0; i < keys.length; i++) {
            resolvedObj[keys[i]] = results[i];
        }
        return resolvedObj;
    });
}
function randomString(length = 10) {
    const chars = "abcdefghijklmnopqrstuvwxyz";
    let str = "";
    for (let i = 0; i < length; i++) {
        str += chars[Math.floor(Math.random() * chars.length)];
    }
    return str;
}
function esc(str) {
    return JSON.stringify(str);
}
function slugify(input) {
    return input
        .toLowerCase()
        .trim()
        .replace(/[^\w\s-]/g, "")
        .replace(/[\s_-]+/g, "-")
        .replace(/^-+|-+$/g, "");
}
const captureStackTrace = ("captureStackTrace" in Error ? Error.captureStackTrace : (..._args) => { });
function util_isObject(data) {
    return typeof data === "object" && data !== null && !Array.isArray(data);
}
const util_allowsEval = /* @__PURE__*/ cached(() => {
    // Skip the probe under `jitless`: strict CSPs report the caught `new Function` as a `securitypolicyviolation` even though the throw is swallowed.
    if (globalConfig.jitless) {
        return false;
    }
    // @ts-ignore
    if (typeof navigator !== "undefined" && navigator?.userAgent?.includes("Cloudflare")) {
        return false;
    }
    try {
        const F = Function;
        new F("");
        return true;
    }
    catch (_) {
        return false;
    }
});
function isPlainObject(o) {
    if (util_isObject(o) === false)
        return false;
    // modified constructor
    const ctor = o.constructor;
    if (ctor === undefined)
        return true;
    if (typeof ctor !== "function")
        return true;
    // modified prototype
    const prot = ctor.prototype;
    if (util_isObject(prot) === false)
        return false;
    // ctor doesn't have static `isPrototypeOf`
    if (Object.prototype.hasOwnProperty.call(prot, "isPrototypeOf") === false) {
        return false;
    }
    return true;
}
function shallowClone(o) {
    if (isPlainObject(o))
        return { ...o };
    if (Array.isArray(o))
        return [...o];
    if (o instanceof Map)
        return new Map(o);
    if (o instanceof Set)
        return new Set(o);
    return o;
}
function numKeys(data) {
    let keyCount = 0;
    for (const key in data) {
        if (Object.prototype.hasOwnProperty.call(data, key)) {
            keyCount++;
        }
    }
    return keyCount;
}
const getParsedType = (data) => {
    const t = typeof data;
    switch (t) {
        case "undefined":
            return "undefined";
        case "string":
            return "string";
        case "number":
            return Number.isNaN(data) ? "nan" : "number";
        case "boolean":
            return "boolean";
        case "function":
            return "function";
        case "bigint":
            return "bigint";
        case "symbol":
            return "symbol";
        case "object":
            if (Array.isArray(data)) {
                return "array";
            }
            if (data === null) {
                return "null";
            }
            if (data.then && typeof data.then === "function" && data.catch && typeof data.catch === "function") {
                return "promise";
            }
            if (typeof Map !== "undefined" && data instanceof Map) {
                return "map";
            }
            if (typeof Set !== "undefined" && data instanceof Set) {
                return "set";
            }
            if (typeof Date !== "undefined" && data instanceof Date) {
                return "date";
            }
            // @ts-ignore
            if (typeof File !== "undefined" && data instanceof File) {
                return "file";
            }
            return "object";
        default:
            throw new Error(`Unknown data type: ${t}`);
    }
};
const propertyKeyTypes = /* @__PURE__*/ new Set(["string", "number", "symbol"]);
const primitiveTypes = /* @__PURE__*/ new Set([
    "string",
    "number",
    "bigint",
    "boolean",
    "symbol",
    "undefined",
]);
function escapeRegex(str) {
    return str.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
// zod-specific utils
function clone(inst, def, params) {
    const cl = new inst._zod.constr(def ?? inst._zod.def);
    if (!def || params?.parent)
        cl._zod.parent = inst;
    return cl;
}
function normalizeParams(_params) {
    const params = _params;
    if (!params)
        return {};
    if (typeof params === "string")
        return { error: () => params };
    if (params?.message !== undefined) {
        if (params?.error !== undefined)
            throw new Error("Cannot specify both `message` and `error` params");
        params.error = params.message;
    }
    delete params.message;
    if (typeof params.error === "string")
        return { ...params, error: () => params.error };
    return params;
}
function createTransparentProxy(getter) {
    let target;
    return new Proxy({}, {
        get(_, prop, receiver) {
            target ?? (target = getter());
            return Reflect.get(target, prop, receiver);
        },
        set(_, prop, value, receiver) {
            target ?? (target = getter());
            return Reflect.set(target, prop, value, receiver);
        },
        has(_, prop) {
            target ?? (target = getter());
            return Reflect.has(target, prop);
        },
        deleteProperty(_, prop) {
            target ?? (target = getter());
            return Reflect.deleteProperty(target, prop);
        },
        ownKeys(_) {
            target ?? (target = getter());
            return Reflect.ownKeys(target);
        },
        getOwnPropertyDescriptor(_, prop) {
            target ?? (target = getter());
            return Reflect.getOwnPropertyDescriptor(target, prop);
        },
        defineProperty(_, prop, descriptor) {
            target ?? (target = getter());
            return Reflect.defineProperty(target, prop, descriptor);
        },
    });
}
function stringifyPrimitive(value) {
    if (typeof value === "bigint")
        return value.toString() + "n";
    if (typeof value === "string")
        return `"${value}"`;
    return `${value}`;
}
function optionalKeys(shape) {
    return Object.keys(shape).filter((k) => {
        return shape[k]._zod.optin !== undefined && shape[k]._zod.optout === "optional";
    });
}
// Wrapped in a `@__PURE__` IIFE: esbuild never tree-shakes a top-level initializer that contains a member access on `Number`, so the bare object literal survived into every bundle.
const NUMBER_FORMAT_RANGES = /*@__PURE__*/ (() => ({
    safeint: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    int32: [-2147483648, 2147483647],
    uint32: [0, 4294967295],
    float32: [-3.4028234663852886e38, 3.4028234663852886e38],
    float64: [-Number.MAX_VALUE, Number.MAX_VALUE],
}))();
const BIGINT_FORMAT_RANGES = {
    int64: [/* @__PURE__*/ BigInt("-9223372036854775808"), /* @__PURE__*/ BigInt("9223372036854775807")],
    uint64: [/* @__PURE__*/ BigInt(0), /* @__PURE__*/ BigInt("18446744073709551615")],
};
function pick(schema, mask) {
    const currDef = schema._zod.def;
    const checks = currDef.checks;
    const hasChecks = checks && checks.length > 0;
    if (hasChecks) {
        throw new Error(".pick() cannot be used on object schemas containing refinements");
    }
    const newShape = {};
    mirrorShape(newShape, schema, maskedKeys(schema, mask));
    return clone(schema, mergeDefs(currDef, { shape: newShape, checks: [] }));
}
// the mask keys that select something, checked against the source's shape without resolving it
function maskedKeys(schema, mask) {
    const raw = sourceShape(schema);
    const keys = [];
    // `for...in` skips symbols, so a symbol in the mask would select nothing
    for (const key of Reflect.ownKeys(mask)) {
        if (!Object.getOwnPropertyDescriptor(raw, key)?.enumerable) {
            throw new Error(`Unrecognized key: "${String(key)}"`);
        }
        if (mask[key])
            keys.push(key);
    }
    return keys;
}
function omit(schema, mask) {
    const currDef = schema._zod.def;
    const checks = currDef.checks;
    const hasChecks = checks && checks.length > 0;
    if (hasChecks) {
        throw new Error(".omit() cannot be used on object schemas containing refinements");
    }
    const omitted = new Set(maskedKeys(schema, mask));
    const newShape = {};
    mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)).filter((key) => !omitted.has(key)));
    return clone(schema, mergeDefs(currDef, { shape: newShape, checks: [] }));
}
function extend(schema, shape) {
    if (!isPlainObject(shape)) {
        throw new Error("Invalid input to extend: expected a plain object");
    }
    const checks = schema._zod.def.checks;
    const hasChecks = checks && checks.length > 0;
    if (hasChecks) {
        // Only throw if new shape overlaps with existing shape. Use getOwnPropertyDescriptor to check key existence without accessing values
        const existingShape = sourceShape(schema);
        for (const key of Reflect.ownKeys(shape)) {
            if (Object.getOwnPropertyDescriptor(existingShape, key) !== undefined) {
                throw new Error("Cannot overwrite keys on object schemas containing refinements. Use `.safeExtend()` instead.");
            }
        }
    }
    return clone(schema, mergeDefs(schema._zod.def, { shape: extended(schema, shape) }));
}
// the source's keys, then the caller's overlaid on top
function extended(schema, shape) {
    const newShape = {};
    mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)));
    mirrorProps(newShape, shape);
    return newShape;
}
function safeExtend(schema, shape) {
    if (!isPlainObject(shape)) {
        throw new Error("Invalid input to safeExtend: expected a plain object");
    }
    return clone(schema, mergeDefs(schema._zod.def, { shape: extended(schema, shape) }));
}
function merge(a, b) {
    if (!b?._zod?.def) {
        throw new Error("Invalid input to merge: expected an object schema. To merge a plain shape, use `.extend()`.");
    }
    if (a._zod.def.checks?.length) {
        throw new Error(".merge() cannot be used on object schemas containing refinements. Use .safeExtend() instead.");
    }
    const newShape = {};
    mirrorShape(newShape, a, Reflect.ownKeys(sourceShape(a)));
    mirrorShape(newShape, b, Reflect.ownKeys(sourceShape(b)));
    const def = mergeDefs(a._zod.def, {
        shape: newShape,
        get catchall() {
            return b._zod.def.catchall;
        },
        checks: b._zod.def.checks ?? [],
    });
    return clone(a, def);
}
function partial(Class, schema, mask, name = "partial") {
    const currDef = schema._zod.def;
    const checks = currDef.checks;
    const hasChecks = checks && checks.length > 0;
    if (hasChecks) {
        throw new Error(`.${name}() cannot be used on object schemas containing refinements`);
    }
    const selected = mask ? new Set(maskedKeys(schema, mask)) : undefined;
    const newShape = {};
    mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)), Class &&
        ((value, key) => (selected && !selected.has(key) ? value : new Class({ type: "optional", innerType: value }))));
    return clone(schema, mergeDefs(schema._zod.def, { shape: newShape, checks: [] }));
}
function required(Class, schema, mask) {
    const selected = mask ? new Set(maskedKeys(schema, mask)) : undefined;
    const newShape = {};
    mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)), (value, key) => 
    // overwrite with non-optional
    selected && !selected.has(key) ? value : new Class({ type: "nonoptional", innerType: value }));
    return clone(schema, mergeDefs(schema._zod.def, { shape: newShape }));
}
// invalid_type | too_big | too_small | invalid_format | not_multiple_of | unrecognized_keys | invalid_union | invalid_key | invalid_element | invalid_value | custom
function aborted(x, startIndex = 0) {
    if (x.aborted === true)
        return true;
    for (let i = startIndex; i < x.issues.length; i++) {
        if (x.issues[i]?.continue !== true) {
            return true;
        }
    }
    return false;
}
// Checks for explicit abort (continue === false), as opposed to implicit abort (continue === undefined). Used to respect `abort: true` in .refine() even for checks that have a `when` function.
function explicitlyAborted(x, startIndex = 0) {
    if (x.aborted === true)
        return true;
    for (let i = startIndex; i < x.issues.length; i++) {
        if (x.issues[i]?.continue === false) {
            return true;
        }
    }
    return false;
}
function prefixIssues(path, issues) {
    return issues.map((iss) => {
        var _a;
        (_a = iss).path ?? (_a.path = []);
        iss.path.unshift(path);
        return iss;
    });
}
function unwrapMessage(message) {
    return typeof message === "string" ? message : message?.message;
}
/* A check holds no link back to the schema it is attached to — the same check instance is shared by every clone of that schema — so the owner is stamped onto the issues a check just raised, at the only point where both are in scope. Runs on the failure path only; `start` is the issue count from before the check ran. */
/** The leading size checks of `defChecks` that set an upper bound, each paired with it. */
function sizeCaps(defChecks) {
    const caps = [];
    for (const ch of defChecks ?? []) {
        const d = ch._zod.def;
        // a later check may rewrite the value
        if (!/_(length|size)$|_equals$/.test(d.check))
            break;
        const max = d.maximum ?? d.length ?? d.size;
        if (max >= 0)
            caps.push([max, ch]);
    }
    return caps;
}
function attachSchema(issues, start, inst) {
    var _a;
    for (let i = start; i < issues.length; i++) {
        (_a = issues[i]).schema ?? (_a.schema = inst);
    }
}
function finalizeIssue(iss, ctx, config) {
    var _a;
    // A schema that raised an issue itself owns it outright, and outranks any stamp an enclosing check left in `attachSchema`. String formats and z.custom() are schema and check at once, so when they act as a check they defer to that stamp instead.
    const traits = iss.inst?._zod?.traits;
    if (traits?.has("$ZodType")) {
        if (traits.has("$ZodCheck"))
            (_a = iss).schema ?? (_a.schema = iss.inst);
        else
            iss.schema = iss.inst;
    }
    // Decreasing specificity, first map to return a message wins. `inst` is whatever raised the issue, so a check's own map outranks the owning schema's.
    const schemaError = iss.schema !== iss.inst ? iss.schema?._zod.def?.error : undefined;
    const message = iss.message
        ? iss.message
        : (unwrapMessage(iss.inst?._zod.def?.error?.(iss)) ??
            unwrapMessage(schemaError?.(iss)) ??
            unwrapMessage(ctx?.error?.(iss)) ??
            unwrapMessage(config.customError?.(iss)) ??
            unwrapMessage(config.localeError?.(iss)) ??
            "Invalid input");
    // an explicit own-key copy beats object rest with excluded keys, which v8 routes through a generic runtime call; Object.keys rather than for-in so an issue pushed with a prototype does not leak inherited keys, and an own __proto__ key is dropped rather than assigned through the setter
    const full = {};
    for (const k of Object.keys(iss)) {
        if (k === "inst" || k === "schema" || k === "continue" || k === "input" || k === "__proto__")
            continue;
        full[k] = iss[k];
    }
    full.path ?? (full.path = []);
    full.message = message;
    if (ctx?.reportInput) {
        full.input = iss.input;
    }
    return full;
}
function getSizableOrigin(input) {
    if (input instanceof Set)
        return "set";
    if (input instanceof Map)
        return "map";
    // @ts-ignore
    if (input instanceof File)
        return "file";
    return "unknown";
}
const highSurrogate = /[\uD800-\uDBFF]/;
// Code points in `str`: a surrogate pair counts once, a lone surrogate as itself. Hand-rolled because the string iterator allocates and runs ~250x slower on this path; the regex probe exits ~50x quicker for a string with no astral characters.
function codePointLength(str) {
    const units = str.length;
    if (!highSurrogate.test(str))
        return units;
    let count = units;
    for (let i = 0; i < units - 1; i++) {
        if ((str.charCodeAt(i) & 0xfc00) === 0xd800 && (str.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
            count--;
            i++;
        }
    }
    return count;
}
function getLengthableOrigin(input) {
    if (Array.isArray(input))
        return "array";
    if (typeof input === "string")
        return "string";
    return "unknown";
}
function parsedType(data) {
    const t = typeof data;
    switch (t) {
        case "number": {
            return Number.isNaN(data) ? "nan" : "number";
        }
        case "object": {
            if (data === null) {
                return "null";
            }
            if (Array.isArray(data)) {
                return "array";
            }
            const obj = data;
            if (obj && Object.getPrototypeOf(obj) !== Object.prototype && "constructor" in obj && obj.constructor) {
                return obj.constructor.name;
            }
        }
    }
    return t;
}
function util_issue(...args) {
    const [iss, input, inst] = args;
    if (typeof iss === "string") {
        return {
            message: iss,
            code: "custom",
            input,
            inst,
        };
    }
    return { ...iss };
}
function cleanEnum(obj) {
    return Object.entries(obj)
        .filter(([k, _]) => {
        // return true if NaN, meaning it's not a number, thus a string key
        return Number.isNaN(Number.parseInt(k, 10));
    })
        .map((el) => el[1]);
}
// Codec utility functions
function base64ToUint8Array(base64) {
    const binaryString = atob(base64);
    const bytes = new Uint8Array(binaryString.length);
    for (let i = 0; i < binaryString.length; i++) {
        bytes[i] = binaryString.charCodeAt(i);
    }
    return bytes;
}
function uint8ArrayToBase64(bytes) {
    let binaryString = "";
    for (let i = 0; i < bytes.length; i++) {
        binaryString += String.fromCharCode(bytes[i]);
    }
    return btoa(binaryString);
}
function base64urlToUint8Array(base64url) {
    const base64 = base64url.replace(/-/g, "+").replace(/_/g, "/");
    const padding = "=".repeat((4 - (base64.length % 4)) % 4);
    return base64ToUint8Array(base64 + padding);
}
function uint8ArrayToBase64url(bytes) {
    return uint8ArrayToBase64(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}
function hexToUint8Array(hex) {
    const cleanHex = hex.replace(/^0x/, "");
    if (cleanHex.length % 2 !== 0) {
        throw new Error("Invalid hex string length");
    }
    const bytes = new Uint8Array(cleanHex.length / 2);
    for (let i = 0; i < cleanHex.length; i += 2) {
        bytes[i / 2] = Number.parseInt(cleanHex.slice(i, i + 2), 16);
    }
    return bytes;
}
function uint8ArrayToHex(bytes) {
    return Array.from(bytes)
        .map((b) => b.toString(16).padStart(2, "0"))
        .join("");
}
// instanceof
class Class {
    constructor(..._args) { }
}
//////////    PROTOTYPE INSTALLERS     //////////
//
// Members live on the prototype and materialize per instance on first read, which keeps own-property count under the step where V8 stops using inline slots. Changing anything here means re-measuring runtime, memory and bundle size together — see "The three axes" in AGENTS.md.
/**
 * Installs a trait's members on its prototype. Each value builds that member for the instance on first read; the built value shadows the accessor as an own property, so a detached `const { parse } = schema` keeps working.
 *
 * Call this from a `proto` initializer, which runs once per prototype — never per instance.
 */
function members(proto, table) {
    for (const key in table) {
        const desc = Object.getOwnPropertyDescriptor(table, key);
        // a getter installs as written, so it stays live: `description` reads through to the registry on every access. not enumerable: an object literal's is, and a prototype member never was
        if (desc.get)
            Object.defineProperty(proto, key, { ...desc, enumerable: false });
        // a method materializes bound on first read, which is what keeps a detached member working: `const opt = schema.optional; opt()`
        else
            defineBound(proto, key, desc.value);
    }
}
/** Shadows a prototype member with an own value, so a getter that builds from the instance runs once. */
function own(inst, key, value, enumerable = true) {
    Object.defineProperty(inst, key, { configurable: true, writable: true, enumerable, value });
    return value;
}
/** Like {@link own}, for a member that was never an own data property and has to stay out of `Object.keys`. */
function hide(inst, key, value) {
    return own(inst, key, value, false);
}
/** Adds members a table derives from the instance: each builds on first read and shadows as own data, and assignment shadows the same way, as when these were own properties. */
function derived(computes, table) {
    for (const key in computes) {
        const compute = computes[key];
        // an object literal's accessor is configurable and enumerable, and `members` copies the descriptor as written
        Object.defineProperty(table, key, {
            configurable: true,
            enumerable: true,
            get() {
                return own(this, key, compute(this));
            },
            set(value) {
                own(this, key, value);
            },
        });
    }
    return table;
}
function defineBound(proto, key, fn) {
    Object.defineProperty(proto, key, {
        configurable: true,
        get() {
            // vitest's spyOn calls a prototype getter bare to find the function it wraps, so a nullish receiver answers the raw method
            return this == null ? fn : own(this, key, fn.bind(this));
        },
        set(value) {
            own(this, key, value);
        },
    });
}
/** Returns the prototype to install on, or `undefined` if this group is already installed on it. */
function claim(inst, sentinel) {
    const proto = Object.getPrototypeOf(inst);
    // Runs on every construction, so `in` rather than the costlier `hasOwnProperty.call`. Sentinels are keys the group itself defines.
    return sentinel in proto ? undefined : proto;
}
// The internals whose init chain is installing. A second call for the same one is a derived constructor overriding its base, so it must not construct another schema in between or the override is dropped.
let installing;
// Set while a getter is running, so a value that resolved through a recursion break is not memoized. One shared descriptor shadows the key for the duration, which costs no per-key allocation.
let broke = false;
const breaker = {
    configurable: true,
    get() {
        broke = true;
        return undefined;
    },
};
/**
 * Installs a lazily-derived internal on the `_zod` prototype of `inst`'s
 * constructor, computed from the internals object itself and cached there on
 * first read. One accessor per constructor rather than one per instance.
 */
function defineLazyInternal(inst, key, compute) {
    const proto = Object.getPrototypeOf(inst._zod);
    if (key in proto && installing !== inst._zod) {
        // A repeat construction: everything is installed already. Cleared here so the reference is not held past the first construction of every type.
        installing = undefined;
        return;
    }
    installing = inst._zod;
    Object.defineProperty(proto, key, {
        configurable: true,
        get() {
            // Shadowed before computing so a re-entrant read from a recursive schema resolves to undefined instead of running the getter again.
            Object.defineProperty(this, key, breaker);
            const outer = broke;
            broke = false;
            try {
                const value = compute(this);
                // A result that resolved through a recursion break is recomputed once the graph is complete; everything else memoizes, undefined included.
                if (broke)
                    delete this[key];
                else
                    Object.defineProperty(this, key, { configurable: true, writable: true, value });
                broke = broke || outer;
                return value;
            }
            catch (err) {
                // A compute that threw memoizes nothing, so a later read runs it again and fails the same way. The shadow goes with it, since leaving it installed would answer undefined for every later read.
                delete this[key];
                broke = broke || outer;
                throw err;
            }
        },
        set(value) {
            Object.defineProperty(this, key, { configurable: true, writable: true, value });
        },
    });
}
/**
 * Installs `key` on `inst`'s prototype, computed by `make` on first read and cached there as an own
 * data property. One accessor per constructor rather than one per instance, because an own accessor
 * puts every instance after the first into v8 dictionary mode. The key doubles as the sentinel.
 */
function installLazyProp(inst, key, make, enumerable) {
    const proto = claim(inst, key);
    if (!proto)
        return;
    Object.defineProperty(proto, key, {
        configurable: true,
        get() {
            // Shadowed before computing, so a re-entrant read from a self-referential shape resolves to undefined instead of running the getter again. A data property rather than an accessor: an own accessor is the dictionary-mode transition this exists to avoid.
            const desc = { configurable: true, writable: true, enumerable, value: undefined };
            Object.defineProperty(this, key, desc);
            // a compute that throws leaves the shadow behind, so later reads answer undefined instead of re-throwing; `defineLazy` did the same, and `defineLazyInternal`'s delete-on-catch would cost bytes in every bundle for a case only a throwing user getter reaches
            desc.value = make(this);
            Object.defineProperty(this, key, desc);
            return desc.value;
        },
        set(value) {
            Object.defineProperty(this, key, { configurable: true, writable: true, enumerable, value });
        },
    });
}
/** Marks the thunk `_catch` synthesises for a constant catch value. `Function.length` cannot tell that thunk from a user callback — rest and defaulted parameters both report arity 0 — and a user callback reads `ctx.error`, whose issues only finalize correctly against the caller's per-parse error map. Provenance can say what arity cannot. A plain string key rather than `Symbol.for`, whose call at module scope no bundler can prove pure — the same shape that anchored `urlCanParse` into every build. */
const CONSTANT_CATCH = "~constantCatch";
/** Wraps a constant catch value in a thunk tagged with {@link CONSTANT_CATCH}. */
function constantCatch(value) {
    const fn = () => value;
    fn[CONSTANT_CATCH] = true;
    return fn;
}

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/core.js
var _a;

/** A special constant with type `never` */
const NEVER = /*@__PURE__*/ Object.freeze({
    status: "aborted",
});
/* Shared descriptor for installing `_zod`; defineProperty reads it
 * synchronously, so reusing one object avoids a per-instance allocation. */
const _zodDesc = { value: undefined, enumerable: false };
// null where suppressing the capture would be unrecoverable: `parse()` puts the frames back with `captureStackTrace`, so without it the throw would lose its stack. also latched to null once `stackTraceLimit` proves unassignable, which a realm can do at any point by hardening Error
let _E = "captureStackTrace" in Error ? Error : null;
// v8 captures a stack trace inside the Error constructor, which dominates a failed parse; costs only the frames, and parse() restores those. the constructor must RUN: Object.create is cheaper and passes instanceof, but Error.isError and util.types.isNativeError check an internal slot
function newError(Definition) {
    const E = _E;
    if (E) {
        const saved = E.stackTraceLimit;
        if (typeof saved === "number") {
            try {
                E.stackTraceLimit = 0;
            }
            catch {
                _E = null;
                return new Definition();
            }
            try {
                return new Definition();
            }
            finally {
                E.stackTraceLimit = saved;
            }
        }
    }
    return new Definition();
}
function $constructor(name, initializer, 
/** This trait's members, installed once on every prototype that composes it. They cannot be declared in the initializer above: that runs per instance, and the prototype is shared. */
proto, params) {
    // Prototype for this constructor's `_zod` internals. Lazily-derived fields (`values`, `pattern`, `optin`, …) install here once rather than as an accessor on every instance.
    const zodProto = {};
    // Assigning the fields in the constructor body is what gives instances in-object slots; building the object literally and reparenting it costs a second allocation and a generic property copy.
    function Internals(def) {
        this.def = def;
        this.constr = _;
        this.traits = new Set();
    }
    Internals.prototype = zodProto;
    const protoMembers = proto;
    // One trait's members land on every prototype whose chain composes it, so the answer is per prototype rather than per trait.
    const initialized = protoMembers && new WeakSet();
    function init(inst, def) {
        if (!inst._zod) {
            _zodDesc.value = new Internals(def);
            try {
                Object.defineProperty(inst, "_zod", _zodDesc);
            }
            finally {
                // Cleared even on throw, so the shared descriptor never leaks one instance's internals into the next.
                _zodDesc.value = undefined;
            }
        }
        else if (inst._zod.traits.has(name)) {
            return;
        }
        inst._zod.traits.add(name);
        initializer(inst, def);
        if (initialized) {
            // `super(def)` from a user subclass gives `this` a prototype the subclass owns, and installing there would overwrite whatever the subclass declared. `constr` built the instance, so its prototype is the one below the subclass's that should carry the members. A receiver whose chain never reaches that prototype installs on its own, which for a plain object handed straight to `init` means `Object.prototype` — unchanged from before.
            const own = Object.getPrototypeOf(inst);
            const ctorProto = inst._zod.constr.prototype;
            let up = own;
            while (up && up !== ctorProto)
                up = Object.getPrototypeOf(up);
            const target = up ?? own;
            if (!initialized.has(target)) {
                initialized.add(target);
                members(target, protoMembers);
            }
        }
        // support prototype modifications; for-in avoids the array allocation of Object.keys on the (usually empty) prototype
        const proto = _.prototype;
        for (const k in proto) {
            if (!Object.prototype.hasOwnProperty.call(proto, k))
                continue;
            if (!(k in inst)) {
                inst[k] = proto[k].bind(inst);
            }
        }
    }
    // doesn't work if Parent has a constructor with arguments
    const Parent = params?.Parent ?? Object;
    class Definition extends Parent {
    }
    Object.defineProperty(Definition, "name", { value: name });
    function _(def) {
        const inst = params?.Parent ? newError(Definition) : this;
        init(inst, def);
        const deferred = inst._zod.deferred;
        if (deferred) {
            for (const fn of deferred) {
                fn();
            }
            // Released: initializers run once, and the list would otherwise be retained for the schema's lifetime.
            inst._zod.deferred = undefined;
        }
        // Global post-processor hook. Internal: installed by `import "zod/compile"` to enable AOT compilation for every constructed schema. Runs last, once the instance is fully built, because it hands the instance to compile(). The post-processor is expected to be reentrancy-guarded by its own implementation.
        const pp = globalThis.__zod_globalConfig?.postProcessor;
        if (pp)
            pp(inst);
        return inst;
    }
    Object.defineProperty(_, "init", { value: init });
    Object.defineProperty(_, Symbol.hasInstance, {
        value: (inst) => {
            if (params?.Parent && inst instanceof params.Parent)
                return true;
            return inst?._zod?.traits?.has(name);
        },
    });
    Object.defineProperty(_, "name", { value: name });
    return _;
}
//////////////////////////////   UTILITIES   ///////////////////////////////////////
const $brand = /*@__PURE__*/ (/* unused pure expression or super */ null && (Symbol("zod_brand")));
class $ZodAsyncError extends Error {
    constructor() {
        super(`Encountered Promise during synchronous parse. Use .parseAsync() instead.`);
    }
}
class $ZodEncodeError extends Error {
    constructor(name) {
        super(`Encountered unidirectional transform during encode: ${name}`);
        this.name = "ZodEncodeError";
    }
}
(_a = globalThis).__zod_globalConfig ?? (_a.__zod_globalConfig = {});
const globalConfig = globalThis.__zod_globalConfig;
function config(newConfig) {
    if (newConfig)
        Object.assign(globalConfig, newConfig);
    return globalConfig;
}

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/memoizer.js

class $ZodCyclicError extends Error {
    constructor() {
        super(`Cannot parse a reference cycle that closes through a transform`);
        this.name = "ZodCyclicError";
    }
}
/** Keyed off the context object every schema in one parse call already shares. */
const STATE = "~memo";
const NO_ISSUES = [];
// a value a cycle can close through
function isRef(value) {
    return value !== null && typeof value === "object";
}
// Receivers prefix paths in place, so the cache and every hand-out need their own copies.
function cloneIssues(issues) {
    return issues.map((iss) => (iss.path ? { ...iss, path: iss.path.slice() } : { ...iss }));
}
const recursive = /*@__PURE__*/ new WeakMap();
/** What the walk established, in order of certainty: ordered so the strongest answer among children wins. */
const NONE = 0;
const ASSUMED = 1;
const PROVEN = 2;
/** Whether this schema's subtree contains a cycle, so one parse can re-enter it. */
function isRecursive(inst, stack, resolve) {
    const cached = recursive.get(inst);
    if (cached !== undefined)
        return cached ? PROVEN : NONE;
    // Relative to the walk in progress, so not cached.
    if (stack.has(inst))
        return PROVEN;
    stack.add(inst);
    let result = NONE;
    const check = (child) => {
        if (result !== PROVEN && child?._zod) {
            const answer = isRecursive(child, stack, resolve);
            if (answer > result)
                result = answer;
        }
    };
    // `Reflect.ownKeys` rather than `Object.keys`, so a cycle through a declared symbol key is still seen
    const shape = (sh, spread) => {
        let answer = NONE;
        for (const key of Reflect.ownKeys(sh)) {
            const desc = Object.getOwnPropertyDescriptor(sh, key);
            // an object resolves its shape by spread, so a key it does not enumerate is never parsed; `z.properties` reads every own key and so keeps them all
            if (spread && !desc.enumerable)
                continue;
            // resolving runs user code, and a factory mints a fresh subtree per read, so an edge the walk can't follow counts as a cycle
            const child = desc.get ? ASSUMED : desc.value?._zod ? isRecursive(desc.value, stack, resolve) : NONE;
            if (child > answer)
                answer = child;
        }
        return answer;
    };
    const merge = (answer) => {
        if (answer > result)
            result = answer;
    };
    const def = inst._zod.def;
    const kind = def.type;
    switch (kind) {
        case "object": {
            const raw = rawShape(def);
            // a def with no raw shape answers `shape` from an accessor of its own, and running that can mint a whole fresh subtree
            merge(raw ? shape(raw, true) : ASSUMED);
            check(def.catchall);
            break;
        }
        case "array":
            check(def.element);
            break;
        case "tuple":
            for (const el of def.items)
                check(el);
            check(def.rest);
            break;
        case "record":
        case "map":
            check(def.keyType);
            check(def.valueType);
            break;
        case "set":
            check(def.valueType);
            break;
        case "union":
            for (const el of def.options)
                check(el);
            break;
        case "intersection":
            check(def.left);
            check(def.right);
            break;
        case "optional":
        case "nullable":
        case "default":
        case "prefault":
        case "catch":
        case "readonly":
        case "nonoptional":
        case "promise":
        case "success":
            check(def.innerType);
            break;
        case "pipe":
            check(def.in);
            check(def.out);
            break;
        case "function":
            check(def.input);
            check(def.output);
            break;
        // `$ZodLazy` caches its inner on the def, so a resolved edge is followed exactly
        case "lazy": {
            const inner = def._cachedInner ?? (resolve ? inst._zod.innerType : undefined);
            // walked with resolution off: one hop sees past the deferral, and a lazy that yields only another unresolved lazy is generative, so it stops there
            merge(inner ? isRecursive(inner, stack, false) : ASSUMED);
            break;
        }
        // a leaf by choice: `parts` are regex fragments, not data positions
        case "template_literal":
        // leaves
        case "string":
        case "number":
        case "int":
        case "boolean":
        case "bigint":
        case "symbol":
        case "undefined":
        case "null":
        case "void":
        case "never":
        case "any":
        case "unknown":
        case "date":
        case "nan":
        case "enum":
        case "literal":
        case "file":
        case "transform":
        case "custom":
            break;
        default: {
            // a new built-in kind becomes a compile error here
            kind;
            // a user-defined kind can still hold children, and only its author knows where, so fall back to scanning the def — skipping accessors, since reading one can run user code
            for (const key in def) {
                const desc = Object.getOwnPropertyDescriptor(def, key);
                if (!desc || desc.get)
                    continue;
                const value = desc.value;
                if (!value || typeof value !== "object")
                    continue;
                if (value._zod)
                    check(value);
                else if (Array.isArray(value))
                    for (const el of value)
                        check(el);
            }
        }
    }
    stack.delete(inst);
    return settle(inst, result);
}
/** An assumed answer must not outlive the resolution that settles it, so only a certain one is cached. */
function settle(inst, answer) {
    if (answer !== ASSUMED)
        recursive.set(inst, answer === PROVEN);
    return answer;
}
/**
 * Whether one parse can re-enter this schema, i.e. its subtree contains a cycle.
 * Exported for `z.compile`, which refuses to compile such a schema: cycle
 * breaking is driven from here off state keyed on the parse context, and a
 * generated fast path has no context to key on.
 */
function isRecursiveSchema(inst) {
    // z.compile never parses, so nothing would ever resolve a lazy for it; it runs once and already treats a throw here as recursive
    return isRecursive(inst, new Set(), true) !== NONE;
}
function bucketFor(state, inst) {
    let bucket = state.buckets.get(inst);
    if (!bucket) {
        bucket = new WeakMap();
        state.buckets.set(inst, bucket);
    }
    return bucket;
}
// Set immediately before delegating to core and cleared immediately after, so `alloc` registers only for a visit this module is driving.
let handoff;
// Allocated but unfinished entries. `alloc` and the matching pop both happen in the synchronous part of a parse, so they nest even when children are async, and one stack serves every schema.
const memoizer_open = [];
const memo = {
    alloc(_inst, payload, empty) {
        const bucket = handoff;
        if (!bucket)
            return empty;
        handoff = undefined;
        const entry = { value: empty, issues: null };
        bucket.set(payload.value, entry);
        memoizer_open.push(entry);
        return empty;
    },
    guard(inst) {
        var _a;
        (_a = inst._zod).deferred ?? (_a.deferred = []);
        inst._zod.deferred.push(() => {
            const base = inst._zod.parse;
            const wrapped = (payload, ctx) => {
                // The value is a placeholder a back-edge is still waiting on, so the cycle closes through this transform. Its output can't exist in time to bind.
                if (ctx.direction !== "backward" && isBackEdge(ctx, payload.value))
                    throw new $ZodCyclicError();
                return base(payload, ctx);
            };
            inst._zod.parse = wrapped;
            if (inst._zod.run === base)
                inst._zod.run = wrapped;
        });
    },
    attach(inst) {
        var _a;
        let isRecursiveInst;
        let rechecked = false;
        // a recursive schema is re-entered many times per parse and its bucket never changes
        let lastCtx;
        let lastBucket;
        // Wraps `parse` in a deferred so it sees the container's final parse. Core's own deferred copies `parse` into `run` when there are no checks, and it ran first, so `run` is patched to match; with checks, `run` reads `parse` dynamically.
        (_a = inst._zod).deferred ?? (_a.deferred = []);
        inst._zod.deferred.push(() => {
            const base = inst._zod.parse;
            const wrapped = (payload, ctx) => {
                if (isRecursiveInst === undefined) {
                    const walked = isRecursive(inst, new Set(), false);
                    if (walked === NONE) {
                        // Nothing here can ever fire, so take it back out.
                        inst._zod.parse = base;
                        if (inst._zod.run === wrapped)
                            inst._zod.run = base;
                        return base(payload, ctx);
                    }
                    // this parse resolves the deferred edges on its own path, so ask once more before latching
                    if (walked === PROVEN || rechecked)
                        isRecursiveInst = true;
                    else
                        rechecked = true;
                }
                const input = payload.value;
                if (!isRef(input))
                    return base(payload, ctx);
                let state = ctx[STATE];
                if (!state) {
                    state = { buckets: new WeakMap(), backEdges: undefined };
                    ctx[STATE] = state;
                }
                let bucket;
                if (lastCtx === ctx) {
                    bucket = lastBucket;
                }
                else {
                    bucket = bucketFor(state, inst);
                    lastCtx = ctx;
                    lastBucket = bucket;
                }
                const hit = bucket.get(input);
                if (hit) {
                    payload.value = hit.value;
                    if (hit.issues) {
                        if (hit.issues.length)
                            payload.issues.push(...cloneIssues(hit.issues));
                    }
                    else {
                        // Still being parsed: its own checks cover it, so skip them here.
                        payload.memo = true;
                        state.backEdges ?? (state.backEdges = new WeakSet());
                        state.backEdges.add(hit.value);
                    }
                    return payload;
                }
                handoff = bucket;
                const depth = memoizer_open.length;
                const result = base(payload, ctx);
                handoff = undefined;
                // A container that rejected its input outright allocated nothing.
                const entry = memoizer_open.length > depth ? memoizer_open.pop() : undefined;
                // Both paths written out so the sync one allocates no closure. It runs once per node, and capturing here cost more than everything else combined.
                if (result instanceof Promise) {
                    return result.then((r) => {
                        if (entry)
                            entry.issues = r.issues.length ? cloneIssues(r.issues) : NO_ISSUES;
                        return r;
                    });
                }
                if (entry)
                    entry.issues = result.issues.length ? cloneIssues(result.issues) : NO_ISSUES;
                return result;
            };
            inst._zod.parse = wrapped;
            if (inst._zod.run === base)
                inst._zod.run = wrapped;
        });
    },
};
/** The memoizer that gives containers cycle support. `zod` installs it by default; `zod/mini` opts in with `config({ memoizer: memoizer() })`. */
function memoizer() {
    return memo;
}
/** Whether this value is a node a back-edge resolved to before it finished. */
function isBackEdge(ctx, value) {
    const backEdges = ctx[STATE]?.backEdges;
    return backEdges !== undefined && isRef(value) && backEdges.has(value);
}

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/regexes.js

/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link cuid2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
const cuid = /^[cC][0-9a-z]{6,}$/;
const cuid2 = /^[0-9a-z]+$/;
const ulid = /^[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}$/;
const xid = /^[0-9a-vA-V]{20}$/;
const ksuid = /^[A-Za-z0-9]{27}$/;
const nanoid = /^[a-zA-Z0-9_-]{21}$/;
function nanoidOfLength(length) {
    return new RegExp(`^[a-zA-Z0-9_-]{${length}}$`);
}
/** ISO 8601-1 duration regex. Does not support the 8601-2 extensions like negative durations or fractional/negative components. */
const duration = /^P(?:(\d+W)|(?!.*W)(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?)$/;
/** Implements ISO 8601-2 extensions like explicit +- prefixes, mixing weeks with other units, and fractional/negative components. */
const extendedDuration = /^[-+]?P(?!$)(?:(?:[-+]?\d+Y)|(?:[-+]?\d+[.,]\d+Y$))?(?:(?:[-+]?\d+M)|(?:[-+]?\d+[.,]\d+M$))?(?:(?:[-+]?\d+W)|(?:[-+]?\d+[.,]\d+W$))?(?:(?:[-+]?\d+D)|(?:[-+]?\d+[.,]\d+D$))?(?:T(?=[\d+-])(?:(?:[-+]?\d+H)|(?:[-+]?\d+[.,]\d+H$))?(?:(?:[-+]?\d+M)|(?:[-+]?\d+[.,]\d+M$))?(?:[-+]?\d+(?:[.,]\d+)?S)?)??$/;
/** A regex for any UUID-like identifier: 8-4-4-4-12 hex pattern */
const guid = /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})$/;
/** Returns a regex for validating an RFC 9562/4122 UUID.
 *
 * @param version Optionally specify a version 1-8. If no version is specified, all versions are supported. */
const uuid = (version) => {
    if (!version)
        return /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/;
    return new RegExp(`^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-${version}[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12})$`);
};
const uuid4 = /*@__PURE__*/ (/* unused pure expression or super */ null && (uuid(4)));
const uuid6 = /*@__PURE__*/ (/* unused pure expression or super */ null && (uuid(6)));
const uuid7 = /*@__PURE__*/ (/* unused pure expression or super */ null && (uuid(7)));
/** Practical email validation */
const email = /^(?:[A-Za-z0-9_'+\-]+\.)*[A-Za-z0-9_'+\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$/;
/** Equivalent to the HTML5 input[type=email] validation implemented by browsers. Source: https://developer.mozilla.org/en-US/docs/Web/HTML/Element/input/email */
const html5Email = /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
/** The classic emailregex.com regex for RFC 5322-compliant emails */
const rfc5322Email = /^(([^<>()\[\]\\.,;:\s@"]+(\.[^<>()\[\]\\.,;:\s@"]+)*)|(".+"))@((\[[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}])|(([a-zA-Z\-0-9]+\.)+[a-zA-Z]{2,}))$/;
/** A loose regex that allows Unicode characters, enforces length limits, and that's about it. */
const unicodeEmail = /^[^\s@"]{1,64}@[^\s@]{1,255}$/u;
const idnEmail = (/* unused pure expression or super */ null && (unicodeEmail));
const browserEmail = /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
// from https://thekevinscott.com/emojis-in-javascript/#writing-a-regular-expression
// Single character class, not an alternation: the two properties overlap (U+1F9B0-U+1F9B3), so `(A|B)+` backtracks exponentially on a failed match. The leading lookahead then demands one anchor — a pictograph, a regional indicator, or the enclosing keycap — because `\p{Emoji_Component}` on its own covers ASCII digits, `#`, `*`, ZWJ, variation selectors and skin tone modifiers, none of which is an emoji without a base.
const _emoji = `^(?=[\\s\\S]*[\\p{Extended_Pictographic}\\p{Regional_Indicator}\\u20E3])[\\p{Extended_Pictographic}\\p{Emoji_Component}]+$`;
function emoji() {
    return new RegExp(_emoji, "u");
}
const ipv4 = /^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])$/;
const ipv6 = /^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))$/;
const mac = (delimiter) => {
    const escapedDelim = util.escapeRegex(delimiter ?? ":");
    return new RegExp(`^(?:[0-9A-F]{2}${escapedDelim}){5}[0-9A-F]{2}$|^(?:[0-9a-f]{2}${escapedDelim}){5}[0-9a-f]{2}$`);
};
const cidrv4 = /^((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\/([0-9]|[1-2][0-9]|3[0-2])$/;
const cidrv6 = /^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))\/(12[0-8]|1[01][0-9]|[1-9]?[0-9])$/;
// https://stackoverflow.com/questions/7860392/determine-if-string-is-in-base64-using-javascript
const base64 = /^$|^(?:[0-9a-zA-Z+/]{4})*(?:(?:[0-9a-zA-Z+/]{2}==)|(?:[0-9a-zA-Z+/]{3}=))?$/;
const base64url = /^(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2,3})?$/;
// based on https://stackoverflow.com/questions/106179/regular-expression-to-match-dns-hostname-or-ip-address
// export const hostname: RegExp = /^([a-zA-Z0-9-]+\.)*[a-zA-Z0-9-]+$/;
const hostname = /^(?=.{1,253}\.?$)[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[-0-9a-zA-Z]{0,61}[0-9a-zA-Z])?)*\.?$/;
const domain = /^(?=.{1,253}$)([a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]{2,63}$/;
const httpProtocol = /^https?$/;
// https://blog.stevenlevithan.com/archives/validate-phone-number#r4-3 (regex sans spaces) E.164: leading digit must be 1-9; total digits (excluding '+') between 7-15
const e164 = /^\+[1-9]\d{6,14}$/;
// Credit card shape: 12–19 digits, optionally separated by single spaces or single hyphens. ISO/IEC 7812 caps the PAN at 19 digits; 12 is the shortest issued length (Maestro).
const creditCard = /^\d(?:[ -]?\d){11,18}$/;
// ISO 4217 alpha codes from the SIX list, regenerated by scripts/update-iso-4217.ts
const currencyCode = /^(?:AED|AFN|ALL|AMD|AOA|ARS|AUD|AWG|AZN|BAM|BBD|BDT|BHD|BIF|BMD|BND|BOB|BOV|BRL|BSD|BTN|BWP|BYN|BZD|CAD|CDF|CHE|CHF|CHW|CLF|CLP|CNY|COP|COU|CRC|CUP|CVE|CZK|DJF|DKK|DOP|DZD|EGP|ERN|ETB|EUR|FJD|FKP|GBP|GEL|GHS|GIP|GMD|GNF|GTQ|GYD|HKD|HNL|HTG|HUF|IDR|ILS|INR|IQD|IRR|ISK|JMD|JOD|JPY|KES|KGS|KHR|KMF|KPW|KRW|KWD|KYD|KZT|LAK|LBP|LKR|LRD|LSL|LYD|MAD|MDL|MGA|MKD|MMK|MNT|MOP|MRU|MUR|MVR|MWK|MXN|MXV|MYR|MZN|NAD|NGN|NIO|NOK|NPR|NZD|OMR|PAB|PEN|PGK|PHP|PKR|PLN|PYG|QAR|RON|RSD|RUB|RWF|SAR|SBD|SCR|SDG|SEK|SGD|SHP|SLE|SOS|SRD|SSP|STN|SVC|SYP|SZL|THB|TJS|TMT|TND|TOP|TRY|TTD|TWD|TZS|UAH|UGX|USD|USN|UYI|UYU|UYW|UZS|VED|VES|VND|VUV|WST|XAD|XAF|XAG|XAU|XBA|XBB|XBC|XBD|XCD|XCG|XDR|XOF|XPD|XPF|XPT|XSU|XTS|XUA|XXX|YER|ZAR|ZMW|ZWG)$/;
// iban electronic format: 2-letter country, check digits 02-98 (the only values `98 - remainder` can produce), 11-30 bban characters
const iban = /^[A-Z]{2}(?!00|01|99)\d{2}[A-Z0-9]{11,30}$/;
const dateSource = `(?:(?:\\d\\d[2468][048]|\\d\\d[13579][26]|\\d\\d0[48]|[02468][048]00|[13579][26]00)-02-29|\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|(?:02)-(?:0[1-9]|1\\d|2[0-8])))`;
/** Anchors a pattern source. The interpolation lives here rather than at the call site because
 * esbuild will not drop a `@__PURE__` call whose own argument interpolates a variable, but it
 * will drop `anchor(dateSource)`. Keeping it inline pinned `date` into every bundle. */
function regexes_anchor(source) {
    return new RegExp(`^${source}$`);
}
const date = /*@__PURE__*/ regexes_anchor(dateSource);
function timeSource(args) {
    const hhmm = `(?:[01]\\d|2[0-3]):[0-5]\\d`;
    const regex = typeof args.precision === "number"
        ? args.precision === -1
            ? `${hhmm}`
            : args.precision === 0
                ? `${hhmm}:[0-5]\\d`
                : `${hhmm}:[0-5]\\d\\.\\d{${args.precision}}`
        : args.seconds
            ? `${hhmm}:[0-5]\\d(?:\\.\\d+)?`
            : `${hhmm}(?::[0-5]\\d(?:\\.\\d+)?)?`;
    return regex;
}
function time(args) {
    return new RegExp(`^${timeSource(args)}$`);
}
// Adapted from https://stackoverflow.com/a/3143231
function datetime(args) {
    const opts = ["Z"];
    // if (args.offset) opts.push(`([+-]\\d{2}:\\d{2})`);
    if (args.offset)
        opts.push(`([+-](?:[01]\\d|2[0-3]):[0-5]\\d)`);
    // RFC 3339 mandates seconds wherever the time carries a `Z` or an offset, so only the unqualified form `local` adds may omit them
    const qualified = `${timeSource({ precision: args.precision, seconds: true })}(?:${opts.join("|")})`;
    const timeRegex = args.local ? `${qualified}|${timeSource({ precision: args.precision })}` : qualified;
    return new RegExp(`^${dateSource}T(?:${timeRegex})$`);
}
// the unbounded form of `string()` as a literal, so every plain string shares one instance instead of building its own
const anyString = /^[\s\S]{0,}$/;
const string = (params) => {
    const regex = params ? `[\\s\\S]{${params?.minimum ?? 0},${params?.maximum ?? ""}}` : `[\\s\\S]*`;
    return new RegExp(`^${regex}$`);
};
const bigint = /^-?\d+n?$/;
const integer = /^-?\d+$/;
const number = /^-?\d+(?:\.\d+)?$/;
const regexes_boolean = /^(?:true|false)$/i;
const _null = /^null$/i;

const _undefined = /^undefined$/i;

// regex for string with no uppercase letters
const lowercase = /^[^A-Z]*$/;
// regex for string with no lowercase letters
const uppercase = /^[^a-z]*$/;
// regex for hexadecimal strings (any length)
const hex = /^[0-9a-fA-F]*$/;
// Hash regexes for different algorithms and encodings
// Helper function to create base64 regex with exact length and padding
function fixedBase64(bodyLength, padding) {
    return new RegExp(`^[A-Za-z0-9+/]{${bodyLength}}${padding}$`);
}
// Helper function to create base64url regex with exact length (no padding)
function fixedBase64url(length) {
    return new RegExp(`^[A-Za-z0-9_-]{${length}}$`);
}
// MD5 (16 bytes): base64 = 24 chars total (22 + "==")
const md5_hex = /^[0-9a-fA-F]{32}$/;
const md5_base64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64(22, "==")));
const md5_base64url = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64url(22)));
// SHA1 (20 bytes): base64 = 28 chars total (27 + "=")
const sha1_hex = /^[0-9a-fA-F]{40}$/;
const sha1_base64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64(27, "=")));
const sha1_base64url = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64url(27)));
// SHA256 (32 bytes): base64 = 44 chars total (43 + "=")
const sha256_hex = /^[0-9a-fA-F]{64}$/;
const sha256_base64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64(43, "=")));
const sha256_base64url = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64url(43)));
// SHA384 (48 bytes): base64 = 64 chars total (no padding)
const sha384_hex = /^[0-9a-fA-F]{96}$/;
const sha384_base64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64(64, "")));
const sha384_base64url = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64url(64)));
// SHA512 (64 bytes): base64 = 88 chars total (86 + "==")
const sha512_hex = /^[0-9a-fA-F]{128}$/;
const sha512_base64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64(86, "==")));
const sha512_base64url = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64url(86)));

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/checks.js
// import { $ZodType } from "./schemas.js";



const $ZodCheck = /*@__PURE__*/ $constructor("$ZodCheck", (inst, def) => {
    var _a;
    inst._zod ?? (inst._zod = {});
    inst._zod.def = def;
    (_a = inst._zod).onattach ?? (_a.onattach = []);
});
/** Default `when` for size-based checks: run only on non-nullish values with a `size`. */
const _whenHasSize = (payload) => {
    const val = payload.value;
    return !util.nullish(val) && val.size !== undefined;
};
/** Default `when` for length-based checks: run only on non-nullish values with a `length`. */
const _whenHasLength = (payload) => {
    const val = payload.value;
    return !nullish(val) && val.length !== undefined;
};
const numericOriginMap = {
    number: "number",
    bigint: "bigint",
    object: "date",
};
const $ZodCheckLessThan = /*@__PURE__*/ $constructor("$ZodCheckLessThan", (inst, def) => {
    $ZodCheck.init(inst, def);
    const origin = numericOriginMap[typeof def.value];
    inst._zod.check = (payload) => {
        if (def.inclusive ? payload.value <= def.value : payload.value < def.value) {
            return;
        }
        payload.issues.push({
            origin: numericOriginMap[typeof payload.value] ?? origin,
            code: "too_big",
            maximum: typeof def.value === "object" ? def.value.getTime() : def.value,
            input: payload.value,
            inclusive: def.inclusive,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckGreaterThan = /*@__PURE__*/ $constructor("$ZodCheckGreaterThan", (inst, def) => {
    $ZodCheck.init(inst, def);
    const origin = numericOriginMap[typeof def.value];
    inst._zod.check = (payload) => {
        if (def.inclusive ? payload.value >= def.value : payload.value > def.value) {
            return;
        }
        payload.issues.push({
            origin: numericOriginMap[typeof payload.value] ?? origin,
            code: "too_small",
            minimum: typeof def.value === "object" ? def.value.getTime() : def.value,
            input: payload.value,
            inclusive: def.inclusive,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckMultipleOf = 
/*@__PURE__*/ $constructor("$ZodCheckMultipleOf", (inst, def) => {
    $ZodCheck.init(inst, def);
    inst._zod.check = (payload) => {
        if (typeof payload.value !== typeof def.value)
            throw new Error("Cannot mix number and bigint in multiple_of check.");
        const isMultiple = typeof payload.value === "bigint"
            ? // `value % 0n` throws, and nothing is a multiple of zero — the number branch already fails this way via NaN
                def.value !== BigInt(0) && payload.value % def.value === BigInt(0)
            : floatSafeRemainder(payload.value, def.value) === 0;
        if (isMultiple)
            return;
        payload.issues.push({
            origin: typeof payload.value,
            code: "not_multiple_of",
            divisor: def.value,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckNumberFormat = /*@__PURE__*/ $constructor("$ZodCheckNumberFormat", (inst, def) => {
    $ZodCheck.init(inst, def); // no format checks
    def.format = def.format || "float64";
    const isInt = def.format?.includes("int");
    const origin = isInt ? "int" : "number";
    const [minimum, maximum] = NUMBER_FORMAT_RANGES[def.format];
    inst._zod.check = (payload) => {
        const input = payload.value;
        if (isInt) {
            if (!Number.isInteger(input)) {
                // invalid_format issue
                // payload.issues.push({
                //   expected: def.format,
                //   format: def.format,
                //   code: "invalid_format",
                //   input,
                //   inst,
                // });
                // invalid_type issue
                payload.issues.push({
                    expected: origin,
                    format: def.format,
                    code: "invalid_type",
                    continue: false,
                    input,
                    inst,
                });
                return;
                // not_multiple_of issue
                // payload.issues.push({
                //   code: "not_multiple_of",
                //   origin: "number",
                //   input,
                //   inst,
                //   divisor: 1,
                // });
            }
            if (!Number.isSafeInteger(input)) {
                if (input > 0) {
                    // too_big
                    payload.issues.push({
                        input,
                        code: "too_big",
                        maximum: Number.MAX_SAFE_INTEGER,
                        note: "Integers must be within the safe integer range.",
                        inst,
                        origin,
                        inclusive: true,
                        continue: !def.abort,
                    });
                }
                else {
                    // too_small
                    payload.issues.push({
                        input,
                        code: "too_small",
                        minimum: Number.MIN_SAFE_INTEGER,
                        note: "Integers must be within the safe integer range.",
                        inst,
                        origin,
                        inclusive: true,
                        continue: !def.abort,
                    });
                }
                return;
            }
        }
        if (input < minimum) {
            payload.issues.push({
                origin: "number",
                input,
                code: "too_small",
                minimum,
                inclusive: true,
                inst,
                continue: !def.abort,
            });
        }
        if (input > maximum) {
            payload.issues.push({
                origin: "number",
                input,
                code: "too_big",
                maximum,
                inclusive: true,
                inst,
                continue: !def.abort,
            });
        }
    };
});
const $ZodCheckBigIntFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckBigIntFormat", (inst, def) => {
    $ZodCheck.init(inst, def); // no format checks
    const [minimum, maximum] = util.BIGINT_FORMAT_RANGES[def.format];
    inst._zod.check = (payload) => {
        const input = payload.value;
        if (input < minimum) {
            payload.issues.push({
                origin: "bigint",
                input,
                code: "too_small",
                minimum: minimum,
                inclusive: true,
                inst,
                continue: !def.abort,
            });
        }
        if (input > maximum) {
            payload.issues.push({
                origin: "bigint",
                input,
                code: "too_big",
                maximum,
                inclusive: true,
                inst,
                continue: !def.abort,
            });
        }
    };
})));
const $ZodCheckMaxSize = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckMaxSize", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasSize);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const size = input.size;
        if (size <= def.maximum)
            return;
        payload.issues.push({
            origin: util.getSizableOrigin(input),
            code: "too_big",
            maximum: def.maximum,
            inclusive: true,
            input,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckMinSize = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckMinSize", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasSize);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const size = input.size;
        if (size >= def.minimum)
            return;
        payload.issues.push({
            origin: util.getSizableOrigin(input),
            code: "too_small",
            minimum: def.minimum,
            inclusive: true,
            input,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckSizeEquals = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckSizeEquals", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasSize);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const size = input.size;
        if (size === def.size)
            return;
        const tooBig = size > def.size;
        payload.issues.push({
            origin: util.getSizableOrigin(input),
            ...(tooBig ? { code: "too_big", maximum: def.size } : { code: "too_small", minimum: def.size }),
            inclusive: true,
            exact: true,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckMaxLength = /*@__PURE__*/ $constructor("$ZodCheckMaxLength", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const units = input.length;
        // Strings are measured in Unicode code points, not UTF-16 units. A code point is at most two units, so a string that already fits in units fits in code points; only an overflow has to be counted.
        const length = typeof input === "string" && units > def.maximum ? codePointLength(input) : units;
        if (length <= def.maximum)
            return;
        const origin = getLengthableOrigin(input);
        payload.issues.push({
            origin,
            code: "too_big",
            maximum: def.maximum,
            inclusive: true,
            input,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckMinLength = /*@__PURE__*/ $constructor("$ZodCheckMinLength", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const units = input.length;
        // A code point is one or two UTF-16 units, so fewer units than the floor can never reach it and twice the floor always clears it. Only in between is the exact count in doubt.
        const length = typeof input === "string" && units >= def.minimum && units < def.minimum * 2
            ? codePointLength(input)
            : units;
        if (length >= def.minimum)
            return;
        const origin = getLengthableOrigin(input);
        payload.issues.push({
            origin,
            code: "too_small",
            minimum: def.minimum,
            inclusive: true,
            input,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckLengthEquals = /*@__PURE__*/ $constructor("$ZodCheckLengthEquals", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const units = input.length;
        // A code point is one or two UTF-16 units, so outside `[length, length * 2]` units the target is missed either way — and missed in the same direction in both measures.
        const length = typeof input === "string" && units >= def.length && units <= def.length * 2
            ? codePointLength(input)
            : units;
        if (length === def.length)
            return;
        const origin = getLengthableOrigin(input);
        const tooBig = length > def.length;
        payload.issues.push({
            origin,
            ...(tooBig ? { code: "too_big", maximum: def.length } : { code: "too_small", minimum: def.length }),
            inclusive: true,
            exact: true,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckStringFormat = /*@__PURE__*/ $constructor("$ZodCheckStringFormat", (inst, def) => {
    var _a, _b;
    $ZodCheck.init(inst, def);
    if (def.pattern)
        (_a = inst._zod).check ?? (_a.check = (payload) => {
            def.pattern.lastIndex = 0;
            if (def.pattern.test(payload.value))
                return;
            payload.issues.push({
                origin: "string",
                code: "invalid_format",
                format: def.format,
                input: payload.value,
                ...(def.pattern ? { pattern: def.pattern.toString() } : {}),
                inst,
                continue: !def.abort,
            });
        });
    else
        (_b = inst._zod).check ?? (_b.check = () => { });
});
const $ZodCheckRegex = /*@__PURE__*/ $constructor("$ZodCheckRegex", (inst, def) => {
    $ZodCheckStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        def.pattern.lastIndex = 0;
        if (def.pattern.test(payload.value))
            return;
        payload.issues.push({
            origin: "string",
            code: "invalid_format",
            format: "regex",
            input: payload.value,
            pattern: def.pattern.toString(),
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckLowerCase = /*@__PURE__*/ $constructor("$ZodCheckLowerCase", (inst, def) => {
    def.pattern ?? (def.pattern = lowercase);
    $ZodCheckStringFormat.init(inst, def);
});
const $ZodCheckUpperCase = /*@__PURE__*/ $constructor("$ZodCheckUpperCase", (inst, def) => {
    def.pattern ?? (def.pattern = uppercase);
    $ZodCheckStringFormat.init(inst, def);
});
const $ZodCheckIncludes = /*@__PURE__*/ $constructor("$ZodCheckIncludes", (inst, def) => {
    $ZodCheck.init(inst, def);
    const escapedRegex = escapeRegex(def.includes);
    // `String.prototype.includes(sub, position)` matches `sub` at `position`
    // OR LATER, so the pattern must allow at least `position` leading chars
    // (`{N,}`), not exactly `position` chars (`{N}`).
    const pattern = new RegExp(typeof def.position === "number" ? `^.{${def.position},}${escapedRegex}` : escapedRegex);
    def.pattern = pattern;
    inst._zod.check = (payload) => {
        if (payload.value.includes(def.includes, def.position))
            return;
        payload.issues.push({
            origin: "string",
            code: "invalid_format",
            format: "includes",
            includes: def.includes,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckStartsWith = /*@__PURE__*/ $constructor("$ZodCheckStartsWith", (inst, def) => {
    $ZodCheck.init(inst, def);
    const pattern = new RegExp(`^${escapeRegex(def.prefix)}.*`);
    def.pattern ?? (def.pattern = pattern);
    inst._zod.check = (payload) => {
        if (payload.value.startsWith(def.prefix))
            return;
        payload.issues.push({
            origin: "string",
            code: "invalid_format",
            format: "starts_with",
            prefix: def.prefix,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckEndsWith = /*@__PURE__*/ $constructor("$ZodCheckEndsWith", (inst, def) => {
    $ZodCheck.init(inst, def);
    const pattern = new RegExp(`.*${escapeRegex(def.suffix)}$`);
    def.pattern ?? (def.pattern = pattern);
    inst._zod.check = (payload) => {
        if (payload.value.endsWith(def.suffix))
            return;
        payload.issues.push({
            origin: "string",
            code: "invalid_format",
            format: "ends_with",
            suffix: def.suffix,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
});
///////////////////////////////////
/////    $ZodCheckProperty    /////
///////////////////////////////////
function handleCheckPropertyResult(result, payload, property) {
    if (result.issues.length) {
        payload.issues.push(...prefixIssues(property, result.issues));
    }
}
const $ZodCheckProperty = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckProperty", (inst, def) => {
    $ZodCheck.init(inst, def);
    inst._zod.check = (payload) => {
        const result = def.schema._zod.run({
            value: payload.value[def.property],
            issues: [],
        }, {});
        if (result instanceof Promise) {
            return result.then((result) => handleCheckPropertyResult(result, payload, def.property));
        }
        handleCheckPropertyResult(result, payload, def.property);
        return;
    };
})));
const $ZodCheckProperties = /*@__PURE__*/ $constructor("$ZodCheckProperties", (inst, def) => {
    $ZodCheck.init(inst, def);
    hide(inst, Symbol.iterator, function* () {
        yield inst;
    });
    // key and schema snapshotted together: reading one live and the other cached lets a later mutation of the caller's shape object pair a stale key with a missing schema
    let entries;
    inst._zod.check = (payload) => {
        // the base schema already typed the value, so only a nullish one is rejected here: the properties read on a primitive too, matching z.property() on a string's length
        if (payload.value == null) {
            payload.issues.push({ expected: "object", code: "invalid_type", input: payload.value, inst });
            return undefined;
        }
        entries ?? (entries = Reflect.ownKeys(def.shape).map((key) => [key, def.shape[key]]));
        const input = payload.value;
        let proms;
        for (const [key, schema] of entries) {
            const result = schema._zod.run({ value: input[key], issues: [] }, {});
            if (result instanceof Promise) {
                proms ?? (proms = []);
                proms.push(result.then((result) => handleCheckPropertyResult(result, payload, key)));
            }
            else {
                handleCheckPropertyResult(result, payload, key);
            }
        }
        if (proms)
            return Promise.all(proms).then(() => undefined);
        return undefined;
    };
});
const $ZodCheckMimeType = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckMimeType", (inst, def) => {
    $ZodCheck.init(inst, def);
    const mimeSet = new Set(def.mime);
    inst._zod.check = (payload) => {
        if (mimeSet.has(payload.value.type))
            return;
        payload.issues.push({
            code: "invalid_value",
            values: def.mime,
            input: payload.value.type,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckOverwrite = /*@__PURE__*/ $constructor("$ZodCheckOverwrite", (inst, def) => {
    $ZodCheck.init(inst, def);
    inst._zod.check = (payload) => {
        payload.value = def.tx(payload.value);
    };
});

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/doc.js
class Doc {
    constructor(args = [], closed = {}) {
        this.content = [];
        this.indent = 0;
        this.args = args;
        this.closed = closed;
    }
    // the compiler catches a child's throw and keeps writing into this doc, so the indent has to unwind with it
    indented(fn) {
        this.indent += 1;
        try {
            fn(this);
        }
        finally {
            this.indent -= 1;
        }
    }
    write(arg) {
        if (typeof arg === "function") {
            arg(this, { execution: "sync" });
            arg(this, { execution: "async" });
            return;
        }
        const content = arg;
        const lines = content.split("\n").filter((x) => x);
        const minIndent = Math.min(...lines.map((x) => x.length - x.trimStart().length));
        const dedented = lines.map((x) => x.slice(minIndent)).map((x) => " ".repeat(this.indent * 2) + x);
        for (const line of dedented) {
            this.content.push(line);
        }
    }
    compile() {
        const F = Function;
        const content = this?.content ?? [``];
        const factory = new F(...Object.keys(this.closed), `return function (${this.args.join(", ")}) {\n${content.join("\n")}\n};`);
        return factory(...Object.values(this.closed));
    }
}

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/versions.js
const version = {
    major: 4,
    minor: 6,
    patch: 7,
};

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/schemas.js







const $ZodType = /*@__PURE__*/ $constructor("$ZodType", (inst, def) => {
    var _a;
    inst ?? (inst = {});
    inst._zod.def = def; // set _def property
    inst._zod.bag = inst._zod.bag || {}; // initialize _bag object
    inst._zod.version = version;
    const defChecks = inst._zod.def.checks;
    // if inst is itself a checks.$ZodCheck, run it as a check
    const checks = inst._zod.traits.has("$ZodCheck")
        ? [inst, ...(defChecks ?? [])]
        : defChecks?.length
            ? [...defChecks]
            : [];
    for (const ch of checks) {
        for (const fn of ch._zod.onattach) {
            fn(inst);
        }
    }
    if (checks.length === 0) {
        // deferred initializer inst._zod.parse is not yet defined
        (_a = inst._zod).deferred ?? (_a.deferred = []);
        inst._zod.deferred?.push(() => {
            inst._zod.run = inst._zod.parse;
        });
    }
    else {
        const runChecks = (payload, checks, ctx) => {
            if (payload.memo)
                return payload;
            let isAborted = aborted(payload);
            let asyncResult;
            for (const ch of checks) {
                if (ch._zod.def.when) {
                    if (explicitlyAborted(payload))
                        continue;
                    const shouldRun = ch._zod.def.when(payload);
                    if (!shouldRun)
                        continue;
                }
                else if (isAborted) {
                    continue;
                }
                const currLen = payload.issues.length;
                const _ = ch._zod.check(payload);
                if (_ instanceof Promise && ctx?.async === false) {
                    throw new $ZodAsyncError();
                }
                if (asyncResult || _ instanceof Promise) {
                    asyncResult = (asyncResult ?? Promise.resolve()).then(async () => {
                        await _;
                        const nextLen = payload.issues.length;
                        if (nextLen === currLen)
                            return;
                        attachSchema(payload.issues, currLen, inst);
                        if (!isAborted)
                            isAborted = aborted(payload, currLen);
                    });
                }
                else {
                    const nextLen = payload.issues.length;
                    if (nextLen === currLen)
                        continue;
                    attachSchema(payload.issues, currLen, inst);
                    if (!isAborted)
                        isAborted = aborted(payload, currLen);
                }
            }
            if (asyncResult) {
                return asyncResult.then(() => {
                    return payload;
                });
            }
            return payload;
        };
        const handleCanaryResult = (canary, payload, ctx) => {
            // abort if the canary is aborted
            if (aborted(canary)) {
                canary.aborted = true;
                return canary;
            }
            // run checks first, then
            const checkResult = runChecks(payload, checks, ctx);
            if (checkResult instanceof Promise) {
                if (ctx.async === false)
                    throw new $ZodAsyncError();
                return checkResult.then((checkResult) => inst._zod.parse(checkResult, ctx));
            }
            return inst._zod.parse(checkResult, ctx);
        };
        inst._zod.run = (payload, ctx) => {
            if (ctx.skipChecks) {
                return inst._zod.parse(payload, ctx);
            }
            if (ctx.direction === "backward") {
                // run canary initial pass (no checks)
                const canary = inst._zod.parse({ value: payload.value, issues: [] }, { ...ctx, skipChecks: true });
                if (canary instanceof Promise) {
                    return canary.then((canary) => {
                        return handleCanaryResult(canary, payload, ctx);
                    });
                }
                return handleCanaryResult(canary, payload, ctx);
            }
            // forward
            const result = inst._zod.parse(payload, ctx);
            if (result instanceof Promise) {
                if (ctx.async === false)
                    throw new $ZodAsyncError();
                return result.then((result) => runChecks(result, checks, ctx));
            }
            return runChecks(result, checks, ctx);
        };
    }
}, {
    // Wrappers extend this by installing a richer factory over it; reading it eagerly would defeat the laziness.
    get "~standard"() {
        return hide(this, "~standard", standardProps(this));
    },
    set "~standard"(value) {
        own(this, "~standard", value);
    },
});
/** The Standard Schema surface for `inst`. Shared so wrappers can extend it without forcing it. */
// a Standard Schema result only reports issues, so a failure finalizes them straight off the raw payload: no ZodError, and no lazy result to read through
const toStandardResult = (r, ctx) => r.issues.length ? { issues: r.issues.map((iss) => finalizeIssue(iss, ctx, config())) } : { value: r.value };
async function validateAsync(inst, value) {
    const ctx = { async: true };
    return toStandardResult((await inst._zod.run({ value, issues: [] }, ctx)), ctx);
}
function standardProps(inst) {
    return {
        validate: (value) => {
            const ctx = { async: false };
            try {
                const r = inst._zod.run({ value, issues: [] }, ctx);
                if (!(r instanceof Promise))
                    return toStandardResult(r, ctx);
            }
            catch (_) { }
            // async function so a synchronously throwing check rejects instead of escaping validate
            return validateAsync(inst, value);
        },
        vendor: "zod",
        version: 1,
    };
}

const $ZodString = /*@__PURE__*/ $constructor("$ZodString", (inst, def) => {
    $ZodType.init(inst, def);
    // a format's own pattern, else unbounded; a template literal derives the check-aware form itself
    inst._zod.pattern = def.pattern ?? anyString;
    inst._zod.parse = (payload, _) => {
        if (def.coerce)
            try {
                payload.value = String(payload.value);
            }
            catch (_) { }
        if (typeof payload.value === "string")
            return payload;
        payload.issues.push({
            expected: "string",
            code: "invalid_type",
            input: payload.value,
            inst,
        });
        return payload;
    };
});
const $ZodStringFormat = /*@__PURE__*/ $constructor("$ZodStringFormat", (inst, def) => {
    // check initialization must come first
    $ZodCheckStringFormat.init(inst, def);
    $ZodString.init(inst, def);
});
const $ZodGUID = /*@__PURE__*/ $constructor("$ZodGUID", (inst, def) => {
    def.pattern ?? (def.pattern = guid);
    $ZodStringFormat.init(inst, def);
});
const $ZodUUID = /*@__PURE__*/ $constructor("$ZodUUID", (inst, def) => {
    if (def.version) {
        const versionMap = {
            v1: 1,
            v2: 2,
            v3: 3,
            v4: 4,
            v5: 5,
            v6: 6,
            v7: 7,
            v8: 8,
        };
        const v = versionMap[def.version];
        if (v === undefined)
            throw new Error(`Invalid UUID version: "${def.version}"`);
        def.pattern ?? (def.pattern = uuid(v));
    }
    else
        def.pattern ?? (def.pattern = uuid());
    $ZodStringFormat.init(inst, def);
});
const $ZodEmail = /*@__PURE__*/ $constructor("$ZodEmail", (inst, def) => {
    def.pattern ?? (def.pattern = email);
    $ZodStringFormat.init(inst, def);
});
/** The `://` guard rejected the input before the URL constructor saw it. */
const URL_BAD_FORMAT = 1;
/** The URL parser rejected the input. */
const URL_UNPARSEABLE = 2;
function canParseURL(input) {
    try {
        if (typeof URL !== "undefined" && typeof URL.canParse === "function")
            return URL.canParse(input);
        new URL(input);
        return true;
    }
    catch {
        return false;
    }
}
function validateURL(trimmed, def) {
    if (!("normalize" in def) && !("hostname" in def) && !("protocol" in def)) {
        return canParseURL(trimmed) || URL_UNPARSEABLE;
    }
    return parseURLObject(trimmed, def);
}
/** Parses a URL while preserving the non-normalizing HTTP guard. */
function parseURLObject(trimmed, def) {
    // When normalize is off, require :// for http/https URLs. This prevents strings like "http:example.com" or "https:/path" from being silently accepted
    if (!def.normalize && def.protocol?.source === httpProtocol.source && !/^https?:\/\//i.test(trimmed)) {
        return URL_BAD_FORMAT;
    }
    try {
        if (typeof URL !== "undefined") {
            const URLStatic = URL;
            if (typeof URLStatic.parse === "function")
                return URLStatic.parse(trimmed) ?? URL_UNPARSEABLE;
        }
        // @ts-ignore
        return new URL(trimmed);
    }
    catch {
        return URL_UNPARSEABLE;
    }
}
const asciiTabOrNewline = /[\t\n\r]/g;
/** The URL parser deletes every ASCII tab, LF and CR from its input before it parses, so `new URL("https://exa\nmple.com")` reports on `example.com`. Applying the same deletion to the returned value closes the half of that divergence which can move the host; the parser's other rewrite, stripping C0 controls at the edges, cannot. */
function stripTabAndNewline(value) {
    return value.replace(asciiTabOrNewline, "");
}
function urlHostnameOk(url, hostname) {
    hostname.lastIndex = 0;
    return hostname.test(url.hostname);
}
function urlProtocolOk(url, protocol) {
    protocol.lastIndex = 0;
    return protocol.test(url.protocol.endsWith(":") ? url.protocol.slice(0, -1) : url.protocol);
}
const $ZodURL = /*@__PURE__*/ $constructor("$ZodURL", (inst, def) => {
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        try {
            // Trim whitespace from input
            const trimmed = payload.value.trim();
            const url = validateURL(trimmed, def);
            if (url === URL_BAD_FORMAT) {
                payload.issues.push({
                    code: "invalid_format",
                    format: "url",
                    note: "Invalid URL format",
                    input: payload.value,
                    inst,
                    continue: !def.abort,
                });
                return;
            }
            if (url === URL_UNPARSEABLE) {
                payload.issues.push({
                    code: "invalid_format",
                    format: "url",
                    input: payload.value,
                    inst,
                    continue: !def.abort,
                });
                return;
            }
            if (url === true) {
                payload.value = stripTabAndNewline(trimmed);
                return;
            }
            if (def.hostname && !urlHostnameOk(url, def.hostname)) {
                payload.issues.push({
                    code: "invalid_format",
                    format: "url",
                    note: "Invalid hostname",
                    pattern: def.hostname.source,
                    input: payload.value,
                    inst,
                    continue: !def.abort,
                });
            }
            if (def.protocol && !urlProtocolOk(url, def.protocol)) {
                payload.issues.push({
                    code: "invalid_format",
                    format: "url",
                    note: "Invalid protocol",
                    pattern: def.protocol.source,
                    input: payload.value,
                    inst,
                    continue: !def.abort,
                });
            }
            // Set the output value based on normalize flag
            payload.value = def.normalize ? url.href : stripTabAndNewline(trimmed);
            return;
        }
        catch (_) {
            payload.issues.push({
                code: "invalid_format",
                format: "url",
                input: payload.value,
                inst,
                continue: !def.abort,
            });
        }
    };
});
const $ZodEmoji = /*@__PURE__*/ $constructor("$ZodEmoji", (inst, def) => {
    def.pattern ?? (def.pattern = emoji());
    $ZodStringFormat.init(inst, def);
});
const $ZodNanoID = /*@__PURE__*/ $constructor("$ZodNanoID", (inst, def) => {
    if (def.length !== undefined && (!Number.isInteger(def.length) || def.length < 1))
        throw new Error(`Invalid nanoid length: ${def.length}`);
    def.pattern ?? (def.pattern = def.length === undefined ? nanoid : nanoidOfLength(def.length));
    $ZodStringFormat.init(inst, def);
});
/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link $ZodCUID2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
const $ZodCUID = /*@__PURE__*/ $constructor("$ZodCUID", (inst, def) => {
    def.pattern ?? (def.pattern = cuid);
    $ZodStringFormat.init(inst, def);
});
const $ZodCUID2 = /*@__PURE__*/ $constructor("$ZodCUID2", (inst, def) => {
    def.pattern ?? (def.pattern = cuid2);
    $ZodStringFormat.init(inst, def);
});
const $ZodULID = /*@__PURE__*/ $constructor("$ZodULID", (inst, def) => {
    def.pattern ?? (def.pattern = ulid);
    $ZodStringFormat.init(inst, def);
});
const $ZodXID = /*@__PURE__*/ $constructor("$ZodXID", (inst, def) => {
    def.pattern ?? (def.pattern = xid);
    $ZodStringFormat.init(inst, def);
});
const $ZodKSUID = /*@__PURE__*/ $constructor("$ZodKSUID", (inst, def) => {
    def.pattern ?? (def.pattern = ksuid);
    $ZodStringFormat.init(inst, def);
});
const $ZodISODateTime = /*@__PURE__*/ $constructor("$ZodISODateTime", (inst, def) => {
    def.pattern ?? (def.pattern = datetime(def));
    $ZodStringFormat.init(inst, def);
});
const $ZodISODate = /*@__PURE__*/ $constructor("$ZodISODate", (inst, def) => {
    def.pattern ?? (def.pattern = date);
    $ZodStringFormat.init(inst, def);
});
const $ZodISOTime = /*@__PURE__*/ $constructor("$ZodISOTime", (inst, def) => {
    def.pattern ?? (def.pattern = time(def));
    $ZodStringFormat.init(inst, def);
});
const $ZodISODuration = /*@__PURE__*/ $constructor("$ZodISODuration", (inst, def) => {
    def.pattern ?? (def.pattern = duration);
    $ZodStringFormat.init(inst, def);
});
const $ZodIPv4 = /*@__PURE__*/ $constructor("$ZodIPv4", (inst, def) => {
    def.pattern ?? (def.pattern = ipv4);
    $ZodStringFormat.init(inst, def);
});
/** An IPv6 address is written with hex digits, colons and dots, and nothing else. The guard is what makes the check below an IPv6 check: `new URL("http://[...]")` parses an authority, not an address, so `@` and `\` re-delimit it and `"::@1\\"` validates against the host `0.0.0.1`. The URL parser also deletes ASCII tab, LF and CR rather than failing, which is how `"::1\n"` validated as `::1`. */
const ipv6Alphabet = /^[0-9a-fA-F:.]+$/;
function isValidIPv6(value) {
    if (!ipv6Alphabet.test(value))
        return false;
    return canParseURL(`http://[${value}]`);
}
const $ZodIPv6 = /*@__PURE__*/ $constructor("$ZodIPv6", (inst, def) => {
    def.pattern ?? (def.pattern = ipv6);
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (!isValidIPv6(payload.value)) {
            payload.issues.push({
                code: "invalid_format",
                format: "ipv6",
                input: payload.value,
                inst,
                continue: !def.abort,
            });
        }
    };
});
const $ZodMAC = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodMAC", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.mac(def.delimiter));
    $ZodStringFormat.init(inst, def);
})));
const $ZodCIDRv4 = /*@__PURE__*/ $constructor("$ZodCIDRv4", (inst, def) => {
    def.pattern ?? (def.pattern = cidrv4);
    $ZodStringFormat.init(inst, def);
});
function isValidCIDRv6(value) {
    const parts = value.split("/");
    if (parts.length !== 2)
        return false;
    const [address, prefix] = parts;
    if (!prefix)
        return false;
    const prefixNum = Number(prefix);
    if (`${prefixNum}` !== prefix)
        return false;
    if (prefixNum < 0 || prefixNum > 128)
        return false;
    return isValidIPv6(address);
}
const $ZodCIDRv6 = /*@__PURE__*/ $constructor("$ZodCIDRv6", (inst, def) => {
    def.pattern ?? (def.pattern = cidrv6); // not used for validation
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (!isValidCIDRv6(payload.value)) {
            payload.issues.push({
                code: "invalid_format",
                format: "cidrv6",
                input: payload.value,
                inst,
                continue: !def.abort,
            });
        }
    };
});
//////////////////////////////   ZodBase64   //////////////////////////////
function isValidBase64(data) {
    if (data === "")
        return true;
    // atob ignores whitespace, so reject it up front.
    if (/\s/.test(data))
        return false;
    if (data.length % 4 !== 0)
        return false;
    try {
        // @ts-ignore
        atob(data);
        return true;
    }
    catch {
        return false;
    }
}
// lax on purpose: the quantified regexes.base64 overflows the regex stack on multi-MB input and its leading ^$| alternation leaks through template-literal composition; isValidBase64 enforces length and padding
const base64Charset = /^[0-9a-zA-Z+/]*={0,2}$/;
const $ZodBase64 = /*@__PURE__*/ $constructor("$ZodBase64", (inst, def) => {
    def.pattern ?? (def.pattern = base64Charset);
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (isValidBase64(payload.value))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: "base64",
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
});
//////////////////////////////   ZodBase64URL   //////////////////////////////
// lax on purpose: the quantified regexes.base64url overflows the regex stack on multi-MB input; isValidBase64 enforces length on the padded string
const base64urlCharset = /^[A-Za-z0-9_-]*$/;
function isValidBase64URL(data) {
    if (!base64urlCharset.test(data))
        return false;
    const base64 = data.replace(/[-_]/g, (c) => (c === "-" ? "+" : "/"));
    const padded = base64.padEnd(Math.ceil(base64.length / 4) * 4, "=");
    return isValidBase64(padded);
}
const $ZodBase64URL = /*@__PURE__*/ $constructor("$ZodBase64URL", (inst, def) => {
    def.pattern ?? (def.pattern = base64urlCharset);
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (isValidBase64URL(payload.value))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: "base64url",
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodE164 = /*@__PURE__*/ $constructor("$ZodE164", (inst, def) => {
    def.pattern ?? (def.pattern = e164);
    $ZodStringFormat.init(inst, def);
});
//////////////////////////////   ZodCreditCard   //////////////////////////////
const CC_SANITIZE = /[- ]/g;
/** Luhn checksum on a digit-only string. Adapted from valibot (MIT). */
function isLuhnAlgo(digits) {
    let length = digits.length;
    let bit = 1;
    let sum = 0;
    while (length) {
        const value = digits.charCodeAt(--length) - 48;
        bit ^= 1;
        sum += bit ? [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][value] : value;
    }
    return sum % 10 === 0;
}
function isValidCreditCard(input) {
    if (!regexes.creditCard.test(input))
        return false;
    return isLuhnAlgo(input.replace(CC_SANITIZE, ""));
}
const $ZodCreditCard = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCreditCard", (inst, def) => {
    // Shape only — the Luhn check below is not expressible as a pattern, so consumers of `pattern` (JSON Schema, template literals) get the length and separator rules alone.
    def.pattern ?? (def.pattern = regexes.creditCard);
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (isValidCreditCard(payload.value))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: "credit_card",
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
//////////////////////////////   ZodIBAN   //////////////////////////////
// iso 7064 mod 97-10 checksum without BigInt
function isIso7064Mod97(iban) {
    let remainder = 0;
    const len = iban.length;
    for (let i = 4; i < len; i++) {
        const code = iban.charCodeAt(i);
        remainder = (code >= 65 ? remainder * 100 + (code - 55) : remainder * 10 + (code - 48)) % 97;
    }
    for (let i = 0; i < 4; i++) {
        const code = iban.charCodeAt(i);
        remainder = (code >= 65 ? remainder * 100 + (code - 55) : remainder * 10 + (code - 48)) % 97;
    }
    return remainder === 1;
}
function isValidIBAN(input) {
    if (!regexes.iban.test(input))
        return false;
    return isIso7064Mod97(input);
}
const $ZodIBAN = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodIBAN", (inst, def) => {
    // shape only — checksum is not expressible as a pattern
    def.pattern ?? (def.pattern = regexes.iban);
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (isValidIBAN(payload.value))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: "iban",
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
//////////////////////////////   ZodJWT   //////////////////////////////
function isValidJWT(token, algorithm = null) {
    try {
        const tokensParts = token.split(".");
        if (tokensParts.length !== 3)
            return false;
        const [header] = tokensParts;
        if (!header)
            return false;
        // @ts-ignore
        const parsedHeader = JSON.parse(atob(header));
        if ("typ" in parsedHeader && parsedHeader?.typ !== "JWT")
            return false;
        if (!parsedHeader.alg)
            return false;
        if (algorithm && (!("alg" in parsedHeader) || parsedHeader.alg !== algorithm))
            return false;
        return true;
    }
    catch {
        return false;
    }
}
const $ZodJWT = /*@__PURE__*/ $constructor("$ZodJWT", (inst, def) => {
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (isValidJWT(payload.value, def.alg))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: "jwt",
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCustomStringFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCustomStringFormat", (inst, def) => {
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (def.fn(payload.value))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: def.format,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodNumber = /*@__PURE__*/ $constructor("$ZodNumber", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.pattern = number;
    inst._zod.parse = (payload, _ctx) => {
        if (def.coerce)
            try {
                payload.value = Number(payload.value);
            }
            catch (_) { }
        const input = payload.value;
        if (typeof input === "number" && !Number.isNaN(input) && Number.isFinite(input)) {
            return payload;
        }
        const received = typeof input === "number"
            ? Number.isNaN(input)
                ? "NaN"
                : !Number.isFinite(input)
                    ? String(input)
                    : undefined
            : undefined;
        payload.issues.push({
            expected: "number",
            code: "invalid_type",
            input,
            inst,
            ...(received ? { received } : {}),
        });
        return payload;
    };
});
const $ZodNumberFormat = /*@__PURE__*/ $constructor("$ZodNumberFormat", (inst, def) => {
    $ZodCheckNumberFormat.init(inst, def);
    $ZodNumber.init(inst, def); // no format checks
});
const $ZodBoolean = /*@__PURE__*/ $constructor("$ZodBoolean", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.pattern = regexes_boolean;
    inst._zod.parse = (payload, _ctx) => {
        if (def.coerce)
            try {
                payload.value = Boolean(payload.value);
            }
            catch (_) { }
        const input = payload.value;
        if (typeof input === "boolean")
            return payload;
        payload.issues.push({
            expected: "boolean",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
});
const $ZodBigInt = /*@__PURE__*/ $constructor("$ZodBigInt", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.pattern = bigint;
    inst._zod.parse = (payload, _ctx) => {
        if (def.coerce)
            try {
                payload.value = BigInt(payload.value);
            }
            catch (_) { }
        if (typeof payload.value === "bigint")
            return payload;
        payload.issues.push({
            expected: "bigint",
            code: "invalid_type",
            input: payload.value,
            inst,
        });
        return payload;
    };
});
const $ZodBigIntFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodBigIntFormat", (inst, def) => {
    checks.$ZodCheckBigIntFormat.init(inst, def);
    $ZodBigInt.init(inst, def); // no format checks
})));
const $ZodSymbol = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodSymbol", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (typeof input === "symbol")
            return payload;
        payload.issues.push({
            expected: "symbol",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
})));
const $ZodUndefined = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodUndefined", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.pattern = regexes.undefined;
    inst._zod.values = new Set([undefined]);
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (typeof input === "undefined")
            return payload;
        payload.issues.push({
            expected: "undefined",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
})));
const $ZodNull = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodNull", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.pattern = regexes.null;
    inst._zod.values = new Set([null]);
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (input === null)
            return payload;
        payload.issues.push({
            expected: "null",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
})));
const $ZodAny = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodAny", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload) => payload;
})));
const $ZodUnknown = /*@__PURE__*/ $constructor("$ZodUnknown", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload) => payload;
});
const $ZodNever = /*@__PURE__*/ $constructor("$ZodNever", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        payload.issues.push({
            expected: "never",
            code: "invalid_type",
            input: payload.value,
            inst,
        });
        return payload;
    };
});
const $ZodVoid = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodVoid", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (typeof input === "undefined")
            return payload;
        payload.issues.push({
            expected: "void",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
})));
const $ZodDate = /*@__PURE__*/ $constructor("$ZodDate", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        if (def.coerce) {
            try {
                payload.value = new Date(payload.value);
            }
            catch (_err) { }
        }
        const input = payload.value;
        const isDate = input instanceof Date;
        const isValidDate = isDate && !Number.isNaN(input.getTime());
        if (isValidDate)
            return payload;
        payload.issues.push({
            expected: "date",
            code: "invalid_type",
            input,
            ...(isDate ? { received: "Invalid Date" } : {}),
            inst,
        });
        return payload;
    };
});
// an oversized container fails its leading size checks before any element is parsed
function capSize(inst, size) {
    const caps = sizeCaps(inst._zod.def.checks);
    if (!caps.length)
        return;
    const cap = Math.min(...caps.map((c) => c[0]));
    const parse = inst._zod.parse;
    inst._zod.parse = (payload, ctx) => {
        const n = size(payload.value);
        if (n > cap && !ctx?.skipChecks && ctx?.direction !== "backward") {
            for (const [max, ch] of sizeCaps(inst._zod.def.checks)) {
                if (n > max && ch._zod.def.when(payload)) {
                    const start = payload.issues.length;
                    ch._zod.check(payload);
                    // the value is still the raw input, so no later check may read it
                    payload.issues[start].continue = false;
                    attachSchema(payload.issues, start, inst);
                    return payload;
                }
            }
        }
        return parse(payload, ctx);
    };
}
const arraySize = (input) => (Array.isArray(input) ? input.length : -1);
const mapSize = (input) => (input instanceof Map ? input.size : -1);
const setSize = (input) => (input instanceof Set ? input.size : -1);
function handleArrayResult(result, final, index) {
    if (result.issues.length) {
        final.issues.push(...prefixIssues(index, result.issues));
    }
    final.value[index] = result.value;
}
const $ZodArray = /*@__PURE__*/ $constructor("$ZodArray", (inst, def) => {
    $ZodType.init(inst, def);
    const memo = globalConfig.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!Array.isArray(input)) {
            payload.issues.push({
                expected: "array",
                code: "invalid_type",
                input,
                inst,
            });
            return payload;
        }
        payload.value = memo ? memo.alloc(inst, payload, Array(input.length), ctx) : Array(input.length);
        const proms = [];
        const abortEarly = ctx?.abortEarly;
        for (let i = 0; i < input.length; i++) {
            const item = input[i];
            const result = def.element._zod.run({
                value: item,
                issues: [],
            }, ctx);
            if (result instanceof Promise) {
                proms.push(result.then((result) => handleArrayResult(result, payload, i)));
            }
            else {
                handleArrayResult(result, payload, i);
                // the element's payload is authoritative here, since handleArrayResult forwards every issue; an object's is not, because it drops a failed absent optional
                if (abortEarly && result.issues.length !== 0 && aborted(result))
                    break;
            }
        }
        if (proms.length) {
            return Promise.all(proms).then(() => payload);
        }
        return payload; //handleArrayResultsAsync(parseResults, final);
    };
    capSize(inst, arraySize);
});
function handlePropertyResult(result, final, key, input, optin, optout) {
    const isPresent = key in input;
    const isOptionalOut = optout === "optional";
    // The middle rung means "absence permitted, nothing supplied in its place", so an absent key contributes nothing — whatever the schema made of `undefined` is invented, not substituted. Only `optional` reaches this with a value: `defaulted` substitutes, and a schema that isn't optional-out has to keep the key.
    if (!isPresent && isOptionalOut && optin === "optional") {
        return;
    }
    if (result.issues.length) {
        // For optional-in/out schemas, ignore errors on absent keys.
        if (optin !== undefined && isOptionalOut && !isPresent) {
            return;
        }
        final.issues.push(...prefixIssues(key, result.issues));
    }
    if (!isPresent && optin === undefined) {
        if (!result.issues.length) {
            final.issues.push({
                code: "invalid_type",
                expected: "nonoptional",
                input: undefined,
                path: [key],
            });
        }
        return;
    }
    if (result.value === undefined) {
        if (isPresent || (optin === "defaulted" && !isOptionalOut)) {
            final.value[key] = undefined;
        }
    }
    else {
        final.value[key] = result.value;
    }
}
// one shared instance; a fresh [] per schema cost 56 bytes retained
const NO_SYMBOL_KEYS = [];
function normalizeDef(def) {
    const keys = Object.keys(def.shape);
    const ownSymbols = Object.getOwnPropertySymbols(def.shape);
    const symbolKeys = ownSymbols.length ? ownSymbols : NO_SYMBOL_KEYS;
    // aliases `keys` when there are no symbols, so a string-only shape keeps one array
    const allKeys = symbolKeys.length ? [...keys, ...symbolKeys] : keys;
    for (const k of allKeys) {
        if (!def.shape?.[k]?._zod?.traits?.has("$ZodType")) {
            throw new Error(`Invalid element at key "${String(k)}": expected a Zod schema`);
        }
    }
    const okeys = optionalKeys(def.shape);
    return {
        ...def,
        allKeys,
        symbolKeys,
        // string-only: handleCatchall matches it against `for...in`, which never yields a symbol
        keySet: new Set(keys),
        numKeys: keys.length,
        optionalKeys: new Set(okeys),
    };
}
function handleCatchall(proms, input, payload, ctx, def, inst, abortEarly) {
    const unrecognized = [];
    const keySet = def.keySet;
    const _catchall = def.catchall._zod;
    const t = _catchall.def.type;
    const optin = _catchall.optin;
    const optout = _catchall.optout;
    // starts at 0, not the current length: the shape phase already ran and may have aborted
    let seen = 0;
    for (const key in input) {
        if (abortEarly && payload.issues.length !== seen) {
            if (aborted(payload, seen))
                break;
            seen = payload.issues.length;
        }
        // Must precede the __proto__ branch: a declared key is not unrecognized, even though the shape loop deliberately strips __proto__ from the parsed output.
        if (keySet.has(key))
            continue;
        // Don't copy an undeclared __proto__ into the result; assignment to a plain {} would replace the result prototype. But in strict mode it is still an unknown key, so report it before skipping.
        if (key === "__proto__") {
            if (t === "never")
                unrecognized.push(key);
            continue;
        }
        if (t === "never") {
            unrecognized.push(key);
            continue;
        }
        const r = _catchall.run({ value: input[key], issues: [] }, ctx);
        if (r instanceof Promise) {
            proms.push(r.then((r) => handlePropertyResult(r, payload, key, input, optin, optout)));
        }
        else {
            handlePropertyResult(r, payload, key, input, optin, optout);
        }
    }
    if (unrecognized.length) {
        payload.issues.push({
            code: "unrecognized_keys",
            keys: unrecognized,
            input,
            inst,
            // Describes the shape of the input, not the validity of the parsed value, so it never aborts. The parse still fails; the schema's own checks just get to run first, and an enclosing intersection can reconcile the key against a sibling operand.
            continue: true,
        });
    }
    if (!proms.length)
        return payload;
    return Promise.all(proms).then(() => {
        return payload;
    });
}
const $ZodObject = /*@__PURE__*/ $constructor("$ZodObject", (inst, def) => {
    // requires cast because technically $ZodObject doesn't extend
    $ZodType.init(inst, def);
    const desc = Object.getOwnPropertyDescriptor(def, "shape");
    // a cloned def carries its source's accessor, which knows the shape it answers from; adopting that keeps the clone's keys readable without running it
    const sh = desc?.get ? desc.get.raw : (def.shape ?? {});
    if (sh) {
        // Freezes the shape on first read, so its getters resolve once and every later read sees the same schemas.
        const get = () => {
            const newSh = { ...sh };
            Object.defineProperty(def, "shape", { value: newSh });
            get.raw = newSh;
            return newSh;
        };
        get.raw = sh;
        Object.defineProperty(def, "shape", { get });
    }
    const _normalized = cached(() => normalizeDef(def));
    defineLazyInternal(inst, "propValues", (zod) => {
        const shape = zod.def.shape;
        const propValues = {};
        for (const key in shape) {
            const field = shape[key]._zod;
            if (field.values) {
                if (!Object.prototype.hasOwnProperty.call(propValues, key)) {
                    util_assignProp(propValues, key, new Set());
                }
                for (const v of field.values)
                    propValues[key].add(v);
                // An omittable slot reads back as undefined at a discriminator lookup, so it has to claim undefined: two options that can both omit the key are not discriminable on it.
                if (field.optin !== undefined)
                    propValues[key].add(undefined);
            }
        }
        return propValues;
    });
    const isObject = util_isObject;
    const catchall = def.catchall;
    let value;
    const memo = globalConfig.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        value ?? (value = _normalized.value);
        const input = payload.value;
        if (!isObject(input)) {
            payload.issues.push({
                expected: "object",
                code: "invalid_type",
                input,
                inst,
            });
            return payload;
        }
        payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
        const proms = [];
        const shape = value.shape;
        const abortEarly = ctx?.abortEarly;
        let seen = payload.issues.length;
        for (const key of value.allKeys) {
            if (abortEarly && payload.issues.length !== seen) {
                if (aborted(payload, seen))
                    break;
                seen = payload.issues.length;
            }
            if (key === "__proto__")
                continue;
            const el = shape[key];
            const optin = el._zod.optin;
            const optout = el._zod.optout;
            const r = el._zod.run({ value: input[key], issues: [] }, ctx);
            if (r instanceof Promise) {
                proms.push(r.then((r) => handlePropertyResult(r, payload, key, input, optin, optout)));
            }
            else {
                handlePropertyResult(r, payload, key, input, optin, optout);
            }
        }
        if (!catchall) {
            return proms.length ? Promise.all(proms).then(() => payload) : payload;
        }
        return handleCatchall(proms, input, payload, ctx, _normalized.value, inst, abortEarly === true);
    };
});
const $ZodObjectJIT = /*@__PURE__*/ $constructor("$ZodObjectJIT", (inst, def) => {
    // requires cast because technically $ZodObject doesn't extend
    $ZodObject.init(inst, def);
    const superParse = inst._zod.parse;
    const _normalized = cached(() => normalizeDef(def));
    const memo = globalConfig.memoizer;
    const generateFastpass = (shape) => {
        const normalized = _normalized.value;
        const syms = normalized.symbolKeys;
        // a symbol has no source literal, so it is read as `syms[i]` off the closed-over scope
        const doc = new Doc(["payload", "ctx"], { shape, inst, memo, syms });
        const parseStr = (k) => `shape[${k}]._zod.run({ value: input[${k}], issues: [] }, ctx)`;
        // prefixes in place, like util.prefixIssues. newResult must land before the early return: a catchall runs after this and would otherwise write onto the caller's input
        const prefixStr = (id, k) => `
          let ${id}_ab = false;
          for (let i = 0; i < ${id}.issues.length; i++) {
            const iss = ${id}.issues[i];
            iss.path = iss.path ? [${k}, ...iss.path] : [${k}];
            payload.issues.push(iss);
            if (iss.continue !== true) ${id}_ab = true;
          }
          if (${id}_ab && ctx && ctx.abortEarly) {
            payload.value = newResult;
            return payload;
          }`;
        doc.write(`const input = payload.value;`);
        const ids = Object.create(null);
        let counter = 0;
        for (const key of normalized.allKeys) {
            ids[key] = `key_${counter++}`;
        }
        // A: preserve key order {
        doc.write(memo ? `const newResult = memo.alloc(inst, payload, {}, ctx);` : `const newResult = {};`);
        for (const key of normalized.allKeys) {
            if (key === "__proto__")
                continue;
            const id = ids[key];
            const k = typeof key === "symbol" ? `syms[${syms.indexOf(key)}]` : esc(key);
            const isPresent = `${k} in input`;
            const schema = shape[key];
            const optin = schema?._zod?.optin;
            const isOptionalIn = optin !== undefined;
            const isOptionalOut = schema?._zod?.optout === "optional";
            doc.write(`const ${id} = ${parseStr(k)};`);
            if (isOptionalIn && isOptionalOut) {
                // For optional-in/out schemas, ignore errors on absent keys — and, like the interpreted path, drop the value produced alongside them. The middle rung goes further: it permits absence without supplying anything in its place, so an absent key contributes nothing at all.
                const assign = optin === "optional" ? `${id}_present` : `${id}.value !== undefined || ${id}_present`;
                doc.write(`
        const ${id}_present = ${isPresent};
        if (!${id}.issues.length || ${id}_present) {
          if (${id}.issues.length) {${prefixStr(id, k)}
          }

          if (${assign}) {
            newResult[${k}] = ${id}.value;
          }
        }

      `);
            }
            else if (!isOptionalIn) {
                doc.write(`
        const ${id}_present = ${isPresent};
        if (${id}.issues.length) {${prefixStr(id, k)}
        }
        if (!${id}_present && !${id}.issues.length) {
          payload.issues.push({
            code: "invalid_type",
            expected: "nonoptional",
            input: undefined,
            path: [${k}]
          });
          if (ctx && ctx.abortEarly) {
            payload.value = newResult;
            return payload;
          }
        }

        if (${id}_present) {
          newResult[${k}] = ${id}.value;
        }

      `);
            }
            else {
                doc.write(`
        if (${id}.issues.length) {${prefixStr(id, k)}
        }
      `);
                if (optin === "defaulted") {
                    doc.write(`newResult[${k}] = ${id}.value;`);
                }
                else {
                    doc.write(`
        if (${id}.value !== undefined || ${isPresent}) {
          newResult[${k}] = ${id}.value;
        }
      `);
                }
            }
        }
        doc.write(`payload.value = newResult;`);
        doc.write(`return payload;`);
        // closing `shape` in is what pays: turbofan specializes the parser against that one shape object, so every `shape[k]._zod.run` folds to a known callee. as a parameter it stays a generic load and measures 13% slower even with the forwarding frame gone
        return doc.compile();
    };
    let fastpass;
    const isObject = util_isObject;
    const jit = !globalConfig.jitless;
    const allowsEval = util_allowsEval;
    const fastEnabled = jit && allowsEval.value; // && !def.catchall;
    const catchall = def.catchall;
    let value;
    inst._zod.parse = (payload, ctx) => {
        value ?? (value = _normalized.value);
        const input = payload.value;
        if (!isObject(input)) {
            payload.issues.push({
                expected: "object",
                code: "invalid_type",
                input,
                inst,
            });
            return payload;
        }
        if (jit && fastEnabled && ctx?.async === false && ctx.jitless !== true) {
            // always synchronous
            if (!fastpass)
                fastpass = generateFastpass(def.shape);
            payload = fastpass(payload, ctx);
            if (!catchall)
                return payload;
            return handleCatchall([], input, payload, ctx, value, inst, ctx?.abortEarly === true);
        }
        return superParse(payload, ctx);
    };
});
function handleUnionResults(results, final, inst, ctx) {
    for (const result of results) {
        if (result.issues.length === 0) {
            final.value = result.value;
            return final;
        }
    }
    const nonaborted = results.filter((r) => !aborted(r));
    if (nonaborted.length === 1) {
        final.value = nonaborted[0].value;
        return nonaborted[0];
    }
    final.issues.push({
        code: "invalid_union",
        input: final.value,
        inst,
        errors: results.map((result) => result.issues.map((iss) => finalizeIssue(iss, ctx, config()))),
    });
    return final;
}
const $ZodUnion = /*@__PURE__*/ $constructor("$ZodUnion", (inst, def) => {
    $ZodType.init(inst, def);
    defineLazyInternal(inst, "optin", (zod) => zod.def.options.some((o) => o._zod.optin === "defaulted")
        ? "defaulted"
        : zod.def.options.some((o) => o._zod.optin !== undefined)
            ? "optional"
            : undefined);
    defineLazyInternal(inst, "optout", (zod) => zod.def.options.some((o) => o._zod.optout === "optional") ? "optional" : undefined);
    defineLazyInternal(inst, "values", (zod) => {
        if (zod.def.options.every((o) => o._zod.values)) {
            return new Set(zod.def.options.flatMap((option) => Array.from(option._zod.values)));
        }
        return undefined;
    });
    defineLazyInternal(inst, "pattern", (zod) => {
        if (zod.def.options.every((o) => o._zod.pattern)) {
            const patterns = zod.def.options.map((o) => o._zod.pattern);
            return new RegExp(`^(${patterns.map((p) => cleanRegex(p.source)).join("|")})$`);
        }
        return undefined;
    });
    const first = def.options.length === 1 ? def.options[0]._zod.run : null;
    inst._zod.parse = (payload, ctx) => {
        if (first) {
            return first(payload, ctx);
        }
        let async = false;
        const results = [];
        for (const option of def.options) {
            const result = option._zod.run({
                value: payload.value,
                issues: [],
            }, ctx);
            if (result instanceof Promise) {
                results.push(result);
                async = true;
            }
            else {
                if (result.issues.length === 0)
                    return result;
                results.push(result);
            }
        }
        if (!async)
            return handleUnionResults(results, payload, inst, ctx);
        return Promise.all(results).then((results) => {
            return handleUnionResults(results, payload, inst, ctx);
        });
    };
});
function handleExclusiveUnionResults(results, final, inst, ctx) {
    const matches = [];
    for (let i = 0; i < results.length; i++) {
        if (results[i].issues.length === 0)
            matches.push(i);
    }
    if (matches.length === 1) {
        final.value = results[matches[0]].value;
        return final;
    }
    if (matches.length === 0) {
        // No matches - same as regular union
        final.issues.push({
            code: "invalid_union",
            input: final.value,
            inst,
            errors: results.map((result) => result.issues.map((iss) => util.finalizeIssue(iss, ctx, core.config()))),
        });
    }
    else {
        // Multiple matches - exclusive union failure
        final.issues.push({
            code: "invalid_union",
            input: final.value,
            inst,
            errors: [],
            inclusive: false,
            matches,
        });
    }
    return final;
}
const $ZodXor = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodXor", (inst, def) => {
    $ZodUnion.init(inst, def);
    def.inclusive = false;
    const first = def.options.length === 1 ? def.options[0]._zod.run : null;
    inst._zod.parse = (payload, ctx) => {
        if (first) {
            return first(payload, ctx);
        }
        let async = false;
        const results = [];
        for (const option of def.options) {
            const result = option._zod.run({
                value: payload.value,
                issues: [],
            }, ctx);
            if (result instanceof Promise) {
                results.push(result);
                async = true;
            }
            else {
                results.push(result);
            }
        }
        if (!async)
            return handleExclusiveUnionResults(results, payload, inst, ctx);
        return Promise.all(results).then((results) => {
            return handleExclusiveUnionResults(results, payload, inst, ctx);
        });
    };
})));
/** Returns the option whose discriminator claims `value`, or throws if ambiguous. */
function getDiscriminatedOption(union, value) {
    const internals = union._zod;
    let map = internals.bag.optionsMap;
    if (!map) {
        map = discriminatorMap(internals.def);
        internals.bag.optionsMap = map;
    }
    const option = map.get(value);
    if (option === null)
        throw new Error(`Ambiguous discriminator value "${String(value)}"`);
    return option;
}
function discriminatorMap(def) {
    const map = new Map();
    for (const option of def.options) {
        const values = option._zod.propValues?.[def.discriminator];
        if (!values || values.size === 0)
            throw new Error(`Invalid discriminated union option at index "${def.options.indexOf(option)}"`);
        for (const value of values) {
            if (map.has(value)) {
                if (value !== undefined)
                    throw new Error(`Duplicate discriminator value "${String(value)}"`);
                // keep the collision marked so a later member cannot reclaim it
                map.set(value, null);
            }
            else {
                map.set(value, option);
            }
        }
    }
    return map;
}
const $ZodDiscriminatedUnion = 
/*@__PURE__*/
(/* unused pure expression or super */ null && (core.$constructor("$ZodDiscriminatedUnion", (inst, def) => {
    def.inclusive = false;
    $ZodUnion.init(inst, def);
    const _super = inst._zod.parse;
    util.defineLazyInternal(inst, "propValues", (zod) => {
        const propValues = {};
        let undefinedCount = 0;
        for (const option of zod.def.options) {
            const pv = option._zod.propValues;
            if (!pv || Object.keys(pv).length === 0)
                throw new Error(`Invalid discriminated union option at index "${zod.def.options.indexOf(option)}"`);
            if (pv[zod.def.discriminator]?.has(undefined))
                undefinedCount++;
            for (const [k, v] of Object.entries(pv)) {
                if (!Object.prototype.hasOwnProperty.call(propValues, k)) {
                    util.assignProp(propValues, k, new Set());
                }
                for (const val of v) {
                    propValues[k].add(val);
                }
            }
        }
        if (!zod.def.unionFallback && undefinedCount > 1)
            propValues[zod.def.discriminator]?.delete(undefined);
        return propValues;
    });
    // Checked now rather than in the lookup map below, so an option that lacks the discriminator fails at the `discriminatedUnion` call instead of on the first object parsed. Options whose shape cannot be enumerated without resolving it — pipes and lazies — are left to the map.
    def.options.forEach((option, i) => {
        const propShape = util.rawShape(option._zod.def);
        if (propShape && !Object.prototype.hasOwnProperty.call(propShape, def.discriminator)) {
            throw new Error(`Invalid discriminated union option at index "${i}"`);
        }
    });
    const disc = util.cached(() => discriminatorMap(def));
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!util.isObject(input)) {
            payload.issues.push({
                code: "invalid_type",
                expected: "object",
                input,
                inst,
            });
            return payload;
        }
        const value = input?.[def.discriminator];
        const opt = disc.value.get(value);
        // forward metadata cannot choose an encoder for an absent tag
        if (opt && (value !== undefined || ctx.direction !== "backward")) {
            return opt._zod.run(payload, ctx);
        }
        // Fall back to union matching when the fast discriminator path fails:
        // - explicitly enabled via unionFallback, or
        // - during backward direction (encode), since codec-based discriminators have different values in forward vs backward directions
        if (def.unionFallback || ctx.direction === "backward") {
            return _super(payload, ctx);
        }
        // no matching discriminator
        payload.issues.push({
            code: "invalid_union",
            errors: [],
            note: "No matching discriminator",
            discriminator: def.discriminator,
            options: Array.from(disc.value.keys()).filter((value) => disc.value.get(value) !== null),
            input,
            path: [def.discriminator],
            inst,
        });
        return payload;
    };
})));
const $ZodIntersection = /*@__PURE__*/ $constructor("$ZodIntersection", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        const left = def.left._zod.run({ value: input, issues: [] }, ctx);
        const right = def.right._zod.run({ value: input, issues: [] }, ctx);
        const async = left instanceof Promise || right instanceof Promise;
        if (async) {
            return Promise.all([left, right]).then(([left, right]) => {
                return handleIntersectionResults(payload, left, right);
            });
        }
        return handleIntersectionResults(payload, left, right);
    };
});
function mergeValues(a, b) {
    // const aType = parse.t(a);
    // const bType = parse.t(b);
    if (a === b) {
        return { valid: true, data: a };
    }
    if (a instanceof Date && b instanceof Date && +a === +b) {
        return { valid: true, data: a };
    }
    if (isPlainObject(a) && isPlainObject(b)) {
        const bKeys = Object.keys(b);
        const sharedKeys = Object.keys(a).filter((key) => bKeys.indexOf(key) !== -1);
        const newObj = { ...a, ...b };
        if (Object.prototype.hasOwnProperty.call(newObj, "__proto__"))
            delete newObj.__proto__;
        for (const key of sharedKeys) {
            if (key === "__proto__")
                continue;
            const sharedValue = mergeValues(a[key], b[key]);
            if (!sharedValue.valid) {
                return {
                    valid: false,
                    mergeErrorPath: [key, ...sharedValue.mergeErrorPath],
                };
            }
            newObj[key] = sharedValue.data;
        }
        return { valid: true, data: newObj };
    }
    if (Array.isArray(a) && Array.isArray(b)) {
        if (a.length !== b.length) {
            return { valid: false, mergeErrorPath: [] };
        }
        const newArray = [];
        for (let index = 0; index < a.length; index++) {
            const itemA = a[index];
            const itemB = b[index];
            const sharedValue = mergeValues(itemA, itemB);
            if (!sharedValue.valid) {
                return {
                    valid: false,
                    mergeErrorPath: [index, ...sharedValue.mergeErrorPath],
                };
            }
            newArray.push(sharedValue.data);
        }
        return { valid: true, data: newArray };
    }
    return { valid: false, mergeErrorPath: [] };
}
function handleIntersectionResults(result, left, right) {
    // Track which side(s) reject each key. A key rejection is reported only when BOTH sides reject it, so a key owned by one branch survives the other's key schema. strictObject reports these as unrecognized_keys; a record with an open key schema reports one invalid_key per key.
    const unrecKeys = new Map();
    let unrecIssue;
    const keyIssues = new Map();
    const collect = (iss, side) => {
        let keys;
        if (iss.code === "unrecognized_keys" && !iss.path?.length) {
            unrecIssue ?? (unrecIssue = iss);
            keys = iss.keys;
        }
        else if (iss.code === "invalid_key" && iss.origin === "record" && iss.path?.length === 1) {
            const k = String(iss.path[0]);
            if (!keyIssues.has(k))
                keyIssues.set(k, iss);
            keys = [k];
        }
        else {
            return false;
        }
        for (const k of keys) {
            if (!unrecKeys.has(k))
                unrecKeys.set(k, {});
            unrecKeys.get(k)[side] = true;
        }
        return true;
    };
    for (const iss of left.issues) {
        if (!collect(iss, "l"))
            result.issues.push(iss);
    }
    for (const iss of right.issues) {
        if (!collect(iss, "r"))
            result.issues.push(iss);
    }
    // Report only keys rejected by BOTH sides
    const bothKeys = [...unrecKeys].filter(([, f]) => f.l && f.r).map(([k]) => k);
    if (bothKeys.length) {
        const aggregated = unrecIssue ? bothKeys.filter((k) => unrecIssue.keys.includes(k)) : [];
        if (aggregated.length)
            result.issues.push({ ...unrecIssue, keys: aggregated });
        for (const k of bothKeys) {
            if (!aggregated.includes(k) && keyIssues.has(k))
                result.issues.push(keyIssues.get(k));
        }
    }
    const merged = mergeValues(left.value, right.value);
    if (!merged.valid) {
        if (aborted(result))
            return result;
        throw new Error(`Unmergable intersection. Error path: ` + `${JSON.stringify(merged.mergeErrorPath)}`);
    }
    result.value = merged.data;
    return result;
}
const $ZodTuple = /*@__PURE__*/ $constructor("$ZodTuple", (inst, def) => {
    $ZodType.init(inst, def);
    const items = def.items;
    const memo = globalConfig.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!Array.isArray(input)) {
            payload.issues.push({
                input,
                inst,
                expected: "tuple",
                code: "invalid_type",
            });
            return payload;
        }
        payload.value = memo ? memo.alloc(inst, payload, [], ctx) : [];
        const proms = [];
        const optinStart = getTupleOptStart(items, "optin");
        const optoutStart = getTupleOptStart(items, "optout");
        if (!def.rest) {
            if (input.length < optinStart) {
                payload.issues.push({
                    code: "too_small",
                    minimum: optinStart,
                    inclusive: true,
                    input,
                    inst,
                    origin: "array",
                });
                return payload;
            }
            if (input.length > items.length) {
                payload.issues.push({
                    code: "too_big",
                    maximum: items.length,
                    inclusive: true,
                    input,
                    inst,
                    origin: "array",
                });
            }
        }
        // Run every item in parallel, collecting results into an indexed array. The post-processing in `handleTupleResults` walks them in order so it can decide whether an absent optional-output error can truncate the tail or must be reported to preserve required output.
        const itemResults = new Array(items.length);
        // only tracked when there is a rest loop to skip
        const abortEarly = def.rest ? ctx?.abortEarly : undefined;
        let itemAborted = false;
        for (let i = 0; i < items.length; i++) {
            const r = items[i]._zod.run({ value: input[i], issues: [] }, ctx);
            if (r instanceof Promise) {
                proms.push(r.then((rr) => {
                    itemResults[i] = rr;
                }));
            }
            else {
                itemResults[i] = r;
                if (abortEarly && !itemAborted && r.issues.length)
                    itemAborted = aborted(r);
            }
        }
        // sound because rest is non-empty exactly when every fixed index is present, the one case handleTupleResults cannot discard an item's issues
        if (def.rest && !itemAborted) {
            let i = items.length - 1;
            const rest = input.slice(items.length);
            let seen = payload.issues.length;
            for (const el of rest) {
                if (abortEarly && payload.issues.length !== seen) {
                    if (aborted(payload, seen))
                        break;
                    seen = payload.issues.length;
                }
                i++;
                const result = def.rest._zod.run({ value: el, issues: [] }, ctx);
                if (result instanceof Promise) {
                    proms.push(result.then((r) => handleTupleResult(r, payload, i)));
                }
                else {
                    handleTupleResult(result, payload, i);
                }
            }
        }
        if (proms.length) {
            return Promise.all(proms).then(() => handleTupleResults(itemResults, payload, items, input, optoutStart));
        }
        return handleTupleResults(itemResults, payload, items, input, optoutStart);
    };
});
function getTupleOptStart(items, key) {
    for (let i = items.length - 1; i >= 0; i--) {
        // optin is a three-rung ladder so any rung above `undefined` permits an absent slot; optout stays two-valued.
        const omittable = key === "optin" ? items[i]._zod.optin !== undefined : items[i]._zod.optout === "optional";
        if (!omittable)
            return i + 1;
    }
    return 0;
}
function handleTupleResult(result, final, index) {
    if (result.issues.length) {
        final.issues.push(...prefixIssues(index, result.issues));
    }
    final.value[index] = result.value;
}
function handleTupleResults(itemResults, final, items, input, optoutStart) {
    // Walk results in order. Mirror $ZodObject's swallow-on-absent-optional rule, but only after `optoutStart`: the first index where the output tuple tail can be absent.
    for (let i = 0; i < items.length; i++) {
        const r = itemResults[i];
        const isPresent = i < input.length;
        // The array analog of `handlePropertyResult`'s absent-key early return: the middle rung permits absence without supplying anything in its place, so the tail truncates here instead of materializing whatever the item made of `undefined`.
        if (!isPresent && i >= optoutStart && items[i]._zod.optin === "optional") {
            final.value.length = i;
            break;
        }
        if (r.issues.length) {
            if (!isPresent && i >= optoutStart) {
                final.value.length = i;
                break;
            }
            final.issues.push(...prefixIssues(i, r.issues));
        }
        final.value[i] = r.value;
    }
    // Drop trailing slots that produced `undefined` for absent input
    // (the array analog of an absent optional key on an object). The
    // `i >= input.length` floor is critical: an explicit `undefined`
    // *inside* the input must be preserved even when the schema is
    // optional-out (e.g. `z.string().or(z.undefined())` accepting an
    // explicit undefined value).
    for (let i = final.value.length - 1; i >= input.length; i--) {
        if (items[i]._zod.optout === "optional" && final.value[i] === undefined) {
            final.value.length = i;
        }
        else {
            break;
        }
    }
    return final;
}
const $ZodRecord = /*@__PURE__*/ $constructor("$ZodRecord", (inst, def) => {
    $ZodType.init(inst, def);
    const memo = globalConfig.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!isPlainObject(input)) {
            payload.issues.push({
                expected: "record",
                code: "invalid_type",
                input,
                inst,
            });
            return payload;
        }
        // no guard in either loop below: a record's invalid_key aborts but an enclosing intersection can reconcile it, so a stopped loop hides keys the sibling does not own and the intersection then rejects nothing
        const proms = [];
        const values = def.keyType._zod.values;
        if (values && !def.partial) {
            payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
            const recordKeys = new Set();
            for (const key of values) {
                if (typeof key === "string" || typeof key === "number" || typeof key === "symbol") {
                    recordKeys.add(typeof key === "number" ? key.toString() : key);
                    // A declared __proto__ is stripped but is not an unrecognized key.
                    if (key === "__proto__")
                        continue;
                    const keyResult = def.keyType._zod.run({ value: key, issues: [] }, ctx);
                    if (keyResult instanceof Promise) {
                        throw new Error("Async schemas not supported in object keys currently");
                    }
                    if (keyResult.issues.length) {
                        payload.issues.push({
                            code: "invalid_key",
                            origin: "record",
                            issues: keyResult.issues.map((iss) => finalizeIssue(iss, ctx, config())),
                            input: key,
                            path: [key],
                            inst,
                        });
                        continue;
                    }
                    const outKey = keyResult.value;
                    if (outKey === "__proto__")
                        continue;
                    const result = def.valueType._zod.run({ value: input[key], issues: [] }, ctx);
                    if (result instanceof Promise) {
                        proms.push(result.then((result) => {
                            if (result.issues.length) {
                                payload.issues.push(...prefixIssues(key, result.issues));
                            }
                            payload.value[outKey] = result.value;
                        }));
                    }
                    else {
                        if (result.issues.length) {
                            payload.issues.push(...prefixIssues(key, result.issues));
                        }
                        payload.value[outKey] = result.value;
                    }
                }
            }
            let unrecognized;
            for (const key in input) {
                if (!recordKeys.has(key)) {
                    if (def.mode === "loose") {
                        // skip __proto__ so it can't replace the result prototype via the assignment setter on the plain {} we build into
                        if (key === "__proto__")
                            continue;
                        payload.value[key] = input[key];
                    }
                    else {
                        unrecognized = unrecognized ?? [];
                        unrecognized.push(key);
                    }
                }
            }
            if (unrecognized && unrecognized.length > 0) {
                payload.issues.push({
                    code: "unrecognized_keys",
                    input,
                    inst,
                    keys: unrecognized,
                    continue: true,
                });
            }
        }
        else {
            payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
            // An enumerable key schema declares which keys the record owns, so a key outside the set is unrecognized. A non-enumerable one (regex, refine) is a constraint every key must satisfy, so a failing key is invalid. Only the former is reconcilable against the other side of an intersection.
            let unrecognized;
            // Reflect.ownKeys for Symbol-key support; filter non-enumerable to match z.object()
            for (const key of Reflect.ownKeys(input)) {
                if (key === "__proto__")
                    continue;
                if (!Object.prototype.propertyIsEnumerable.call(input, key))
                    continue;
                let keyResult = def.keyType._zod.run({ value: key, issues: [] }, ctx);
                if (keyResult instanceof Promise) {
                    throw new Error("Async schemas not supported in object keys currently");
                }
                // Numeric string fallback: if key is a numeric string and failed, retry with Number(key). This handles z.number(), z.literal([1, 2, 3]), and unions containing numeric literals
                const checkNumericKey = typeof key === "string" && number.test(key) && keyResult.issues.length;
                if (checkNumericKey) {
                    const retryResult = def.keyType._zod.run({ value: Number(key), issues: [] }, ctx);
                    if (retryResult instanceof Promise) {
                        throw new Error("Async schemas not supported in object keys currently");
                    }
                    if (retryResult.issues.length === 0) {
                        keyResult = retryResult;
                    }
                }
                if (keyResult.issues.length) {
                    if (def.mode === "loose") {
                        // Pass through unchanged
                        payload.value[key] = input[key];
                    }
                    else if (values) {
                        unrecognized = unrecognized ?? [];
                        unrecognized.push(key);
                    }
                    else {
                        // Default "strict" behavior: error on invalid key
                        payload.issues.push({
                            code: "invalid_key",
                            origin: "record",
                            issues: keyResult.issues.map((iss) => finalizeIssue(iss, ctx, config())),
                            input: key,
                            path: [key],
                            inst,
                        });
                    }
                    continue;
                }
                // the guard above tests the raw input key, but the key schema can normalize an ordinary key into __proto__; re-check the key we actually write under
                const outKey = keyResult.value;
                if (outKey === "__proto__")
                    continue;
                const result = def.valueType._zod.run({ value: input[key], issues: [] }, ctx);
                if (result instanceof Promise) {
                    proms.push(result.then((result) => {
                        if (result.issues.length) {
                            payload.issues.push(...prefixIssues(key, result.issues));
                        }
                        payload.value[outKey] = result.value;
                    }));
                }
                else {
                    if (result.issues.length) {
                        payload.issues.push(...prefixIssues(key, result.issues));
                    }
                    payload.value[outKey] = result.value;
                }
            }
            if (unrecognized && unrecognized.length > 0) {
                payload.issues.push({
                    code: "unrecognized_keys",
                    input,
                    inst,
                    keys: unrecognized,
                    continue: true,
                });
            }
        }
        if (proms.length) {
            return Promise.all(proms).then(() => payload);
        }
        return payload;
    };
});
const $ZodMap = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodMap", (inst, def) => {
    $ZodType.init(inst, def);
    const memo = core.globalConfig.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!(input instanceof Map)) {
            payload.issues.push({
                expected: "map",
                code: "invalid_type",
                input,
                inst,
            });
            return payload;
        }
        const proms = [];
        payload.value = memo ? memo.alloc(inst, payload, new Map(), ctx) : new Map();
        const abortEarly = ctx?.abortEarly;
        let seen = payload.issues.length;
        for (const [key, value] of input) {
            if (abortEarly && payload.issues.length !== seen) {
                if (util.aborted(payload, seen))
                    break;
                seen = payload.issues.length;
            }
            const keyResult = def.keyType._zod.run({ value: key, issues: [] }, ctx);
            const valueResult = def.valueType._zod.run({ value: value, issues: [] }, ctx);
            if (keyResult instanceof Promise || valueResult instanceof Promise) {
                proms.push(Promise.all([keyResult, valueResult]).then(([keyResult, valueResult]) => {
                    handleMapResult(keyResult, valueResult, payload, key, input, inst, ctx);
                }));
            }
            else {
                handleMapResult(keyResult, valueResult, payload, key, input, inst, ctx);
            }
        }
        if (proms.length)
            return Promise.all(proms).then(() => payload);
        return payload;
    };
    capSize(inst, mapSize);
})));
function handleMapResult(keyResult, valueResult, final, key, input, inst, ctx) {
    if (keyResult.issues.length) {
        if (util.propertyKeyTypes.has(typeof key)) {
            final.issues.push(...util.prefixIssues(key, keyResult.issues));
        }
        else {
            final.issues.push({
                code: "invalid_key",
                origin: "map",
                input,
                inst,
                issues: keyResult.issues.map((iss) => util.finalizeIssue(iss, ctx, core.config())),
            });
        }
    }
    if (valueResult.issues.length) {
        if (util.propertyKeyTypes.has(typeof key)) {
            final.issues.push(...util.prefixIssues(key, valueResult.issues));
        }
        else {
            final.issues.push({
                origin: "map",
                code: "invalid_element",
                input,
                inst,
                key: key,
                issues: valueResult.issues.map((iss) => util.finalizeIssue(iss, ctx, core.config())),
            });
        }
    }
    final.value.set(keyResult.value, valueResult.value);
}
const $ZodSet = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodSet", (inst, def) => {
    $ZodType.init(inst, def);
    const memo = core.globalConfig.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!(input instanceof Set)) {
            payload.issues.push({
                input,
                inst,
                expected: "set",
                code: "invalid_type",
            });
            return payload;
        }
        const proms = [];
        payload.value = memo ? memo.alloc(inst, payload, new Set(), ctx) : new Set();
        const abortEarly = ctx?.abortEarly;
        let seen = payload.issues.length;
        for (const item of input) {
            if (abortEarly && payload.issues.length !== seen) {
                if (util.aborted(payload, seen))
                    break;
                seen = payload.issues.length;
            }
            const result = def.valueType._zod.run({ value: item, issues: [] }, ctx);
            if (result instanceof Promise) {
                proms.push(result.then((result) => handleSetResult(result, payload)));
            }
            else
                handleSetResult(result, payload);
        }
        if (proms.length)
            return Promise.all(proms).then(() => payload);
        return payload;
    };
    capSize(inst, setSize);
})));
function handleSetResult(result, final) {
    if (result.issues.length) {
        final.issues.push(...result.issues);
    }
    final.value.add(result.value);
}
const $ZodEnum = /*@__PURE__*/ $constructor("$ZodEnum", (inst, def) => {
    $ZodType.init(inst, def);
    const values = getEnumValues(def.entries);
    const valuesSet = new Set(values);
    inst._zod.values = valuesSet;
    defineLazyInternal(inst, "pattern", (zod) => {
        const patternValues = getEnumValues(zod.def.entries).filter((k) => propertyKeyTypes.has(typeof k));
        // unmatchable fallback, RE2-safe: an empty alternation would compile to /^()$/, which matches ""
        return new RegExp(patternValues.length ? `^(${patternValues.map((o) => escapeRegex(o.toString())).join("|")})$` : "^[^\\s\\S]$");
    });
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (valuesSet.has(input)) {
            return payload;
        }
        payload.issues.push({
            code: "invalid_value",
            values,
            input,
            inst,
        });
        return payload;
    };
});
const $ZodLiteral = /*@__PURE__*/ $constructor("$ZodLiteral", (inst, def) => {
    $ZodType.init(inst, def);
    const values = new Set(def.values);
    inst._zod.values = values;
    defineLazyInternal(inst, "pattern", (zod) => {
        const vals = zod.def.values;
        // unmatchable fallback, RE2-safe: an empty alternation would compile to /^()$/, which matches ""
        return new RegExp(vals.length
            ? `^(${vals
                .map((o) => typeof o === "string" ? escapeRegex(o) : o ? escapeRegex(o.toString()) : String(o))
                .join("|")})$`
            : "^[^\\s\\S]$");
    });
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (values.has(input)) {
            return payload;
        }
        payload.issues.push({
            code: "invalid_value",
            values: def.values,
            input,
            inst,
        });
        return payload;
    };
});
const $ZodFile = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodFile", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        // @ts-ignore
        if (input instanceof File)
            return payload;
        payload.issues.push({
            expected: "file",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
})));
const $ZodTransform = /*@__PURE__*/ $constructor("$ZodTransform", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.optin = "optional";
    globalConfig.memoizer?.guard(inst);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            throw new $ZodEncodeError(inst.constructor.name);
        }
        const _out = def.transform(payload.value, payload);
        if (ctx.async) {
            const output = _out instanceof Promise ? _out : Promise.resolve(_out);
            return output.then((output) => {
                payload.value = output;
                return payload;
            });
        }
        if (_out instanceof Promise) {
            throw new $ZodAsyncError();
        }
        payload.value = _out;
        return payload;
    };
});
function handleOptionalResult(payload, result) {
    // A substituting schema that still failed has no usable answer; yield undefined. Its issues are simply dropped: it ran on a payload of its own, so there is no shared array to truncate and nothing of the caller's to lose with it.
    payload.value = result.issues.length ? undefined : result.value;
    return payload;
}
const $ZodOptional = /*@__PURE__*/ $constructor("$ZodOptional", (inst, def) => {
    $ZodType.init(inst, def);
    // .optional() propagates absence rather than substituting for it, so a defaulted inner keeps its rung.
    defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin === "defaulted" ? "defaulted" : "optional");
    inst._zod.optout = "optional";
    defineLazyInternal(inst, "values", (zod) => {
        const values = zod.def.innerType._zod.values;
        return values ? new Set([...values, undefined]) : undefined;
    });
    defineLazyInternal(inst, "pattern", (zod) => {
        const pattern = zod.def.innerType._zod.pattern;
        return pattern ? new RegExp(`^(${cleanRegex(pattern.source)})?$`) : undefined;
    });
    inst._zod.parse = (payload, ctx) => {
        if (payload.value === undefined) {
            // Only the top rung substitutes a value for absence; everything else leaves it intact, which is what .optional() means.
            if (def.innerType._zod.optin !== "defaulted")
                return payload;
            // Its own payload, for the same reason $ZodCatch gets one: a pipe forwards an unrecognized key through the caller's issues array, and this must not read that as the substituting schema failing and drop it.
            const result = def.innerType._zod.run({ value: payload.value, issues: [] }, ctx);
            if (result instanceof Promise)
                return result.then((result) => handleOptionalResult(payload, result));
            return handleOptionalResult(payload, result);
        }
        return def.innerType._zod.run(payload, ctx);
    };
});
const $ZodExactOptional = /*@__PURE__*/ $constructor("$ZodExactOptional", (inst, def) => {
    // Call parent init - inherits optin/optout = "optional"
    $ZodOptional.init(inst, def);
    // Override values/pattern to NOT add undefined
    defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
    defineLazyInternal(inst, "pattern", (zod) => zod.def.innerType._zod.pattern);
    // Override parse to just delegate (no undefined handling)
    inst._zod.parse = (payload, ctx) => {
        return def.innerType._zod.run(payload, ctx);
    };
});
const $ZodNullable = /*@__PURE__*/ $constructor("$ZodNullable", (inst, def) => {
    $ZodType.init(inst, def);
    defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin);
    defineLazyInternal(inst, "optout", (zod) => zod.def.innerType._zod.optout);
    defineLazyInternal(inst, "pattern", (zod) => {
        const pattern = zod.def.innerType._zod.pattern;
        return pattern ? new RegExp(`^(${cleanRegex(pattern.source)}|null)$`) : undefined;
    });
    defineLazyInternal(inst, "values", (zod) => {
        return zod.def.innerType._zod.values ? new Set([...zod.def.innerType._zod.values, null]) : undefined;
    });
    inst._zod.parse = (payload, ctx) => {
        // Forward direction (decode): allow null to pass through
        if (payload.value === null)
            return payload;
        return def.innerType._zod.run(payload, ctx);
    };
});
const $ZodDefault = /*@__PURE__*/ $constructor("$ZodDefault", (inst, def) => {
    $ZodType.init(inst, def);
    // inst._zod.qin = "true";
    inst._zod.optin = "defaulted";
    defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            return def.innerType._zod.run(payload, ctx);
        }
        // Forward direction (decode): apply defaults for undefined input
        if (payload.value === undefined) {
            payload.value = def.defaultValue;
            /**
             * $ZodDefault returns the default value immediately in forward direction.
             * It doesn't pass the default value into the validator ("prefault"). There's no reason to pass the default value through validation. The validity of the default is enforced by TypeScript statically. Otherwise, it's the responsibility of the user to ensure the default is valid. In the case of pipes with divergent in/out types, you can specify the default on the `in` schema of your ZodPipe to set a "prefault" for the pipe.   */
            return payload;
        }
        // Forward direction: continue with default handling
        const result = def.innerType._zod.run(payload, ctx);
        if (result instanceof Promise) {
            return result.then((result) => handleDefaultResult(result, def));
        }
        return handleDefaultResult(result, def);
    };
});
function handleDefaultResult(payload, def) {
    if (payload.value === undefined) {
        payload.value = def.defaultValue;
    }
    return payload;
}
const $ZodPrefault = /*@__PURE__*/ $constructor("$ZodPrefault", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.optin = "defaulted";
    defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            return def.innerType._zod.run(payload, ctx);
        }
        // Forward direction (decode): apply prefault for undefined input
        if (payload.value === undefined) {
            payload.value = def.defaultValue;
        }
        return def.innerType._zod.run(payload, ctx);
    };
});
const $ZodNonOptional = /*@__PURE__*/ $constructor("$ZodNonOptional", (inst, def) => {
    $ZodType.init(inst, def);
    defineLazyInternal(inst, "values", (zod) => {
        const v = zod.def.innerType._zod.values;
        return v ? new Set([...v].filter((x) => x !== undefined)) : undefined;
    });
    inst._zod.parse = (payload, ctx) => {
        const result = def.innerType._zod.run(payload, ctx);
        if (result instanceof Promise) {
            return result.then((result) => handleNonOptionalResult(result, inst));
        }
        return handleNonOptionalResult(result, inst);
    };
});
function handleNonOptionalResult(payload, inst) {
    if (!payload.issues.length && payload.value === undefined) {
        payload.issues.push({
            code: "invalid_type",
            expected: "nonoptional",
            input: payload.value,
            inst,
        });
    }
    return payload;
}
const $ZodSuccess = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodSuccess", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            throw new core.$ZodEncodeError("ZodSuccess");
        }
        const result = def.innerType._zod.run(payload, ctx);
        if (result instanceof Promise) {
            return result.then((result) => {
                payload.value = result.issues.length === 0;
                return payload;
            });
        }
        payload.value = result.issues.length === 0;
        return payload;
    };
})));
function handleCatchResult(payload, result, def, ctx) {
    if (!result.issues.length) {
        payload.value = result.value;
        // The value carries up, so the flag describing it has to carry with it: a back-edge into a node still being parsed must not be frozen by an enclosing readonly, and its checks belong to the node itself. Guarded so the ordinary case adds no own property.
        if (result.memo)
            payload.memo = true;
        return payload;
    }
    // Spread the inner's own payload, not ours: `value` has to stay the input the catch was handed, and the inner ran on a payload of its own so its issues are already private to this call.
    payload.value = def.catchValue({
        ...result,
        value: payload.value,
        error: {
            issues: result.issues.map((iss) => finalizeIssue(iss, ctx, config())),
        },
        input: payload.value,
    });
    return payload;
}
const $ZodCatch = /*@__PURE__*/ $constructor("$ZodCatch", (inst, def) => {
    $ZodType.init(inst, def);
    defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin === "defaulted" ? "defaulted" : "optional");
    defineLazyInternal(inst, "optout", (zod) => zod.def.innerType._zod.optout);
    defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            return def.innerType._zod.run(payload, ctx);
        }
        // Forward direction (decode): apply catch logic
        const result = def.innerType._zod.run({ value: payload.value, issues: [] }, ctx);
        if (result instanceof Promise) {
            return result.then((result) => handleCatchResult(payload, result, def, ctx));
        }
        return handleCatchResult(payload, result, def, ctx);
    };
});
const $ZodNaN = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodNaN", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        if (typeof payload.value !== "number" || !Number.isNaN(payload.value)) {
            payload.issues.push({
                input: payload.value,
                inst,
                expected: "nan",
                code: "invalid_type",
            });
            return payload;
        }
        return payload;
    };
})));
const $ZodPipe = /*@__PURE__*/ $constructor("$ZodPipe", (inst, def) => {
    $ZodType.init(inst, def);
    defineLazyInternal(inst, "values", (zod) => zod.def.in._zod.values);
    defineLazyInternal(inst, "optin", (zod) => zod.def.in._zod.optin);
    defineLazyInternal(inst, "optout", (zod) => zod.def.out._zod.optout);
    defineLazyInternal(inst, "propValues", (zod) => zod.def.in._zod.propValues);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            const right = def.out._zod.run(payload, ctx);
            if (right instanceof Promise) {
                return right.then((right) => handlePipeResult(right, def.in, ctx));
            }
            return handlePipeResult(right, def.in, ctx);
        }
        const left = def.in._zod.run(payload, ctx);
        if (left instanceof Promise) {
            return left.then((left) => handlePipeResult(left, def.out, ctx));
        }
        return handlePipeResult(left, def.out, ctx);
    };
});
function handlePipeResult(left, next, ctx) {
    // Any issue stops the pipe, so a failing refinement never feeds its transform. An unrecognized key is the exception: it describes the input's extra properties, not the value being piped, and an enclosing intersection may yet reconcile it.
    if (left.issues.some((iss) => iss.code !== "unrecognized_keys")) {
        // prevent further checks
        left.aborted = true;
        return left;
    }
    return next._zod.run({ value: left.value, issues: left.issues }, ctx);
}
const $ZodCodec = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCodec", (inst, def) => {
    $ZodType.init(inst, def);
    util.defineLazyInternal(inst, "values", (zod) => zod.def.in._zod.values);
    util.defineLazyInternal(inst, "optin", (zod) => zod.def.in._zod.optin);
    util.defineLazyInternal(inst, "optout", (zod) => zod.def.out._zod.optout);
    util.defineLazyInternal(inst, "propValues", (zod) => zod.def.in._zod.propValues);
    inst._zod.parse = (payload, ctx) => {
        const direction = ctx.direction || "forward";
        if (direction === "forward") {
            const left = def.in._zod.run(payload, ctx);
            if (left instanceof Promise) {
                return left.then((left) => handleCodecAResult(left, def, ctx));
            }
            return handleCodecAResult(left, def, ctx);
        }
        else {
            const right = def.out._zod.run(payload, ctx);
            if (right instanceof Promise) {
                return right.then((right) => handleCodecAResult(right, def, ctx));
            }
            return handleCodecAResult(right, def, ctx);
        }
    };
})));
function handleCodecAResult(result, def, ctx) {
    if (result.issues.length) {
        // prevent further checks
        result.aborted = true;
        return result;
    }
    const direction = ctx.direction || "forward";
    if (direction === "forward") {
        const transformed = def.transform(result.value, result);
        if (transformed instanceof Promise) {
            return transformed.then((value) => handleCodecTxResult(result, value, def.out, ctx));
        }
        return handleCodecTxResult(result, transformed, def.out, ctx);
    }
    else {
        const transformed = def.reverseTransform(result.value, result);
        if (transformed instanceof Promise) {
            return transformed.then((value) => handleCodecTxResult(result, value, def.in, ctx));
        }
        return handleCodecTxResult(result, transformed, def.in, ctx);
    }
}
function handleCodecTxResult(left, value, nextSchema, ctx) {
    // Check if transform added any issues
    if (left.issues.length) {
        left.aborted = true;
        return left;
    }
    return nextSchema._zod.run({ value, issues: left.issues }, ctx);
}
const $ZodPreprocess = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodPreprocess", (inst, def) => {
    $ZodPipe.init(inst, def);
})));
const $ZodReadonly = /*@__PURE__*/ $constructor("$ZodReadonly", (inst, def) => {
    $ZodType.init(inst, def);
    defineLazyInternal(inst, "propValues", (zod) => zod.def.innerType._zod.propValues);
    defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
    defineLazyInternal(inst, "optin", (zod) => zod.def.innerType?._zod?.optin);
    defineLazyInternal(inst, "optout", (zod) => zod.def.innerType?._zod?.optout);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            return def.innerType._zod.run(payload, ctx);
        }
        const result = def.innerType._zod.run(payload, ctx);
        if (result instanceof Promise) {
            return result.then(handleReadonlyResult);
        }
        return handleReadonlyResult(result);
    };
});
function handleReadonlyResult(payload) {
    // A repeat visit hands back a node that is still being built; freezing it here would make the rest of its keys fail to assign.
    if (!payload.memo)
        payload.value = Object.freeze(payload.value);
    return payload;
}
// a leaf's pattern source with its own checks folded in: the last pattern-carrying check wins, else length bounds narrow the catch-all, else an integer format narrows the number form. the fold lives here instead of on `_zod.pattern` so a bundle without template literals never pays for it
function leafPattern(schema) {
    const def = schema._zod.def;
    let pattern = def.pattern;
    let isInt = !!def.format?.includes("int");
    let minimum;
    let maximum;
    for (const ch of def.checks ?? []) {
        const d = ch._zod.def;
        if (d.pattern)
            pattern = d.pattern;
        isInt || (isInt = !!d.format?.includes("int"));
        const lo = d.minimum ?? d.length;
        const hi = d.maximum ?? d.length;
        if (lo !== undefined && (minimum === undefined || lo > minimum))
            minimum = lo;
        if (hi !== undefined && (maximum === undefined || hi < maximum))
            maximum = hi;
    }
    if (pattern)
        return pattern.source;
    // an empty range matches nothing at runtime, and `{8,5}` is not a legal quantifier
    if (minimum !== undefined && maximum !== undefined && minimum > maximum)
        return "(?!)";
    if (minimum !== undefined || maximum !== undefined)
        return regexes.string({ minimum, maximum }).source;
    const own = schema._zod.pattern;
    return (isInt && own === regexes.number ? regexes.integer : own)?.source;
}
// a part's pattern source. a wrapper's pattern embeds its inner pattern's source verbatim, so the folded form is substituted in place without knowing the wrapper's own composition; a union's options are joined the way the union builds its own pattern
function partPattern(schema) {
    const def = schema._zod.def;
    const own = schema._zod.pattern?.source;
    // lazy resolves its inner on the internals, not the def
    const inner = def.innerType ?? schema._zod.innerType;
    if (inner) {
        const before = inner._zod.pattern?.source;
        const after = partPattern(inner);
        if (own && before && after && after !== before) {
            return own.replace(util.cleanRegex(before), () => util.cleanRegex(after));
        }
        return own;
    }
    if (def.options) {
        const sources = def.options.map(partPattern);
        if (sources.every(Boolean))
            return `^(${sources.map((s) => util.cleanRegex(s)).join("|")})$`;
    }
    return leafPattern(schema);
}
const $ZodTemplateLiteral = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodTemplateLiteral", (inst, def) => {
    $ZodType.init(inst, def);
    const regexParts = [];
    for (const part of def.parts) {
        if (typeof part === "object" && part !== null) {
            // is Zod schema
            const source = partPattern(part);
            if (!source) {
                throw new Error(`Invalid template literal part, no pattern found: ${[...part._zod.traits].shift()}`);
            }
            regexParts.push(util.cleanRegex(source));
        }
        else if (part === null || util.primitiveTypes.has(typeof part)) {
            regexParts.push(util.escapeRegex(`${part}`));
        }
        else {
            throw new Error(`Invalid template literal part: ${part}`);
        }
    }
    inst._zod.pattern = new RegExp(`^${regexParts.join("")}$`);
    inst._zod.parse = (payload, _ctx) => {
        if (typeof payload.value !== "string") {
            payload.issues.push({
                input: payload.value,
                inst,
                expected: "string",
                code: "invalid_type",
            });
            return payload;
        }
        inst._zod.pattern.lastIndex = 0;
        if (!inst._zod.pattern.test(payload.value)) {
            payload.issues.push({
                input: payload.value,
                inst,
                code: "invalid_format",
                format: def.format ?? "template_literal",
                pattern: inst._zod.pattern.source,
            });
            return payload;
        }
        return payload;
    };
})));
const $ZodFunction = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodFunction", (inst, def) => {
    $ZodType.init(inst, def);
    // Defined, not assigned: the classic prototype exposes `_def` as a getter with no setter.
    Object.defineProperty(inst, "_def", { value: def });
    inst._zod.def = def;
    inst.implement = (func) => {
        if (typeof func !== "function") {
            throw new Error("implement() must be called with a function");
        }
        // Defined inline so the closure stays anonymous: binding it to a `const` first names it, which costs 256 bytes per implemented function.
        return Object.defineProperty(function (...args) {
            const parsedArgs = inst._def.input ? parse(inst._def.input, args) : args;
            const result = Reflect.apply(func, this, parsedArgs);
            if (inst._def.output) {
                return parse(inst._def.output, result);
            }
            return result;
        }, "_zod", { value: inst._zod, enumerable: false });
    };
    inst.implementAsync = (func) => {
        if (typeof func !== "function") {
            throw new Error("implementAsync() must be called with a function");
        }
        return Object.defineProperty(async function (...args) {
            const parsedArgs = inst._def.input ? await parseAsync(inst._def.input, args) : args;
            const result = await Reflect.apply(func, this, parsedArgs);
            if (inst._def.output) {
                return await parseAsync(inst._def.output, result);
            }
            return result;
        }, "_zod", { value: inst._zod, enumerable: false });
    };
    inst._zod.parse = (payload, _ctx) => {
        if (typeof payload.value !== "function") {
            payload.issues.push({
                code: "invalid_type",
                expected: "function",
                input: payload.value,
                inst,
            });
            return payload;
        }
        // Check if output is a promise type to determine if we should use async implementation
        const hasPromiseOutput = inst._def.output && inst._def.output._zod.def.type === "promise";
        if (hasPromiseOutput) {
            payload.value = inst.implementAsync(payload.value);
        }
        else {
            payload.value = inst.implement(payload.value);
        }
        return payload;
    };
    inst.input = (...args) => {
        const F = inst.constructor;
        if (Array.isArray(args[0])) {
            return new F({
                type: "function",
                input: new $ZodTuple({
                    type: "tuple",
                    items: args[0],
                    rest: args[1],
                }),
                output: inst._def.output,
            });
        }
        return new F({
            type: "function",
            input: args[0],
            output: inst._def.output,
        });
    };
    inst.output = (output) => {
        const F = inst.constructor;
        return new F({
            type: "function",
            input: inst._def.input,
            output,
        });
    };
    return inst;
})));
const $ZodPromise = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodPromise", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, ctx) => {
        return Promise.resolve(payload.value).then((inner) => def.innerType._zod.run({ value: inner, issues: [] }, ctx));
    };
})));
const $ZodLazy = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodLazy", (inst, def) => {
    $ZodType.init(inst, def);
    // Cache the resolved inner type on the shared `def` so all clones of this lazy (e.g. via `.describe()`/`.meta()`) share the same inner instance, preserving identity for cycle detection on recursive schemas.
    util.defineLazy(inst._zod, "innerType", () => {
        const d = def;
        if (!d._cachedInner)
            d._cachedInner = def.getter();
        return d._cachedInner;
    });
    util.defineLazyInternal(inst, "pattern", (zod) => zod.innerType?._zod?.pattern);
    util.defineLazyInternal(inst, "propValues", (zod) => zod.innerType?._zod?.propValues);
    util.defineLazyInternal(inst, "optin", (zod) => zod.innerType?._zod?.optin ?? undefined);
    util.defineLazyInternal(inst, "optout", (zod) => zod.innerType?._zod?.optout ?? undefined);
    inst._zod.parse = (payload, ctx) => {
        const inner = inst._zod.innerType;
        return inner._zod.run(payload, ctx);
    };
})));
const $ZodCustom = /*@__PURE__*/ $constructor("$ZodCustom", (inst, def) => {
    $ZodCheck.init(inst, def);
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _) => {
        return payload;
    };
    inst._zod.check = (payload) => {
        const input = payload.value;
        const r = def.fn(input);
        if (r instanceof Promise) {
            return r.then((r) => handleRefineResult(r, payload, input, inst));
        }
        handleRefineResult(r, payload, input, inst);
        return;
    };
});
function handleRefineResult(result, payload, input, inst) {
    if (!result) {
        const _iss = {
            code: "custom",
            input,
            inst, // incorporates params.error into issue reporting
            path: [...(inst._zod.def.path ?? [])], // incorporates params.error into issue reporting
            continue: !inst._zod.def.abort,
            // params: inst._zod.def.params,
        };
        if (inst._zod.def.params)
            _iss.params = inst._zod.def.params;
        payload.issues.push(util_issue(_iss));
    }
}

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/registries.js
var registries_a;
const $output = /*@__PURE__*/ (/* unused pure expression or super */ null && (Symbol("ZodOutput")));
const $input = /*@__PURE__*/ (/* unused pure expression or super */ null && (Symbol("ZodInput")));
class $ZodRegistry {
    constructor() {
        this._map = new WeakMap();
        this._idmap = new Map();
    }
    add(schema, ..._meta) {
        const meta = _meta[0];
        this._map.set(schema, meta);
        if (meta && typeof meta === "object" && "id" in meta) {
            this._idmap.set(meta.id, schema);
        }
        return this;
    }
    clear() {
        this._map = new WeakMap();
        this._idmap = new Map();
        return this;
    }
    remove(schema) {
        const meta = this._map.get(schema);
        if (meta && typeof meta === "object" && "id" in meta) {
            this._idmap.delete(meta.id);
        }
        this._map.delete(schema);
        return this;
    }
    get(schema) {
        // return this._map.get(schema) as any;
        // inherit metadata
        const p = schema._zod.parent;
        if (p) {
            const pm = { ...(this.get(p) ?? {}) };
            delete pm.id; // do not inherit id
            const f = { ...pm, ...this._map.get(schema) };
            return Object.keys(f).length ? f : undefined;
        }
        return this._map.get(schema);
    }
    has(schema) {
        return this._map.has(schema);
    }
}
// registries
function registry() {
    return new $ZodRegistry();
}
(registries_a = globalThis).__zod_globalRegistry ?? (registries_a.__zod_globalRegistry = registry());
const globalRegistry = globalThis.__zod_globalRegistry;

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/api.js




function snapshotChecks(def) {
    if (def.checks)
        def.checks = [...def.checks];
    return def;
}
// @__NO_SIDE_EFFECTS__
function _string(Class, params) {
    return new Class(snapshotChecks({ type: "string", ...normalizeParams(params) }));
}
// @__NO_SIDE_EFFECTS__
function _coercedString(Class, params) {
    return new Class(snapshotChecks({ type: "string", coerce: true, ...util.normalizeParams(params) }));
}
// @__NO_SIDE_EFFECTS__
function _email(Class, params) {
    return new Class({
        type: "string",
        format: "email",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _guid(Class, params) {
    return new Class({
        type: "string",
        format: "guid",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uuid(Class, params) {
    return new Class({
        type: "string",
        format: "uuid",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uuidv4(Class, params) {
    return new Class({
        type: "string",
        format: "uuid",
        check: "string_format",
        abort: false,
        version: "v4",
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uuidv6(Class, params) {
    return new Class({
        type: "string",
        format: "uuid",
        check: "string_format",
        abort: false,
        version: "v6",
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uuidv7(Class, params) {
    return new Class({
        type: "string",
        format: "uuid",
        check: "string_format",
        abort: false,
        version: "v7",
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _url(Class, params) {
    return new Class({
        type: "string",
        format: "url",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function api_emoji(Class, params) {
    return new Class({
        type: "string",
        format: "emoji",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _nanoid(Class, params) {
    return new Class({
        type: "string",
        format: "nanoid",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link _cuid2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
// @__NO_SIDE_EFFECTS__
function _cuid(Class, params) {
    return new Class({
        type: "string",
        format: "cuid",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _cuid2(Class, params) {
    return new Class({
        type: "string",
        format: "cuid2",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _ulid(Class, params) {
    return new Class({
        type: "string",
        format: "ulid",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _xid(Class, params) {
    return new Class({
        type: "string",
        format: "xid",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _ksuid(Class, params) {
    return new Class({
        type: "string",
        format: "ksuid",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _ipv4(Class, params) {
    return new Class({
        type: "string",
        format: "ipv4",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _ipv6(Class, params) {
    return new Class({
        type: "string",
        format: "ipv6",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _mac(Class, params) {
    return new Class({
        type: "string",
        format: "mac",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _cidrv4(Class, params) {
    return new Class({
        type: "string",
        format: "cidrv4",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _cidrv6(Class, params) {
    return new Class({
        type: "string",
        format: "cidrv6",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _base64(Class, params) {
    return new Class({
        type: "string",
        format: "base64",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _base64url(Class, params) {
    return new Class({
        type: "string",
        format: "base64url",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _e164(Class, params) {
    return new Class({
        type: "string",
        format: "e164",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _creditCard(Class, params) {
    return new Class({
        type: "string",
        format: "credit_card",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _iban(Class, params) {
    return new Class({
        type: "string",
        format: "iban",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _jwt(Class, params) {
    return new Class({
        type: "string",
        format: "jwt",
        check: "string_format",
        abort: false,
        ...normalizeParams(params),
    });
}
const TimePrecision = {
    Any: null,
    Minute: -1,
    Second: 0,
    Millisecond: 3,
    Microsecond: 6,
};
// @__NO_SIDE_EFFECTS__
function _isoDateTime(Class, params) {
    return new Class({
        type: "string",
        format: "datetime",
        check: "string_format",
        offset: false,
        local: false,
        precision: null,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _isoDate(Class, params) {
    return new Class({
        type: "string",
        format: "date",
        check: "string_format",
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _isoTime(Class, params) {
    return new Class({
        type: "string",
        format: "time",
        check: "string_format",
        precision: null,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _isoDuration(Class, params) {
    return new Class({
        type: "string",
        format: "duration",
        check: "string_format",
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _number(Class, params) {
    return new Class(snapshotChecks({ type: "number", checks: [], ...normalizeParams(params) }));
}
// @__NO_SIDE_EFFECTS__
function _coercedNumber(Class, params) {
    return new Class(snapshotChecks({ type: "number", coerce: true, checks: [], ...util.normalizeParams(params) }));
}
// @__NO_SIDE_EFFECTS__
function _int(Class, params) {
    return new Class({
        type: "number",
        check: "number_format",
        abort: false,
        format: "safeint",
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _float32(Class, params) {
    return new Class({
        type: "number",
        check: "number_format",
        abort: false,
        format: "float32",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _float64(Class, params) {
    return new Class({
        type: "number",
        check: "number_format",
        abort: false,
        format: "float64",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _int32(Class, params) {
    return new Class({
        type: "number",
        check: "number_format",
        abort: false,
        format: "int32",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uint32(Class, params) {
    return new Class({
        type: "number",
        check: "number_format",
        abort: false,
        format: "uint32",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _boolean(Class, params) {
    return new Class({
        type: "boolean",
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _coercedBoolean(Class, params) {
    return new Class({
        type: "boolean",
        coerce: true,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _bigint(Class, params) {
    return new Class({
        type: "bigint",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _coercedBigint(Class, params) {
    return new Class({
        type: "bigint",
        coerce: true,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _int64(Class, params) {
    return new Class({
        type: "bigint",
        check: "bigint_format",
        abort: false,
        format: "int64",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uint64(Class, params) {
    return new Class({
        type: "bigint",
        check: "bigint_format",
        abort: false,
        format: "uint64",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _symbol(Class, params) {
    return new Class({
        type: "symbol",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function api_undefined(Class, params) {
    return new Class({
        type: "undefined",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function api_null(Class, params) {
    return new Class({
        type: "null",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _any(Class) {
    return new Class({
        type: "any",
    });
}
// @__NO_SIDE_EFFECTS__
function _unknown(Class) {
    return new Class({
        type: "unknown",
    });
}
// @__NO_SIDE_EFFECTS__
function _never(Class, params) {
    return new Class({
        type: "never",
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _void(Class, params) {
    return new Class({
        type: "void",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _date(Class, params) {
    return new Class({
        type: "date",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _coercedDate(Class, params) {
    return new Class({
        type: "date",
        coerce: true,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _nan(Class, params) {
    return new Class({
        type: "nan",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _lt(value, params) {
    return new $ZodCheckLessThan({
        check: "less_than",
        ...normalizeParams(params),
        value,
        inclusive: false,
    });
}
// @__NO_SIDE_EFFECTS__
function _lte(value, params) {
    return new $ZodCheckLessThan({
        check: "less_than",
        ...normalizeParams(params),
        value,
        inclusive: true,
    });
}

// @__NO_SIDE_EFFECTS__
function _gt(value, params) {
    return new $ZodCheckGreaterThan({
        check: "greater_than",
        ...normalizeParams(params),
        value,
        inclusive: false,
    });
}
// @__NO_SIDE_EFFECTS__
function _gte(value, params) {
    return new $ZodCheckGreaterThan({
        check: "greater_than",
        ...normalizeParams(params),
        value,
        inclusive: true,
    });
}

// @__NO_SIDE_EFFECTS__
function _positive(params) {
    return _gt(0, params);
}
// negative
// @__NO_SIDE_EFFECTS__
function _negative(params) {
    return _lt(0, params);
}
// nonpositive
// @__NO_SIDE_EFFECTS__
function _nonpositive(params) {
    return _lte(0, params);
}
// nonnegative
// @__NO_SIDE_EFFECTS__
function _nonnegative(params) {
    return _gte(0, params);
}
// @__NO_SIDE_EFFECTS__
function _multipleOf(value, params) {
    return new $ZodCheckMultipleOf({
        check: "multiple_of",
        ...normalizeParams(params),
        value,
    });
}
// @__NO_SIDE_EFFECTS__
function _maxSize(maximum, params) {
    return new checks.$ZodCheckMaxSize({
        check: "max_size",
        ...util.normalizeParams(params),
        maximum,
    });
}
// @__NO_SIDE_EFFECTS__
function _minSize(minimum, params) {
    return new checks.$ZodCheckMinSize({
        check: "min_size",
        ...util.normalizeParams(params),
        minimum,
    });
}
// @__NO_SIDE_EFFECTS__
function _size(size, params) {
    return new checks.$ZodCheckSizeEquals({
        check: "size_equals",
        ...util.normalizeParams(params),
        size,
    });
}
// @__NO_SIDE_EFFECTS__
function _maxLength(maximum, params) {
    const ch = new $ZodCheckMaxLength({
        check: "max_length",
        ...normalizeParams(params),
        maximum,
    });
    return ch;
}
// @__NO_SIDE_EFFECTS__
function _minLength(minimum, params) {
    return new $ZodCheckMinLength({
        check: "min_length",
        ...normalizeParams(params),
        minimum,
    });
}
// @__NO_SIDE_EFFECTS__
function _length(length, params) {
    return new $ZodCheckLengthEquals({
        check: "length_equals",
        ...normalizeParams(params),
        length,
    });
}
// @__NO_SIDE_EFFECTS__
function _regex(pattern, params) {
    return new $ZodCheckRegex({
        check: "string_format",
        format: "regex",
        ...normalizeParams(params),
        pattern,
    });
}
// @__NO_SIDE_EFFECTS__
function _lowercase(params) {
    return new $ZodCheckLowerCase({
        check: "string_format",
        format: "lowercase",
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uppercase(params) {
    return new $ZodCheckUpperCase({
        check: "string_format",
        format: "uppercase",
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _includes(includes, params) {
    return new $ZodCheckIncludes({
        check: "string_format",
        format: "includes",
        ...normalizeParams(params),
        includes,
    });
}
// @__NO_SIDE_EFFECTS__
function _startsWith(prefix, params) {
    return new $ZodCheckStartsWith({
        check: "string_format",
        format: "starts_with",
        ...normalizeParams(params),
        prefix,
    });
}
// @__NO_SIDE_EFFECTS__
function _endsWith(suffix, params) {
    return new $ZodCheckEndsWith({
        check: "string_format",
        format: "ends_with",
        ...normalizeParams(params),
        suffix,
    });
}
// @__NO_SIDE_EFFECTS__
function _property(property, schema, params) {
    return new checks.$ZodCheckProperty({
        check: "property",
        property,
        schema,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _properties(shape, params) {
    return new $ZodCheckProperties({
        check: "properties",
        shape,
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _mime(types, params) {
    return new checks.$ZodCheckMimeType({
        check: "mime_type",
        mime: types,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _overwrite(tx) {
    return new $ZodCheckOverwrite({
        check: "overwrite",
        tx,
    });
}
// normalize
// @__NO_SIDE_EFFECTS__
function _normalize(form) {
    return _overwrite((input) => input.normalize(form));
}
// trim
// @__NO_SIDE_EFFECTS__
function _trim() {
    return _overwrite((input) => input.trim());
}
// toLowerCase
// @__NO_SIDE_EFFECTS__
function _toLowerCase() {
    return _overwrite((input) => input.toLowerCase());
}
// toUpperCase
// @__NO_SIDE_EFFECTS__
function _toUpperCase() {
    return _overwrite((input) => input.toUpperCase());
}
// slugify
// @__NO_SIDE_EFFECTS__
function _slugify() {
    return _overwrite((input) => slugify(input));
}
// @__NO_SIDE_EFFECTS__
function _array(Class, element, params) {
    return new Class({
        type: "array",
        element,
        // get element() {
        //   return element;
        // },
        ...normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _union(Class, options, params) {
    return new Class({
        type: "union",
        options,
        ...util.normalizeParams(params),
    });
}
function _xor(Class, options, params) {
    return new Class({
        type: "union",
        options,
        inclusive: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _discriminatedUnion(Class, discriminator, options, params) {
    return new Class({
        type: "union",
        options: options,
        discriminator,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _intersection(Class, left, right) {
    return new Class({
        type: "intersection",
        left,
        right,
    });
}
// export function _tuple(
//   Class: util.SchemaClass<schemas.$ZodTuple>,
//   items: [],
//   params?: string | $ZodTupleParams
// ): schemas.$ZodTuple<[], null>;
// @__NO_SIDE_EFFECTS__
function _tuple(Class, items, _paramsOrRest, _params) {
    const hasRest = _paramsOrRest instanceof schemas.$ZodType;
    const params = hasRest ? _params : _paramsOrRest;
    const rest = hasRest ? _paramsOrRest : null;
    return new Class({
        type: "tuple",
        items,
        rest,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _record(Class, keyType, valueType, params) {
    return new Class({
        type: "record",
        keyType,
        valueType,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _map(Class, keyType, valueType, params) {
    return new Class({
        type: "map",
        keyType,
        valueType,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _set(Class, valueType, params) {
    return new Class({
        type: "set",
        valueType,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _enum(Class, values, params) {
    const entries = Array.isArray(values) ? Object.fromEntries(values.map((v) => [v, v])) : values;
    // if (Array.isArray(values)) {
    //   for (const value of values) {
    //     entries[value] = value;
    //   }
    // } else {
    //   Object.assign(entries, values);
    // }
    // const entries: util.EnumLike = {};
    // for (const val of values) {
    //   entries[val] = val;
    // }
    return new Class({
        type: "enum",
        entries,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
/** @deprecated This API has been merged into `z.enum()`. Use `z.enum()` instead.
 *
 * ```ts
 * enum Colors { red, green, blue }
 * z.enum(Colors);
 * ```
 */
function _nativeEnum(Class, entries, params) {
    return new Class({
        type: "enum",
        entries,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _literal(Class, value, params) {
    return new Class({
        type: "literal",
        values: Array.isArray(value) ? value : [value],
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _file(Class, params) {
    return new Class({
        type: "file",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _transform(Class, fn) {
    return new Class({
        type: "transform",
        transform: fn,
    });
}
// @__NO_SIDE_EFFECTS__
function _optional(Class, innerType) {
    return new Class({
        type: "optional",
        innerType,
    });
}
// @__NO_SIDE_EFFECTS__
function _nullable(Class, innerType) {
    return new Class({
        type: "nullable",
        innerType,
    });
}
// @__NO_SIDE_EFFECTS__
function _default(Class, innerType, defaultValue) {
    return new Class({
        type: "default",
        innerType,
        get defaultValue() {
            return typeof defaultValue === "function" ? defaultValue() : util.shallowClone(defaultValue);
        },
    });
}
// @__NO_SIDE_EFFECTS__
function _nonoptional(Class, innerType, params) {
    return new Class({
        type: "nonoptional",
        innerType,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _success(Class, innerType) {
    return new Class({
        type: "success",
        innerType,
    });
}
// @__NO_SIDE_EFFECTS__
function _catch(Class, innerType, catchValue) {
    return new Class({
        type: "catch",
        innerType,
        catchValue: (typeof catchValue === "function" ? catchValue : util.constantCatch(catchValue)),
    });
}
// @__NO_SIDE_EFFECTS__
function _pipe(Class, in_, out) {
    return new Class({
        type: "pipe",
        in: in_,
        out,
    });
}
// @__NO_SIDE_EFFECTS__
function _readonly(Class, innerType) {
    return new Class({
        type: "readonly",
        innerType,
    });
}
// @__NO_SIDE_EFFECTS__
function _templateLiteral(Class, parts, params) {
    return new Class({
        type: "template_literal",
        parts,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _lazy(Class, getter) {
    return new Class({
        type: "lazy",
        getter,
    });
}
// @__NO_SIDE_EFFECTS__
function _promise(Class, innerType) {
    return new Class({
        type: "promise",
        innerType,
    });
}
// @__NO_SIDE_EFFECTS__
function _custom(Class, fn, _params) {
    const norm = util.normalizeParams(_params);
    norm.abort ?? (norm.abort = true); // default to abort:false
    const schema = new Class({
        type: "custom",
        check: "custom",
        fn: fn,
        ...norm,
    });
    return schema;
}
// same as _custom but defaults to abort:false
// @__NO_SIDE_EFFECTS__
function _refine(Class, fn, _params) {
    const schema = new Class({
        type: "custom",
        check: "custom",
        fn: fn,
        ...normalizeParams(_params),
    });
    return schema;
}
// @__NO_SIDE_EFFECTS__
function _superRefine(fn, params) {
    const ch = _check((payload) => {
        payload.addIssue = (issue) => {
            if (typeof issue === "string") {
                payload.issues.push(util_issue(issue, payload.value, ch._zod.def));
            }
            else {
                // for Zod 3 backwards compatibility
                const _issue = issue;
                if (_issue.fatal)
                    _issue.continue = false;
                _issue.code ?? (_issue.code = "custom");
                if (!("input" in _issue))
                    _issue.input = payload.value;
                _issue.inst ?? (_issue.inst = ch);
                _issue.continue ?? (_issue.continue = !ch._zod.def.abort); // abort is always undefined, so this is always true...
                payload.issues.push(util_issue(_issue));
            }
        };
        return fn(payload.value, payload);
    }, params);
    return ch;
}
// @__NO_SIDE_EFFECTS__
function _check(fn, params) {
    const ch = new $ZodCheck({
        check: "custom",
        ...normalizeParams(params),
    });
    ch._zod.check = fn;
    return ch;
}
// @__NO_SIDE_EFFECTS__
function describe(description) {
    const ch = new $ZodCheck({ check: "describe" });
    ch._zod.onattach = [
        (inst) => {
            const existing = globalRegistry.get(inst) ?? {};
            globalRegistry.add(inst, { ...existing, description });
        },
    ];
    ch._zod.check = () => { }; // no-op check
    return ch;
}
// @__NO_SIDE_EFFECTS__
function meta(metadata) {
    const ch = new $ZodCheck({ check: "meta" });
    ch._zod.onattach = [
        (inst) => {
            const existing = globalRegistry.get(inst) ?? {};
            globalRegistry.add(inst, { ...existing, ...metadata });
        },
    ];
    ch._zod.check = () => { }; // no-op check
    return ch;
}
// @__NO_SIDE_EFFECTS__
function _stringbool(Classes, _params) {
    const params = util.normalizeParams(_params);
    let truthyArray = params.truthy ?? ["true", "1", "yes", "on", "y", "enabled"];
    let falsyArray = params.falsy ?? ["false", "0", "no", "off", "n", "disabled"];
    if (params.case !== "sensitive") {
        truthyArray = truthyArray.map((v) => (typeof v === "string" ? v.toLowerCase() : v));
        falsyArray = falsyArray.map((v) => (typeof v === "string" ? v.toLowerCase() : v));
    }
    const truthySet = new Set(truthyArray);
    const falsySet = new Set(falsyArray);
    const _Codec = Classes.Codec ?? schemas.$ZodCodec;
    const _Boolean = Classes.Boolean ?? schemas.$ZodBoolean;
    const _String = Classes.String ?? schemas.$ZodString;
    const stringSchema = new _String({ type: "string", error: params.error });
    const booleanSchema = new _Boolean({ type: "boolean", error: params.error });
    const codec = new _Codec({
        type: "pipe",
        in: stringSchema,
        out: booleanSchema,
        transform: ((input, payload) => {
            let data = input;
            if (params.case !== "sensitive")
                data = data.toLowerCase();
            if (truthySet.has(data)) {
                return true;
            }
            else if (falsySet.has(data)) {
                return false;
            }
            else {
                payload.issues.push({
                    code: "invalid_value",
                    expected: "stringbool",
                    values: [...truthySet, ...falsySet],
                    input: payload.value,
                    inst: codec,
                    continue: false,
                });
                return {};
            }
        }),
        reverseTransform: ((input, _payload) => {
            if (input === true) {
                return truthyArray[0] || "true";
            }
            else {
                return falsyArray[0] || "false";
            }
        }),
        error: params.error,
    });
    codec._zod.bag.truthy = truthyArray;
    codec._zod.bag.falsy = falsyArray;
    codec._zod.bag.case = params.case ?? "insensitive";
    return codec;
}
// @__NO_SIDE_EFFECTS__
function _stringFormat(Class, format, fnOrRegex, _params = {}) {
    const params = util.normalizeParams(_params);
    const def = {
        check: "string_format",
        type: "string",
        format,
        fn: typeof fnOrRegex === "function" ? fnOrRegex : (val) => fnOrRegex.test(val),
        ...params,
    };
    if (fnOrRegex instanceof RegExp) {
        def.pattern = fnOrRegex;
    }
    const inst = new Class(def);
    return inst;
}

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/to-json-schema.js


function assignProps(target, ...sources) {
    for (const source of sources) {
        for (const key of Reflect.ownKeys(source)) {
            if (Object.prototype.propertyIsEnumerable.call(source, key)) {
                util_assignProp(target, key, source[key]);
            }
        }
    }
    return target;
}
// function initializeContext<T extends schemas.$ZodType>(inputs: JSONSchemaGeneratorParams<T>): ToJSONSchemaContext<T> {
//   return {
//     processor: inputs.processor,
//     metadataRegistry: inputs.metadata ?? globalRegistry,
//     target: inputs.target ?? "draft-2020-12",
//     unrepresentable: inputs.unrepresentable ?? "throw",
//   };
// }
function to_json_schema_initializeContext(params) {
    // Normalize target: convert old non-hyphenated versions to hyphenated versions
    let target = params?.target ?? "draft-2020-12";
    if (target === "draft-4")
        target = "draft-04";
    if (target === "draft-7")
        target = "draft-07";
    return {
        processors: params.processors ?? {},
        metadataRegistry: params?.metadata ?? globalRegistry,
        target,
        unrepresentable: params?.unrepresentable ?? "throw",
        override: params?.override ?? (() => { }),
        io: params?.io ?? "output",
        counter: 0,
        seen: new Map(),
        sharedDefsExtractedFor: undefined,
        sharedEmitDoneFor: undefined,
        cycles: params?.cycles ?? "ref",
        reused: params?.reused ?? "inline",
        intersections: [],
        deferred: [],
        external: params?.external ?? undefined,
    };
}
/**
 * Applies the `unrepresentable` setting at a site that has no JSON Schema equivalent. Throws
 * `message` unless the setting (or the handler's return value) says otherwise. Returns `true` if a
 * custom JSON Schema was written into `json`, in which case the caller must not write its own.
 */
function handleUnrepresentable(schema, ctx, json, params, message) {
    const result = typeof ctx.unrepresentable === "function"
        ? ctx.unrepresentable({ zodSchema: schema, path: params.path, message })
        : ctx.unrepresentable;
    if (result === "any")
        return false;
    if (result === undefined || result === "throw")
        throw new Error(message);
    Object.assign(json, result);
    return true;
}
// never rename this back to `process`: bundler polyfills inject a top-level `const process` that a lexical declaration of the same name collides with (#6397)
function to_json_schema_processSchema(schema, ctx, _params = { path: [], schemaPath: [] }) {
    var _a;
    const def = schema._zod.def;
    // check for schema in seens
    const seen = ctx.seen.get(schema);
    if (seen) {
        seen.count++;
        // check if cycle
        const isCycle = _params.schemaPath.includes(schema);
        if (isCycle) {
            seen.cycle = _params.path;
        }
        return seen.schema;
    }
    // initialize
    const result = { schema: {}, count: 1, cycle: undefined, path: _params.path };
    ctx.seen.set(schema, result);
    ctx.sharedDefsExtractedFor = undefined;
    ctx.sharedEmitDoneFor = undefined;
    // custom method overrides default behavior
    const overrideSchema = schema._zod.toJSONSchema?.();
    if (overrideSchema) {
        result.schema = overrideSchema;
    }
    else {
        const params = {
            ..._params,
            schemaPath: [..._params.schemaPath, schema],
            path: _params.path,
        };
        if (schema._zod.processJSONSchema) {
            schema._zod.processJSONSchema(ctx, result.schema, params);
        }
        else {
            const _json = result.schema;
            const processor = ctx.processors[def.type];
            if (!processor) {
                throw new Error(`[toJSONSchema]: Non-representable type encountered: ${def.type}`);
            }
            processor(schema, ctx, _json, params);
        }
        const parent = schema._zod.parent;
        if (parent) {
            // Also set ref if processor didn't (for inheritance)
            if (!result.ref)
                result.ref = parent;
            to_json_schema_processSchema(parent, ctx, params);
            ctx.seen.get(parent).isParent = true;
        }
    }
    // metadata
    const meta = ctx.metadataRegistry.get(schema);
    if (meta)
        assignProps(result.schema, meta);
    if (ctx.io === "input" && isTransforming(schema)) {
        // examples/defaults only apply to output type of pipe
        delete result.schema.examples;
        delete result.schema.default;
    }
    // set prefault as default
    if (ctx.io === "input" && "_prefault" in result.schema)
        (_a = result.schema).default ?? (_a.default = result.schema._prefault);
    delete result.schema._prefault;
    // pulling fresh from ctx.seen in case it was overwritten
    const _result = ctx.seen.get(schema);
    return _result.schema;
}
/** @deprecated Renamed to `processSchema`. An export alias declares no binding, so it is safe to keep. */

// Escape a reference token for use in a JSON Pointer fragment (RFC 6901): `~` becomes `~0` and `/` becomes `~1`. The `~` replacement must run first.
function encodeJSONPointerSegment(segment) {
    return segment.replace(/~/g, "~0").replace(/\//g, "~1");
}
function to_json_schema_extractDefs(ctx, schema
// params: EmitParams
) {
    // iterate over seen map;
    const root = ctx.seen.get(schema);
    if (!root)
        throw new Error("Unprocessed schema. This is a bug in Zod.");
    // With `external` set, every registered schema resolves through the external branch of `makeURI`, so the root branch below produces the same ref the external branch would — this pass is identical whichever schema it is called with, and only needs to run once.
    if (ctx.external && ctx.sharedDefsExtractedFor === ctx.external)
        return;
    // Track ids to detect duplicates across different schemas
    const idToSchema = new Map();
    for (const entry of ctx.seen.entries()) {
        const id = ctx.metadataRegistry.get(entry[0])?.id;
        if (id) {
            const existing = idToSchema.get(id);
            if (existing && existing !== entry[0]) {
                throw new Error(`Duplicate schema id "${id}" detected during JSON Schema conversion. Two different schemas cannot share the same id when converted together.`);
            }
            idToSchema.set(id, entry[0]);
        }
    }
    // returns a ref to the schema defId will be empty if the ref points to an external schema (or #)
    const makeURI = (entry) => {
        // comparing the seen objects because sometimes multiple schemas map to the same seen object. e.g. lazy
        // external is configured
        const defsSegment = ctx.target === "draft-2020-12" ? "$defs" : "definitions";
        if (ctx.external) {
            const externalId = ctx.external.registry.get(entry[0])?.id; // ?? "__shared";// `__schema${ctx.counter++}`;
            // check if schema is in the external registry
            const uriGenerator = ctx.external.uri ?? ((id) => id);
            if (externalId) {
                return { ref: uriGenerator(externalId) };
            }
            // otherwise, add to __shared
            const id = entry[1].defId ?? entry[1].schema.id ?? `schema${ctx.counter++}`;
            entry[1].defId = id; // set defId so it will be reused if needed
            return { defId: id, ref: `${uriGenerator("__shared")}#/${defsSegment}/${encodeJSONPointerSegment(id)}` };
        }
        const uriPrefix = `#`;
        const defUriPrefix = `${uriPrefix}/${defsSegment}/`;
        // an id-less root has nowhere to be extracted to, so it stays inline and self-references as `#`
        if (entry[1] === root && !entry[1].schema.id) {
            return { ref: uriPrefix };
        }
        // self-contained schema
        const defId = entry[1].schema.id ?? `__schema${ctx.counter++}`;
        return { defId, ref: defUriPrefix + encodeJSONPointerSegment(defId) };
    };
    // stored cached version in `def` property remove all properties, set $ref
    const extractToDef = (entry) => {
        // if the schema is already a reference, do not extract it
        if (entry[1].schema.$ref) {
            return;
        }
        const seen = entry[1];
        const { ref, defId } = makeURI(entry);
        seen.def = { ...seen.schema };
        // defId won't be set if the schema is a reference to an external schema or if the schema is the root schema
        if (defId)
            seen.defId = defId;
        // wipe away all properties except $ref
        const schema = seen.schema;
        for (const key in schema) {
            delete schema[key];
        }
        schema.$ref = ref;
    };
    // throw on cycles
    // break cycles
    if (ctx.cycles === "throw") {
        for (const entry of ctx.seen.entries()) {
            const seen = entry[1];
            if (seen.cycle) {
                throw new Error("Cycle detected: " +
                    `#/${seen.cycle?.join("/")}/<root>` +
                    '\n\nSet the `cycles` parameter to `"ref"` to resolve cyclical schemas with defs.');
            }
        }
    }
    // extract schemas into $defs
    for (const entry of ctx.seen.entries()) {
        const seen = entry[1];
        // convert root schema to # $ref
        if (schema === entry[0]) {
            extractToDef(entry); // this has special handling for the root schema
            continue;
        }
        // extract schemas that are in the external registry
        if (ctx.external) {
            const ext = ctx.external.registry.get(entry[0])?.id;
            if (schema !== entry[0] && ext) {
                extractToDef(entry);
                continue;
            }
        }
        // extract schemas with `id` meta
        const id = ctx.metadataRegistry.get(entry[0])?.id;
        if (id) {
            extractToDef(entry);
            continue;
        }
        // break cycles
        if (seen.cycle) {
            // any
            extractToDef(entry);
            continue;
        }
        // extract reused schemas
        if (seen.count > 1) {
            if (ctx.reused === "ref") {
                extractToDef(entry);
            }
        }
    }
    if (ctx.external)
        ctx.sharedDefsExtractedFor = ctx.external;
}
/** Rewrites `anyOf: [{type: "a"}, {type: "b"}]` to `type: ["a", "b"]`, which every JSON Schema draft treats as equivalent and most consumers render far better for the nullable case. Only branches that are a bare type assertion qualify — anything carrying a constraint, `$ref`, `const` or metadata is left alone. Runs after `flattenRef`, so a branch an override decorated or `$defs` extraction turned into a `$ref` is no longer bare and correctly stays in `anyOf`. `oneOf` is excluded: `integer` and `number` overlap, so "exactly one" and "at least one" are not the same there. OpenAPI 3.0 is excluded: its `type` must be a single string. */
function compactTypeUnion(schema) {
    const options = schema.anyOf;
    if (!Array.isArray(options) || options.length === 0 || schema.type !== undefined)
        return;
    const types = [];
    for (const option of options) {
        if (!option || typeof option !== "object")
            return;
        // A branch that is itself a compactible union folds into this one — nested `anyOf` and a flat `type` array say the same thing. Compacting it first also makes the result independent of the order this pass walks the seen map in.
        compactTypeUnion(option);
        const keys = Object.keys(option);
        if (keys.length !== 1 || keys[0] !== "type")
            return;
        const type = option.type;
        for (const member of Array.isArray(type) ? type : [type]) {
            if (typeof member !== "string")
                return;
            if (!types.includes(member))
                types.push(member);
        }
    }
    delete schema.anyOf;
    // A `type` array must be non-empty and unique (metaschema); a single member is spelled as a bare string.
    schema.type = types.length === 1 ? types[0] : types;
}
/** Keywords `foldIntersection` knows how to combine. Anything else — `$ref`, `patternProperties`,
 * an annotation like `description` — makes a member unfoldable, so a constraint this does not
 * understand leaves the `allOf` alone instead of being silently dropped or misattributed. */
const FOLDABLE_KEYS = new Set(["type", "properties", "required", "additionalProperties"]);
const UNION_KEYS = ["oneOf", "anyOf"];
/** A member's constraint on a key it does not declare itself. A `catchall` states one; `false`, an absent `additionalProperties`, and the empty schema a loose object emits state nothing. */
function undeclaredConstraint(member) {
    const extra = member.additionalProperties;
    if (extra === undefined || extra === false || typeof extra !== "object" || extra === null)
        return null;
    return Object.keys(extra).length ? extra : null;
}
/** Combines object members into the single object they describe together, or returns `null` if any of them carries a keyword outside {@link FOLDABLE_KEYS}. */
function foldObjects(members) {
    const objects = [];
    for (const member of members) {
        // A boolean subschema is legal JSON Schema and carries no keywords to fold.
        if (typeof member !== "object" || member.type !== "object")
            return null;
        for (const key in member) {
            if (!FOLDABLE_KEYS.has(key))
                return null;
        }
        objects.push(member);
    }
    const properties = {};
    const required = new Set();
    for (const object of objects) {
        for (const key in object.properties) {
            // `in` would report a `__proto__` key as already present via the prototype chain and skip it.
            if (Object.prototype.hasOwnProperty.call(properties, key))
                continue;
            // Every member constrains this key: the ones that declare it say how, and a `catchall` member constrains it too even though it does not name it. The key has to satisfy all of them, which is the same intersection one level down.
            const parts = [];
            for (const other of objects) {
                const part = other.properties?.[key] ?? undeclaredConstraint(other);
                if (part === null || part === undefined)
                    continue;
                if (!parts.some((seen) => JSON.stringify(seen) === JSON.stringify(part)))
                    parts.push(part);
            }
            const merged = parts.length === 1
                ? parts[0]
                : (foldObjects(parts) ?? { allOf: parts });
            util_assignProp(properties, key, merged);
        }
        for (const key of object.required ?? [])
            required.add(key);
    }
    const folded = { type: "object", properties };
    if (required.size)
        folded.required = [...required];
    // A key no member declares is rejected only when every member rejects it, so the fold is closed only when every member is. Otherwise it carries whatever the `catchall` members demand of such a key.
    if (objects.every((object) => object.additionalProperties === false)) {
        folded.additionalProperties = false;
    }
    else {
        const constraints = [];
        for (const object of objects) {
            const constraint = undeclaredConstraint(object);
            if (constraint && !constraints.some((seen) => JSON.stringify(seen) === JSON.stringify(constraint)))
                constraints.push(constraint);
        }
        if (constraints.length === 1)
            folded.additionalProperties = constraints[0];
        else if (constraints.length > 1)
            folded.additionalProperties = { allOf: constraints };
    }
    return folded;
}
/** `additionalProperties` in an `allOf` member sees only that member's own `properties`, so two
 * closed object members reject each other's keys and the schema validates nothing. Zod's parser
 * pools the key sets instead — `handleIntersectionResults` reports a key as unrecognized only when
 * *every* side rejects it — so the emitted schema has to pool them too, and folding the members
 * into one object is the encoding that says so on every target.
 *
 * This runs from `finalize`, after `extractDefs`, which is what keeps it clear of the `$ref`
 * machinery: a member extracted into `$defs` is already a `$ref` by now and declines to fold, so it
 * keeps its reference and its own closedness rather than being inlined as a stale copy. */
function foldIntersection(json) {
    const allOf = json.allOf;
    if (!Array.isArray(allOf) || allOf.length < 2)
        return;
    // An `override` runs before this pass and may have written object keywords onto the intersection itself. Those are deliberate, so decline rather than overwrite them.
    for (const key of FOLDABLE_KEYS)
        if (key in json)
            return;
    // An intersection distributes over a union: `A & (X | Y)` is `(A & X) | (A & Y)`. Only the first union is distributed over; a second one stays among the members every branch folds against, where it fails the object check and declines the whole intersection rather than multiplying out.
    const unions = allOf.filter((m) => UNION_KEYS.some((k) => Array.isArray(m[k])));
    let folded = null;
    if (!unions.length) {
        folded = foldObjects(allOf);
    }
    else {
        const union = unions[0];
        const keyword = UNION_KEYS.find((k) => Array.isArray(union[k]));
        if (Object.keys(union).length !== 1)
            return;
        const rest = allOf.filter((m) => m !== union);
        const branches = union[keyword].map((branch) => foldObjects([...rest, branch]));
        if (branches.some((b) => !b))
            return;
        folded = { [keyword]: branches };
    }
    if (!folded)
        return;
    delete json.allOf;
    assignProps(json, folded);
}
function to_json_schema_finalize(ctx, schema) {
    const root = ctx.seen.get(schema);
    if (!root)
        throw new Error("Unprocessed schema. This is a bug in Zod.");
    // flatten refs - inherit properties from parent schemas
    const flattenRef = (zodSchema) => {
        const seen = ctx.seen.get(zodSchema);
        // already processed
        if (seen.ref === null)
            return;
        const schema = seen.def ?? seen.schema;
        const _cached = { ...schema };
        const ref = seen.ref;
        seen.ref = null; // prevent infinite recursion
        if (ref) {
            flattenRef(ref);
            const refSeen = ctx.seen.get(ref);
            const refSchema = refSeen.schema;
            // merge referenced schema into current
            if (refSchema.$ref && (ctx.target === "draft-07" || ctx.target === "draft-04" || ctx.target === "openapi-3.0")) {
                // older drafts can't combine $ref with other properties
                schema.allOf = schema.allOf ?? [];
                schema.allOf.push(refSchema);
            }
            else {
                assignProps(schema, refSchema);
            }
            // restore child's own properties (child wins)
            assignProps(schema, _cached);
            const isParentRef = zodSchema._zod.parent === ref;
            // For parent chain, child is a refinement - remove parent-only properties
            if (isParentRef) {
                for (const key in schema) {
                    if (key === "$ref" || key === "allOf")
                        continue;
                    if (!(key in _cached)) {
                        delete schema[key];
                    }
                }
            }
            // When ref was extracted to $defs, remove properties that match the definition
            if (refSchema.$ref && refSeen.def) {
                for (const key in schema) {
                    if (key === "$ref" || key === "allOf")
                        continue;
                    if (key in refSeen.def && JSON.stringify(schema[key]) === JSON.stringify(refSeen.def[key])) {
                        delete schema[key];
                    }
                }
            }
        }
        // If parent was extracted (has $ref), propagate $ref to this schema. This handles cases like: readonly().meta({id}).describe() where processor sets ref to innerType but parent should be referenced
        const parent = zodSchema._zod.parent;
        if (parent && parent !== ref) {
            // Ensure parent is processed first so its def has inherited properties
            flattenRef(parent);
            const parentSeen = ctx.seen.get(parent);
            if (parentSeen?.schema.$ref) {
                schema.$ref = parentSeen.schema.$ref;
                // De-duplicate with parent's definition
                if (parentSeen.def) {
                    for (const key in schema) {
                        if (key === "$ref" || key === "allOf")
                            continue;
                        if (key in parentSeen.def && JSON.stringify(schema[key]) === JSON.stringify(parentSeen.def[key])) {
                            delete schema[key];
                        }
                    }
                }
            }
        }
        // execute overrides
        ctx.override({
            zodSchema: zodSchema,
            jsonSchema: schema,
            path: seen.path ?? [],
        });
    };
    // Flattening walks the whole map and clears each `ref` as it goes, so a second call over the same map is a no-op scan. Skip it outright once it has run for a registry conversion.
    if (!ctx.external || ctx.sharedEmitDoneFor !== ctx.external) {
        for (const entry of [...ctx.seen.entries()].reverse()) {
            flattenRef(entry[0]);
        }
        if (ctx.target !== "openapi-3.0") {
            for (const entry of ctx.seen.entries()) {
                compactTypeUnion(entry[1].def ?? entry[1].schema);
            }
        }
        for (const rewrite of ctx.deferred)
            rewrite();
        // After flattening, every member that was extracted is a `$ref`, so the fold sees the final shape. A schema that inherits an intersection — through `z.lazy`, or any `ref` chain — holds the same `allOf` array, so fold by array identity to catch every copy.
        if (ctx.intersections.length) {
            const carriers = new Map();
            for (const seen of ctx.seen.values()) {
                for (const json of [seen.schema, seen.def]) {
                    const allOf = json?.allOf;
                    if (!Array.isArray(allOf))
                        continue;
                    const existing = carriers.get(allOf);
                    if (existing)
                        existing.push(json);
                    else
                        carriers.set(allOf, [json]);
                }
            }
            for (const allOf of ctx.intersections) {
                for (const json of carriers.get(allOf) ?? [])
                    foldIntersection(json);
            }
        }
    }
    const result = {};
    if (ctx.target === "draft-2020-12") {
        result.$schema = "https://json-schema.org/draft/2020-12/schema";
    }
    else if (ctx.target === "draft-07") {
        result.$schema = "http://json-schema.org/draft-07/schema#";
    }
    else if (ctx.target === "draft-04") {
        result.$schema = "http://json-schema.org/draft-04/schema#";
    }
    else if (ctx.target === "openapi-3.0") {
        // OpenAPI 3.0 schema objects should not include a $schema property
    }
    else {
        // Arbitrary string values are allowed but won't have a $schema property set
    }
    if (ctx.external?.uri) {
        const id = ctx.external.registry.get(schema)?.id;
        if (!id)
            throw new Error("Schema is missing an `id` property");
        result.$id = ctx.external.uri(id);
    }
    // when the root was extracted into $defs, `root.schema` is the `$ref` wrapper and `root.def` is the body that now lives under $defs
    assignProps(result, root.defId ? root.schema : (root.def ?? root.schema));
    // The `id` in `.meta()` is a Zod-specific registration tag used to extract schemas into $defs — it is not user-facing JSON Schema metadata. Strip it from the output body where it would otherwise leak. The id is preserved implicitly via the $defs key (and via $ref paths).
    const rootMetaId = ctx.metadataRegistry.get(schema)?.id;
    if (rootMetaId !== undefined && result.id === rootMetaId)
        delete result.id;
    // build defs object. With `external`, `defs` is the shared object every schema writes into, so the same entries are reassigned on every call. Without it, `defs` is fresh per call and must be rebuilt.
    const defs = ctx.external?.defs ?? {};
    if (!ctx.external || ctx.sharedEmitDoneFor !== ctx.external) {
        for (const entry of ctx.seen.entries()) {
            const seen = entry[1];
            if (seen.def && seen.defId) {
                if (seen.def.id === seen.defId)
                    delete seen.def.id;
                util_assignProp(defs, seen.defId, seen.def);
            }
        }
    }
    if (ctx.external)
        ctx.sharedEmitDoneFor = ctx.external;
    // set definitions in result
    if (ctx.external) {
    }
    else {
        if (Object.keys(defs).length > 0) {
            if (ctx.target === "draft-2020-12") {
                result.$defs = defs;
            }
            else {
                result.definitions = defs;
            }
        }
    }
    try {
        // this "finalizes" this schema and ensures all cycles are removed each call to finalize() is functionally independent though the seen map is shared
        const finalized = JSON.parse(JSON.stringify(result));
        Object.defineProperty(finalized, "~standard", {
            value: {
                ...schema["~standard"],
                jsonSchema: {
                    input: createStandardJSONSchemaMethod(schema, "input", ctx.processors),
                    output: createStandardJSONSchemaMethod(schema, "output", ctx.processors),
                },
            },
            enumerable: false,
            writable: false,
        });
        return finalized;
    }
    catch (_err) {
        throw new Error("Error converting schema to JSON.");
    }
}
function isTransforming(_schema, _ctx) {
    const ctx = _ctx ?? { seen: new Set() };
    if (ctx.seen.has(_schema))
        return false;
    ctx.seen.add(_schema);
    const def = _schema._zod.def;
    if (def.type === "transform")
        return true;
    if (def.type === "array")
        return isTransforming(def.element, ctx);
    if (def.type === "set")
        return isTransforming(def.valueType, ctx);
    if (def.type === "lazy")
        return isTransforming(def.getter(), ctx);
    if (def.type === "promise" ||
        def.type === "optional" ||
        def.type === "nonoptional" ||
        def.type === "nullable" ||
        def.type === "readonly" ||
        def.type === "default" ||
        def.type === "prefault" ||
        def.type === "catch") {
        return isTransforming(def.innerType, ctx);
    }
    if (def.type === "intersection") {
        return isTransforming(def.left, ctx) || isTransforming(def.right, ctx);
    }
    if (def.type === "record" || def.type === "map") {
        return isTransforming(def.keyType, ctx) || isTransforming(def.valueType, ctx);
    }
    if (def.type === "pipe") {
        if (_schema._zod.traits.has("$ZodCodec"))
            return true;
        return isTransforming(def.in, ctx) || isTransforming(def.out, ctx);
    }
    if (def.type === "object") {
        for (const key in def.shape) {
            if (isTransforming(def.shape[key], ctx))
                return true;
        }
        return false;
    }
    if (def.type === "union") {
        for (const option of def.options) {
            if (isTransforming(option, ctx))
                return true;
        }
        return false;
    }
    if (def.type === "tuple") {
        for (const item of def.items) {
            if (isTransforming(item, ctx))
                return true;
        }
        if (def.rest && isTransforming(def.rest, ctx))
            return true;
        return false;
    }
    return false;
}
/**
 * Creates a toJSONSchema method for a schema instance.
 * This encapsulates the logic of initializing context, processing, extracting defs, and finalizing.
 */
const createToJSONSchemaMethod = (schema, processors = {}) => (params) => {
    const ctx = to_json_schema_initializeContext({ ...params, processors });
    to_json_schema_processSchema(schema, ctx);
    to_json_schema_extractDefs(ctx, schema);
    return to_json_schema_finalize(ctx, schema);
};
const createStandardJSONSchemaMethod = (schema, io, processors = {}) => (params) => {
    const { libraryOptions, target } = params ?? {};
    const ctx = to_json_schema_initializeContext({ ...(libraryOptions ?? {}), target, io, processors });
    to_json_schema_processSchema(schema, ctx);
    to_json_schema_extractDefs(ctx, schema);
    return to_json_schema_finalize(ctx, schema);
};

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/json-schema-processors.js




const narrowMin = (agg, key, value) => {
    if (agg[key] === undefined || value > agg[key])
        agg[key] = value;
};
const narrowMax = (agg, key, value) => {
    if (agg[key] === undefined || value < agg[key])
        agg[key] = value;
};
const narrowBoth = (agg, value) => {
    narrowMin(agg, "minimum", value);
    narrowMax(agg, "maximum", value);
};
const addDivisor = (agg, value) => {
    agg.multipleOf ?? (agg.multipleOf = []);
    if (!agg.multipleOf.includes(value))
        agg.multipleOf.push(value);
};
const addPattern = (agg, pattern) => {
    agg.patterns ?? (agg.patterns = new Set());
    agg.patterns.add(pattern);
};
const intersectMime = (agg, mime) => {
    agg.mime = agg.mime ? agg.mime.filter((m) => mime.includes(m)) : [...mime];
};
// last-wins, matching the bag's historical write order; the flag keeps an integer format from being lost to a later float one
const setFormat = (agg, format) => {
    agg.format = format;
    if (format.includes("int"))
        agg.isInt = true;
};
const minContributor = (agg, def) => narrowMin(agg, "minimum", def.minimum);
const maxContributor = (agg, def) => narrowMax(agg, "maximum", def.maximum);
const formatContributor = (ranges) => (agg, def) => {
    setFormat(agg, def.format);
    const [minimum, maximum] = ranges[def.format];
    narrowMin(agg, "minimum", minimum);
    narrowMax(agg, "maximum", maximum);
};
const contributors = {
    greater_than: (agg, def) => narrowMin(agg, def.inclusive ? "minimum" : "exclusiveMinimum", def.value),
    less_than: (agg, def) => narrowMax(agg, def.inclusive ? "maximum" : "exclusiveMaximum", def.value),
    multiple_of: (agg, def) => addDivisor(agg, def.value),
    number_format: formatContributor(NUMBER_FORMAT_RANGES),
    bigint_format: formatContributor(BIGINT_FORMAT_RANGES),
    min_length: minContributor,
    max_length: maxContributor,
    length_equals: (agg, def) => narrowBoth(agg, def.length),
    min_size: minContributor,
    max_size: maxContributor,
    size_equals: (agg, def) => narrowBoth(agg, def.size),
    string_format: (agg, def) => {
        setFormat(agg, def.format);
        if (def.pattern)
            addPattern(agg, def.pattern);
        if (def.format === "base64" || def.format === "base64url")
            agg.contentEncoding = def.format;
        if (def.local || def.precision === -1)
            agg.laxFormat = true;
    },
    mime_type: (agg, def) => intersectMime(agg, def.mime),
};
function aggregateChecks(schema) {
    const agg = {};
    const def = schema._zod.def;
    // a format schema is its own first check, same rule as $ZodType init
    const list = schema._zod.traits.has("$ZodCheck")
        ? [schema, ...(def.checks ?? [])]
        : (def.checks ?? []);
    for (const ch of list)
        contributors[ch._zod.def.check]?.(agg, ch._zod.def);
    // reconcile with the bag so third-party onattach contributions still land; first-party residue is never tighter than the fold, so merging it back is idempotent for one and additive for the other
    const bag = schema._zod.bag;
    if (bag.minimum !== undefined)
        narrowMin(agg, "minimum", bag.minimum);
    if (bag.exclusiveMinimum !== undefined)
        narrowMin(agg, "exclusiveMinimum", bag.exclusiveMinimum);
    if (bag.maximum !== undefined)
        narrowMax(agg, "maximum", bag.maximum);
    if (bag.exclusiveMaximum !== undefined)
        narrowMax(agg, "exclusiveMaximum", bag.exclusiveMaximum);
    if (bag.multipleOf !== undefined)
        addDivisor(agg, bag.multipleOf);
    if (bag.format !== undefined) {
        agg.format ?? (agg.format = bag.format);
        if (bag.format.includes("int"))
            agg.isInt = true;
    }
    if (bag.mime)
        intersectMime(agg, bag.mime);
    for (const pattern of bag.patterns ?? [])
        addPattern(agg, pattern);
    return agg;
}
const formatMap = {
    guid: "uuid",
    url: "uri",
    datetime: "date-time",
    json_string: "json-string",
    regex: "", // do not set
};
// ==================== SIMPLE TYPE PROCESSORS ====================
// the runtime patterns are lax so parse paths never overflow the regex stack; the emitted schema swaps in the exact block forms, which zod itself never executes
const exactPatterns = new Map([
    [base64Charset, base64],
    [base64urlCharset, base64url],
]);
const exactPattern = (p) => exactPatterns.get(p) ?? p;
const stringProcessor = (schema, ctx, _json, _params) => {
    const json = _json;
    json.type = "string";
    const { minimum, maximum, format, patterns, contentEncoding, laxFormat } = aggregateChecks(schema);
    if (typeof minimum === "number")
        json.minLength = minimum;
    if (typeof maximum === "number")
        json.maxLength = maximum;
    // custom pattern overrides format
    if (format) {
        json.format = formatMap[format] ?? format;
        if (json.format === "")
            delete json.format; // empty format is not valid
        // `z.iso.time()` is never full-time, and `laxFormat` carries the datetime shapes that also accept what their keyword forbids
        if (format === "time" || laxFormat) {
            delete json.format;
        }
    }
    if (contentEncoding)
        json.contentEncoding = contentEncoding;
    if (patterns && patterns.size > 0) {
        const patternList = [...patterns].map(exactPattern);
        if (patternList.length === 1)
            json.pattern = patternList[0].source;
        else if (patternList.length > 1) {
            json.allOf = [
                ...patternList.map((regex) => ({
                    ...(ctx.target === "draft-07" || ctx.target === "draft-04" || ctx.target === "openapi-3.0"
                        ? { type: "string" }
                        : {}),
                    pattern: regex.source,
                })),
            ];
        }
    }
};
const numberProcessor = (schema, ctx, _json, params) => {
    const json = _json;
    const { minimum, maximum, multipleOf, exclusiveMaximum, exclusiveMinimum, isInt } = aggregateChecks(schema);
    json.type = isInt ? "integer" : "number";
    // when both minimum and exclusiveMinimum exist, pick the more restrictive one
    const exMin = typeof exclusiveMinimum === "number" && exclusiveMinimum >= (minimum ?? Number.NEGATIVE_INFINITY);
    const exMax = typeof exclusiveMaximum === "number" && exclusiveMaximum <= (maximum ?? Number.POSITIVE_INFINITY);
    const legacy = ctx.target === "draft-04" || ctx.target === "openapi-3.0";
    if (exMin) {
        if (legacy) {
            json.minimum = exclusiveMinimum;
            json.exclusiveMinimum = true;
        }
        else {
            json.exclusiveMinimum = exclusiveMinimum;
        }
    }
    else if (typeof minimum === "number") {
        json.minimum = minimum;
    }
    if (exMax) {
        if (legacy) {
            json.maximum = exclusiveMaximum;
            json.exclusiveMaximum = true;
        }
        else {
            json.exclusiveMaximum = exclusiveMaximum;
        }
    }
    else if (typeof maximum === "number") {
        json.maximum = maximum;
    }
    if (multipleOf) {
        // JSON Schema requires a divisor strictly greater than zero, and a non-finite one does not survive JSON at all. A negative divisor accepts exactly what its absolute value accepts, so it still maps; zero, NaN and Infinity have no keyword form.
        const divisors = new Set();
        for (const divisor of multipleOf) {
            if (Number.isFinite(divisor) && divisor !== 0)
                divisors.add(Math.abs(divisor));
            else
                handleUnrepresentable(schema, ctx, json, params, `A multipleOf divisor of ${divisor} cannot be represented in JSON Schema`);
        }
        // chained divisors are a conjunction the keyword cannot carry alone, so extras ride an allOf, same as stacked patterns
        const [first, ...rest] = divisors;
        if (first !== undefined)
            json.multipleOf = first;
        if (rest.length)
            json.allOf = [...(json.allOf ?? []), ...rest.map((m) => ({ multipleOf: m }))];
    }
};
const booleanProcessor = (_schema, _ctx, json, _params) => {
    json.type = "boolean";
};
const bigintProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "BigInt cannot be represented in JSON Schema");
};
const symbolProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "Symbols cannot be represented in JSON Schema");
};
const nullProcessor = (_schema, ctx, json, _params) => {
    if (ctx.target === "openapi-3.0") {
        json.type = "string";
        json.nullable = true;
        json.enum = [null];
    }
    else {
        json.type = "null";
    }
};
const undefinedProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "Undefined cannot be represented in JSON Schema");
};
const voidProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "Void cannot be represented in JSON Schema");
};
const neverProcessor = (_schema, _ctx, json, _params) => {
    json.not = {};
};
const anyProcessor = (_schema, _ctx, _json, _params) => {
    // empty schema accepts anything
};
const unknownProcessor = (_schema, _ctx, _json, _params) => {
    // empty schema accepts anything
};
const dateProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "Date cannot be represented in JSON Schema");
};
const enumProcessor = (schema, _ctx, json, _params) => {
    const def = schema._zod.def;
    const values = getEnumValues(def.entries);
    // an empty enum accepts nothing, same as z.never()
    if (values.length === 0) {
        json.not = {};
        return;
    }
    // Number enums can have both string and number values
    if (values.every((v) => typeof v === "number"))
        json.type = "number";
    if (values.every((v) => typeof v === "string"))
        json.type = "string";
    json.enum = values;
};
const literalProcessor = (schema, ctx, json, params) => {
    const def = schema._zod.def;
    // a literal with no values accepts nothing, same as z.never()
    if (def.values.length === 0) {
        json.not = {};
        return;
    }
    const vals = [];
    for (const val of def.values) {
        if (val === undefined) {
            // a custom schema replaces the whole literal, so there is nothing left to accumulate
            if (handleUnrepresentable(schema, ctx, json, params, "Literal `undefined` cannot be represented in JSON Schema"))
                return;
            // otherwise do not add to vals
        }
        else if (typeof val === "bigint") {
            if (handleUnrepresentable(schema, ctx, json, params, "BigInt literals cannot be represented in JSON Schema"))
                return;
            vals.push(Number(val));
        }
        else {
            vals.push(val);
        }
    }
    if (vals.length === 0) {
        // do nothing (an undefined literal was stripped)
    }
    else if (vals.length === 1) {
        const val = vals[0];
        json.type = val === null ? "null" : typeof val;
        if (ctx.target === "draft-04" || ctx.target === "openapi-3.0") {
            json.enum = [val];
        }
        else {
            json.const = val;
        }
    }
    else {
        if (vals.every((v) => typeof v === "number"))
            json.type = "number";
        if (vals.every((v) => typeof v === "string"))
            json.type = "string";
        if (vals.every((v) => typeof v === "boolean"))
            json.type = "boolean";
        if (vals.every((v) => v === null))
            json.type = "null";
        json.enum = vals;
    }
};
const nanProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "NaN cannot be represented in JSON Schema");
};
const templateLiteralProcessor = (schema, _ctx, json, _params) => {
    const _json = json;
    const pattern = schema._zod.pattern;
    if (!pattern)
        throw new Error("Pattern not found in template literal");
    _json.type = "string";
    _json.pattern = pattern.source;
};
const fileProcessor = (schema, _ctx, json, _params) => {
    const _json = json;
    _json.type = "string";
    _json.format = "binary";
    _json.contentEncoding = "binary";
    const { minimum, maximum, mime } = aggregateChecks(schema);
    if (minimum !== undefined)
        _json.minLength = minimum;
    if (maximum !== undefined)
        _json.maxLength = maximum;
    if (!mime)
        return;
    // an empty intersection means the mime checks share no value, so nothing passes at runtime; `anyOf` must be non-empty, so the false schema is `not: {}`
    if (mime.length === 0)
        _json.not = {};
    else if (mime.length === 1)
        _json.contentMediaType = mime[0];
    // only contentMediaType differs, so the shared props stay at the root
    else
        _json.anyOf = mime.map((m) => ({ contentMediaType: m }));
};
const successProcessor = (_schema, _ctx, json, _params) => {
    json.type = "boolean";
};
const customProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "Custom types cannot be represented in JSON Schema");
};
const functionProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "Function types cannot be represented in JSON Schema");
};
const transformProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "Transforms cannot be represented in JSON Schema");
};
const mapProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "Map cannot be represented in JSON Schema");
};
const setProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "Set cannot be represented in JSON Schema");
};
// ==================== COMPOSITE TYPE PROCESSORS ====================
const arrayProcessor = (schema, ctx, _json, params) => {
    const json = _json;
    const def = schema._zod.def;
    const { minimum, maximum } = aggregateChecks(schema);
    if (typeof minimum === "number")
        json.minItems = minimum;
    if (typeof maximum === "number")
        json.maxItems = maximum;
    json.type = "array";
    json.items = to_json_schema_processSchema(def.element, ctx, {
        ...params,
        path: [...params.path, "items"],
    });
};
// Transform and catch set `optin = "optional"` at runtime so the parser lets them observe an
// absent key, but their declared input type stays required. An input JSON Schema describes the
// declared type, so resolve past them to the schema that actually carries the optionality.
// Used by both `objectProcessor` (for `required`) and `tupleProcessor` (for `minItems`); see
// wiki/optionality.md, "The JSON Schema emitter reads the *static* value".
function inputOptin(schema) {
    const def = schema._zod.def;
    if (def.type === "pipe" && def.in._zod.traits.has("$ZodTransform")) {
        return inputOptin(def.out);
    }
    if (def.type === "catch") {
        return inputOptin(def.innerType);
    }
    return schema._zod.optin;
}
const objectProcessor = (schema, ctx, _json, params) => {
    const json = _json;
    const def = schema._zod.def;
    const shape = def.shape;
    // dropping it while still emitting `additionalProperties: false` would emit a schema that rejects data this one requires
    const symbolKeys = Object.getOwnPropertySymbols(shape);
    if (symbolKeys.length &&
        handleUnrepresentable(schema, ctx, json, params, "Symbol keys cannot be represented in JSON Schema")) {
        return;
    }
    json.type = "object";
    json.properties = {};
    for (const key in shape) {
        // assignProp so a __proto__ key becomes an own property instead of hitting the inherited setter on the plain {} we build into
        util_assignProp(json.properties, key, to_json_schema_processSchema(shape[key], ctx, {
            ...params,
            path: [...params.path, "properties", key],
        }));
    }
    // required keys
    const requiredKeys = [];
    for (const key of Object.keys(shape)) {
        const field = def.shape[key];
        if (ctx.io === "input" ? inputOptin(field) === undefined : field._zod.optout === undefined) {
            requiredKeys.push(key);
        }
    }
    if (requiredKeys.length > 0) {
        json.required = requiredKeys;
    }
    // catchall
    if (def.catchall?._zod.def.type === "never") {
        // strict
        json.additionalProperties = false;
    }
    else if (!def.catchall) {
        // regular
        if (ctx.io === "output")
            json.additionalProperties = false;
    }
    else if (def.catchall) {
        json.additionalProperties = to_json_schema_processSchema(def.catchall, ctx, {
            ...params,
            path: [...params.path, "additionalProperties"],
        });
    }
};
const unionProcessor = (schema, ctx, json, params) => {
    const def = schema._zod.def;
    // Exclusive unions (inclusive === false) use oneOf (exactly one match) instead of anyOf (one or more matches). This includes both z.xor() and discriminated unions
    const isExclusive = def.inclusive === false;
    const options = def.options.map((x, i) => to_json_schema_processSchema(x, ctx, {
        ...params,
        path: [...params.path, isExclusive ? "oneOf" : "anyOf", i],
    }));
    if (isExclusive) {
        json.oneOf = options;
    }
    else {
        json.anyOf = options;
    }
};
const intersectionProcessor = (schema, ctx, json, params) => {
    const def = schema._zod.def;
    const a = to_json_schema_processSchema(def.left, ctx, {
        ...params,
        path: [...params.path, "allOf", 0],
    });
    const b = to_json_schema_processSchema(def.right, ctx, {
        ...params,
        path: [...params.path, "allOf", 1],
    });
    const isSimpleIntersection = (val) => "allOf" in val && Object.keys(val).length === 1;
    const allOf = [
        ...(isSimpleIntersection(a) ? a.allOf : [a]),
        ...(isSimpleIntersection(b) ? b.allOf : [b]),
    ];
    json.allOf = allOf;
    // Recorded innermost first, so a nested intersection has already folded by the time this one is considered. The array is the handle rather than the schema, because a wrapper that inherits this schema shares the same array; `finalize` folds every object holding it. See `foldIntersection`.
    ctx.intersections.push(allOf);
};
const tupleProcessor = (schema, ctx, _json, params) => {
    const json = _json;
    const def = schema._zod.def;
    json.type = "array";
    const prefixPath = ctx.target === "draft-2020-12" ? "prefixItems" : "items";
    const restPath = ctx.target === "draft-2020-12" ? "items" : ctx.target === "openapi-3.0" ? "items" : "additionalItems";
    const prefixItems = def.items.map((x, i) => to_json_schema_processSchema(x, ctx, {
        ...params,
        path: [...params.path, prefixPath, i],
    }));
    const rest = def.rest
        ? to_json_schema_processSchema(def.rest, ctx, {
            ...params,
            path: [...params.path, restPath, ...(ctx.target === "openapi-3.0" ? [def.items.length] : [])],
        })
        : null;
    let minItems = def.items.length;
    while (minItems > 0) {
        const item = def.items[minItems - 1];
        const optional = ctx.io === "input" ? inputOptin(item) !== undefined : item._zod.optout === "optional";
        if (!optional)
            break;
        minItems--;
    }
    const maxItems = def.items.length;
    const isClosed = !def.rest;
    if (ctx.target === "draft-2020-12") {
        json.prefixItems = prefixItems;
        if (isClosed) {
            json.items = false;
        }
        else if (rest) {
            json.items = rest;
        }
        if (minItems > 0)
            json.minItems = minItems;
        if (isClosed)
            json.maxItems = maxItems;
    }
    else if (ctx.target === "openapi-3.0") {
        json.items = {
            anyOf: prefixItems,
        };
        if (rest) {
            json.items.anyOf.push(rest);
        }
        if (minItems > 0)
            json.minItems = minItems;
        if (isClosed)
            json.maxItems = maxItems;
    }
    else {
        json.items = prefixItems;
        if (isClosed) {
            json.additionalItems = false;
        }
        else if (rest) {
            json.additionalItems = rest;
        }
        if (minItems > 0)
            json.minItems = minItems;
        if (isClosed)
            json.maxItems = maxItems;
    }
    // explicit user-defined length checks take precedence
    const { minimum, maximum } = aggregateChecks(schema);
    if (typeof minimum === "number")
        json.minItems = minimum;
    if (typeof maximum === "number")
        json.maxItems = maximum;
};
/** JSON object keys are always strings, so a numeric record key schema is re-expressed over the
 * numeric-string form the record parser matches. Deferred to `finalize`, after the flatten: a key
 * behind a wrapper only carries its own `type` before then, and a union key only has its branches.
 *
 * A numeric bound cannot apply to a property name, so `minimum` and its siblings are dropped rather
 * than carried over: keeping them beside `type: "string"` reproduces the match-nothing schema this
 * exists to fix. A key that carries one therefore emits wider than the record parses — `z.record(z.number().min(5), V)`
 * accepts `"3"` — which is the deliberate trade, since throwing on it would reject an ordinary schema
 * outright. */
function stringifyKeyNames(bySchema, json, visited) {
    // an extracted key that rewrites cannot go on sharing its definition — the string form a key position needs is not the number form every other reference wants — so it inlines. One that does not rewrite keeps the `$ref`.
    if (json.$ref) {
        // a recursive key holds its own reference inside its definition, so a node already on the path is left alone rather than resolved again
        if (visited.has(json))
            return json;
        visited.add(json);
        const def = bySchema.get(json)?.def;
        if (!def)
            return json;
        const inlined = stringifyKeyNames(bySchema, def, visited);
        return inlined === def ? json : inlined;
    }
    for (const keyword of ["anyOf", "oneOf"]) {
        const branches = json[keyword];
        if (!Array.isArray(branches))
            continue;
        const mapped = branches.map((branch) => stringifyKeyNames(bySchema, branch, visited));
        // rebuilding regardless would detach a key that had nothing to re-express, dropping its `$ref` and leaking the internal `id`
        if (mapped.some((branch, i) => branch !== branches[i]))
            json = { ...json, [keyword]: mapped };
    }
    // a member that already admits a string leaves the key unconstrained, so the node's own type re-expresses only when every member is numeric
    const types = Array.isArray(json.type) ? json.type : [json.type];
    const numericType = !types.includes("string") && types.some((t) => t === "number" || t === "integer");
    // a heterogeneous key carries no type at all, so its numeric members are caught here instead
    const values = json.enum ?? (json.const !== undefined ? [json.const] : undefined);
    if (!numericType && !values?.some((v) => typeof v === "number"))
        return json;
    const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format, id, ...rest } = json;
    if (rest.enum)
        rest.enum = rest.enum.map((v) => (typeof v === "number" ? String(v) : v));
    else if (typeof rest.const === "number")
        rest.const = String(rest.const);
    // a heterogeneous key keeps its absent type: the stringified members already say what a key may be
    if (!numericType)
        return rest;
    rest.type = "string";
    if (!values)
        rest.pattern = (types.includes("number") ? number : integer).source;
    return rest;
}
/** Every record of one conversion, so the carriers are found in a single pass rather than once per record. */
const pendingRecords = new WeakMap();
function rewriteKeyNames(ctx) {
    // an extracted key is resolved by the object `extractToDef` left in its place, so the map is built once rather than searched per reference. `_zod.toJSONSchema` can hand the same object to two schemas, so the first entry carrying a body wins, as a search would have found it.
    const bySchema = new Map();
    for (const entry of ctx.seen.values()) {
        if (entry.def && !bySchema.has(entry.schema))
            bySchema.set(entry.schema, entry);
    }
    const rewrites = new Map();
    for (const record of pendingRecords.get(ctx) ?? []) {
        const seen = ctx.seen.get(record);
        const names = (seen?.def ?? seen?.schema)?.propertyNames;
        if (!names || names === true || rewrites.has(names))
            continue;
        const rewritten = stringifyKeyNames(bySchema, names, new Set());
        if (rewritten !== names)
            rewrites.set(names, rewritten);
    }
    if (!rewrites.size)
        return;
    // the flatten has already copied each record's own properties onto every wrapper by reference, and an extracted body is another such copy, so every carrier holding a rewritten key is updated together
    for (const entry of ctx.seen.values()) {
        for (const carrier of [entry.schema, entry.def]) {
            const rewritten = carrier && rewrites.get(carrier.propertyNames);
            if (rewritten)
                carrier.propertyNames = rewritten;
        }
    }
}
const recordProcessor = (schema, ctx, _json, params) => {
    const json = _json;
    const def = schema._zod.def;
    json.type = "object";
    // For looseRecord with regex patterns, use patternProperties. This correctly represents "only validate keys matching the pattern" semantics and composes well with allOf (intersections)
    const keyType = def.keyType;
    const patterns = aggregateChecks(keyType).patterns;
    if (def.mode === "loose" && patterns && patterns.size > 0) {
        // Use patternProperties for looseRecord with regex patterns
        const valueSchema = to_json_schema_processSchema(def.valueType, ctx, {
            ...params,
            path: [...params.path, "patternProperties", "*"],
        });
        json.patternProperties = {};
        for (const pattern of patterns) {
            util_assignProp(json.patternProperties, exactPattern(pattern).source, valueSchema);
        }
    }
    else {
        // Default behavior: use propertyNames + additionalProperties
        if (ctx.target === "draft-07" || ctx.target === "draft-2020-12") {
            json.propertyNames = to_json_schema_processSchema(def.keyType, ctx, {
                ...params,
                path: [...params.path, "propertyNames"],
            });
            let pending = pendingRecords.get(ctx);
            if (!pending) {
                pending = [];
                pendingRecords.set(ctx, pending);
                ctx.deferred.push(() => rewriteKeyNames(ctx));
            }
            pending.push(schema);
        }
        json.additionalProperties = to_json_schema_processSchema(def.valueType, ctx, {
            ...params,
            path: [...params.path, "additionalProperties"],
        });
    }
    // Add required for keys with discrete values (enum, literal, etc.)
    const keyValues = keyType._zod.values;
    // Every key shares one value schema, so an optional-in value makes the whole key set omittable on input. Output keeps them: the exhaustive branch assigns every key, even one whose value came back undefined.
    const omittableOnInput = ctx.io === "input" && inputOptin(def.valueType) !== undefined;
    if (keyValues && !def.partial && !omittableOnInput) {
        const validKeyValues = [...keyValues].filter((v) => typeof v === "string" || typeof v === "number");
        if (validKeyValues.length > 0) {
            json.required = validKeyValues.map(String);
        }
    }
};
const nullableProcessor = (schema, ctx, json, params) => {
    const def = schema._zod.def;
    const inner = to_json_schema_processSchema(def.innerType, ctx, params);
    const seen = ctx.seen.get(schema);
    if (ctx.target === "openapi-3.0") {
        seen.ref = def.innerType;
        json.nullable = true;
    }
    else {
        json.anyOf = [inner, { type: "null" }];
    }
};
const nonoptionalProcessor = (schema, ctx, _json, params) => {
    const def = schema._zod.def;
    to_json_schema_processSchema(def.innerType, ctx, params);
    const seen = ctx.seen.get(schema);
    seen.ref = def.innerType;
};
/** Round-trips a default value through JSON so the emitted schema is guaranteed to be valid JSON.
 * A BigInt has no reliable encoding, so it goes through `unrepresentable` like any other
 * unrepresentable value. Returns a sentinel when the caller must not write a default of its own. */
const UNREPRESENTABLE_DEFAULT = Symbol();
function serializeDefaultValue(value, schema, ctx, json, params) {
    let unrepresentable = false;
    const serialized = JSON.stringify(value, (_, val) => {
        if (typeof val !== "bigint")
            return val;
        unrepresentable = true;
        return null;
    });
    if (!unrepresentable)
        return JSON.parse(serialized);
    handleUnrepresentable(schema, ctx, json, params, "BigInt defaults cannot be represented in JSON Schema");
    return UNREPRESENTABLE_DEFAULT;
}
const defaultProcessor = (schema, ctx, json, params) => {
    const def = schema._zod.def;
    to_json_schema_processSchema(def.innerType, ctx, params);
    const seen = ctx.seen.get(schema);
    seen.ref = def.innerType;
    const value = serializeDefaultValue(def.defaultValue, schema, ctx, json, params);
    if (value !== UNREPRESENTABLE_DEFAULT)
        json.default = value;
};
const prefaultProcessor = (schema, ctx, json, params) => {
    const def = schema._zod.def;
    to_json_schema_processSchema(def.innerType, ctx, params);
    const seen = ctx.seen.get(schema);
    seen.ref = def.innerType;
    if (ctx.io !== "input")
        return;
    const value = serializeDefaultValue(def.defaultValue, schema, ctx, json, params);
    if (value !== UNREPRESENTABLE_DEFAULT)
        json._prefault = value;
};
const catchProcessor = (schema, ctx, json, params) => {
    const def = schema._zod.def;
    to_json_schema_processSchema(def.innerType, ctx, params);
    const seen = ctx.seen.get(schema);
    seen.ref = def.innerType;
    let catchValue;
    try {
        catchValue = def.catchValue(undefined);
    }
    catch {
        handleUnrepresentable(schema, ctx, json, params, "Dynamic catch values are not supported in JSON Schema");
        return;
    }
    json.default = catchValue;
};
const pipeProcessor = (schema, ctx, _json, params) => {
    const def = schema._zod.def;
    const inIsTransform = def.in._zod.traits.has("$ZodTransform");
    const innerType = ctx.io === "input" ? (inIsTransform ? def.out : def.in) : def.out;
    to_json_schema_processSchema(innerType, ctx, params);
    const seen = ctx.seen.get(schema);
    seen.ref = innerType;
};
const readonlyProcessor = (schema, ctx, json, params) => {
    const def = schema._zod.def;
    to_json_schema_processSchema(def.innerType, ctx, params);
    const seen = ctx.seen.get(schema);
    seen.ref = def.innerType;
    json.readOnly = true;
};
const promiseProcessor = (schema, ctx, _json, params) => {
    const def = schema._zod.def;
    to_json_schema_processSchema(def.innerType, ctx, params);
    const seen = ctx.seen.get(schema);
    seen.ref = def.innerType;
};
const optionalProcessor = (schema, ctx, _json, params) => {
    const def = schema._zod.def;
    to_json_schema_processSchema(def.innerType, ctx, params);
    const seen = ctx.seen.get(schema);
    seen.ref = def.innerType;
};
const lazyProcessor = (schema, ctx, _json, params) => {
    const innerType = schema._zod.innerType;
    to_json_schema_processSchema(innerType, ctx, params);
    const seen = ctx.seen.get(schema);
    seen.ref = innerType;
};
// ==================== ALL PROCESSORS ====================
const allProcessors = {
    string: stringProcessor,
    number: numberProcessor,
    boolean: booleanProcessor,
    bigint: bigintProcessor,
    symbol: symbolProcessor,
    null: nullProcessor,
    undefined: undefinedProcessor,
    void: voidProcessor,
    never: neverProcessor,
    any: anyProcessor,
    unknown: unknownProcessor,
    date: dateProcessor,
    enum: enumProcessor,
    literal: literalProcessor,
    nan: nanProcessor,
    template_literal: templateLiteralProcessor,
    file: fileProcessor,
    success: successProcessor,
    custom: customProcessor,
    function: functionProcessor,
    transform: transformProcessor,
    map: mapProcessor,
    set: setProcessor,
    array: arrayProcessor,
    object: objectProcessor,
    union: unionProcessor,
    intersection: intersectionProcessor,
    tuple: tupleProcessor,
    record: recordProcessor,
    nullable: nullableProcessor,
    nonoptional: nonoptionalProcessor,
    default: defaultProcessor,
    prefault: prefaultProcessor,
    catch: catchProcessor,
    pipe: pipeProcessor,
    readonly: readonlyProcessor,
    promise: promiseProcessor,
    optional: optionalProcessor,
    lazy: lazyProcessor,
};
function toJSONSchema(input, params) {
    if ("_idmap" in input) {
        // Registry case
        const registry = input;
        const ctx = initializeContext({ ...params, processors: allProcessors });
        const defs = {};
        // First pass: process all schemas to build the seen map
        for (const entry of registry._idmap.entries()) {
            const [_, schema] = entry;
            processSchema(schema, ctx);
        }
        const schemas = {};
        const external = {
            registry,
            uri: params?.uri,
            defs,
        };
        // Update the context with external configuration
        ctx.external = external;
        // Second pass: emit each schema
        for (const entry of registry._idmap.entries()) {
            const [key, schema] = entry;
            extractDefs(ctx, schema);
            assignProp(schemas, key, finalize(ctx, schema));
        }
        if (Object.keys(defs).length > 0) {
            const defsSegment = ctx.target === "draft-2020-12" ? "$defs" : "definitions";
            schemas.__shared = {
                [defsSegment]: defs,
            };
        }
        return { schemas };
    }
    // Single schema case
    const ctx = initializeContext({ ...params, processors: allProcessors });
    processSchema(input, ctx);
    extractDefs(ctx, input);
    return finalize(ctx, input);
}

;// CONCATENATED MODULE: ./node_modules/zod/v4/locales/en.js

const error = () => {
    const Sizable = {
        string: { unit: "characters", verb: "to have" },
        file: { unit: "bytes", verb: "to have" },
        array: { unit: "items", verb: "to have" },
        set: { unit: "items", verb: "to have" },
        map: { unit: "entries", verb: "to have" },
    };
    function getSizing(origin) {
        return Sizable[origin] ?? null;
    }
    const FormatDictionary = {
        regex: "input",
        email: "email address",
        url: "URL",
        emoji: "emoji",
        uuid: "UUID",
        uuidv4: "UUIDv4",
        uuidv6: "UUIDv6",
        nanoid: "nanoid",
        guid: "GUID",
        cuid: "cuid",
        cuid2: "cuid2",
        ulid: "ULID",
        xid: "XID",
        ksuid: "KSUID",
        datetime: "ISO datetime",
        date: "ISO date",
        time: "ISO time",
        duration: "ISO duration",
        ipv4: "IPv4 address",
        ipv6: "IPv6 address",
        mac: "MAC address",
        cidrv4: "IPv4 range",
        cidrv6: "IPv6 range",
        base64: "base64-encoded string",
        base64url: "base64url-encoded string",
        json_string: "JSON string",
        e164: "E.164 number",
        currency_code: "currency code",
        credit_card: "credit card number",
        iban: "IBAN",
        jwt: "JWT",
        template_literal: "input",
    };
    // type names: missing keys = do not translate (use raw value via ?? fallback)
    const TypeDictionary = {
        // Compatibility: "nan" -> "NaN" for display
        nan: "NaN",
        // All other type names omitted - they fall back to raw values via ?? operator
    };
    function getTypeName(type, input) {
        if (type === "number" && typeof input === "number" && !Number.isFinite(input)) {
            return String(input);
        }
        return TypeDictionary[type] ?? type;
    }
    return (issue) => {
        switch (issue.code) {
            case "invalid_type": {
                const expected = getTypeName(issue.expected);
                const receivedType = parsedType(issue.input);
                const received = getTypeName(receivedType, issue.input);
                return `Invalid input: expected ${expected}, received ${received}`;
            }
            case "invalid_value":
                if (issue.values.length === 1)
                    return `Invalid input: expected ${stringifyPrimitive(issue.values[0])}`;
                return `Invalid option: expected one of ${joinValues(issue.values, "|")}`;
            case "too_big": {
                const adj = issue.exact ? "exactly " : issue.inclusive ? "<=" : "<";
                const sizing = getSizing(issue.origin);
                if (sizing)
                    return `Too big: expected ${issue.origin ?? "value"} to have ${adj}${issue.maximum.toString()} ${sizing.unit ?? "elements"}`;
                return `Too big: expected ${issue.origin ?? "value"} to be ${adj}${issue.maximum.toString()}`;
            }
            case "too_small": {
                const adj = issue.exact ? "exactly " : issue.inclusive ? ">=" : ">";
                const sizing = getSizing(issue.origin);
                if (sizing) {
                    return `Too small: expected ${issue.origin} to have ${adj}${issue.minimum.toString()} ${sizing.unit}`;
                }
                return `Too small: expected ${issue.origin} to be ${adj}${issue.minimum.toString()}`;
            }
            case "invalid_format": {
                const _issue = issue;
                if (_issue.format === "starts_with") {
                    return `Invalid string: must start with "${_issue.prefix}"`;
                }
                if (_issue.format === "ends_with")
                    return `Invalid string: must end with "${_issue.suffix}"`;
                if (_issue.format === "includes")
                    return `Invalid string: must include "${_issue.includes}"`;
                if (_issue.format === "regex")
                    return `Invalid string: must match pattern ${_issue.pattern}`;
                return `Invalid ${FormatDictionary[_issue.format] ?? issue.format}`;
            }
            case "not_multiple_of":
                return `Invalid number: must be a multiple of ${issue.divisor}`;
            case "unrecognized_keys":
                return `Unrecognized key${issue.keys.length > 1 ? "s" : ""}: ${joinValues(issue.keys, ", ")}`;
            case "invalid_key":
                return `Invalid key in ${issue.origin}`;
            case "invalid_union":
                if (issue.options && Array.isArray(issue.options) && issue.options.length > 0) {
                    const opts = issue.options.map((o) => `'${o}'`).join(" | ");
                    return `Invalid discriminator value. Expected ${opts}`;
                }
                if (issue.inclusive === false) {
                    return "Invalid input: more than one option matched";
                }
                return "Invalid input";
            case "invalid_element":
                return `Invalid value in ${issue.origin}`;
            default:
                return `Invalid input`;
        }
    };
};
/* harmony default export */ function en() {
    return {
        localeError: error(),
    };
}

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/errors.js


/* Computing the message eagerly is expensive (pretty-printed JSON of all
 * issues), so defer it until first read. The accessor functions and
 * descriptors are shared across instances to keep error construction
 * cheap; the computed message is cached on the internals object. The
 * setter preserves plain assignment semantics for consumers that
 * overwrite `message`. */
function _getMessage() {
    const internals = this._zod;
    internals.message ?? (internals.message = JSON.stringify(internals.def, jsonStringifyReplacer, 2));
    return internals.message;
}
function _setMessage(value) {
    this._zod.message = value;
}
const _messageDesc = {
    get: _getMessage,
    set: _setMessage,
    enumerable: true,
    configurable: true,
};
const _issuesDesc = { value: undefined, enumerable: false };
/* Prototypes that already carry the lazy `toString`. Seeded with the
 * intrinsics so that `init` on a foreign object — it accepts any object —
 * can never install an accessor onto a prototype we do not own. */
const _installedToString = /* @__PURE__ */ new WeakSet([Object.prototype, Error.prototype]);
const initializer = (inst, def) => {
    inst.name = "$ZodError";
    // `_zod` is already non-enumerable: $constructor's init defined it with this same descriptor
    _issuesDesc.value = def;
    Object.defineProperty(inst, "issues", _issuesDesc);
    // Clear the shared slot; a retained `value` pins the last error's issues.
    _issuesDesc.value = undefined;
    Object.defineProperty(inst, "message", _messageDesc);
    /* `toString` lives as a non-enumerable lazy getter on the shared
     * prototype; on first access it caches a per-instance closure so
     * detached usage still works. */
    const proto = Object.getPrototypeOf(inst);
    if (!_installedToString.has(proto)) {
        _installedToString.add(proto);
        Object.defineProperty(proto, "toString", {
            configurable: true,
            enumerable: false,
            get() {
                const value = () => this.message;
                Object.defineProperty(this, "toString", { value, configurable: true, writable: true });
                return value;
            },
            set(value) {
                Object.defineProperty(this, "toString", { value, configurable: true, writable: true });
            },
        });
    }
};
const $ZodError = $constructor("$ZodError", initializer);
const $ZodRealError = $constructor("$ZodError", initializer, undefined, {
    Parent: Error,
});
/** Get-or-create `obj[key]` as an own data property. A path segment naming an inherited member
 * ("toString", "constructor") would otherwise read through to the prototype, and assigning
 * "__proto__" would hit the setter instead of creating a key. */
function node(obj, key, make) {
    if (!Object.prototype.hasOwnProperty.call(obj, key)) {
        if (key === "__proto__") {
            Object.defineProperty(obj, key, { value: make(), writable: true, enumerable: true, configurable: true });
        }
        else {
            obj[key] = make();
        }
    }
    return obj[key];
}
function flattenError(error, mapper = (issue) => issue.message) {
    const fieldErrors = {};
    const formErrors = [];
    for (const sub of error.issues) {
        if (sub.path.length > 0) {
            node(fieldErrors, sub.path[0], () => []).push(mapper(sub));
        }
        else {
            formErrors.push(mapper(sub));
        }
    }
    return { formErrors, fieldErrors };
}
function formatError(error, mapper = (issue) => issue.message) {
    const fieldErrors = { _errors: [] };
    const processError = (error, path = []) => {
        for (const issue of error.issues) {
            if (issue.code === "invalid_union" && issue.errors.length) {
                issue.errors.map((issues) => processError({ issues }, [...path, ...issue.path]));
            }
            else if (issue.code === "invalid_key") {
                processError({ issues: issue.issues }, [...path, ...issue.path]);
            }
            else if (issue.code === "invalid_element") {
                processError({ issues: issue.issues }, [...path, ...issue.path]);
            }
            else {
                const fullpath = [...path, ...issue.path];
                if (fullpath.length === 0) {
                    fieldErrors._errors.push(mapper(issue));
                }
                else {
                    let curr = fieldErrors;
                    let i = 0;
                    while (i < fullpath.length) {
                        const el = fullpath[i];
                        const terminal = i === fullpath.length - 1;
                        // `_errors` is reserved by this legacy format, so merge a matching path segment into the current node instead of treating its array as a child.
                        if (el === "_errors") {
                            if (terminal)
                                curr._errors.push(mapper(issue));
                            i++;
                            continue;
                        }
                        // A path element may collide with an inherited property name such as
                        // "__proto__" or "constructor". Truthiness checks read the prototype
                        // (so no node is created, then ._errors.push throws), and bracket
                        // assignment of "__proto__" hits the setter instead of creating an
                        // own key. Guard the read with hasOwnProperty and create the node
                        // with defineProperty so any path element becomes a real own key.
                        if (!Object.prototype.hasOwnProperty.call(curr, el)) {
                            Object.defineProperty(curr, el, {
                                value: { _errors: [] },
                                enumerable: true,
                                writable: true,
                                configurable: true,
                            });
                        }
                        const node = curr[el];
                        if (terminal) {
                            node._errors.push(mapper(issue));
                        }
                        curr = node;
                        i++;
                    }
                }
            }
        }
    };
    processError(error);
    return fieldErrors;
}
function treeifyError(error, mapper = (issue) => issue.message) {
    const result = { errors: [] };
    const processError = (error, path = []) => {
        var _a;
        for (const issue of error.issues) {
            if (issue.code === "invalid_union" && issue.errors.length) {
                // regular union error
                issue.errors.map((issues) => processError({ issues }, [...path, ...issue.path]));
            }
            else if (issue.code === "invalid_key") {
                processError({ issues: issue.issues }, [...path, ...issue.path]);
            }
            else if (issue.code === "invalid_element") {
                processError({ issues: issue.issues }, [...path, ...issue.path]);
            }
            else {
                const fullpath = [...path, ...issue.path];
                if (fullpath.length === 0) {
                    result.errors.push(mapper(issue));
                    continue;
                }
                let curr = result;
                let i = 0;
                while (i < fullpath.length) {
                    const el = fullpath[i];
                    const terminal = i === fullpath.length - 1;
                    if (typeof el === "string") {
                        curr.properties ?? (curr.properties = {});
                        // el may collide with an inherited property name ("__proto__",
                        // "constructor", ...); ??= reads the prototype so the node is never
                        // created and curr.errors.push throws. Guard with hasOwnProperty and
                        // create the node with defineProperty so "__proto__" becomes a real
                        // own key rather than invoking the prototype setter.
                        if (!Object.prototype.hasOwnProperty.call(curr.properties, el)) {
                            Object.defineProperty(curr.properties, el, {
                                value: { errors: [] },
                                enumerable: true,
                                writable: true,
                                configurable: true,
                            });
                        }
                        curr = curr.properties[el];
                    }
                    else {
                        curr.items ?? (curr.items = []);
                        (_a = curr.items)[el] ?? (_a[el] = { errors: [] });
                        curr = curr.items[el];
                    }
                    if (terminal) {
                        curr.errors.push(mapper(issue));
                    }
                    i++;
                }
            }
        }
    };
    processError(error);
    return result;
}
/** Format a ZodError as a human-readable string in the following form.
 *
 * From
 *
 * ```ts
 * ZodError {
 *   issues: [
 *     {
 *       expected: 'string',
 *       code: 'invalid_type',
 *       path: [ 'username' ],
 *       message: 'Invalid input: expected string'
 *     },
 *     {
 *       expected: 'number',
 *       code: 'invalid_type',
 *       path: [ 'favoriteNumbers', 1 ],
 *       message: 'Invalid input: expected number'
 *     }
 *   ];
 * }
 * ```
 *
 * to
 *
 * ```
 * username
 *   ✖ Expected number, received string at "username
 * favoriteNumbers[0]
 *   ✖ Invalid input: expected number
 * ```
 */
function toDotPath(_path) {
    const segs = [];
    const path = _path.map((seg) => (typeof seg === "object" ? seg.key : seg));
    for (const seg of path) {
        if (typeof seg === "number")
            segs.push(`[${seg}]`);
        else if (typeof seg === "symbol")
            segs.push(`[${JSON.stringify(String(seg))}]`);
        else if (/[^\w$]/.test(seg))
            segs.push(`[${JSON.stringify(seg)}]`);
        else {
            if (segs.length)
                segs.push(".");
            segs.push(seg);
        }
    }
    return segs.join("");
}
function prettifyError(error) {
    const lines = [];
    // sort by path length
    const issues = [...error.issues].sort((a, b) => (a.path ?? []).length - (b.path ?? []).length);
    // Process each issue
    for (const issue of issues) {
        lines.push(`✖ ${issue.message}`);
        if (issue.path?.length)
            lines.push(`  → at ${toDotPath(issue.path)}`);
    }
    // Convert Map to formatted string
    return lines.join("\n");
}

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/parse.js



// Always both keys, so the `_params` read site in `_parse` sees one object shape rather than two.
function finalizeParams(callee, params) {
    return { callee: params?.callee ?? callee, Err: params?.Err };
}
const _parse = (_Err) => {
    const fn = (schema, value, _ctx, _params) => {
        const ctx = _ctx ? { ..._ctx, async: false } : { async: false };
        const result = schema._zod.run({ value, issues: [] }, ctx);
        if (result instanceof Promise) {
            throw new $ZodAsyncError();
        }
        if (result.issues.length) {
            const e = new (_params?.Err ?? _Err)(result.issues.map((iss) => finalizeIssue(iss, ctx, config())));
            captureStackTrace(e, _params?.callee ?? fn);
            throw e;
        }
        return result.value;
    };
    return fn;
};
const parse_parse = /* @__PURE__*/ _parse($ZodRealError);
const _parseAsync = (_Err) => {
    const fn = async (schema, value, _ctx, params) => {
        const ctx = _ctx ? { ..._ctx, async: true } : { async: true };
        let result = schema._zod.run({ value, issues: [] }, ctx);
        if (result instanceof Promise)
            result = await result;
        if (result.issues.length) {
            const e = new (params?.Err ?? _Err)(result.issues.map((iss) => finalizeIssue(iss, ctx, config())));
            captureStackTrace(e, params?.callee ?? fn);
            throw e;
        }
        return result.value;
    };
    return fn;
};
const parse_parseAsync = /* @__PURE__*/ _parseAsync($ZodRealError);
const _safeParse = (_Err) => (schema, value, _ctx) => {
    const ctx = _ctx ? { ..._ctx, async: false } : { async: false };
    const result = schema._zod.run({ value, issues: [] }, ctx);
    if (result instanceof Promise) {
        throw new $ZodAsyncError();
    }
    return result.issues.length ? failure(_Err, result.issues, ctx) : { success: true, data: result.value };
};
const safeParse = /* @__PURE__*/ _safeParse($ZodRealError);
// the error is built on the first read of `error`: finalizing the issues and constructing the instance is most of a failing parse, and a caller that only branches on `success` never pays it. a getter in the literal keeps this small; the alternative, one shared accessor descriptor plus a hidden state slot, reads ~15% faster but costs ~75 B gzipped in every bundle
function failure(Err, issues, ctx) {
    let error;
    return {
        success: false,
        get error() {
            if (!error) {
                error = new Err(issues.map((iss) => finalizeIssue(iss, ctx, config())));
                // finalizeIssue drops `input`, so the built error holds nothing; keeping the raw issues past this point pins the parsed value for the life of the result
                issues = undefined;
                ctx = undefined;
            }
            return error;
        },
        set error(e) {
            error = e;
            // a replacement makes the getter's branch unreachable, so the captures have to go here too
            issues = undefined;
            ctx = undefined;
        },
    };
}
const _safeParseAsync = (_Err) => async (schema, value, _ctx) => {
    const ctx = _ctx ? { ..._ctx, async: true } : { async: true };
    let result = schema._zod.run({ value, issues: [] }, ctx);
    if (result instanceof Promise)
        result = await result;
    return result.issues.length ? failure(_Err, result.issues, ctx) : { success: true, data: result.value };
};
const safeParseAsync = /* @__PURE__*/ _safeParseAsync($ZodRealError);
// registry mirrors of the compiler's sentinels, so this module never imports the compiler
const COMPILE_INVALID = /* @__PURE__ */ Symbol.for("zod.compile.invalid");
const COMPILE_FALLBACK = /* @__PURE__ */ Symbol.for("zod.compile.fallback");
// Deliberately tiny, because v8 will not inline a body carrying the fallback's object literals and throw. Everything that is not the compiled happy path lives in validateFallback, and that split is worth ~35% on a compiled schema.
const validate = ((schema, value, _ctx) => {
    const validator = schema._zod.bag.validator;
    if (validator !== undefined) {
        if (validator(value) !== COMPILE_INVALID)
            return true;
        // a definite sentinel means the runtime would reject, so skip the re-parse; a ctx can still change the answer
        if (validator.definite === true && _ctx === undefined)
            return false;
    }
    return validateFallback(schema, value, _ctx);
});
function validateFallback(schema, value, _ctx) {
    const ctx = _ctx
        ? { ..._ctx, async: false, abortEarly: true }
        : { async: false, abortEarly: true };
    const fallbackRun = schema._zod.bag.fallbackRun;
    let result;
    if (fallbackRun) {
        // skip nested fast paths on the fallback, so user callbacks keep the at-most-twice bound
        ctx[COMPILE_FALLBACK] = true;
        result = fallbackRun({ value, issues: [] }, ctx);
    }
    else {
        result = schema._zod.run({ value, issues: [] }, ctx);
    }
    if (result instanceof Promise) {
        throw new $ZodAsyncError();
    }
    return result.issues.length === 0;
}
// no fast path: the compiler keeps async parses on the runtime, because a promise-returning callback that is not declared async compiles to a throw
const parse_validateAsync = async (schema, value, _ctx) => {
    const ctx = _ctx
        ? { ..._ctx, async: true, abortEarly: true }
        : { async: true, abortEarly: true };
    let result = schema._zod.run({ value, issues: [] }, ctx);
    if (result instanceof Promise)
        result = await result;
    return result.issues.length === 0;
};
const _encode = (_Err) => {
    const parse = _parse(_Err);
    const fn = (schema, value, _ctx, _params) => {
        const ctx = _ctx ? { ..._ctx, direction: "backward" } : { direction: "backward" };
        return parse(schema, value, ctx, finalizeParams(fn, _params));
    };
    return fn;
};
const encode = /* @__PURE__*/ _encode($ZodRealError);
const _decode = (_Err) => {
    const parse = _parse(_Err);
    const fn = (schema, value, _ctx, _params) => {
        return parse(schema, value, _ctx, finalizeParams(fn, _params));
    };
    return fn;
};
const decode = /* @__PURE__*/ _decode($ZodRealError);
const _encodeAsync = (_Err) => {
    const parseAsync = _parseAsync(_Err);
    const fn = async (schema, value, _ctx, _params) => {
        const ctx = _ctx ? { ..._ctx, direction: "backward" } : { direction: "backward" };
        return (await parseAsync(schema, value, ctx, finalizeParams(fn, _params)));
    };
    return fn;
};
const encodeAsync = /* @__PURE__*/ _encodeAsync($ZodRealError);
const _decodeAsync = (_Err) => {
    const parseAsync = _parseAsync(_Err);
    const fn = async (schema, value, _ctx, _params) => {
        return await parseAsync(schema, value, _ctx, finalizeParams(fn, _params));
    };
    return fn;
};
const decodeAsync = /* @__PURE__*/ _decodeAsync($ZodRealError);
const _safeEncode = (_Err) => (schema, value, _ctx) => {
    const ctx = _ctx ? { ..._ctx, direction: "backward" } : { direction: "backward" };
    return _safeParse(_Err)(schema, value, ctx);
};
const safeEncode = /* @__PURE__*/ _safeEncode($ZodRealError);
const _safeDecode = (_Err) => (schema, value, _ctx) => {
    return _safeParse(_Err)(schema, value, _ctx);
};
const safeDecode = /* @__PURE__*/ _safeDecode($ZodRealError);
const _safeEncodeAsync = (_Err) => async (schema, value, _ctx) => {
    const ctx = _ctx ? { ..._ctx, direction: "backward" } : { direction: "backward" };
    return _safeParseAsync(_Err)(schema, value, ctx);
};
const safeEncodeAsync = /* @__PURE__*/ _safeEncodeAsync($ZodRealError);
const _safeDecodeAsync = (_Err) => async (schema, value, _ctx) => {
    return _safeParseAsync(_Err)(schema, value, _ctx);
};
const safeDecodeAsync = /* @__PURE__*/ _safeDecodeAsync($ZodRealError);

;// CONCATENATED MODULE: ./node_modules/zod/v4/classic/errors.js



/* Prototypes that already carry the lazy helper methods. Seeded with the
 * intrinsics so that `init` on a foreign object — it accepts any object —
 * can never install an accessor onto a prototype we do not own. */
const _installedErrorProtos = /* @__PURE__ */ new WeakSet([Object.prototype, Error.prototype]);
/* Helper methods live as non-enumerable lazy getters on the shared
 * prototype instead of own properties on every instance. On first
 * access the getter allocates the per-instance closure and caches it
 * as a non-enumerable own property, so detached usage still works and
 * the allocation only happens for methods actually touched. */
function _lazyMethod(proto, key, make) {
    Object.defineProperty(proto, key, {
        configurable: true,
        enumerable: false,
        get() {
            const value = make(this);
            Object.defineProperty(this, key, { value, configurable: true, writable: true });
            return value;
        },
        set(value) {
            Object.defineProperty(this, key, { value, configurable: true, writable: true });
        },
    });
}
const errors_initializer = (inst, issues) => {
    $ZodError.init(inst, issues);
    inst.name = "ZodError";
    const proto = Object.getPrototypeOf(inst);
    if (_installedErrorProtos.has(proto))
        return;
    _installedErrorProtos.add(proto);
    _lazyMethod(proto, "format", (self) => (mapper) => formatError(self, mapper));
    _lazyMethod(proto, "flatten", (self) => (mapper) => flattenError(self, mapper));
    _lazyMethod(proto, "addIssue", (self) => (issue) => {
        self.issues.push(issue);
        self.message = JSON.stringify(self.issues, jsonStringifyReplacer, 2);
    });
    _lazyMethod(proto, "addIssues", (self) => (issues) => {
        self.issues.push(...issues);
        self.message = JSON.stringify(self.issues, jsonStringifyReplacer, 2);
    });
    Object.defineProperty(proto, "isEmpty", {
        configurable: true,
        enumerable: false,
        get() {
            return this.issues.length === 0;
        },
    });
};
const ZodError = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodError", errors_initializer)));
const ZodRealError = /*@__PURE__*/ $constructor("ZodError", errors_initializer, undefined, {
    Parent: Error,
});
// /** @deprecated Use `z.core.$ZodErrorMapCtx` instead. */
// export type ErrorMapCtx = core.$ZodErrorMapCtx;

;// CONCATENATED MODULE: ./node_modules/zod/v4/classic/parse.js


const classic_parse_parse = /* @__PURE__ */ _parse(ZodRealError);
const classic_parse_parseAsync = /* @__PURE__ */ _parseAsync(ZodRealError);
const parse_safeParse = /* @__PURE__ */ _safeParse(ZodRealError);
const parse_safeParseAsync = /* @__PURE__ */ _safeParseAsync(ZodRealError);

// Codec functions
const parse_encode = /* @__PURE__ */ _encode(ZodRealError);
const parse_decode = /* @__PURE__ */ _decode(ZodRealError);
const parse_encodeAsync = /* @__PURE__ */ _encodeAsync(ZodRealError);
const parse_decodeAsync = /* @__PURE__ */ _decodeAsync(ZodRealError);
const parse_safeEncode = /* @__PURE__ */ _safeEncode(ZodRealError);
const parse_safeDecode = /* @__PURE__ */ _safeDecode(ZodRealError);
const parse_safeEncodeAsync = /* @__PURE__ */ _safeEncodeAsync(ZodRealError);
const parse_safeDecodeAsync = /* @__PURE__ */ _safeDecodeAsync(ZodRealError);

;// CONCATENATED MODULE: ./node_modules/zod/v4/classic/schemas.js








// Register English as the default locale on first ZodType construction. Hooked into the `ZodType` `$constructor` (rather than a top-level `config(en())` in `external.ts`) so bundlers honoring `sideEffects: false` can't tree-shake it out — see #5953, #5725. An explicit `z.config(z.locales.xx())` call wins regardless of order, since this only sets the default when none is present.
function _ensureDefaultLocale() {
    if (!globalConfig.localeError)
        config(en());
}
// the default memoizer is read by the core container init, which runs before `ZodType.init`, so each container calls this first
function _ensureDefaultMemoizer() {
    if (!globalConfig.memoizer)
        config({ memoizer: memoizer() });
}
const ZodType = /*@__PURE__*/ $constructor("ZodType", (inst, def) => {
    _ensureDefaultLocale();
    $ZodType.init(inst, def);
    inst.def = def;
    inst.type = def.type;
    return inst;
}, {
    check(...chks) {
        const def = this.def;
        return this.clone(mergeDefs(def, {
            checks: [
                ...(def.checks ?? []),
                ...chks.map((ch) => typeof ch === "function" ? { _zod: { check: ch, def: { check: "custom" }, onattach: [] } } : ch),
            ],
        }), { parent: true });
    },
    with(...chks) {
        return this.check(...chks);
    },
    clone(def, params) {
        return clone(this, def, params);
    },
    brand() {
        return this;
    },
    register(reg, meta) {
        reg.add(this, meta);
        return this;
    },
    refine(check, params) {
        return this.check(refine(check, params));
    },
    superRefine(refinement, params) {
        return this.check(superRefine(refinement, params));
    },
    overwrite(fn) {
        return this.check(_overwrite(fn));
    },
    optional() {
        return optional(this);
    },
    exactOptional() {
        return exactOptional(this);
    },
    nullable() {
        return nullable(this);
    },
    nullish() {
        return optional(nullable(this));
    },
    nonoptional(params) {
        return nonoptional(this, params);
    },
    array() {
        return array(this);
    },
    or(arg) {
        return union([this, arg]);
    },
    and(arg) {
        return intersection(this, arg);
    },
    transform(tx) {
        return pipe(this, transform(tx));
    },
    default(d) {
        return schemas_default(this, d);
    },
    prefault(d) {
        return prefault(this, d);
    },
    catch(params) {
        return schemas_catch(this, params);
    },
    pipe(target) {
        return pipe(this, target);
    },
    readonly() {
        return readonly(this);
    },
    describe(description) {
        const cl = this.clone();
        globalRegistry.add(cl, { description });
        return cl;
    },
    meta(...args) {
        // overloaded: meta() returns the registered metadata, meta(data) returns a clone with `data` registered. The mapped type picks up the second overload, so we accept variadic any-args and return `any` to satisfy both at runtime.
        if (args.length === 0)
            return globalRegistry.get(this);
        const cl = this.clone();
        globalRegistry.add(cl, args[0]);
        return cl;
    },
    isOptional() {
        return this.safeParse(undefined).success;
    },
    isNullable() {
        return this.safeParse(null).success;
    },
    apply(fn, ...args) {
        return args.length === 0 ? fn(this) : fn(this, ...args);
    },
    // Overrides core's `~standard` to add `jsonSchema`. Must stay a prototype entry: redefining it per instance demotes instances to dictionary mode.
    get "~standard"() {
        return hide(this, "~standard", {
            ...standardProps(this),
            jsonSchema: {
                input: createStandardJSONSchemaMethod(this, "input"),
                output: createStandardJSONSchemaMethod(this, "output"),
            },
        });
    },
    set "~standard"(value) {
        own(this, "~standard", value);
    },
    parse: function _parse(data, params) {
        return classic_parse_parse(this, data, params, { callee: _parse });
    },
    parseAsync: async function _parseAsync(data, params) {
        return await classic_parse_parseAsync(this, data, params, { callee: _parseAsync });
    },
    safeParse(data, params) {
        return parse_safeParse(this, data, params);
    },
    async safeParseAsync(data, params) {
        return parse_safeParseAsync(this, data, params);
    },
    // `spa` is an alias: same function object as `safeParseAsync`, as before.
    get spa() {
        return this?.safeParseAsync;
    },
    set spa(value) {
        own(this, "spa", value);
    },
    validate(data, params) {
        return validate(this, data, params);
    },
    validateAsync(data, params) {
        return parse_validateAsync(this, data, params);
    },
    encode: function _encode(data, params) {
        return parse_encode(this, data, params, { callee: _encode });
    },
    decode: function _decode(data, params) {
        return parse_decode(this, data, params, { callee: _decode });
    },
    encodeAsync: async function _encodeAsync(data, params) {
        return await parse_encodeAsync(this, data, params, { callee: _encodeAsync });
    },
    decodeAsync: async function _decodeAsync(data, params) {
        return await parse_decodeAsync(this, data, params, { callee: _decodeAsync });
    },
    safeEncode(data, params) {
        return parse_safeEncode(this, data, params);
    },
    safeDecode(data, params) {
        return parse_safeDecode(this, data, params);
    },
    async safeEncodeAsync(data, params) {
        return parse_safeEncodeAsync(this, data, params);
    },
    async safeDecodeAsync(data, params) {
        return parse_safeDecodeAsync(this, data, params);
    },
    toJSONSchema(params) {
        return createToJSONSchemaMethod(this, {})(params);
    },
    // Reads through to the registry on every access, so it must not cache.
    get description() {
        return globalRegistry.get(this)?.description;
    },
    // No setter: `schema._def = x` throws, as it did when `_def` was a non-writable own property.
    get _def() {
        return this._zod.def;
    },
});
/** @internal */
const _ZodString = /*@__PURE__*/ $constructor("_ZodString", (inst, def) => {
    $ZodString.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => stringProcessor(inst, ctx, json, params);
}, 
/*@__PURE__*/ derived({
    format: (inst) => aggregateChecks(inst).format ?? null,
    minLength: (inst) => aggregateChecks(inst).minimum ?? null,
    maxLength: (inst) => aggregateChecks(inst).maximum ?? null,
}, {
    regex(...args) {
        return this.check(_regex(...args));
    },
    includes(...args) {
        return this.check(_includes(...args));
    },
    startsWith(...args) {
        return this.check(_startsWith(...args));
    },
    endsWith(...args) {
        return this.check(_endsWith(...args));
    },
    min(...args) {
        return this.check(_minLength(...args));
    },
    max(...args) {
        return this.check(_maxLength(...args));
    },
    length(...args) {
        return this.check(_length(...args));
    },
    nonempty(...args) {
        return this.check(_minLength(1, ...args));
    },
    lowercase(params) {
        return this.check(_lowercase(params));
    },
    uppercase(params) {
        return this.check(_uppercase(params));
    },
    trim() {
        return this.check(_trim());
    },
    normalize(...args) {
        return this.check(_normalize(...args));
    },
    toLowerCase() {
        return this.check(_toLowerCase());
    },
    toUpperCase() {
        return this.check(_toUpperCase());
    },
    slugify() {
        return this.check(_slugify());
    },
}));
const ZodString = /*@__PURE__*/ $constructor("ZodString", (inst, def) => {
    $ZodString.init(inst, def);
    _ZodString.init(inst, def);
}, {
    email(params) {
        return this.check(_email(ZodEmail, params));
    },
    url(params) {
        return this.check(_url(ZodURL, params));
    },
    jwt(params) {
        return this.check(_jwt(ZodJWT, params));
    },
    emoji(params) {
        return this.check(api_emoji(ZodEmoji, params));
    },
    guid(params) {
        return this.check(_guid(ZodGUID, params));
    },
    uuid(params) {
        return this.check(_uuid(ZodUUID, params));
    },
    uuidv4(params) {
        return this.check(_uuidv4(ZodUUID, params));
    },
    uuidv6(params) {
        return this.check(_uuidv6(ZodUUID, params));
    },
    uuidv7(params) {
        return this.check(_uuidv7(ZodUUID, params));
    },
    nanoid(params) {
        return this.check(_nanoid(ZodNanoID, params));
    },
    cuid(params) {
        return this.check(_cuid(ZodCUID, params));
    },
    cuid2(params) {
        return this.check(_cuid2(ZodCUID2, params));
    },
    ulid(params) {
        return this.check(_ulid(ZodULID, params));
    },
    base64(params) {
        return this.check(_base64(ZodBase64, params));
    },
    base64url(params) {
        return this.check(_base64url(ZodBase64URL, params));
    },
    xid(params) {
        return this.check(_xid(ZodXID, params));
    },
    ksuid(params) {
        return this.check(_ksuid(ZodKSUID, params));
    },
    ipv4(params) {
        return this.check(_ipv4(ZodIPv4, params));
    },
    ipv6(params) {
        return this.check(_ipv6(ZodIPv6, params));
    },
    cidrv4(params) {
        return this.check(_cidrv4(ZodCIDRv4, params));
    },
    cidrv6(params) {
        return this.check(_cidrv6(ZodCIDRv6, params));
    },
    e164(params) {
        return this.check(_e164(ZodE164, params));
    },
    datetime(params) {
        return this.check(_isoDateTime(ZodISODateTime, params));
    },
    date(params) {
        return this.check(_isoDate(ZodISODate, params));
    },
    time(params) {
        return this.check(_isoTime(schemas_ZodISOTime, params));
    },
    duration(params) {
        return this.check(_isoDuration(schemas_ZodISODuration, params));
    },
});
function schemas_string(params) {
    return _string(ZodString, params);
}
const ZodStringFormat = /*@__PURE__*/ $constructor("ZodStringFormat", (inst, def) => {
    $ZodStringFormat.init(inst, def);
    _ZodString.init(inst, def);
});
const ZodISODateTime = /*@__PURE__*/ $constructor("ZodISODateTime", (inst, def) => {
    $ZodISODateTime.init(inst, def);
    ZodStringFormat.init(inst, def);
});
const ZodISODate = /*@__PURE__*/ $constructor("ZodISODate", (inst, def) => {
    $ZodISODate.init(inst, def);
    ZodStringFormat.init(inst, def);
});
const schemas_ZodISOTime = /*@__PURE__*/ $constructor("ZodISOTime", (inst, def) => {
    $ZodISOTime.init(inst, def);
    ZodStringFormat.init(inst, def);
});
const schemas_ZodISODuration = /*@__PURE__*/ $constructor("ZodISODuration", (inst, def) => {
    $ZodISODuration.init(inst, def);
    ZodStringFormat.init(inst, def);
});
const ZodEmail = /*@__PURE__*/ $constructor("ZodEmail", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodEmail.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function schemas_email(params) {
    return core._email(ZodEmail, params);
}
const ZodGUID = /*@__PURE__*/ $constructor("ZodGUID", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodGUID.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function schemas_guid(params) {
    return _guid(ZodGUID, params);
}
const ZodUUID = /*@__PURE__*/ $constructor("ZodUUID", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodUUID.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function schemas_uuid(params) {
    return core._uuid(ZodUUID, params);
}
function uuidv4(params) {
    return core._uuidv4(ZodUUID, params);
}
// ZodUUIDv6
function uuidv6(params) {
    return core._uuidv6(ZodUUID, params);
}
// ZodUUIDv7
function uuidv7(params) {
    return core._uuidv7(ZodUUID, params);
}
const ZodURL = /*@__PURE__*/ $constructor("ZodURL", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodURL.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function url(params) {
    return core._url(ZodURL, params);
}
function httpUrl(params) {
    return core._url(ZodURL, {
        protocol: regexes.httpProtocol,
        hostname: regexes.domain,
        ...util.normalizeParams(params),
    });
}
const ZodEmoji = /*@__PURE__*/ $constructor("ZodEmoji", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodEmoji.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function schemas_emoji(params) {
    return core._emoji(ZodEmoji, params);
}
const ZodNanoID = /*@__PURE__*/ $constructor("ZodNanoID", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodNanoID.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function schemas_nanoid(params) {
    return core._nanoid(ZodNanoID, params);
}
/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link ZodCUID2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
const ZodCUID = /*@__PURE__*/ $constructor("ZodCUID", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodCUID.init(inst, def);
    ZodStringFormat.init(inst, def);
});
/**
 * Validates a CUID v1 string.
 *
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link cuid2 | `z.cuid2()`} instead.
 * See https://github.com/paralleldrive/cuid.
 */
function schemas_cuid(params) {
    return core._cuid(ZodCUID, params);
}
const ZodCUID2 = /*@__PURE__*/ $constructor("ZodCUID2", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodCUID2.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function schemas_cuid2(params) {
    return core._cuid2(ZodCUID2, params);
}
const ZodULID = /*@__PURE__*/ $constructor("ZodULID", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodULID.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function schemas_ulid(params) {
    return core._ulid(ZodULID, params);
}
const ZodXID = /*@__PURE__*/ $constructor("ZodXID", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodXID.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function schemas_xid(params) {
    return core._xid(ZodXID, params);
}
const ZodKSUID = /*@__PURE__*/ $constructor("ZodKSUID", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodKSUID.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function schemas_ksuid(params) {
    return core._ksuid(ZodKSUID, params);
}
const ZodIPv4 = /*@__PURE__*/ $constructor("ZodIPv4", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodIPv4.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function schemas_ipv4(params) {
    return core._ipv4(ZodIPv4, params);
}
const ZodMAC = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMAC", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    core.$ZodMAC.init(inst, def);
    ZodStringFormat.init(inst, def);
})));
function schemas_mac(params) {
    return core._mac(ZodMAC, params);
}
const ZodIPv6 = /*@__PURE__*/ $constructor("ZodIPv6", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodIPv6.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function schemas_ipv6(params) {
    return core._ipv6(ZodIPv6, params);
}
const ZodCIDRv4 = /*@__PURE__*/ $constructor("ZodCIDRv4", (inst, def) => {
    $ZodCIDRv4.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function schemas_cidrv4(params) {
    return core._cidrv4(ZodCIDRv4, params);
}
const ZodCIDRv6 = /*@__PURE__*/ $constructor("ZodCIDRv6", (inst, def) => {
    $ZodCIDRv6.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function schemas_cidrv6(params) {
    return core._cidrv6(ZodCIDRv6, params);
}
const ZodBase64 = /*@__PURE__*/ $constructor("ZodBase64", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodBase64.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function schemas_base64(params) {
    return core._base64(ZodBase64, params);
}
const ZodBase64URL = /*@__PURE__*/ $constructor("ZodBase64URL", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodBase64URL.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function schemas_base64url(params) {
    return core._base64url(ZodBase64URL, params);
}
const ZodE164 = /*@__PURE__*/ $constructor("ZodE164", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodE164.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function schemas_e164(params) {
    return core._e164(ZodE164, params);
}
const ZodCreditCard = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodCreditCard", (inst, def) => {
    core.$ZodCreditCard.init(inst, def);
    ZodStringFormat.init(inst, def);
})));
function schemas_creditCard(params) {
    return core._creditCard(ZodCreditCard, params);
}
const ZodIBAN = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodIBAN", (inst, def) => {
    core.$ZodIBAN.init(inst, def);
    ZodStringFormat.init(inst, def);
})));
function schemas_iban(params) {
    return core._iban(ZodIBAN, params);
}
const ZodJWT = /*@__PURE__*/ $constructor("ZodJWT", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodJWT.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function jwt(params) {
    return core._jwt(ZodJWT, params);
}
const ZodCustomStringFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodCustomStringFormat", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    core.$ZodCustomStringFormat.init(inst, def);
    ZodStringFormat.init(inst, def);
})));
function stringFormat(format, fnOrRegex, _params = {}) {
    return core._stringFormat(ZodCustomStringFormat, format, fnOrRegex, _params);
}
function schemas_hostname(_params) {
    return core._stringFormat(ZodCustomStringFormat, "hostname", regexes.hostname, _params);
}
function schemas_hex(_params) {
    return core._stringFormat(ZodCustomStringFormat, "hex", regexes.hex, _params);
}
function schemas_currencyCode(_params) {
    return core._stringFormat(ZodCustomStringFormat, "currency_code", regexes.currencyCode, _params);
}
function hash(alg, params) {
    const enc = params?.enc ?? "hex";
    const format = `${alg}_${enc}`;
    const regex = core.regexes[format];
    if (!regex)
        throw new Error(`Unrecognized hash format: ${format}`);
    return core._stringFormat(ZodCustomStringFormat, format, regex, params);
}
const ZodNumber = /*@__PURE__*/ $constructor("ZodNumber", (inst, def) => {
    $ZodNumber.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => numberProcessor(inst, ctx, json, params);
    inst.isFinite = true;
}, 
/*@__PURE__*/ derived({
    minValue: (inst) => {
        const { minimum, exclusiveMinimum } = aggregateChecks(inst);
        return Math.max(minimum ?? Number.NEGATIVE_INFINITY, exclusiveMinimum ?? Number.NEGATIVE_INFINITY);
    },
    maxValue: (inst) => {
        const { maximum, exclusiveMaximum } = aggregateChecks(inst);
        return Math.min(maximum ?? Number.POSITIVE_INFINITY, exclusiveMaximum ?? Number.POSITIVE_INFINITY);
    },
    isInt: (inst) => {
        const { isInt, multipleOf } = aggregateChecks(inst);
        return !!isInt || !!multipleOf?.some(Number.isSafeInteger);
    },
    format: (inst) => aggregateChecks(inst).format ?? null,
}, {
    gt(value, params) {
        return this.check(_gt(value, params));
    },
    gte(value, params) {
        return this.check(_gte(value, params));
    },
    min(value, params) {
        return this.check(_gte(value, params));
    },
    lt(value, params) {
        return this.check(_lt(value, params));
    },
    lte(value, params) {
        return this.check(_lte(value, params));
    },
    max(value, params) {
        return this.check(_lte(value, params));
    },
    int(params) {
        return this.check(schemas_int(params));
    },
    safe(params) {
        return this.check(schemas_int(params));
    },
    positive(params) {
        return this.check(_gt(0, params));
    },
    nonnegative(params) {
        return this.check(_gte(0, params));
    },
    negative(params) {
        return this.check(_lt(0, params));
    },
    nonpositive(params) {
        return this.check(_lte(0, params));
    },
    multipleOf(value, params) {
        return this.check(_multipleOf(value, params));
    },
    step(value, params) {
        return this.check(_multipleOf(value, params));
    },
    finite() {
        return this;
    },
}));
function schemas_number(params) {
    return _number(ZodNumber, params);
}
const ZodNumberFormat = /*@__PURE__*/ $constructor("ZodNumberFormat", (inst, def) => {
    $ZodNumberFormat.init(inst, def);
    ZodNumber.init(inst, def);
});
function schemas_int(params) {
    return _int(ZodNumberFormat, params);
}
function float32(params) {
    return core._float32(ZodNumberFormat, params);
}
function float64(params) {
    return core._float64(ZodNumberFormat, params);
}
function int32(params) {
    return core._int32(ZodNumberFormat, params);
}
function uint32(params) {
    return core._uint32(ZodNumberFormat, params);
}
const ZodBoolean = /*@__PURE__*/ $constructor("ZodBoolean", (inst, def) => {
    $ZodBoolean.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => booleanProcessor(inst, ctx, json, params);
});
function schemas_boolean(params) {
    return _boolean(ZodBoolean, params);
}
const ZodBigInt = /*@__PURE__*/ $constructor("ZodBigInt", (inst, def) => {
    $ZodBigInt.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => bigintProcessor(inst, ctx, json, params);
}, 
/*@__PURE__*/ derived({
    minValue: (inst) => aggregateChecks(inst).minimum ?? null,
    maxValue: (inst) => aggregateChecks(inst).maximum ?? null,
    format: (inst) => aggregateChecks(inst).format ?? null,
}, {
    gte(value, params) {
        return this.check(_gte(value, params));
    },
    min(value, params) {
        return this.check(_gte(value, params));
    },
    gt(value, params) {
        return this.check(_gt(value, params));
    },
    lt(value, params) {
        return this.check(_lt(value, params));
    },
    lte(value, params) {
        return this.check(_lte(value, params));
    },
    max(value, params) {
        return this.check(_lte(value, params));
    },
    positive(params) {
        return this.check(_gt(BigInt(0), params));
    },
    negative(params) {
        return this.check(_lt(BigInt(0), params));
    },
    nonpositive(params) {
        return this.check(_lte(BigInt(0), params));
    },
    nonnegative(params) {
        return this.check(_gte(BigInt(0), params));
    },
    multipleOf(value, params) {
        return this.check(_multipleOf(value, params));
    },
}));
function schemas_bigint(params) {
    return core._bigint(ZodBigInt, params);
}
const ZodBigIntFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodBigIntFormat", (inst, def) => {
    core.$ZodBigIntFormat.init(inst, def);
    ZodBigInt.init(inst, def);
})));
function int64(params) {
    return core._int64(ZodBigIntFormat, params);
}
function uint64(params) {
    return core._uint64(ZodBigIntFormat, params);
}
const ZodSymbol = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodSymbol", (inst, def) => {
    core.$ZodSymbol.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.symbolProcessor(inst, ctx, json, params);
})));
function symbol(params) {
    return core._symbol(ZodSymbol, params);
}
const ZodUndefined = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodUndefined", (inst, def) => {
    core.$ZodUndefined.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.undefinedProcessor(inst, ctx, json, params);
})));
function schemas_undefined(params) {
    return core._undefined(ZodUndefined, params);
}

const ZodNull = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodNull", (inst, def) => {
    core.$ZodNull.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.nullProcessor(inst, ctx, json, params);
})));
function schemas_null(params) {
    return core._null(ZodNull, params);
}

const ZodAny = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodAny", (inst, def) => {
    core.$ZodAny.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.anyProcessor(inst, ctx, json, params);
})));
function any() {
    return core._any(ZodAny);
}
const ZodUnknown = /*@__PURE__*/ $constructor("ZodUnknown", (inst, def) => {
    $ZodUnknown.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => unknownProcessor(inst, ctx, json, params);
});
function unknown() {
    return _unknown(ZodUnknown);
}
const ZodNever = /*@__PURE__*/ $constructor("ZodNever", (inst, def) => {
    $ZodNever.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => neverProcessor(inst, ctx, json, params);
});
function never(params) {
    return _never(ZodNever, params);
}
const ZodVoid = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodVoid", (inst, def) => {
    core.$ZodVoid.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.voidProcessor(inst, ctx, json, params);
})));
function schemas_void(params) {
    return core._void(ZodVoid, params);
}

const ZodDate = /*@__PURE__*/ $constructor("ZodDate", (inst, def) => {
    $ZodDate.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => dateProcessor(inst, ctx, json, params);
    inst.min = (value, params) => inst.check(_gte(value, params));
    inst.max = (value, params) => inst.check(_lte(value, params));
}, 
/*@__PURE__*/ derived({
    minDate: (inst) => {
        const { minimum } = aggregateChecks(inst);
        return minimum ? new Date(minimum) : null;
    },
    maxDate: (inst) => {
        const { maximum } = aggregateChecks(inst);
        return maximum ? new Date(maximum) : null;
    },
}, {}));
function schemas_date(params) {
    return core._date(ZodDate, params);
}
const ZodArray = /*@__PURE__*/ $constructor("ZodArray", (inst, def) => {
    _ensureDefaultMemoizer();
    $ZodArray.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => arrayProcessor(inst, ctx, json, params);
    inst.element = def.element;
}, {
    min(n, params) {
        return this.check(_minLength(n, params));
    },
    nonempty(params) {
        return this.check(_minLength(1, params));
    },
    max(n, params) {
        return this.check(_maxLength(n, params));
    },
    length(n, params) {
        return this.check(_length(n, params));
    },
    unwrap() {
        return this.element;
    },
});
function array(element, params) {
    return _array(ZodArray, element, params);
}
// .keyof
function keyof(schema) {
    const shape = schema._zod.def.shape;
    return schemas_enum(Object.keys(shape));
}
const ZodObject = /*@__PURE__*/ $constructor("ZodObject", (inst, def) => {
    _ensureDefaultMemoizer();
    $ZodObjectJIT.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => objectProcessor(inst, ctx, json, params);
    installLazyProp(inst, "shape", (self) => self._zod.def.shape, false);
}, {
    keyof() {
        return schemas_enum(Object.keys(this._zod.def.shape));
    },
    catchall(catchall) {
        // `mergeDefs` rather than a spread: spreading reads `shape`, and resolving it can mint a whole fresh subtree
        return this.clone(mergeDefs(this._zod.def, { catchall: catchall }));
    },
    passthrough() {
        return this.clone(mergeDefs(this._zod.def, { catchall: unknown() }));
    },
    loose() {
        return this.clone(mergeDefs(this._zod.def, { catchall: unknown() }));
    },
    strict() {
        return this.clone(mergeDefs(this._zod.def, { catchall: never() }));
    },
    strip() {
        return this.clone(mergeDefs(this._zod.def, { catchall: undefined }));
    },
    extend(incoming) {
        return extend(this, incoming);
    },
    safeExtend(incoming) {
        return safeExtend(this, incoming);
    },
    merge(other) {
        return merge(this, other);
    },
    pick(mask) {
        return pick(this, mask);
    },
    omit(mask) {
        return omit(this, mask);
    },
    partial(...args) {
        return partial(ZodOptional, this, args[0]);
    },
    exactPartial(...args) {
        return partial(ZodExactOptional, this, args[0], "exactPartial");
    },
    required(...args) {
        return required(ZodNonOptional, this, args[0]);
    },
});
function object(shape, params) {
    const def = {
        type: "object",
        shape: shape ?? {},
        ...normalizeParams(params),
    };
    return new ZodObject(def);
}
// strictObject
function strictObject(shape, params) {
    return new ZodObject({
        type: "object",
        shape,
        catchall: never(),
        ...util.normalizeParams(params),
    });
}
// looseObject
function looseObject(shape, params) {
    return new ZodObject({
        type: "object",
        shape,
        catchall: unknown(),
        ...util.normalizeParams(params),
    });
}
const ZodUnion = /*@__PURE__*/ $constructor("ZodUnion", (inst, def) => {
    $ZodUnion.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => unionProcessor(inst, ctx, json, params);
    inst.options = def.options;
});
function union(options, params) {
    return new ZodUnion({
        type: "union",
        options: options,
        ...normalizeParams(params),
    });
}
const ZodXor = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodXor", (inst, def) => {
    ZodUnion.init(inst, def);
    core.$ZodXor.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.unionProcessor(inst, ctx, json, params);
    inst.options = def.options;
})));
/** Creates an exclusive union (XOR) where exactly one option must match.
 * Unlike regular unions that succeed when any option matches, xor fails if
 * zero or more than one option matches the input. */
function xor(options, params) {
    return new ZodXor({
        type: "union",
        options: options,
        inclusive: false,
        ...util.normalizeParams(params),
    });
}
const ZodDiscriminatedUnion = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodDiscriminatedUnion", (inst, def) => {
    ZodUnion.init(inst, def);
    core.$ZodDiscriminatedUnion.init(inst, def);
})));
function discriminatedUnion(discriminator, options, params) {
    // const [options, params] = args;
    return new ZodDiscriminatedUnion({
        type: "union",
        options: options,
        discriminator,
        ...util.normalizeParams(params),
    });
}
const ZodIntersection = /*@__PURE__*/ $constructor("ZodIntersection", (inst, def) => {
    $ZodIntersection.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => intersectionProcessor(inst, ctx, json, params);
});
function intersection(left, right) {
    return new ZodIntersection({
        type: "intersection",
        left: left,
        right: right,
    });
}
const ZodTuple = /*@__PURE__*/ $constructor("ZodTuple", (inst, def) => {
    _ensureDefaultMemoizer();
    $ZodTuple.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => tupleProcessor(inst, ctx, json, params);
}, {
    rest(rest) {
        return this.clone({
            ...this._zod.def,
            rest: rest,
        });
    },
    partial() {
        const def = this._zod.def;
        // a refinement was authored against the full arity; partialing would run it on a shorter array
        if (def.checks?.length)
            throw new Error(".partial() cannot be used on tuple schemas containing refinements");
        return this.clone({
            ...def,
            items: def.items.map((item) => new ZodOptional({ type: "optional", innerType: item })),
        });
    },
});
function tuple(items, _paramsOrRest, _params) {
    const hasRest = _paramsOrRest instanceof core.$ZodType;
    const params = hasRest ? _params : _paramsOrRest;
    const rest = hasRest ? _paramsOrRest : null;
    return new ZodTuple({
        type: "tuple",
        items: items,
        rest,
        ...util.normalizeParams(params),
    });
}
const ZodRecord = /*@__PURE__*/ $constructor("ZodRecord", (inst, def) => {
    _ensureDefaultMemoizer();
    $ZodRecord.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => recordProcessor(inst, ctx, json, params);
    inst.keyType = def.keyType;
    inst.valueType = def.valueType;
});
function record(keyType, valueType, params) {
    // v3-compat: z.record(valueType, params?) — defaults keyType to z.string()
    if (!valueType || !valueType._zod) {
        return new ZodRecord({
            type: "record",
            keyType: schemas_string(),
            valueType: keyType,
            ...normalizeParams(valueType),
        });
    }
    return new ZodRecord({
        type: "record",
        keyType,
        valueType: valueType,
        ...normalizeParams(params),
    });
}
// type alksjf = core.output<core.$ZodRecordKey>;
function partialRecord(keyType, valueType, params) {
    return new ZodRecord({
        type: "record",
        keyType,
        valueType: valueType,
        ...util.normalizeParams(params),
        partial: true,
    });
}
function looseRecord(keyType, valueType, params) {
    return new ZodRecord({
        type: "record",
        keyType,
        valueType: valueType,
        mode: "loose",
        ...util.normalizeParams(params),
    });
}
const ZodMap = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMap", (inst, def) => {
    _ensureDefaultMemoizer();
    core.$ZodMap.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.mapProcessor(inst, ctx, json, params);
    inst.keyType = def.keyType;
    inst.valueType = def.valueType;
    inst.min = (...args) => inst.check(core._minSize(...args));
    inst.nonempty = (params) => inst.check(core._minSize(1, params));
    inst.max = (...args) => inst.check(core._maxSize(...args));
    inst.size = (...args) => inst.check(core._size(...args));
})));
function map(keyType, valueType, params) {
    return new ZodMap({
        type: "map",
        keyType: keyType,
        valueType: valueType,
        ...util.normalizeParams(params),
    });
}
const ZodSet = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodSet", (inst, def) => {
    _ensureDefaultMemoizer();
    core.$ZodSet.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.setProcessor(inst, ctx, json, params);
    inst.min = (...args) => inst.check(core._minSize(...args));
    inst.nonempty = (params) => inst.check(core._minSize(1, params));
    inst.max = (...args) => inst.check(core._maxSize(...args));
    inst.size = (...args) => inst.check(core._size(...args));
})));
function set(valueType, params) {
    return new ZodSet({
        type: "set",
        valueType: valueType,
        ...util.normalizeParams(params),
    });
}
const ZodEnum = /*@__PURE__*/ $constructor("ZodEnum", (inst, def) => {
    $ZodEnum.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => enumProcessor(inst, ctx, json, params);
    inst.enum = def.entries;
    // reuse the parsed value set so a numeric TS enum's reverse-mapping keys stay out
    inst.options = [...inst._zod.values];
    const keys = new Set(Object.keys(def.entries));
    inst.extract = (values, params) => {
        const newEntries = {};
        for (const value of values) {
            if (keys.has(value)) {
                newEntries[value] = def.entries[value];
            }
            else
                throw new Error(`Key ${value} not found in enum`);
        }
        return new ZodEnum({
            ...def,
            checks: [],
            ...normalizeParams(params),
            entries: newEntries,
        });
    };
    inst.exclude = (values, params) => {
        const newEntries = { ...def.entries };
        for (const value of values) {
            if (keys.has(value)) {
                delete newEntries[value];
            }
            else
                throw new Error(`Key ${value} not found in enum`);
        }
        return new ZodEnum({
            ...def,
            checks: [],
            ...normalizeParams(params),
            entries: newEntries,
        });
    };
});
function schemas_enum(values, params) {
    const entries = Array.isArray(values) ? Object.fromEntries(values.map((v) => [v, v])) : values;
    return new ZodEnum({
        type: "enum",
        entries,
        ...normalizeParams(params),
    });
}

/** @deprecated This API has been merged into `z.enum()`. Use `z.enum()` instead.
 *
 * ```ts
 * enum Colors { red, green, blue }
 * z.enum(Colors);
 * ```
 */
function nativeEnum(entries, params) {
    return new ZodEnum({
        type: "enum",
        entries,
        ...util.normalizeParams(params),
    });
}
const ZodLiteral = /*@__PURE__*/ $constructor("ZodLiteral", (inst, def) => {
    $ZodLiteral.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => literalProcessor(inst, ctx, json, params);
    inst.values = new Set(def.values);
    Object.defineProperty(inst, "value", {
        get() {
            if (def.values.length > 1) {
                throw new Error("This schema contains multiple valid literal values. Use `.values` instead.");
            }
            return def.values[0];
        },
    });
});
function literal(value, params) {
    return new ZodLiteral({
        type: "literal",
        values: Array.isArray(value) ? value : [value],
        ...normalizeParams(params),
    });
}
const ZodFile = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodFile", (inst, def) => {
    core.$ZodFile.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.fileProcessor(inst, ctx, json, params);
    inst.min = (size, params) => inst.check(core._minSize(size, params));
    inst.max = (size, params) => inst.check(core._maxSize(size, params));
    inst.mime = (types, params) => inst.check(core._mime(Array.isArray(types) ? types : [types], params));
})));
function file(params) {
    return core._file(ZodFile, params);
}
const ZodTransform = /*@__PURE__*/ $constructor("ZodTransform", (inst, def) => {
    _ensureDefaultMemoizer();
    $ZodTransform.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => transformProcessor(inst, ctx, json, params);
    inst._zod.parse = (payload, _ctx) => {
        if (_ctx.direction === "backward") {
            throw new $ZodEncodeError(inst.constructor.name);
        }
        payload.addIssue = (issue) => {
            if (typeof issue === "string") {
                payload.issues.push(util_issue(issue, payload.value, def));
            }
            else {
                // for Zod 3 backwards compatibility
                const _issue = issue;
                if (_issue.fatal)
                    _issue.continue = false;
                _issue.code ?? (_issue.code = "custom");
                if (!("input" in _issue))
                    _issue.input = payload.value;
                _issue.inst ?? (_issue.inst = inst);
                // _issue.continue ??= true;
                payload.issues.push(util_issue(_issue));
            }
        };
        const output = def.transform(payload.value, payload);
        if (output instanceof Promise) {
            return output.then((output) => {
                payload.value = output;
                return payload;
            });
        }
        payload.value = output;
        return payload;
    };
});
function transform(fn) {
    return new ZodTransform({
        type: "transform",
        transform: fn,
    });
}
const ZodOptional = /*@__PURE__*/ $constructor("ZodOptional", (inst, def) => {
    $ZodOptional.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => optionalProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.innerType;
});
function optional(innerType) {
    return new ZodOptional({
        type: "optional",
        innerType: innerType,
    });
}
const ZodExactOptional = /*@__PURE__*/ $constructor("ZodExactOptional", (inst, def) => {
    $ZodExactOptional.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => optionalProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.innerType;
});
function exactOptional(innerType) {
    return new ZodExactOptional({
        type: "optional",
        innerType: innerType,
    });
}
const ZodNullable = /*@__PURE__*/ $constructor("ZodNullable", (inst, def) => {
    $ZodNullable.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => nullableProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.innerType;
});
function nullable(innerType) {
    return new ZodNullable({
        type: "nullable",
        innerType: innerType,
    });
}
// nullish
function schemas_nullish(innerType) {
    return optional(nullable(innerType));
}
const ZodDefault = /*@__PURE__*/ $constructor("ZodDefault", (inst, def) => {
    $ZodDefault.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => defaultProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.innerType;
    inst.removeDefault = inst.unwrap;
});
function schemas_default(innerType, defaultValue) {
    return new ZodDefault({
        type: "default",
        innerType: innerType,
        get defaultValue() {
            return typeof defaultValue === "function" ? defaultValue() : shallowClone(defaultValue);
        },
    });
}
const ZodPrefault = /*@__PURE__*/ $constructor("ZodPrefault", (inst, def) => {
    $ZodPrefault.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => prefaultProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.innerType;
});
function prefault(innerType, defaultValue) {
    return new ZodPrefault({
        type: "prefault",
        innerType: innerType,
        get defaultValue() {
            return typeof defaultValue === "function" ? defaultValue() : shallowClone(defaultValue);
        },
    });
}
const ZodNonOptional = /*@__PURE__*/ $constructor("ZodNonOptional", (inst, def) => {
    $ZodNonOptional.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => nonoptionalProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.innerType;
});
function nonoptional(innerType, params) {
    return new ZodNonOptional({
        type: "nonoptional",
        innerType: innerType,
        ...normalizeParams(params),
    });
}
const ZodSuccess = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodSuccess", (inst, def) => {
    core.$ZodSuccess.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.successProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.innerType;
})));
function success(innerType) {
    return new ZodSuccess({
        type: "success",
        innerType: innerType,
    });
}
const ZodCatch = /*@__PURE__*/ $constructor("ZodCatch", (inst, def) => {
    $ZodCatch.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => catchProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.innerType;
    inst.removeCatch = inst.unwrap;
});
function schemas_catch(innerType, catchValue) {
    return new ZodCatch({
        type: "catch",
        innerType: innerType,
        catchValue: (typeof catchValue === "function" ? catchValue : constantCatch(catchValue)),
    });
}

const ZodNaN = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodNaN", (inst, def) => {
    core.$ZodNaN.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.nanProcessor(inst, ctx, json, params);
})));
function nan(params) {
    return core._nan(ZodNaN, params);
}
const ZodPipe = /*@__PURE__*/ $constructor("ZodPipe", (inst, def) => {
    $ZodPipe.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => pipeProcessor(inst, ctx, json, params);
    inst.in = def.in;
    inst.out = def.out;
});
function pipe(in_, out) {
    return new ZodPipe({
        type: "pipe",
        in: in_,
        out: out,
        // ...util.normalizeParams(params),
    });
}
const ZodCodec = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodCodec", (inst, def) => {
    ZodPipe.init(inst, def);
    core.$ZodCodec.init(inst, def);
})));
function codec(in_, out, params) {
    return new ZodCodec({
        type: "pipe",
        in: in_,
        out: out,
        transform: params.decode,
        reverseTransform: params.encode,
    });
}
function invertCodec(codec) {
    const def = codec._zod.def;
    return new ZodCodec({
        type: "pipe",
        in: def.out,
        out: def.in,
        transform: def.reverseTransform,
        reverseTransform: def.transform,
    });
}
const ZodPreprocess = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodPreprocess", (inst, def) => {
    ZodPipe.init(inst, def);
    core.$ZodPreprocess.init(inst, def);
})));
const ZodReadonly = /*@__PURE__*/ $constructor("ZodReadonly", (inst, def) => {
    $ZodReadonly.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => readonlyProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.innerType;
});
function readonly(innerType) {
    return new ZodReadonly({
        type: "readonly",
        innerType: innerType,
    });
}
const ZodTemplateLiteral = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodTemplateLiteral", (inst, def) => {
    core.$ZodTemplateLiteral.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.templateLiteralProcessor(inst, ctx, json, params);
})));
function templateLiteral(parts, params) {
    return new ZodTemplateLiteral({
        type: "template_literal",
        parts,
        ...util.normalizeParams(params),
    });
}
const ZodLazy = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodLazy", (inst, def) => {
    core.$ZodLazy.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.lazyProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.getter();
})));
function lazy(getter) {
    return new ZodLazy({
        type: "lazy",
        getter: getter,
    });
}
const ZodPromise = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodPromise", (inst, def) => {
    core.$ZodPromise.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.promiseProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.innerType;
})));
function promise(innerType) {
    return new ZodPromise({
        type: "promise",
        innerType: innerType,
    });
}
const ZodFunction = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodFunction", (inst, def) => {
    core.$ZodFunction.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.functionProcessor(inst, ctx, json, params);
})));
function _function(params) {
    return new ZodFunction({
        type: "function",
        input: Array.isArray(params?.input) ? tuple(params?.input) : (params?.input ?? array(unknown())),
        output: params?.output ?? unknown(),
    });
}

const ZodCustom = /*@__PURE__*/ $constructor("ZodCustom", (inst, def) => {
    $ZodCustom.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => customProcessor(inst, ctx, json, params);
});
// custom checks
function check(fn) {
    const ch = new core.$ZodCheck({
        check: "custom",
        // ...util.normalizeParams(params),
    });
    ch._zod.check = fn;
    return ch;
}
function custom(fn, _params) {
    return core._custom(ZodCustom, fn ?? (() => true), _params);
}
function refine(fn, _params = {}) {
    return _refine(ZodCustom, fn, _params);
}
// superRefine
function superRefine(fn, params) {
    return _superRefine(fn, params);
}
// Re-export describe and meta from core
const schemas_describe = describe;
const schemas_meta = meta;
const ZodInstanceOf = /*@__PURE__*/ $constructor("ZodInstanceOf", (inst, def) => {
    ZodCustom.init(inst, def);
}, {
    properties(shape, params) {
        // asserts in place, so the narrowed output type is truthful without a wrapper
        return this.check(_properties(shape, params));
    },
});
function _instanceof(cls, params = {}) {
    const inst = new ZodInstanceOf({
        type: "custom",
        check: "custom",
        fn: (data) => data instanceof cls,
        abort: true,
        ...util.normalizeParams(params),
    });
    inst._zod.bag.Class = cls;
    // Override check to emit invalid_type instead of custom
    inst._zod.check = (payload) => {
        if (!(payload.value instanceof cls)) {
            payload.issues.push({
                code: "invalid_type",
                expected: cls.name,
                input: payload.value,
                inst,
                path: [...(inst._zod.def.path ?? [])],
            });
        }
    };
    return inst;
}

// stringbool
const stringbool = (...args) => core._stringbool({
    Codec: ZodCodec,
    Boolean: ZodBoolean,
    String: ZodString,
}, ...args);
function json(params) {
    const jsonSchema = lazy(() => {
        return union([schemas_string(params), schemas_number(), schemas_boolean(), schemas_null(), array(jsonSchema), record(schemas_string(), jsonSchema)]);
    });
    return jsonSchema;
}
// preprocess
function preprocess(fn, schema) {
    return new ZodPreprocess({
        type: "pipe",
        in: transform(fn),
        out: schema,
    });
}

// EXTERNAL MODULE: ./build/errors.js
var errors = __nccwpck_require__(9473);
;// CONCATENATED MODULE: ./build/entra/claims.js


/** App id of "Office 365 Management APIs", which Entra ID may write as the audience instead of its address. */
const MANAGEMENT_API_APP_ID = 'c5393580-f805-4401-95e8-94b7a6ef2fc2';
const NEEDED_ROLE = 'ActivityFeed.Read';
const CLAIMS = object({
    iss: schemas_string().optional(),
    sub: schemas_string().optional(),
    aud: schemas_string().optional(),
    tid: schemas_string().optional(),
    roles: array(schemas_string()).optional(),
});
/** Decodes the claims of a JWT without verifying it; `undefined` when the text is not a JWT. */
function claimsOf(token) {
    const [, payload, signature] = token.split('.');
    if (payload === undefined || signature === undefined)
        return undefined;
    try {
        return CLAIMS.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))).data;
    }
    catch (error) {
        if (error instanceof SyntaxError)
            return undefined;
        throw error;
    }
}
/**
 * Checks an access token before its first use: audience, tenant and the role ActivityFeed.Read.
 * An opaque token passes, and so does a claim that is not there. Throws a {@link SignInError} that says what is missing.
 */
function checkAccessToken(token, expected) {
    const claims = claimsOf(token);
    if (claims === undefined)
        return;
    const audience = claims.aud?.replace(/\/$/, '');
    if (audience !== undefined && ![...expected.audiences, MANAGEMENT_API_APP_ID].includes(audience)) {
        throw new errors/* SignInError */.Jj(`Entra ID gave a token for the audience ${JSON.stringify(audience)} instead of ${expected.audiences[0]}.`, 'Set the input cloud to the cloud of the tenant, and check management-api and entra in service-urls.');
    }
    if (claims.tid !== undefined && claims.tid.toLowerCase() !== expected.tenantId) {
        throw new errors/* SignInError */.Jj(`Entra ID gave a token of the tenant ${JSON.stringify(claims.tid)} instead of ${expected.tenantId}.`, 'Check tenant-id, and entra in service-urls.');
    }
    if (!claims.roles?.includes(NEEDED_ROLE)) {
        throw new errors/* SignInError */.Jj(`The app registration does not have the application permission ${NEEDED_ROLE} with admin consent.`, `Add the application (not delegated) permission ${NEEDED_ROLE} of Office 365 Management APIs to the app registration and grant admin consent; a new consent takes some minutes.`);
    }
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(8161);
;// CONCATENATED MODULE: ./build/inputs/run-context.js




/** Events that only people with write access to the repository, or its schedule, can start. */
const TRUSTED_EVENTS = [
    'schedule',
    'workflow_dispatch',
    'push',
    'repository_dispatch',
];
const eventSchema = object({
    repository: object({
        visibility: schemas_string().nullish(),
        private: schemas_boolean().nullish(),
        default_branch: schemas_string().nullish(),
    }),
});
/**
 * Reads what the runner says about the run.
 * @see https://docs.github.com/actions/reference/workflows-and-actions/variables
 * @throws {StoreError} when this is not a runner, or the run was started by an event that untrusted users can trigger.
 */
function readRunContext(environment) {
    // A variable that a workflow sets to an expression that gives nothing is there, and empty.
    const optional = (name) => environment[name] || undefined;
    const required = (name) => {
        const value = optional(name);
        if (value !== undefined)
            return value;
        throw new errors/* StoreError */.AD(`${name} is not set`, 'Run this action as a step of a GitHub Actions workflow.');
    };
    const address = (name, usual) => {
        const url = URL.parse(optional(name) ?? usual);
        if (url !== null)
            return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
        throw new errors/* StoreError */.AD(`${name} is not a URL`, 'Run this action as a step of a GitHub Actions workflow.');
    };
    requireTrustedEvent(environment.GITHUB_EVENT_NAME);
    const repository = repositoryIn(optional('GITHUB_EVENT_PATH'));
    return {
        workspace: required('GITHUB_WORKSPACE'),
        temporary: optional('RUNNER_TEMP') ?? (0,external_node_os_.tmpdir)(),
        repository: required('GITHUB_REPOSITORY'),
        serverUrl: address('GITHUB_SERVER_URL', 'https://github.com'),
        apiUrl: address('GITHUB_API_URL', 'https://api.github.com'),
        runId: required('GITHUB_RUN_ID'),
        runAttempt: optional('GITHUB_RUN_ATTEMPT') ?? '1',
        visibility: visibilityOf(repository),
        defaultBranch: repository.default_branch ?? undefined,
        ownBranch: optional('GITHUB_REF_TYPE') === 'branch' ? optional('GITHUB_REF_NAME') : undefined,
        workflow: /^[^/]+\/[^/]+\/(.+?\.ya?ml)@refs\//.exec(optional('GITHUB_WORKFLOW_REF') ?? '')?.[1],
        retentionLimitDays: wholeDays(optional('GITHUB_RETENTION_DAYS')),
    };
}
function wholeDays(text) {
    return text !== undefined && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
}
function requireTrustedEvent(event) {
    if (event === undefined || TRUSTED_EVENTS.includes(event))
        return;
    throw new errors/* StoreError */.AD(`The event ${JSON.stringify(event)} can be triggered by untrusted users, and this action holds the keys to an audit log`, `Start the workflow with ${TRUSTED_EVENTS.join(', ')}.`);
}
/** Reads the repository out of the event's payload; a payload that says nothing of it leaves everything open. */
function repositoryIn(path) {
    if (path === undefined)
        return {};
    try {
        return eventSchema.parse(JSON.parse((0,external_node_fs_.readFileSync)(path, 'utf8'))).repository;
    }
    catch {
        return {};
    }
}
/** Reads the visibility out of GitHub's description of a repository. */
function visibilityOf(repository) {
    const { visibility, private: isPrivate } = repository;
    if (visibility === 'public' || visibility === 'private' || visibility === 'internal')
        return visibility;
    if (isPrivate === null || isPrivate === undefined)
        return 'unknown';
    return isPrivate ? 'private' : 'public';
}

;// CONCATENATED MODULE: ./build/github/visibility.js



const repositorySchema = object({ visibility: schemas_string().nullish(), private: schemas_boolean().nullish() });
/**
 * Refuses to publish data about users where the world can read it: artifacts, branches, logs and summaries of a public
 * repository are open to everybody. A repository whose visibility cannot be determined counts as public. The owners that an
 * app catalog names are users too, and no setting allows names.
 * Returns who may see it.
 * @param namesOwners whether the app catalog names owners of apps.
 * @param run what the event said, and the number of the attempt.
 * @throws {StoreError}
 */
async function requireFitForUsers(settings, namesOwners, run, github) {
    const { users, publish, allowPublicRepository } = settings;
    const isAboutUsers = users.mode !== 'none' || namesOwners;
    if (!isAboutUsers || (!publish.artifact && !publish.branch)) {
        return { words: 'no data about users is published', isInternal: false };
    }
    const verdict = stricterOf(run, await askVisibility(github));
    if (verdict.kind === 'private')
        return { words: 'private', isInternal: false };
    if (verdict.kind === 'internal') {
        return { words: 'internal: every member of the enterprise can read it', isInternal: true };
    }
    const mayHavePseudonyms = users.mode === 'none' || (users.mode === 'pseudonym' && allowPublicRepository);
    if (!mayHavePseudonyms || namesOwners)
        throw refusal(verdict, mayHavePseudonyms ? undefined : users.mode);
    const what = verdict.kind === 'unknown'
        ? `cannot determine whether it is public (${verdict.cause.message});`
        : 'public, and';
    return { words: `${what} pseudonyms are allowed there by allow-public-repository`, isInternal: false };
}
/**
 * The stricter of what the event said and what GitHub says now: a repository may have become public since. Where GitHub does
 * not tell, the event counts, but not that of a re-run: it is the one of the first attempt, perhaps of weeks ago.
 */
function stricterOf({ visibility: stated, runAttempt }, answer) {
    if (answer instanceof errors/* StoreError */.AD) {
        const isFresh = runAttempt === '1' && stated !== 'unknown';
        return isFresh || stated === 'public' ? { kind: stated } : { kind: 'unknown', cause: answer };
    }
    if (answer === 'public')
        return { kind: 'public' };
    if (stated === 'public')
        return { kind: 'was-public' };
    return { kind: answer === 'internal' || stated === 'internal' ? 'internal' : 'private' };
}
async function askVisibility(github) {
    try {
        const visibility = visibilityOf(await github.get('', repositorySchema));
        if (visibility !== 'unknown')
            return visibility;
        return new errors/* StoreError */.AD('GitHub names no visibility', 'Run the workflow again later.');
    }
    catch (error) {
        if (error instanceof errors/* StoreError */.AD)
            return error;
        throw error;
    }
}
/** @param mode what the snapshot would hold; `undefined` when the owners in the app catalog are all that is in the way. */
function refusal(obstacle, mode) {
    if (obstacle.kind === 'unknown') {
        const { cause } = obstacle;
        return new errors/* StoreError */.AD(`Cannot determine whether this repository is public: ${cause.message}. Until that is known, no data about users is published`, cause.remedy, { cause });
    }
    const what = obstacle.kind === 'public'
        ? 'This repository is public'
        : 'This repository was public when the event of this run happened';
    const holds = mode === undefined
        ? 'and the app catalog names owners of apps, who are users'
        : `and with users: ${mode} the snapshot holds data about users`;
    return new errors/* StoreError */.AD(`${what}, ${holds}`, remedyOf(obstacle.kind, mode));
}
function remedyOf(kind, mode) {
    if (kind === 'was-public')
        return 'Start a new run, not a re-run: its event says what the repository is now.';
    return mode === undefined
        ? 'Use a private repository, or leave the column owner out of the app catalog or empty.'
        : 'Use a private repository, or set users to none; or, with users: pseudonym and the consent of the data controller, set allow-public-repository to true.';
}

// EXTERNAL MODULE: ./build/instants.js
var instants = __nccwpck_require__(9144);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
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
            const pseudonym = (id) => {
                let key = known.get(id);
                if (key === undefined) {
                    key = (0,external_node_crypto_.createHmac)('sha256', users.key).update(`${tenantId}\0${id}`).digest('hex').slice(0, 32);
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

;// CONCATENATED MODULE: ./build/report/markdown.js
// Marks that change the direction of text, or cannot be seen.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;
const LONGEST_NAME = 80;
// What GitHub Markdown, HTML or a table would act upon: also mentions, references, emoji names, formulas and bare links.
const ACTIVE = /[\\`*_[\]<>&|~#@$!{}]|(?<!\d):|:(?!\d)|(?<=www)\./gi;
/**
 * Returns text that people wrote, such as a name of an app, as Markdown that shows it and does nothing else: every
 * character with a meaning becomes an entity, line breaks and invisible marks a blank. More than `longest` characters
 * are cut.
 */
function escapeMarkdown(text, longest = LONGEST_NAME) {
    const visible = text.toWellFormed().replace(INVISIBLE, ' ').trim();
    const characters = [...visible];
    const short = characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : visible;
    return short.replace(ACTIVE, (character) => `&#${character.charCodeAt(0)};`);
}
/** Returns a Markdown table. Cells are Markdown already. */
function table(header, rows) {
    const line = (cells) => `| ${cells.join(' | ')} |`;
    return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

;// CONCATENATED MODULE: ./build/report/check-summary.js

const LONGEST_LINE = 2_000;
/** Returns the job summary of a check as GitHub Markdown. */
function checkSummary(findings) {
    const rows = findings.map(({ what, ok, line }) => [
        ok ? '✅' : '❌',
        escapeMarkdown(what),
        escapeMarkdown(line, LONGEST_LINE),
    ]);
    return `## Check of Audit Log Sync\n\n${table(['', 'What', 'Found'], rows)}\n\nNothing was written.\n`;
}

;// CONCATENATED MODULE: ./build/report/run-report.js

/** Returns the counts of a run. */
function recordCountsOf({ collected, merged }) {
    return {
        records: collected.records,
        added: merged.added,
        duplicates: merged.duplicates,
        otherOperations: collected.other + collected.events.length + merged.tooOld,
        unreadable: collected.unreadable.length,
    };
}
/** Returns a number for people: 12,345. */
function run_report_number(value) {
    return value.toLocaleString('en-US');
}
/** Returns a count with its noun: "1 blob", "2 blobs". */
function plural(count, one, many = `${one}s`) {
    return `${run_report_number(count)} ${count === 1 ? one : many}`;
}
/** Returns content time for people: "2026-11-21T06:00:00Z to 2026-11-22T06:00:00Z". */
function span({ start, end }) {
    return `${(0,instants/* isoSecond */.u$)(start)} to ${(0,instants/* isoSecond */.u$)(end)}`;
}

;// CONCATENATED MODULE: ./build/launches/ids.js
const ENVIRONMENT_ID = /^(?:default-|legacy-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Whether a lower-case text is the id of an environment, and not its display name. */
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
/** Returns an id, lower-case. Some events carry a resource path in place of the id: the id is what stands after the last slash. */
function idOf(value) {
    if (value === undefined)
        return null;
    if (isGuid(value))
        return value;
    const id = value
        .slice(value.lastIndexOf('/') + 1)
        .trim()
        .toLowerCase();
    return id === '' ? null : id;
}

;// CONCATENATED MODULE: ./build/snapshot/app-catalog.js


/** Headers that a column can have, the best first. PowerShell calls the id of an app or environment its name. */
const HEADERS = {
    name: [/^(?:app_?)?display_?name$/, /^(?:app_?)?name$/],
    id: [/^(?:app_?)?id(?:entifier)?$/, /^app_?name$/],
    owner: [/^(?:app_?)?owner(?:_?(?:display)?_?name)?$/, /^(?:app_?)?owner_?(?:upn|e?mail)$/],
    environmentId: [/^environment_?id(?:entifier)?$/, /^environment_?name$/, /^environment$/],
    environmentName: [/^environment_?display_?name$/, /^environment_?name$/, /^environment$/],
};
/**
 * Reads an app catalog: CSV with a header, one row for each app. The columns are found by their names, such as "app id",
 * "display name", "owner" and "environment" (an id or a name). `path` names the file in errors.
 * @throws {StoreError} when it is not CSV or lacks id or name.
 */
async function parseAppCatalog(text, path) {
    const { parse } = await __nccwpck_require__.e(/* import() */ 175).then(__nccwpck_require__.bind(__nccwpck_require__, 5175));
    let rows;
    try {
        const options = { bom: true, skip_empty_lines: true, relax_column_count: true };
        rows = parse(text, { ...options, delimiter: delimiterOf(text) });
    }
    catch (cause) {
        throw new errors/* StoreError */.AD(`The app catalog ${JSON.stringify(path)} is not CSV`, REMEDY, { cause });
    }
    const header = (rows[0] ?? []).map((name) => name
        .trim()
        .toLowerCase()
        .replaceAll(/[\s-]+/g, '_'));
    const name = columnOf(header, HEADERS.name);
    const id = columnOf(header, HEADERS.id);
    if (id < 0 || name < 0 || id === name) {
        throw new errors/* StoreError */.AD(`The app catalog ${JSON.stringify(path)} has no columns "app id" and "display name"`, REMEDY);
    }
    const owner = columnOf(header, HEADERS.owner);
    const environmentId = columnOf(header, HEADERS.environmentId);
    const environmentName = columnOf(header, HEADERS.environmentName);
    const apps = rows.slice(1).flatMap((row) => {
        const appId = idOf(textOf(row[id]));
        if (appId === null)
            return [];
        const environment = textOf(row[environmentId])?.toLowerCase() ?? '';
        const named = textOf(row[environmentName]) ?? '';
        const app = {
            name: textOf(row[name]) ?? null,
            owner: textOf(row[owner]) ?? null,
            environmentId: isEnvironmentId(environment) ? environment : null,
            environmentName: named === '' || isEnvironmentId(named.toLowerCase()) ? null : named,
        };
        return [[appId, app]];
    });
    return new Map(apps);
}
/** Returns the number of apps that have an owner in the catalog. */
function ownersIn(catalog) {
    return [...catalog.values()].filter(({ owner }) => owner !== null).length;
}
const REMEDY = 'Give app-catalog a CSV file with a header and the columns "app id" and "display name".';
/** Excel separates by semicolons where a comma is the decimal sign, and by tabs in its Unicode text. */
function delimiterOf(text) {
    const header = /^[^\r\n]*/.exec(text)?.[0] ?? '';
    const counted = [',', ';', '\t'].map((mark) => ({ mark, count: header.split(mark).length }));
    return counted.sort((a, b) => b.count - a.count)[0]?.mark ?? ',';
}
function columnOf(header, patterns) {
    const found = patterns.map((pattern) => header.findIndex((name) => pattern.test(name)));
    return found.find((index) => index >= 0) ?? -1;
}
function textOf(cell) {
    const text = cell?.trim().toWellFormed();
    return text === '' ? undefined : text;
}

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __nccwpck_require__(8522);
// EXTERNAL MODULE: ./build/http/send.js + 14 modules
var http_send = __nccwpck_require__(470);
;// CONCATENATED MODULE: ./build/http/body.js



const inflaters = { gzip: external_node_zlib_.gunzipSync, deflate: external_node_zlib_.inflateSync, br: external_node_zlib_.brotliDecompressSync };
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
    if (bytes[0] === 0xff && bytes[1] === 0xfe)
        return Buffer.from(bytes.subarray(2).toString('utf16le'));
    if (bytes[0] === 0xfe && bytes[1] === 0xff)
        return fromBigEndian(bytes.subarray(2));
    if (bytes[0] === 0x5b && bytes[1] === 0)
        return Buffer.from(bytes.toString('utf16le'));
    if (bytes[0] === 0 && bytes[1] === 0x5b)
        return fromBigEndian(bytes);
    return bytes;
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
 * @throws {ContentError} when they are not JSON.
 */
function parseJson(bytes) {
    try {
        return JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''));
    }
    catch (cause) {
        throw new errors/* ContentError */.yg(`the response of ${bytes.length} bytes is not JSON`, 'It is requested again.', {
            cause,
        });
    }
}
/** What is read of the body of an error, in bytes: its code stands at the beginning. */
const ERROR_BODY_BYTES = 64 * 1024;
/** Returns the beginning of an error's body, which may be compressed like any other; what does not inflate, as it came. */
function decodedErrorBody(response) {
    try {
        return decodeBody(bodyOf(response), ERROR_BODY_BYTES);
    }
    catch {
        return response.body;
    }
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
    try {
        return inflaters[kind](bytes, { maxOutputLength: maxBytes, chunkSize: sizeHint(kind, bytes) });
    }
    catch (cause) {
        if (cause instanceof RangeError && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE') {
            throw new http_send/* BodyTooLargeError */.Au(maxBytes, 'inflated');
        }
        const what = `The ${bytes.length} bytes of ${kind} are cut short or corrupt: ${(0,errors/* messageOf */.bD)(cause)}`;
        throw new errors/* ContentError */.yg(what, 'The blob is read again.', { cause });
    }
}
/**
 * A gzip stream ends with its inflated size (RFC 1952, ISIZE): a buffer of that size saves copies. Only a hint. More than
 * the pool, so that no small body lies in it, where its memory cannot be given back.
 */
function sizeHint(kind, bytes) {
    const stated = kind === 'gzip' && bytes.length >= 18 ? bytes.readUInt32LE(bytes.length - 4) : 64 * 1024;
    return Math.min(Math.max(stated + 64, Buffer.poolSize + 1), 64 * 1024 * 1024);
}
function fromBigEndian(bytes) {
    const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
    return Buffer.from(even.swap16().toString('utf16le'));
}

;// CONCATENATED MODULE: ./build/http/retry.js
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;
/** Returns by how many ms the service's clock is ahead of `now`; `undefined` when the response does not tell. */
function clockSkewMs(headers, now) {
    const date = Date.parse(headers.get('date') ?? '');
    return Number.isNaN(date) ? undefined : date - now;
}
/**
 * Returns `Retry-After`, seconds or a date (RFC 9110, 10.2.3), as ms from `now`, the service's time in ms since 1970;
 * `undefined` when it is missing, blank or neither.
 */
function retryAfterMs(headers, now) {
    const value = headers.get('retry-after')?.trim();
    if (value === undefined || value === '')
        return undefined;
    // Date.parse makes a date of much that is not one, such as "1.5".
    const at = /^\d+$/.test(value) ? now + Number(value) * 1000 : Date.parse(/ GMT$/.test(value) ? value : '');
    return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
/** Returns the pause after so many tries in ms: exponential back-off with full jitter. `random` is in [0, 1). */
function backOffMs(tries, random) {
    return random * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries);
}
/**
 * Returns the pause before the next try in ms. A service that names no time worth the name again and again would have all
 * tries at once: from the second on the back-off is the least.
 */
function pauseMs(tries, named, random) {
    const own = backOffMs(tries, random);
    if (named === undefined)
        return own;
    return tries === 1 ? named : Math.max(named, own);
}

;// CONCATENATED MODULE: ./build/http/client.js



/** Returns the client of one service: the one place where requests are limited, signed, sent, judged and tried again. */
function createClient(options) {
    const { send, clock, random, debug, origin, tokens, retry, limiter, judge, failure } = options;
    let skew = 0;
    let requests = 0;
    async function sendInTurn(question, tries) {
        const { method, url, headers, body, maxBytes, sink } = question;
        // Not before there is room for it: the wait may have outlived a token. And before its turn: to sign in may take
        // time, and the limiter counts from the turn.
        const token = await tokens?.get();
        await limiter?.turn();
        requests += 1;
        const length = method === 'POST' && body === undefined ? { 'content-length': '0' } : {};
        const signed = token === undefined ? {} : { authorization: `Bearer ${token}` };
        const started = clock.now();
        const line = (end) => {
            const { host, pathname } = new URL(url);
            debug(`${method} ${host}${pathname}: ${end}, ${Math.round(clock.now() - started)} ms, try ${tries}`);
        };
        try {
            const response = await send({
                method,
                url,
                headers: { ...headers, ...length, ...signed },
                body,
                maxBytes,
                sink,
            });
            line(`status ${response.status}, ${response.body.length} bytes`);
            return { response, token: token ?? '' };
        }
        catch (error) {
            line(error instanceof Error ? error.message : 'failed');
            throw error;
        }
    }
    async function attempt(question, tries) {
        const { purpose, read, accepts = isSuccess, limit = runAtOnce } = question;
        try {
            const { response, token } = await limit(() => sendInTurn(question, tries));
            skew = clockSkewMs(response.headers, clock.now()) ?? skew;
            if (accepts(response.status))
                return { kind: 'done', value: await read(response) };
            const now = clock.now() + skew;
            const judgment = judge(response, purpose, now);
            switch (judgment.kind) {
                case 'final':
                    return judgment;
                case 'unauthorized':
                    return { kind: 'unauthorized', error: judgment.error, token };
                case 'transient': {
                    const { error, waitMs, isThrottled = false } = judgment;
                    const namedMs = waitMs ?? retryAfterMs(response.headers, now);
                    const most = isThrottled ? retry.triesWhenThrottled : retry.tries;
                    return { kind: 'transient', error, namedMs, isThrottled, most };
                }
            }
        }
        catch (cause) {
            if (cause instanceof errors/* ActionError */.lZ && !(cause instanceof errors/* ContentError */.yg)) {
                return { kind: 'final', error: cause };
            }
            const error = failure(purpose, cause);
            if (cause instanceof http_send/* BodyTooLargeError */.Au)
                return { kind: 'final', error };
            const most = cause instanceof http_send/* TimeoutError */.MU ? retry.triesAfterTimeout : retry.tries;
            return { kind: 'transient', error, namedMs: undefined, isThrottled: false, most };
        }
    }
    async function request(question) {
        if (!isBelow(question.url, origin)) {
            throw failure(question.purpose, new Error(`the service named another host than ${origin}`));
        }
        let renewed = false;
        for (let tries = 1;;) {
            const outcome = await attempt(question, tries);
            switch (outcome.kind) {
                case 'done':
                    return outcome.value;
                case 'final':
                    throw outcome.error;
                case 'unauthorized':
                    if (renewed || tokens === undefined)
                        throw outcome.error;
                    renewed = true;
                    await tokens.renew(outcome.token);
                    break;
                case 'transient': {
                    const pause = pauseMs(tries, outcome.namedMs, random());
                    if (tries >= outcome.most || pause > retry.longestWaitMs)
                        throw outcome.error;
                    debug(`Waits ${Math.round(pause)} ms before it tries again to ${question.purpose}`);
                    tries += 1;
                    if (outcome.isThrottled && limiter !== undefined)
                        limiter.slowDown(pause);
                    else
                        await clock.sleep(pause);
                }
            }
        }
    }
    return { origin, request, serviceNow: () => clock.now() + skew, requests: () => requests };
}
/** Whether an address lies on an origin: the slash keeps out hosts that only begin like it. */
function isBelow(url, origin) {
    return url.startsWith(`${origin}/`);
}
function isSuccess(status) {
    return status >= 200 && status < 300;
}
function runAtOnce(work) {
    return work();
}

;// CONCATENATED MODULE: ./build/sources/activity-feed/api-error.js


/** Stands for the code of a response that names none, but says that the tenant keeps no audit log. */
const AUDITING_OFF = 'auditing off';
/** Returns what a response that is not a success means for its request. */
function judgeResponse(response, purpose) {
    const refused = readApiError({ status: response.status, body: decodedErrorBody(response) });
    const error = feedError(purpose, refused);
    if (refused.status === 401 && refused.code !== 'AF10001')
        return { kind: 'unauthorized', error };
    if (!isTransient(refused))
        return { kind: 'final', error };
    return { kind: 'transient', error, isThrottled: isThrottled(refused) };
}
/**
 * Reads a response that is not a success. By the text of the code, not by the status, and without parsing: throttling comes
 * as 403 or 429 with a body in single quotes, a proxy answers in HTML.
 */
function readApiError({ status, body }) {
    const text = body.subarray(0, 16_384).toString('utf8');
    const named = /\bAF(?:429|\d{5})\b/.exec(text)?.[0];
    const code = /Tenant\s+\S{1,60}\s+does not exist/i.test(text) ? AUDITING_OFF : '';
    return { status, code: named ?? code };
}
/** Whether the same request may succeed later. */
function isTransient({ status, code }) {
    if (code !== '')
        return code === 'AF429' || code.startsWith('AF500');
    return status === 408 || status === 429 || status >= 500;
}
/** Whether the service says that requests come too fast. */
function isThrottled({ status, code }) {
    return code === 'AF429' || (code === '' && status === 429);
}
const REMEDIES = {
    AF10001: 'Give the app registration the application permission ActivityFeed.Read (not the delegated one) of "Office 365 Management APIs" and grant admin consent; a new consent can take minutes.',
    AF20001: 'This is a fault of the action: please report it.',
    AF20002: 'Check that tenant-id and publisher-id are GUIDs.',
    AF20010: 'Check that tenant-id is the tenant in which the app registration was signed in.',
    AF20011: 'Check tenant-id, and that auditing is switched on in Microsoft Purview.',
    AF20012: 'Ask Microsoft support: the service says that this tenant is not set up correctly.',
    AF20013: 'Give tenant-id as a GUID, not as a domain.',
    AF20022: 'The subscription to Audit.General is missing; the next run starts it.',
    AF20023: 'An administrator of the tenant or the service disabled the subscription: ask who did, and run again when it may be on.',
    AF20030: 'The service refused the window: check that the clock of the runner is right.',
    AF20055: 'The service refused the window: check that the clock of the runner is right.',
    AF429: 'Lower requests-per-minute, or ask whether another collector uses up the quota of the tenant.',
    AF50000: 'The service has a fault: the next run tries again.',
};
/** Returns the error for a refused request; `purpose` says what was asked, such as "list the subscriptions". */
function feedError(purpose, refused) {
    const { code, status } = refused;
    if (code === AUDITING_OFF) {
        return new errors/* FeedError */.lS(`Cannot ${purpose}: the service does not know the tenant, because auditing is switched off or was switched on less than an hour ago`, 'Switch on auditing in Microsoft Purview (Audit, "Start recording user and admin activity") and wait up to 60 minutes.', refused);
    }
    const answered = code === '' ? `HTTP status ${status}` : `${code} (HTTP status ${status})`;
    return new errors/* FeedError */.lS(`Cannot ${purpose}: the service answered ${answered}`, api_error_remedyOf(refused), refused);
}
function api_error_remedyOf({ code, status }) {
    const known = REMEDIES[code];
    if (known !== undefined)
        return known;
    if (status >= 300 && status < 400) {
        return 'Check management-api in service-urls: the service does not redirect.';
    }
    if (status === 401) {
        return 'Check that cloud matches the tenant: the service did not accept the token of this cloud.';
    }
    if (status >= 500 || status === 408)
        return 'The service has a fault: the next run tries again.';
    return 'Check cloud, tenant-id, and management-api in service-urls.';
}

;// CONCATENATED MODULE: ./build/sources/activity-feed/api.js




/** The content type that holds Power Platform records. */
const CONTENT_TYPE = 'Audit.General';
/** Largest response other than a content blob, in bytes, inflated too. A page lists up to some hundred blobs. */
const MAX_PAGE_BYTES = 32 * 1024 * 1024;
const RETRY = { tries: 5, triesWhenThrottled: 9, triesAfterTimeout: 2, longestWaitMs: 5 * 60_000 };
/**
 * Returns the API of one tenant. Nothing is sent before the first question.
 * @see https://learn.microsoft.com/office/office-365-management-api/office-365-management-activity-api-reference
 */
function createApi({ baseUrl, tenantId, publisherId }, options) {
    const client = createClient({
        ...options,
        origin: new URL(baseUrl).origin,
        retry: RETRY,
        judge: judgeResponse,
        failure: requestFailure,
    });
    const publisher = `PublisherIdentifier=${encodeURIComponent(publisherId)}`;
    const published = (address) => {
        // The usual case of a blob, without the cost of a list of parameters.
        if (address.search === '' && address.hash === '')
            return `${address.origin}${address.pathname}?${publisher}`;
        const url = new URL(address);
        const named = [...url.searchParams.keys()].some((name) => name.toLowerCase() === 'publisheridentifier');
        if (!named)
            url.searchParams.set('PublisherIdentifier', publisherId);
        return url.href;
    };
    const feed = `${baseUrl}/api/v1.0/${tenantId}/activity/feed/`;
    // Responses name the version as v1, too.
    const plain = ({ origin, pathname }) => `${origin}${pathname.replace(/\/api\/v[\d.]+\//i, '/api/v1.0/')}`.toLowerCase();
    return {
        ...client,
        contentType: CONTENT_TYPE,
        published,
        isOwn: (address, operation) => {
            const own = `${feed}${operation}`.toLowerCase();
            const named = plain(address);
            return named === own || named.startsWith(`${own}/`);
        },
        url: (operation, query = {}) => {
            const url = new URL(`${feed}${operation}`);
            for (const [name, value] of Object.entries(query))
                url.searchParams.set(name, value);
            return published(url);
        },
        json: (response, schema) => {
            const parsed = schema.safeParse(parseJson(decodeBody(bodyOf(response), MAX_PAGE_BYTES)));
            if (parsed.success)
                return parsed.data;
            throw new errors/* ContentError */.yg('the response is not of the documented shape', 'It is requested again.');
        },
    };
}
function requestFailure(purpose, cause) {
    const unanswered = { code: '', status: 0 };
    return new errors/* FeedError */.lS(`Cannot ${purpose}: ${(0,errors/* messageOf */.bD)(cause)}`, 'The next run tries again.', unanswered, {
        cause,
    });
}

;// CONCATENATED MODULE: ./build/sources/activity-feed/content.js






/** Returns the short name under which a content blob is remembered: 16 hex characters. */
function contentKey(id) {
    return (0,external_node_crypto_.createHash)('sha256').update(id).digest('hex').slice(0, 16);
}
const LIST = 'subscriptions/content';
/** No tenant was ever seen near this: an endless chain of pages is a fault. */
const MOST_PAGES = 10_000;
/** How often a listing starts over when its page token is refused. */
const RESTARTS = 3;
// The feed writes instants with and without Z, with up to seven decimals.
const instantSchema = schemas_string().transform((text, context) => {
    const instant = Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`);
    if (Number.isNaN(instant))
        context.addIssue({ code: 'custom', message: 'is not an instant' });
    return instant;
});
const pageSchema = array(object({
    contentId: schemas_string().min(1),
    contentUri: schemas_string().nullish(),
    contentCreated: instantSchema,
    // The page is worth more than the instant: one that cannot be read counts as absent.
    contentExpiration: instantSchema.nullish().catch(undefined),
}));
/**
 * Lists the content blobs created in a window, page by page until no page follows. A page token that the service refuses
 * (AF20031) starts the window over.
 * @throws {FeedError} when the window cannot be listed to its end: what was given until then is real, but not all.
 */
async function* listContent(api, window) {
    const first = api.url(LIST, {
        contentType: api.contentType,
        startTime: withoutZone(window.start),
        endTime: withoutZone(window.end),
    });
    for (let restarts = 0;; restarts += 1) {
        try {
            yield* pagesFrom(api, first);
            return;
        }
        catch (error) {
            const refusedToken = error instanceof errors/* FeedError */.lS && error.code === 'AF20031';
            if (!refusedToken || restarts === RESTARTS)
                throw error;
        }
    }
}
async function* pagesFrom(api, first) {
    const visited = new Set();
    for (let url = first; url !== undefined;) {
        if (visited.has(url) || visited.size === MOST_PAGES) {
            throw new errors/* FeedError */.lS(`Cannot list the content: ${visited.has(url) ? 'its pages lead back to an earlier one' : `it has more than ${MOST_PAGES} pages`}`, 'The next run lists this window again; if it happens again, ask Microsoft support.', { code: '', status: 200 });
        }
        visited.add(url);
        const page = await readPage(api, url);
        yield page.blobs;
        url = page.next;
    }
}
async function readPage(api, url) {
    return await api.request({
        purpose: 'list the content',
        method: 'GET',
        url,
        maxBytes: MAX_PAGE_BYTES,
        read: (response) => {
            const entries = api.json(response, pageSchema);
            const now = api.serviceNow();
            const blobs = entries.map(({ contentId, contentUri, contentCreated, contentExpiration }) => ({
                id: contentId,
                uri: contentUri ?? undefined,
                created: contentCreated,
                expires: expiry(contentCreated, contentExpiration ?? 0, now),
            }));
            return { blobs, next: nextPage(api, url, response.headers.get('nextpageuri')) };
        },
    });
}
/** What is listed now is served now: an expiration that has passed is none. */
function expiry(created, stated, now) {
    return stated > now ? stated : Math.max(created + 7 * instants/* DAY_MS */.sO, now + instants/* HOUR_MS */.iQ);
}
/** The next page is named by a header alone; the service leaves `PublisherIdentifier` out of it. */
function nextPage(api, current, header) {
    const address = header?.trim();
    if (address === undefined || address === '')
        return undefined;
    const next = URL.parse(address, current);
    if (next !== null && next.origin !== api.origin && next.pathname.endsWith(`/${LIST}`)) {
        // Behind a gateway the service names its own host. The query alone tells the page, and the token stays here.
        return api.url(LIST, Object.fromEntries(next.searchParams));
    }
    // A relative address resolves to something, whatever it says: the path tells whether it is a page of the list.
    if (next === null || !api.isOwn(next, LIST)) {
        throw new errors/* FeedError */.lS('Cannot list the content: the address of the next page is not one of the list', 'The next run lists this window again; if it happens again, ask Microsoft support.', { code: '', status: 200 });
    }
    return api.published(next);
}
/** Largest content blob that is downloaded, in bytes as they come. The largest ones that were seen have a few MB. */
const MAX_BLOB_BYTES = 12 * 1024 * 1024;
/** Returns what a content blob holds. @throws {FeedError} */
async function fetchBlob(api, blob, { read, limit }) {
    return await api.request({
        purpose: 'read a content blob',
        method: 'GET',
        url: blobUrl(api, blob),
        maxBytes: MAX_BLOB_BYTES,
        read: (response) => read(bodyOf(response)),
        limit,
    });
}
/** A listing may name another host, or another tenant; the blob's id is enough to ask for it. */
function blobUrl(api, { id, uri }) {
    const listed = uri === undefined ? null : URL.parse(uri);
    if (listed !== null && api.isOwn(listed, 'audit'))
        return api.published(listed);
    return api.url(`audit/${encodeURIComponent(id).replaceAll('%24', '$')}`);
}
/** The documented form: UTC, to the second, without a zone. */
function withoutZone(instant) {
    return (0,instants/* isoInstant */.j2)(instant).slice(0, 19);
}

;// CONCATENATED MODULE: ./build/sources/activity-feed/subscription.js



// A documented sample leaves `status` out: absent is not disabled.
const listSchema = array(object({ contentType: schemas_string(), status: schemas_string().nullish() }));
/** Returns the status of the content type's subscription. @throws {FeedError} */
async function readSubscription(api) {
    const subscriptions = await api.request({
        purpose: 'list the subscriptions',
        method: 'GET',
        url: api.url('subscriptions/list'),
        maxBytes: MAX_PAGE_BYTES,
        read: (response) => api.json(response, listSchema),
    });
    const own = subscriptions.find(({ contentType }) => contentType.toLowerCase() === api.contentType.toLowerCase());
    if (own === undefined)
        return 'missing';
    return own.status?.toLowerCase() === 'disabled' ? 'disabled' : 'enabled';
}
/**
 * Starts the content type's subscription, without a body, so that another consumer's webhook stays as it is. A
 * subscription that is already enabled (AF20024) is what was wanted.
 * @throws {FeedError}
 */
async function startSubscription(api) {
    try {
        await api.request({
            purpose: 'start the subscription to Audit.General',
            method: 'POST',
            url: api.url('subscriptions/start', { contentType: api.contentType }),
            maxBytes: MAX_PAGE_BYTES,
            read: () => undefined,
        });
    }
    catch (error) {
        if (error instanceof errors/* FeedError */.lS && error.code === 'AF20024')
            return;
        throw error;
    }
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(1455);
;// CONCATENATED MODULE: ./build/sources/app-catalog.js



/** Largest catalog that is read: a line for each of 100,000 apps takes less. */
const LARGEST_BYTES = 64 * 2 ** 20;
/**
 * Reads the app catalog out of the workspace; an empty one without one.
 * @throws {StoreError} when it is missing or not a catalog.
 */
async function readAppCatalog(file) {
    if (file === undefined)
        return new Map();
    let text;
    try {
        await requireSmall(file);
        const bytes = await (0,promises_.readFile)(file.absolute);
        // Excel and Windows PowerShell write UTF-16 too.
        text = bytes.toString(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf16le' : 'utf8');
    }
    catch (cause) {
        if (cause instanceof errors/* StoreError */.AD)
            throw cause;
        throw new errors/* StoreError */.AD(`Cannot read the app catalog ${JSON.stringify(file.relative)}`, 'Check app-catalog, and that a step before this one checks the repository out.', { cause });
    }
    return await parseAppCatalog(text, file.relative);
}
async function requireSmall({ absolute, relative }) {
    const { size } = await (0,promises_.stat)(absolute);
    if (size <= LARGEST_BYTES)
        return;
    throw new errors/* StoreError */.AD(`The app catalog ${JSON.stringify(relative)} has more than ${LARGEST_BYTES / 2 ** 20} MiB`, 'Check that app-catalog names the right file, a CSV of apps.');
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
;// CONCATENATED MODULE: ./build/sync/cache-key.js

/** Longest key that the cache service takes, in characters. */
const LONGEST_KEY = 512;
const cache_key_STATE = /^(?<snapshotId>[\w.-]{1,80})-(?<watermark>\d{1,15})-(?:on|off(?<off>\d{1,15}))-(?<signature>[0-9a-f]{64})$/;
/** Returns the beginning of the keys of all entries of a subject, and with `snapshotId` of those that count for it. */
function cacheKeyPrefix(subject, snapshotId) {
    return snapshotId === undefined ? `${subject}-` : `${subject}-${snapshotId}-`;
}
/**
 * Returns the key of the entry that holds a state, signed with HMAC-SHA256. `subject` names tenant and store; it is signed
 * too, so that the entry of one is none of another.
 * @throws {RangeError} when the key is longer than the cache service takes.
 */
function formatCacheKey(subject, state, signingKey) {
    const off = state.subscriptionOffAt === undefined ? 'on' : `off${state.subscriptionOffAt}`;
    const signed = `${cacheKeyPrefix(subject, state.snapshotId)}${state.watermark}-${off}`;
    const key = `${signed}-${signature(signed, signingKey)}`;
    if (key.length > LONGEST_KEY)
        throw new RangeError(`the key has more than ${LONGEST_KEY} characters`);
    return key;
}
/** Returns the state in the key of an entry; `undefined` when it is not one that this data key signed. */
function parseCacheKey(key, subject, signingKey) {
    const prefix = cacheKeyPrefix(subject, undefined);
    const { snapshotId, watermark, off } = cache_key_STATE.exec(key.startsWith(prefix) ? key.slice(prefix.length) : '')?.groups ?? {};
    if (snapshotId === undefined)
        return undefined;
    const state = {
        snapshotId,
        watermark: Number(watermark),
        subscriptionOffAt: off === undefined ? undefined : Number(off),
    };
    return isSame(key, formatCacheKey(subject, state, signingKey)) ? state : undefined;
}
function signature(text, signingKey) {
    return (0,external_node_crypto_.createHmac)('sha256', signingKey).update(text).digest('hex');
}
/** In a time that tells nothing of where they differ. */
function isSame(a, b) {
    return a.length === b.length && (0,external_node_crypto_.timingSafeEqual)(Buffer.from(a), Buffer.from(b));
}

;// CONCATENATED MODULE: ./build/stores/branch/git-failures.js
const REFUSALS = [
    [
        /\bGH001: |exceeds GitHub's file size limit|HTTP 413/,
        'GitHub takes files of up to 100 MB: use a shorter `keep`, or publish an artifact instead of a branch.',
    ],
    [
        /\bGH(?:003|006|013): |protected branch|rule violations|pre-receive hook declined/i,
        'Allow the workflow to push to this branch in the rules of the repository (its commits are not signed), or choose another `branch`.',
    ],
    [
        /Permission to .+ denied|Write access to repository not granted|Resource not accessible|returned error: 403/i,
        'Add `permissions: contents: write` to the job.',
    ],
    [
        /Repository not found|repository '.*' not found|does not appear to be a git repository|returned error: 404/i,
        'Check that `github-token` may read this repository and that `origin` of the checkout is right.',
    ],
    [
        /Authentication failed|could not read (?:Username|Password)|returned error: 401|Permission denied \(|Host key verification failed/i,
        'Check that `github-token` is valid and has not expired, or, for a checkout over ssh, its key.',
    ],
    [
        /exists; cannot create/,
        'A branch with a similar name is in the way (`a` and `a/b` cannot both exist): choose another `branch`.',
    ],
    [
        /returned error: 30\d|update url base from redirection/,
        'Check out the repository under the address that it has now.',
    ],
    [
        /SSL certificate|certificate (?:problem|verif)|CAfile/i,
        'Let git on this runner trust the certificate of the server.',
    ],
];
const RACES = /\(stale info|\(fetch first|\(non-fast-forward|cannot lock ref|reference already exists|failed to update ref|incorrect old value/;
const OUTAGES = /Could not resolve host|Temporary failure|Failed to connect|Connection (?:timed out|reset|refused|closed)|timed out|too slow|Empty reply|(?:Recv|Send) failure|early EOF|unexpected disconnect|hung up unexpectedly|RPC failed|SSL_(?:read|write|connect|ERROR)|gnutls_|(?:error:|HTTP) (?:5\d\d|429)|Internal Server Error/i;
/**
 * Returns what happened, from the output of a failed git: English texts of git, of github.com and of curl.
 * The patterns hold a blank or a bracket wherever a branch or a repository could be named so.
 */
function judgeFailure(output) {
    const refusal = REFUSALS.find(([pattern]) => pattern.test(output));
    if (refusal !== undefined)
        return { kind: 'refused', remedy: refusal[1] };
    if (RACES.test(output))
        return { kind: 'raced' };
    if (OUTAGES.test(output))
        return { kind: 'network' };
    return { kind: 'refused', remedy: 'Read what git says, and check the repository and the `branch` input.' };
}
/** The line that says most comes first; a server explains itself before git sums up. */
const TELLING = [
    /\bGH\d{3}:/,
    /^(?:error|fatal): .*cannot lock ref/,
    /Permission to|Write access|not found|rule violations/i,
    /\[(?:remote )?rejected\]/,
    /^fatal:/,
    /^error:/,
];
/** Longest reason, in characters. */
const LONGEST = 300;
/** Returns git's own reason in one line: no control characters, none of `secrets`, at most 300 characters. */
function reasonOf(output, secrets) {
    const hidden = secrets.reduce((text, secret) => text.replaceAll(secret, '***'), output);
    const lines = hidden
        .split(/[\r\n]+/)
        .map((line) => line
        .replace(/^remote: ?/, '')
        .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
        .trim())
        .filter((line) => line !== '');
    const best = TELLING.map((pattern) => lines.find((line) => pattern.test(line))).find((line) => line !== undefined);
    return (best ?? lines[0] ?? 'git gave no reason').slice(0, LONGEST);
}

;// CONCATENATED MODULE: ./build/stores/branch/objects.js
const COMMITTER = 'github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>';
/**
 * Returns the input of `git fast-import --date-format=now --done`, piece by piece: bytes as they are, no filters.
 * https://git-scm.com/docs/git-fast-import
 */
function* commitStream({ ref, start, change }) {
    const message = `${change.title.replace(/\p{Cc}+/gu, ' ').trim()}\n`;
    yield `commit ${ref}\ncommitter ${COMMITTER} now\ndata ${Buffer.byteLength(message)}\n${message}`;
    if (start?.kind === 'parent')
        yield `from ${start.commit}\n`;
    if (start?.kind === 'files')
        yield `M 040000 ${start.tree} ""\n`;
    for (const path of change.removed)
        yield `D ${quoted(path)}\n`;
    for (const [path, bytes] of change.files) {
        yield `M 100644 inline ${quoted(path)}\ndata ${bytes.byteLength}\n`;
        yield bytes;
        yield '\n';
    }
    yield '\ndone\n';
}
function quoted(path) {
    return `"${path.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}
/** Returns what `git ls-tree -r -z` lists: `mode type id`, a tab, the path, NUL. */
function parseTree(listed) {
    const files = new Map();
    const others = [];
    for (const entry of listed.toString('utf8').split('\0')) {
        if (entry === '')
            continue;
        const tab = entry.indexOf('\t');
        const [mode = '', , id = ''] = entry.slice(0, tab).split(' ');
        const path = entry.slice(tab + 1);
        if (mode.startsWith('100'))
            files.set(path, id);
        else
            others.push(path);
    }
    return { files, others };
}
/**
 * Reads `git cat-file --batch`: per object a line `id type size`, the bytes, a line break. `undefined` = missing.
 * The arrays share the memory of `listed`.
 */
function parseObjects(listed) {
    const objects = [];
    let at = 0;
    while (at < listed.length) {
        const end = listed.indexOf(0x0a, at);
        const [, type, size = '0'] = listed.toString('latin1', at, end).split(' ');
        at = end + 1;
        if (type === 'missing') {
            objects.push(undefined);
            continue;
        }
        objects.push(listed.subarray(at, at + Number(size)));
        at += Number(size) + 1;
    }
    return objects;
}

// EXTERNAL MODULE: ./build/stores/branch/git.js + 1 modules
var git = __nccwpck_require__(228);
;// CONCATENATED MODULE: ./build/stores/branch/remote.js


/**
 * Finds the remote: `origin` of the checkout, otherwise the repository of the job on its server.
 * The token goes to the server's own scheme, host and port only. Every other remote is reached as the checkout
 * reaches it: with its ssh command, its HTTP settings and its credential helpers.
 * @throws {StoreError} when there is no git to run.
 */
async function findRemote(settings) {
    const checkout = {
        cwd: settings.temporary,
        // Only settings are read there, so it does not matter who owns the folder (in a container: another user).
        environment: (0,git/* gitEnvironment */._K)(settings.environment, [['safe.directory', '*']], {
            GIT_CEILING_DIRECTORIES: (0,external_node_path_.dirname)((0,external_node_path_.resolve)(settings.workspace)),
        }),
    };
    const origin = await settings.runGit(checkout, ['-C', settings.workspace, 'remote', 'get-url', 'origin']);
    const listed = await settings.runGit(checkout, [
        '-C',
        settings.workspace,
        'config',
        '--local',
        '--includes',
        '--null',
        '--get-regexp',
        '^(core\\.sshcommand|http\\..*|credential\\..*)$',
    ]);
    const found = origin.code === 0 ? origin.stdout.toString('utf8').replace(/\r?\n$/, '') : '';
    const url = found === '' ? `${settings.serverUrl.replace(/\/+$/, '')}/${settings.repository}.git` : found;
    const config = parseConfig(listed.stdout.toString('utf8'));
    return settings.token !== '' && isOnServer(url, settings.serverUrl)
        ? withToken(url, config, settings)
        : asCheckedOut(url, config, settings);
}
function withToken(address, config, settings) {
    const parsed = new URL(address);
    // A name in the address would make git send a second Authorization header, which GitHub answers with 400.
    parsed.username = '';
    parsed.password = '';
    const url = parsed.href;
    const header = Buffer.from(`x-access-token:${settings.token}`, 'utf8').toString('base64');
    settings.mask(header);
    return {
        url,
        config: [
            ...config.filter(([key]) => /^http\./i.test(key) && !/\.extraheader$/i.test(key)),
            ['credential.helper', ''],
            // The whole address, because the most specific setting wins over any that the machine has.
            [`http.${url}.extraheader`, ''],
            [`http.${url}.extraheader`, `AUTHORIZATION: basic ${header}`],
            // git would go on sending the header to wherever it was redirected.
            [`http.${url}.followRedirects`, 'false'],
        ],
        environment: { GIT_ASKPASS: '' },
        isFolder: false,
        secrets: [settings.token, header],
    };
}
function asCheckedOut(address, config, settings) {
    const headers = config.filter(([key]) => /\.extraheader$/i.test(key)).map(([, value]) => value);
    const secrets = [...secretsIn(address), ...headers].filter((text) => text !== '');
    for (const secret of secrets)
        settings.mask(secret);
    const isFile = /^file:\/\//i.test(address);
    const isPath = /^[a-z]:[\\/]/i.test(address) || !/^[^/\\]*:/.test(address);
    return {
        url: isPath ? (0,external_node_path_.resolve)(settings.workspace, address) : address,
        config,
        environment: {},
        isFolder: isPath || isFile,
        secrets: settings.token === '' ? secrets : [settings.token, ...secrets],
    };
}
/** Returns the password in an address, and a user name that may be a token, each as written and as it is meant. */
function secretsIn(address) {
    const [, scheme, user, password] = /^([a-z][a-z0-9+.-]*):\/\/([^/@:]*)(?::([^/@]*))?@/i.exec(address) ?? [];
    const isToken = /^https?$/i.test(scheme ?? '') && !['', 'git', 'x-access-token'].includes(user ?? '');
    return [isToken ? user : undefined, password].flatMap((text) => text === undefined ? [] : [...new Set([text, decoded(text)])]);
}
function decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}
/** Reads what `git config --null` lists: `key`, a line break, the value, NUL; a key alone means true. */
function parseConfig(listed) {
    return listed
        .split('\0')
        .filter((entry) => entry !== '')
        .map((entry) => {
        const end = entry.indexOf('\n');
        return end === -1 ? [entry, 'true'] : [entry.slice(0, end), entry.slice(end + 1)];
    });
}
function isOnServer(address, serverUrl) {
    if (!/^https?:\/\//i.test(address) || !URL.canParse(address))
        return false;
    return new URL(address).origin === new URL(serverUrl).origin;
}

;// CONCATENATED MODULE: ./build/stores/branch/repository.js






/** Name of the remote inside the temporary repository. */
const REMOTE = 'data';
/** Waits before the second, third and fourth try, in ms. */
const WAITS = [1_000, 4_000, 15_000];
/**
 * Makes an empty repository that knows the remote and how to sign in there.
 * @throws {StoreError} when git is missing, too old, or cannot make it.
 */
async function openTemporaryRepository(settings) {
    await (0,promises_.mkdir)(settings.temporary, { recursive: true });
    const temporary = { cwd: settings.temporary, environment: (0,git/* gitEnvironment */._K)(settings.environment, []) };
    await (0,git/* requireGit */.oj)(temporary, settings.runGit);
    const remote = await findRemote(settings);
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(settings.temporary, 'audit-log-sync-'));
    const repository = repository_repositoryIn(folder, remote, await environmentFor(folder, remote, settings), settings);
    try {
        await repository.local(['init', '--quiet', '--bare', '--template=', '--object-format=sha1', folder]);
        return repository;
    }
    catch (error) {
        await repository.close();
        throw error;
    }
}
function repository_repositoryIn(folder, remote, environment, { sleep, debug, runGit }) {
    const gitFolder = { cwd: folder, environment };
    const failure = (what, answer) => {
        const output = outputOf(answer);
        const judged = judgeFailure(output);
        const remedy = judged.kind === 'refused' ? judged.remedy : 'Run the workflow again.';
        return new errors/* StoreError */.AD(`${what}: ${reasonOf(output, remote.secrets)}`, remedy);
    };
    return {
        failure,
        local: async (args, input) => {
            const answer = await runGit(gitFolder, args, input);
            if (answer.code !== 0)
                throw failure(`git ${args[0] ?? ''} failed`, answer);
            return answer.stdout;
        },
        remote: async (args, input) => {
            const ask = async () => {
                const answer = await runGit(gitFolder, args, input);
                debug(`git ${args.find((arg) => /^[a-z]/.test(arg)) ?? ''}: exit code ${answer.code}`);
                return answer;
            };
            let answer = await ask();
            for (const wait of WAITS) {
                if (!isOutage(answer))
                    return answer;
                await sleep(wait);
                answer = await ask();
            }
            if (isOutage(answer))
                throw failure('Cannot reach the repository', answer);
            return answer;
        },
        close: () => (0,promises_.rm)(folder, { recursive: true, force: true, maxRetries: 5 }),
    };
}
/**
 * Returns the full ids of objects, in the order of their names: refs of our own and full ids.
 * @throws {StoreError} when one of them is missing.
 */
async function idsOf(repository, names) {
    return (await repository.local(['rev-parse', ...names])).toString('utf8').trim().split('\n');
}
/** Returns what a failed git said: stderr, and the refused refs of `push --porcelain`; never the data of a file. */
function outputOf(answer) {
    const refused = answer.stdout
        .toString('utf8')
        .split('\n')
        .filter((line) => line.startsWith('!\t'));
    return [answer.stderr, ...refused].join('\n');
}
function isOutage(answer) {
    return answer.code !== 0 && judgeFailure(outputOf(answer)).kind === 'network';
}
async function environmentFor(folder, remote, settings) {
    const config = [
        ...remote.config,
        [`remote.${REMOTE}.url`, remote.url],
        ['protocol.version', '2'],
        // No hook, no daemon and no housekeeping of the machine's own may run in, or outlive, this repository.
        ['core.hooksPath', (0,external_node_path_.join)(folder, 'no-hooks')],
        ['core.fsmonitor', 'false'],
        ['gc.auto', '0'],
        ['maintenance.auto', 'false'],
        // No deltas: they would need the old bytes of changed files, which were perhaps never fetched. Pushes over HTTP
        // ignore --no-thin.
        ['pack.window', '0'],
        // A connection that stalls for two minutes ends, and is tried again.
        ['http.lowSpeedLimit', '100'],
        ['http.lowSpeedTime', '120'],
    ];
    const ownGlobal = remote.isFolder
        ? { GIT_CONFIG_GLOBAL: await trustingConfig(folder, settings.environment) }
        : {};
    return (0,git/* gitEnvironment */._K)(settings.environment, config, {
        GIT_DIR: folder,
        ...remote.environment,
        ...ownGlobal,
    });
}
/**
 * Writes a global configuration that reads the machine's own and trusts a remote folder that somebody else owns.
 * It must be a file: git hides the environment's settings from the process that serves the remote folder.
 */
async function trustingConfig(folder, environment) {
    const { GIT_CONFIG_GLOBAL: own, XDG_CONFIG_HOME: xdg, HOME: home = environment.USERPROFILE } = environment;
    const inHome = home === undefined ? [] : [(0,external_node_path_.join)(xdg ?? (0,external_node_path_.join)(home, '.config'), 'git', 'config'), (0,external_node_path_.join)(home, '.gitconfig')];
    const included = own === undefined ? inHome : [own];
    const lines = [
        ...included.map((path) => `[include]\n\tpath = ${JSON.stringify(path.replaceAll('\\', '/'))}`),
        '[safe]\n\tdirectory = *',
    ];
    const file = (0,external_node_path_.join)(folder, 'trusting.gitconfig');
    await (0,promises_.writeFile)(file, `${lines.join('\n')}\n`);
    return file;
}

;// CONCATENATED MODULE: ./build/snapshot/change.js
/** The files that describe a snapshot, besides the manifest. */
const DOCUMENTS = ['datapackage.json', 'README.md', 'report.html'];

;// CONCATENATED MODULE: ./node_modules/zod/v4/classic/iso.js



function iso_datetime(params) {
    return _isoDateTime(ZodISODateTime, params);
}
function iso_date(params) {
    return _isoDate(ZodISODate, params);
}
function iso_time(params) {
    return core._isoTime(ZodISOTime, params);
}
function iso_duration(params) {
    return core._isoDuration(ZodISODuration, params);
}

;// CONCATENATED MODULE: ./build/snapshot/manifest.js



/** Version of the snapshot's format; readers accept the same major number. */
const SCHEMA_VERSION = '1.0.0';
/** Longest manifest that is read, in characters: 30 years of tables have about a tenth of it. */
const LONGEST_MANIFEST = 32 * 1024 * 1024;
/** The name in `generator` of every manifest. */
const GENERATOR = 'audit-log-sync';
const instant = iso_datetime();
const manifest_date = iso_date();
const gapSchema = object({ from: instant, to: instant, reason: schemas_string() });
const unreadSchema = object({
    id: schemas_string().min(1),
    created: instant,
    expires: instant,
    tries: schemas_int().nonnegative(),
});
const readSchema = record(schemas_string().regex(/^[0-9a-f]{16}$/), instant);
const fileSchema = object({
    table: schemas_string(),
    format: schemas_enum(['csv', 'parquet']),
    path: schemas_string().regex(/^(csv|parquet)(\/[a-z0-9_=-][a-z0-9_=.-]*)+$/),
    rows: schemas_int().nonnegative(),
    bytes: schemas_int().nonnegative(),
    sha256: schemas_string().regex(/^[0-9a-f]{64}$/),
    date_from: manifest_date.nullable(),
    date_to: manifest_date.nullable(),
    sealed: schemas_boolean(),
});
const manifestSchema = object({
    schema_version: schemas_string().regex(/^\d+\.\d+\.\d+$/),
    snapshot_id: schemas_string().min(1),
    generated_at: instant,
    generator: object({ name: schemas_string(), version: schemas_string() }),
    /** The workflow run that published the snapshot. */
    run_id: schemas_string().optional(),
    tenant_id: schemas_guid(),
    time_zone: schemas_string(),
    watermark: instant.nullable(),
    unread: array(unreadSchema),
    /** Content blobs read within the overlap before the watermark: short hash of the id → when the blob was created. */
    read: readSchema,
    coverage: object({
        from: instant.nullable(),
        complete_until: instant.nullable(),
        gaps: array(gapSchema),
    }),
    identity: object({ mode: schemas_enum(['pseudonym', 'name', 'none']), key_id: schemas_string().nullable() }),
    tables: record(schemas_string(), object({ rows: schemas_int().nonnegative() })),
    files: array(fileSchema),
    /** HMAC-SHA256 over all of the above, 64 hex characters; left out without a data key. */
    signature: schemas_string().optional(),
});
/**
 * Reads a manifest.
 * @throws {SnapshotError} when the text is not a manifest, or is one of a newer major version.
 */
function parseManifest(text) {
    if (text.length > LONGEST_MANIFEST) {
        throw new errors/* SnapshotError */.JC(`manifest.json of the published snapshot has ${text.length} characters, more than ${LONGEST_MANIFEST}`, RESTORE);
    }
    let value;
    try {
        value = JSON.parse(text);
    }
    catch (cause) {
        throw new errors/* SnapshotError */.JC('manifest.json of the published snapshot is not JSON', RESTORE, { cause });
    }
    const version = object({ schema_version: schemas_string() }).safeParse(value);
    if (version.success &&
        Number.parseInt(version.data.schema_version, 10) > Number.parseInt(SCHEMA_VERSION, 10)) {
        throw new errors/* SnapshotError */.JC(`The published snapshot has schema version ${JSON.stringify(version.data.schema_version)}, newer than ${SCHEMA_VERSION} that this release writes`, 'Use a newer release of the action, or another branch or artifact name.');
    }
    const parsed = manifestSchema.safeParse(value);
    if (!parsed.success) {
        throw new errors/* SnapshotError */.JC(`manifest.json of the published snapshot is broken: ${prettifyError(parsed.error)}`, RESTORE);
    }
    return parsed.data;
}
/** Returns whether a text is the manifest of one of our snapshots, of any schema version. */
function isOurManifest(text) {
    try {
        return ourManifestSchema.safeParse(JSON.parse(text)).success;
    }
    catch {
        return false;
    }
}
const ourManifestSchema = object({
    schema_version: schemas_string(),
    snapshot_id: schemas_string(),
    generator: object({ name: literal(GENERATOR) }),
});
const RESTORE = 'Restore an earlier commit or artifact of the snapshot, or choose another branch or artifact name to start over.';
/** Returns the manifest with its signature; without a key, without one. */
function signManifest(manifest, key) {
    const { signature: _, ...unsigned } = manifest;
    return key === undefined ? unsigned : { ...unsigned, signature: signatureOf(unsigned, key) };
}
/** Returns whether a manifest has the signature that this key gives it. */
function isSigned(manifest, key) {
    const { signature = '', ...unsigned } = manifest;
    const expected = Buffer.from(signatureOf(unsigned, key));
    const given = Buffer.from(signature);
    return given.length === expected.length && (0,external_node_crypto_.timingSafeEqual)(given, expected);
}
function signatureOf(unsigned, key) {
    return (0,external_node_crypto_.createHmac)('sha256', key).update(canonical(unsigned)).digest('hex');
}
/** Returns a value as JSON without blanks, keys in code-unit order: the same for the same content, however it was written. */
function canonical(value) {
    if (Array.isArray(value))
        return `[${value.map(canonical).join(',')}]`;
    if (typeof value !== 'object' || value === null)
        return JSON.stringify(value);
    const entries = Object.entries(value).filter(([, each]) => each !== undefined);
    const members = entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).sort();
    return `{${members.join(',')}}`;
}
/** Returns the manifest as text: keys as in the type, indented by two spaces, with a final line break. */
function formatManifest(manifest) {
    return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

;// CONCATENATED MODULE: ./build/stores/branch/snapshot.js





const BASE = 'refs/audit-log-sync/base';
/** Objects arrive without their bytes, only those asked for; a server that cannot do so sends them all. */
const FETCH = [
    'fetch',
    '--quiet',
    '--filter=blob:none',
    '--no-tags',
    '--no-write-fetch-head',
    '--recurse-submodules=no',
];
/** What git says of a branch that the remote does not have. */
const NO_SUCH_REF = /^fatal: couldn't find remote ref /m;
/**
 * Fetches the tree of the branch and its manifest; `undefined` when there is no such branch.
 * @throws {StoreError} when it cannot be read or has no manifest.json.
 * @throws {SnapshotError} when its manifest cannot be used.
 */
async function readBranch(repository, branch) {
    const fetched = await repository.remote([...FETCH, '--depth=1', REMOTE, `+refs/heads/${branch}:${BASE}`]);
    if (fetched.code !== 0) {
        if (NO_SUCH_REF.test(outputOf(fetched)))
            return undefined;
        throw repository.failure(`Cannot read branch ${JSON.stringify(branch)}`, fetched);
    }
    const [commit = ''] = await idsOf(repository, [BASE]);
    const tree = parseTree(await repository.local(['ls-tree', '-r', '-z', '--full-tree', commit]));
    const origin = `commit ${commit.slice(0, 7)} on branch ${branch}`;
    if (!tree.files.has('manifest.json')) {
        throw new errors/* StoreError */.AD(`Branch ${JSON.stringify(branch)} has no manifest.json, so it holds something other than snapshots`, 'Choose another `branch`, or delete this one if nobody needs it.');
    }
    const read = (paths) => readFiles(repository, tree.files, origin, paths);
    const [bytes] = await read(['manifest.json']);
    const manifest = parseManifest(Buffer.from(bytes ?? []).toString('utf8'));
    return { commit, origin, manifest, foreign: foreignIn(tree, manifest), read };
}
async function readFiles(repository, files, origin, paths) {
    const ids = paths.map((path) => files.get(path) ?? missing(path, origin));
    if (ids.length === 0)
        return [];
    const list = [...new Set(ids)].map((id) => `${id}\n`);
    // "noop": do not tell the server of the base commit, or it would believe that its files are here already.
    const noop = ['-c', 'fetch.negotiationAlgorithm=noop'];
    const fetched = await repository.remote([...noop, ...FETCH, '--stdin', REMOTE], list);
    if (fetched.code !== 0)
        throw repository.failure(`Cannot read files of ${origin}`, fetched);
    const objects = parseObjects(await repository.local(['cat-file', '--batch'], ids.map((id) => `${id}\n`)));
    return paths.map((path, at) => objects[at] ?? missing(path, origin));
}
function foreignIn({ files, others }, manifest) {
    const own = new Set(['manifest.json', ...DOCUMENTS, ...manifest.files.map(({ path }) => path)]);
    return [...others, ...[...files.keys()].filter((path) => !own.has(path))].sort();
}
function missing(path, origin) {
    throw new errors/* StoreError */.AD(`${origin} has no file ${JSON.stringify(path)}`, 'Restore an earlier commit of the branch, or choose another `branch` to start over.');
}

;// CONCATENATED MODULE: ./build/stores/branch/branch.js




const NEXT = 'refs/audit-log-sync/next';
/**
 * Returns the data branch. It works in a bare repository in `temporary`; the checkout is only asked for `origin`.
 * @throws {StoreError} when git is missing or too old.
 */
async function createDataBranch(settings) {
    const repository = await openTemporaryRepository(settings);
    const ref = `refs/heads/${settings.branch}`;
    return {
        close: repository.close,
        dryRunPush: async (commit) => {
            const change = { files: new Map(), removed: new Set(), title: 'Dry run' };
            const candidate = commit ?? (await makeCommit(repository, 'squash', undefined, change));
            const push = ['push', '--dry-run', '--porcelain', '--no-verify', REMOTE, `${candidate}:${ref}`];
            const answer = await repository.remote(push);
            if (answer.code !== 0)
                throw repository.failure(`Cannot push ${JSON.stringify(ref)}`, answer);
        },
        previous: () => readBranch(repository, settings.branch),
        publish: async (base, change) => {
            const removed = new Set([...change.removed, ...(base?.foreign ?? [])]);
            const commit = await makeCommit(repository, settings.history, base?.commit, { ...change, removed });
            return commit === base?.commit
                ? { kind: 'unchanged', commit }
                : push(repository, ref, { old: base?.commit, commit });
        },
    };
}
/** Makes the commit in the temporary repository; returns the base when the change changes nothing. */
async function makeCommit(repository, history, base, change) {
    const start = base === undefined ? undefined : await startOf(repository, history, base);
    const stream = commitStream({ ref: NEXT, start, change });
    await repository.local(['fast-import', '--quiet', '--force', '--date-format=now', '--done'], stream);
    const names = [NEXT, `${NEXT}^{tree}`, ...(base === undefined ? [] : [`${base}^{tree}`])];
    const [commit = '', tree, oldTree] = await idsOf(repository, names);
    return base !== undefined && tree === oldTree ? base : commit;
}
async function startOf(repository, history, base) {
    if (history === 'keep')
        return { kind: 'parent', commit: base };
    const [tree = ''] = await idsOf(repository, [`${base}^{tree}`]);
    return { kind: 'files', tree };
}
async function push(repository, ref, { old, commit }) {
    const answer = await repository.remote([
        'push',
        '--porcelain',
        '--no-verify',
        '--no-signed',
        '--no-follow-tags',
        '--recurse-submodules=no',
        `--force-with-lease=${ref}:${old ?? ''}`,
        REMOTE,
        `${commit}:${ref}`,
    ]);
    // Also when an earlier try had arrived and only its answer was lost: then git finds the branch up to date.
    if (answer.code === 0)
        return { kind: 'published', commit };
    if (judgeFailure(outputOf(answer)).kind === 'raced')
        return { kind: 'raced' };
    throw repository.failure(`Cannot push ${JSON.stringify(ref)}`, answer);
}

;// CONCATENATED MODULE: ./build/stores/folder/folder.js





/** Files of a folder that are read or copied at a time. */
const BATCH = 16;
/**
 * Returns the snapshot in a folder; `undefined` when there is none. `label` names the folder for people.
 * @throws {SnapshotError} when its manifest cannot be used.
 */
async function readFolder(directory, label) {
    await recover(directory);
    let text;
    try {
        text = await (0,promises_.readFile)(external_node_path_.join(directory, 'manifest.json'), 'utf8');
    }
    catch (error) {
        if (isMissing(error))
            return undefined;
        throw new errors/* StoreError */.AD(`Cannot read ${label}`, 'Check the permissions of the runner on it.', {
            cause: error,
        });
    }
    return {
        manifest: parseManifest(text),
        origin: label,
        read: async (paths) => {
            const contents = [];
            for (const name of paths)
                contents.push(await readPart(directory, name, label));
            return contents;
        },
    };
}
/**
 * Refuses a folder that holds something other than a snapshot of ours: publishing replaces it.
 * @throws {StoreError}
 */
async function requireReplaceable(directory, label) {
    await recover(directory);
    const names = await (0,promises_.readdir)(directory).catch((error) => {
        if (isMissing(error))
            return [];
        throw error;
    });
    if (names.length === 0)
        return;
    const manifest = await (0,promises_.readFile)(external_node_path_.join(directory, 'manifest.json'), 'utf8').catch(() => '');
    if (isOurManifest(manifest))
        return;
    throw new errors/* StoreError */.AD(`The folder ${JSON.stringify(label)} holds files that are not a snapshot of this action`, 'Give directory the name of a folder that nothing else uses, because its content is replaced; if it holds a damaged snapshot, restore its manifest.json.');
}
/** Whether a folder has all these files. */
async function holdsAll(directory, paths) {
    const found = await Promise.all(paths.map((name) => (0,promises_.access)(external_node_path_.join(directory, ...name.split('/'))).then(() => true, () => false)));
    return found.every((isThere) => isThere);
}
/**
 * Makes `directory` hold exactly these files. They are written beside it first, so that a kill at any instant leaves the
 * old files or the new ones, and never a mixture.
 */
async function replaceFolder(directory, { paths, read }) {
    const { fresh, old } = beside(directory);
    await (0,promises_.rm)(fresh, { recursive: true, force: true });
    await (0,promises_.mkdir)(fresh, { recursive: true });
    for (let start = 0; start < paths.length; start += BATCH) {
        const batch = paths.slice(start, start + BATCH);
        const contents = await read(batch);
        for (const [index, name] of batch.entries()) {
            const file = external_node_path_.join(fresh, ...name.split('/'));
            await (0,promises_.mkdir)(external_node_path_.dirname(file), { recursive: true });
            await (0,promises_.writeFile)(file, contents[index] ?? new Uint8Array());
        }
    }
    await (0,promises_.rm)(old, { recursive: true, force: true });
    swap(directory, fresh, old);
    await (0,promises_.rm)(old, { recursive: true, force: true });
}
function beside(directory) {
    const { dir, base } = external_node_path_.parse(directory);
    return { fresh: external_node_path_.join(dir, `.${base}.new`), old: external_node_path_.join(dir, `.${base}.old`) };
}
/** Two renames with nothing in between: no other work of this process can delay the second. */
function swap(directory, fresh, old) {
    try {
        (0,external_node_fs_.renameSync)(directory, old);
    }
    catch (error) {
        if (!isMissing(error))
            throw error;
    }
    (0,external_node_fs_.renameSync)(fresh, directory);
}
/** A kill between the two renames leaves the old files beside the place where they belong. */
async function recover(directory) {
    const { old } = beside(directory);
    try {
        await (0,promises_.rename)(old, directory);
    }
    catch {
        // There are none, or the directory is in its place.
    }
}
async function readPart(directory, name, label) {
    try {
        return await (0,promises_.readFile)(external_node_path_.join(directory, ...name.split('/')));
    }
    catch (cause) {
        throw new errors/* StoreError */.AD(`${name}, which the manifest names, is missing in ${label}`, 'Restore the file, or choose another branch, artifact name or directory to start over.', { cause });
    }
}
function isMissing(error) {
    return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

;// CONCATENATED MODULE: ./build/github/api.js






/** Thrown when GitHub refuses a request; `status` is that of HTTP. */
class GitHubRefusal extends errors/* StoreError */.AD {
    status;
    constructor(what, remedy, status) {
        super(what, remedy);
        this.status = status;
    }
}
const api_RETRY = { tries: 4, triesWhenThrottled: 4, triesAfterTimeout: 2, longestWaitMs: 60_000 };
/** For what a redirect leads to: the question that was redirected is asked again. */
const ONCE = { tries: 1, triesWhenThrottled: 1, triesAfterTimeout: 1, longestWaitMs: 0 };
/** Largest JSON response, in bytes, inflated too: a page of 100 artifacts has 100 KB. */
const MAX_BYTES = 8 * 1024 * 1024;
const LATER = 'Run the workflow again later.';
const OWN_TOKEN = 'Leave `github-token` out: the token of the workflow may read its repository. A token of your own needs access to this repository with `Metadata: read`, and to pass single sign-on and IP allow lists of the organization.';
const CONTENTS = 'Give the job `permissions: contents: read`, and pass its token as `github-token`.';
/** Returns the REST API of GitHub for one repository. */
function createGitHub(options) {
    const { apiUrl, repository, token, send, clock, random, debug } = options;
    const client = createClient({
        send,
        clock,
        random,
        debug,
        retry: api_RETRY,
        failure: (purpose, cause) => api_failure(purpose, cause, new URL(apiUrl).origin),
        origin: new URL(apiUrl).origin,
        judge: (response, purpose, now) => judge(response, purpose, { now, runnerNow: clock.now() }),
        tokens: token === '' ? undefined : { get: async () => token, renew: async () => token },
    });
    const ask = (path, question) => client.request({
        purpose: purposeOf(path),
        method: 'GET',
        url: `${apiUrl}/repos/${repository}${path}`,
        headers: { accept: 'application/vnd.github+json' },
        maxBytes: MAX_BYTES,
        ...question,
    });
    return {
        get: (path, schema) => ask(path, { read: (response) => api_parse(response, schema) }),
        // Each try asks for the redirect anew: what it names is good for a few minutes only.
        download: (path, download) => ask(path, {
            accepts: (status) => status === 302,
            read: (response) => fetchStored(redirection(response), download),
        }),
    };
    function fetchStored(address, { maxBytes, sink, check }) {
        const storage = createClient({
            send,
            clock,
            random,
            debug,
            retry: ONCE,
            origin: address.origin,
            judge: judgeStorage,
            failure: storageFailure,
        });
        return storage.request({
            purpose: 'download from storage',
            method: 'GET',
            url: address.href,
            headers: { 'accept-encoding': 'identity' },
            maxBytes,
            sink,
            read: check,
        });
    }
}
function api_parse(response, schema) {
    const parsed = schema.safeParse(parseJson(decodeBody(bodyOf(response), MAX_BYTES)));
    if (parsed.success)
        return parsed.data;
    throw new errors/* ContentError */.yg('the response is not of the documented shape', LATER);
}
/** Where GitHub redirects to: https, or http on loopback, where only tests redirect to. */
function redirection({ headers }) {
    const address = URL.parse(headers.get('location') ?? '');
    if (address?.protocol === 'https:' || address?.hostname === '127.0.0.1')
        return address;
    throw new errors/* ContentError */.yg('the redirect names no https address', LATER);
}
/** GitHub refuses with 403 both for a rate limit and for a missing permission, and does not count the tries of a 401. */
function judge(response, purpose, { now, runnerNow }) {
    const { status } = response;
    const waitMs = rateLimitMs(response, now);
    if (waitMs !== undefined) {
        return { kind: 'transient', error: rateLimited(purpose, runnerNow + waitMs), waitMs };
    }
    const what = `GitHub refused ${purpose} with HTTP status ${status}`;
    const error = new GitHubRefusal(what, api_remedyOf(status, purpose), status);
    return status === 429 || status >= 500 ? { kind: 'transient', error } : { kind: 'final', error };
}
/** A ContentError, so that the next try begins with a new redirect. */
function judgeStorage({ status }) {
    return { kind: 'final', error: new errors/* ContentError */.yg(`its storage answered HTTP status ${status}`, LATER) };
}
/** What another download would end in too is no ContentError. */
function storageFailure(_purpose, cause) {
    if (cause instanceof http_send/* BodyTooLargeError */.Au)
        return new errors/* StoreError */.AD(cause.message, cause.remedy, { cause });
    if (cause instanceof Error && 'code' in cause) {
        return new errors/* StoreError */.AD(`the disk of the runner does not take it (${String(cause.code)})`, 'Free space on the runner, and let it write to RUNNER_TEMP.', { cause });
    }
    return new errors/* ContentError */.yg((0,errors/* messageOf */.bD)(cause), LATER, { cause });
}
/**
 * Returns when GitHub answers again, in ms from `now` (the service's time, ms since 1970), where a response says that a rate
 * limit is used up; at least a second. `undefined` for every other response.
 * @see https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
function rateLimitMs(response, now) {
    const { status, headers } = response;
    if (status !== 403 && status !== 429)
        return undefined;
    const wait = retryAfterMs(headers, now) ?? untilResetMs(headers, now) ?? secondaryMs(response);
    return wait === undefined ? undefined : Math.min(Math.max(1000, wait), instants/* DAY_MS */.sO);
}
/** The limit on bursts names no time; GitHub asks for a minute. */
function secondaryMs(response) {
    return /secondary rate limit/i.test(decodedErrorBody(response).toString('utf8')) ? instants/* MINUTE_MS */.kg : undefined;
}
function untilResetMs({ get }, now) {
    const reset = get('x-ratelimit-reset');
    if (get('x-ratelimit-remaining') !== '0' || reset === undefined || !/^\d{1,12}$/.test(reset))
        return undefined;
    return Number(reset) * 1000 - now;
}
function rateLimited(purpose, until) {
    return new errors/* StoreError */.AD(`GitHub did not answer ${purpose}: the rate limit of the token is used up`, `Run the workflow again after ${(0,instants/* isoSecond */.u$)(until)}.`);
}
function api_failure(purpose, cause, origin) {
    return new errors/* StoreError */.AD(`Request to GitHub failed (${purpose}): ${(0,errors/* messageOf */.bD)(cause)}`, `Run the workflow again later; on a self-hosted runner, let it reach ${origin}.`, { cause });
}
function api_remedyOf(status, purpose) {
    switch (status) {
        case 401:
            return 'Pass a valid token as `github-token`, or leave that input out: then it is the token of the workflow.';
        case 403:
        case 404:
            // Every token of a workflow may read its own repository.
            if (purpose === purposeOf(''))
                return OWN_TOKEN;
            if (/^GET \/repos\/…\/(?:git|compare)\//.test(purpose))
                return CONTENTS;
            return 'Give the job `permissions: actions: read` (and `contents: read`), and pass its token as `github-token`.';
        default:
            return LATER;
    }
}
/** Without the repository, which the reader knows, and without the query. */
function purposeOf(path) {
    return `GET /repos/…${path.split('?')[0]}`;
}

;// CONCATENATED MODULE: ./build/github/artifact-origin.js



const runSchema = object({ path: schemas_string(), event: schemas_string() });
const branchSchema = object({ object: object({ sha: schemas_string() }) });
const comparisonSchema = object({ status: schemas_string() });
const COUNTS = { kind: 'counts' };
/** GitHub starts them on the default branch alone. */
const EVENTS_WITHOUT_TAG = ['schedule', 'repository_dispatch'];
/**
 * Returns what a run's workflow file and event say of its artifacts; `undefined` when its commit decides, because the run may
 * as well have been on a tag with the name of the branch. A pull request runs the workflow file of a merge commit, whatever
 * the branch that GitHub names, so only the events count with which this action runs.
 * @param workflow the workflow file of this run, `.github/workflows/collect.yml`.
 */
function originByRun({ path, event }, workflow, branch) {
    // GitHub's documents have an example with a ref behind the path.
    if (path === `${workflow}@refs/tags/${branch}`)
        return ignored(`it is of a run on the tag ${named(branch)}`);
    if (![workflow, `${workflow}@${branch}`, `${workflow}@refs/heads/${branch}`].includes(path)) {
        return ignored(`it is of the workflow file ${named(path)}`);
    }
    if (!TRUSTED_EVENTS.includes(event))
        return ignored(`its run was started by the event ${named(event)}`);
    return EVENTS_WITHOUT_TAG.includes(event) ? COUNTS : undefined;
}
/**
 * Returns a function that finds out whether what a run uploaded counts: a run of this workflow file, on the branch that it
 * names and not on a tag of that name. A commit that the branch has may have a tag: what ran is what the branch ran once.
 * No run and no branch is asked for twice. The function throws a StoreError when GitHub does not answer, or may not be asked
 * for the branch: to take an older artifact would then lose what this one holds.
 * @param workflow as in `originByRun`.
 */
function createOriginFinder(github, workflow) {
    const runs = new Map();
    const heads = new Map();
    async function find({ runId, branch, commit }) {
        const facts = await found(github.get(`/actions/runs/${runId}`, runSchema));
        if (facts === undefined)
            return ignored('its run was deleted');
        return originByRun(facts, workflow, branch) ?? (await byCommit(branch, commit));
    }
    async function byCommit(branch, commit) {
        const head = heads.get(branch) ?? headOf(branch);
        heads.set(branch, head);
        // Files stand on the first page alone, and they may be large.
        const path = `/compare/${await head}...${encodeURIComponent(commit)}?per_page=1&page=2`;
        const compared = await found(github.get(path, comparisonSchema));
        if (compared?.status === 'identical' || compared?.status === 'behind')
            return COUNTS;
        return ignored(`its commit is not on the branch ${named(branch)}: it is of a run on a tag of that name, or the branch was rewritten`);
    }
    /** By its full name, because a tag of the branch's name would be compared as well. */
    async function headOf(branch) {
        const name = branch.split('/').map(encodeURIComponent).join('/');
        return (await github.get(`/git/ref/heads/${name}`, branchSchema)).object.sha;
    }
    return (run) => {
        const origin = runs.get(run.runId) ?? find(run);
        runs.set(run.runId, origin);
        return origin;
    };
}
/** `undefined` for what is not there. */
async function found(asked) {
    try {
        return await asked;
    }
    catch (error) {
        if (error instanceof GitHubRefusal && [404, 422].includes(error.status))
            return undefined;
        throw error;
    }
}
function ignored(because) {
    return { kind: 'ignored', because };
}
function named(text) {
    return JSON.stringify(text);
}

;// CONCATENATED MODULE: ./build/github/artifacts.js




const PER_PAGE = 100;
/** A trusted artifact stands on the first page, unless other branches uploaded hundreds of that name since. */
const MAX_PAGES = 100;
/** Artifacts that are asked after and ignored: to start over would lose what the one behind them holds. */
const MAX_OTHERS = 20;
const artifacts_repositorySchema = object({ default_branch: schemas_string() });
const artifactsSchema = object({
    artifacts: array(object({
        id: schemas_int(),
        name: schemas_string(),
        expired: schemas_boolean(),
        created_at: schemas_string().nullable(),
        digest: schemas_string().nullish(),
        workflow_run: object({
            id: schemas_int().nullish(),
            head_branch: schemas_string().nullish(),
            head_sha: schemas_string().nullish(),
            repository_id: schemas_int().nullish(),
            head_repository_id: schemas_int().nullish(),
        })
            .nullish(),
    })),
});
/**
 * Returns the newest artifact of that name that a run of this workflow file uploaded on the default branch or on the run's
 * own. Who can push to another branch or a tag, or opens a pull request, could plant one; who can push to the run's own
 * decides what it does in any case. `undefined` when there is none.
 * @throws {StoreError} when GitHub cannot be asked: that is not the same as none.
 */
async function findNewestArtifact(wanted) {
    const trusted = await trustedBranches(wanted);
    const originOf = originFinder(wanted);
    let others = 0;
    for await (const artifact of listed(wanted)) {
        if (!trusted.includes(artifact.branch))
            continue;
        if (others === MAX_OTHERS)
            throw tooManyOthers(wanted, trusted);
        const origin = await originOf(artifact);
        if (origin.kind === 'counts')
            return artifact;
        others += 1;
    }
    return undefined;
}
/**
 * Returns the newest artifact of that name that a run of this repository uploaded, when `findNewestArtifact` ignores it.
 * @throws {StoreError} when GitHub cannot be asked.
 */
async function findNewestUntrusted(wanted) {
    const trusted = await trustedBranches(wanted);
    for await (const artifact of listed(wanted)) {
        const origin = trusted.includes(artifact.branch)
            ? await originFinder(wanted)(artifact)
            : { kind: 'ignored', because: `it is of a run on ${JSON.stringify(artifact.branch)}` };
        return origin.kind === 'counts' ? undefined : { artifact, trusted, because: origin.because };
    }
    return undefined;
}
/**
 * Returns the newest artifacts of that name, at most `most`, that any run of this repository uploaded: for whoever can tell by
 * their content whether they count.
 * @throws {StoreError} when GitHub cannot be asked.
 */
async function findNewestOfAnyRun(wanted, most) {
    const found = [];
    for await (const artifact of listed(wanted))
        if (found.push(artifact) === most)
            break;
    return found;
}
function originFinder({ name, github, workflow, }) {
    const find = workflow === undefined ? undefined : createOriginFinder(github, workflow);
    return async (artifact) => {
        if (find === undefined) {
            throw new errors/* StoreError */.AD('GITHUB_WORKFLOW_REF names no workflow file, and artifacts count by it', 'Run this action as a step of a GitHub Actions workflow.');
        }
        try {
            return await find(artifact);
        }
        catch (cause) {
            if (!(cause instanceof errors/* StoreError */.AD))
                throw cause;
            throw new errors/* StoreError */.AD(`Cannot determine whether artifact ${name} (id ${artifact.id}) is of a run on the branch ${JSON.stringify(artifact.branch)} or on a tag of that name: ${cause.message}`, cause.remedy, { cause });
        }
    };
}
function tooManyOthers({ name }, trusted) {
    const branches = trusted.map((branch) => JSON.stringify(branch)).join(' and ');
    return new errors/* StoreError */.AD(`Cannot find the newest artifact ${JSON.stringify(name)}: the first ${MAX_OTHERS} that seem to be of ${branches} are of other workflow files, or of tags of that name`, 'Find out who uploaded them, and delete them; or choose another `artifact-name` to start over.');
}
/**
 * Returns the newest eligible artifact when it holds that snapshot or a later one; `missing` when there is none, and
 * `unknown` when GitHub cannot be asked: a missing permission to list artifacts is then no reason to stop.
 */
async function findArtifactOf(wanted, snapshot) {
    try {
        const newest = await findNewestArtifact(wanted);
        if (newest === undefined || !holds(newest, snapshot))
            return 'missing';
        return { id: newest.id, runId: newest.runId };
    }
    catch (error) {
        if (error instanceof errors/* StoreError */.AD)
            return 'unknown';
        throw error;
    }
}
/**
 * GitHub tells instants to the second. Within that of the snapshot the run tells whether the artifact came before it: GitHub
 * numbers runs upward.
 */
function holds(artifact, { generatedAt, runId }) {
    const second = (0,instants/* floorSecond */.FG)(generatedAt);
    if (artifact.createdAt !== second)
        return artifact.createdAt > second;
    return runId !== undefined && Number(artifact.runId) >= Number(runId);
}
async function trustedBranches({ github, defaultBranch, ownBranch, }) {
    const main = defaultBranch ?? (await github.get('', artifacts_repositorySchema)).default_branch;
    return [...new Set([main, ...(ownBranch === undefined ? [] : [ownBranch])])];
}
/** Gives what can be downloaded, newest first, without what runs of forks uploaded, whatever their branches are called. */
async function* listed({ github, name }) {
    for (let page = 1; page <= MAX_PAGES; page += 1) {
        const query = new URLSearchParams({ name, per_page: `${PER_PAGE}`, page: `${page}` });
        const { artifacts } = await github.get(`/actions/artifacts?${query}`, artifactsSchema);
        yield* artifacts
            .filter((artifact) => artifact.name === name && !artifact.expired)
            .flatMap(fromThisRepository)
            .sort((a, b) => b.createdAt - a.createdAt || b.id - a.id);
        if (artifacts.length < PER_PAGE)
            return;
    }
    throw new errors/* StoreError */.AD(`Cannot find the newest artifact ${JSON.stringify(name)}: the first ${MAX_PAGES * PER_PAGE} of that name have expired or are of other branches or forks`, 'Delete them, or choose another `artifact-name`.');
}
/** None for an artifact of a fork, or of a run that GitHub tells too little of. */
function fromThisRepository({ id, created_at, digest, workflow_run: run, }) {
    if (typeof run?.repository_id !== 'number' || run.head_repository_id !== run.repository_id)
        return [];
    if (typeof run.head_branch !== 'string')
        return [];
    const createdAt = created_at === null ? 0 : Date.parse(created_at);
    const isKnown = /^sha256:[0-9a-f]{64}$/.test(digest ?? '');
    return [
        {
            id,
            runId: `${run.id ?? 0}`,
            createdAt,
            branch: run.head_branch,
            commit: run.head_sha ?? '',
            digest: isKnown ? (digest ?? undefined) : undefined,
        },
    ];
}

// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __nccwpck_require__(6466);
;// CONCATENATED MODULE: ./build/stores/artifact/download.js






/** Largest archive that is downloaded, and largest content that it is unpacked to, in bytes. */
const MAX_ZIP_BYTES = 4 * 1024 ** 3;
const MAX_UNPACKED_BYTES = 16 * 1024 ** 3;
/** Files of an archive; a snapshot of 30 years has fewer. */
const MAX_ENTRIES = 100_000;
/**
 * Downloads an artifact and unpacks it into a new folder in `temporary`, which the caller removes; returns that folder. An archive that is cut short,
 * damaged or not the one of the digest is downloaded again.
 * @throws {StoreError} when that does not help.
 */
async function downloadArtifact(github, { id, digest }, temporary) {
    await (0,promises_.mkdir)(temporary, { recursive: true });
    const own = await (0,promises_.mkdtemp)(external_node_path_.join(temporary, 'snapshot-'));
    const [zip, folder] = [external_node_path_.join(own, 'artifact.zip'), external_node_path_.join(own, 'files')];
    try {
        await github.download(`/actions/artifacts/${id}/zip`, {
            maxBytes: MAX_ZIP_BYTES,
            sink: () => (0,external_node_fs_.createWriteStream)(zip),
            check: async () => {
                await requireDigest(zip, digest);
                await (0,promises_.rm)(folder, { recursive: true, force: true });
                await unpack(zip, folder);
            },
        });
        await (0,promises_.rm)(zip, { force: true });
        return folder;
    }
    catch (error) {
        await (0,promises_.rm)(own, { recursive: true, force: true }).catch(() => undefined);
        throw error;
    }
}
async function requireDigest(file, digest) {
    if (digest === undefined)
        return;
    const hash = (0,external_node_crypto_.createHash)('sha256');
    await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(file), hash);
    if (`sha256:${hash.digest('hex')}` === digest)
        return;
    throw new errors/* ContentError */.yg('its digest is not the one that GitHub names', 'It is downloaded again.');
}
/** @throws {ContentError} when the archive is damaged, too large, or names a file outside of the folder. */
async function unpack(zip, folder) {
    await (0,promises_.mkdir)(folder, { recursive: true });
    const { openPromise } = await __nccwpck_require__.e(/* import() */ 663).then(__nccwpck_require__.t.bind(__nccwpck_require__, 663, 19));
    try {
        // It refuses names that are absolute or lead upward, and entries of another size than they say.
        const archive = await openPromise(zip, { lazyEntries: true, autoClose: false });
        try {
            if (archive.entryCount > MAX_ENTRIES)
                throw new Error(`it has ${archive.entryCount} files`);
            let bytes = 0;
            for await (const entry of archive.eachEntry()) {
                bytes += entry.uncompressedSize;
                if (bytes > MAX_UNPACKED_BYTES)
                    throw new Error(`its files have more than ${MAX_UNPACKED_BYTES} bytes`);
                if (!entry.fileName.endsWith('/'))
                    await unpackEntry(archive, entry, folder);
            }
        }
        finally {
            archive.close();
        }
    }
    catch (cause) {
        throw new errors/* ContentError */.yg(`its archive cannot be unpacked: ${(0,errors/* messageOf */.bD)(cause)}`, 'It is downloaded again.', {
            cause,
        });
    }
}
async function unpackEntry(archive, entry, folder) {
    const file = external_node_path_.join(folder, ...entry.fileName.split('/'));
    await (0,promises_.mkdir)(external_node_path_.dirname(file), { recursive: true });
    await (0,external_node_stream_promises_.pipeline)(await archive.openReadStreamPromise(entry), (0,external_node_fs_.createWriteStream)(file, { flags: 'wx' }));
}

;// CONCATENATED MODULE: ./build/stores/artifact/artifact.js







/** Artifacts whose signature is looked at: who may run jobs here could upload any number of others. */
const MOST_CANDIDATES = 5;
/**
 * Returns the snapshot in the newest artifact of that name that counts: whose manifest is signed with the data key and names
 * the run that uploaded it; without a data key, or where there is none, that of `findNewestArtifact`. `undefined` when there is none.
 * @throws {StoreError} when GitHub cannot be asked: that is not the same as none.
 * @throws {SnapshotError} when its manifest cannot be used.
 */
async function readArtifact(settings) {
    const key = await settings.manifestKey;
    const candidates = key === undefined ? [] : await findNewestOfAnyRun(settings, MOST_CANDIDATES);
    for (const candidate of candidates) {
        // What cannot be read is no snapshot of ours, unless its origin says so below: then its error is told.
        const snapshot = await download(settings, candidate).catch(() => undefined);
        if (snapshot === undefined || key === undefined || !isSigned(snapshot.manifest, key))
            continue;
        // Whoever may read an older one can upload it again: only the run that signed it may be the newest.
        if (snapshot.manifest.run_id === candidate.runId)
            return snapshot;
    }
    const newest = await findNewestArtifact(settings);
    return newest && (await download(settings, newest));
}
const BROKEN = 'Run the workflow again; if the artifact is broken, delete it: then the one before it is used.';
async function download(settings, artifact) {
    const { id, runId } = artifact;
    const named = `artifact ${settings.name} (id ${id})`;
    const folder = await downloadArtifact(settings.github, artifact, settings.temporary).catch((cause) => {
        throw new errors/* StoreError */.AD(`Cannot download ${named}: ${(0,errors/* messageOf */.bD)(cause)}`, cause instanceof GitHubRefusal ? cause.remedy : BROKEN, { cause });
    });
    const snapshot = await readFolder(folder, named);
    if (snapshot !== undefined)
        return { ...snapshot, reference: { id, runId } };
    throw new errors/* StoreError */.AD(`The ${named} is not a snapshot: it has no manifest.json`, 'Give artifact-name a name that no other workflow uses.');
}
/**
 * Returns why an artifact that is there is ignored, and what to do: after the default branch or the workflow file was renamed,
 * or when only other runs uploaded. `undefined` when there is no artifact.
 * @throws {StoreError} when GitHub cannot be asked.
 */
async function ineligibleArtifactReason(settings) {
    const found = await findNewestUntrusted(settings);
    if (found === undefined)
        return undefined;
    const { id, runId } = found.artifact;
    const isKeyed = (await settings.manifestKey) !== undefined;
    const unsigned = isKeyed ? 'no run that has this data-key uploaded and signed it, and ' : '';
    const signed = isKeyed ? ', and delete the signed ones of that name' : '';
    const trusted = found.trusted.map((name) => JSON.stringify(name));
    return [
        `Artifact ${settings.name} (id ${id}) was ignored because ${unsigned}${found.because}: only those of runs of this workflow file on ${trusted.join(' and ')} are used.`,
        'Without it the data set starts over with what the feed still lists.',
        `To go on from that artifact, let a run of this workflow file on ${trusted.join(' or ')} upload it again under its name within 7 days${signed}: actions/download-artifact with run-id ${runId}, then actions/upload-artifact.`,
    ].join(' ');
}
/**
 * Returns after how many ms a snapshot is published again though nothing changed: after a day, and where it is an artifact
 * that lives shorter than two, after half of its life, so that it never expires between two runs. GitHub keeps an artifact
 * for `retentionDays`, but not longer than the repository's limit.
 */
function refreshMs({ publish, retentionDays = Number.POSITIVE_INFINITY }, limitDays = Number.POSITIVE_INFINITY) {
    return publish.artifact ? instants/* DAY_MS */.sO * Math.min(1, retentionDays / 2, limitDays / 2) : instants/* DAY_MS */.sO;
}

;// CONCATENATED MODULE: ./build/stores/artifact/upload.js


const NEW_RUN = 'Start a new run, not a re-run of this one';
/**
 * Uploads files as an artifact and returns its id. A re-run of the same workflow run replaces its own.
 * @throws {StoreError}
 */
async function uploadArtifact(client, what) {
    const { name, retentionDays, directory, paths } = what;
    const files = paths.map((file) => external_node_path_.join(directory, ...file.split('/')));
    const options = retentionDays === undefined ? {} : { retentionDays };
    const upload = async () => {
        const { id } = await client.uploadArtifact(name, files, directory, options);
        if (id === undefined)
            throw new Error('the service gave it no id');
        return id;
    };
    const failed = (cause, remedy) => new errors/* StoreError */.AD(`Cannot upload the artifact ${name}: ${(0,errors/* messageOf */.bD)(cause)}`, remedy, { cause });
    const again = `${NEW_RUN}. ${what.otherwise}`;
    try {
        return await upload();
    }
    catch (first) {
        if (!/\b409\b|conflict|already exists/i.test((0,errors/* messageOf */.bD)(first)))
            throw failed(first, again);
        try {
            await client.deleteArtifact(name);
        }
        catch {
            // An upload of this run that broke off keeps the name, and is not there to be deleted.
            throw failed(first, `${NEW_RUN}; or give each step of a run an artifact-name of its own.`);
        }
        return await upload().catch((second) => {
            throw failed(second, again);
        });
    }
}

;// CONCATENATED MODULE: ./build/stores/folder/directory.js


/** The files of a snapshot, its manifest last. */
function pathsOf({ files }) {
    return [...files.map(({ path }) => path), ...DOCUMENTS, 'manifest.json'];
}
/** Makes the directory hold the whole snapshot that a change makes of `base`. */
async function writeWhole(directory, base, change) {
    const read = (paths) => readChanged(paths, change, base);
    await replaceFolder(directory.absolute, { paths: pathsOf(change.manifest), read });
}
/** Makes the directory hold the whole of a published snapshot. */
async function writePublished(directory, { manifest, read }) {
    await replaceFolder(directory.absolute, { paths: pathsOf(manifest), read });
}
/** Makes the directory hold what a change writes, and the whole snapshot when it held `base` or there is none. */
async function writeChanged(directory, base, change) {
    const there = await readFolder(directory.absolute, directory.relative).catch(() => undefined);
    const all = pathsOf(change.manifest);
    const [touched, untouched] = [
        all.filter((path) => change.files.has(path)),
        all.filter((path) => !change.files.has(path)),
    ];
    // A run whose folder was not whole left the manifest of the whole beside a part of its files.
    const isWhole = there?.manifest.snapshot_id === base?.manifest.snapshot_id &&
        (await holdsAll(directory.absolute, untouched));
    const paths = isWhole ? all : touched;
    const read = (wanted) => readChanged(wanted, change, there);
    await replaceFolder(directory.absolute, { paths, read });
}
/** Reads what a change leaves: its own files, and those of its base that it does not touch. */
async function readChanged(paths, { files }, base) {
    const untouched = paths.filter((path) => !files.has(path));
    const contents = base === undefined ? [] : await base.read(untouched);
    const fromBase = new Map(untouched.map((path, index) => [path, contents[index]]));
    return paths.map((path) => files.get(path) ?? fromBase.get(path) ?? new Uint8Array());
}

;// CONCATENATED MODULE: ./build/stores/store.js






/** Returns the store whose only copy is the folder. */
function folderStore(directory) {
    return {
        previous: async () => {
            const folder = await readFolder(directory.absolute, directory.relative);
            return folder && store_found(folder, {});
        },
        publish: async (base, change) => {
            await writeWhole(directory, base, change);
            return {};
        },
        ineligibleReason: async () => undefined,
        ensureMaterialized: async ({ reference }) => reference,
        dryRunPublish: async () => {
            await (0,promises_.access)(directory.workspace, promises_.constants.W_OK);
            return 'the folder can be written';
        },
        close: async () => undefined,
    };
}
/** Returns the store whose snapshot is the newest artifact of the name; the folder is what is uploaded. */
function artifactStore(directory, settings) {
    return {
        previous: async () => {
            const artifact = await readArtifact(settings);
            return artifact && store_found(artifact, { artifact: artifact.reference });
        },
        publish: async (base, change) => {
            await writeWhole(directory, base, change);
            return { artifact: await upload(directory, settings, change, 'It reads the same content again.') };
        },
        ineligibleReason: () => ineligibleArtifactReason(settings),
        ensureMaterialized: async (published) => {
            await writePublished(directory, published);
            return published.reference;
        },
        dryRunPublish: async () => ARTIFACT_RIGHTS,
        close: () => (0,promises_.rm)(settings.temporary, { recursive: true, force: true, maxRetries: 5 }),
    };
}
/**
 * Returns the store whose snapshot is the branch; with `artifact` the whole of it is uploaded too. Without, a run costs what
 * it changes: the folder gets the files that the run wrote, and is whole when it held the branch's snapshot before.
 */
function branchStore(directory, branch, artifact) {
    return {
        previous: async () => {
            const tip = await branch.previous();
            return tip && { ...store_found(tip, { commitSha: tip.commit }), foreign: tip.foreign };
        },
        publish: async (base, change) => {
            const { commitSha: commit } = base?.reference ?? {};
            const { foreign = [] } = base ?? {};
            const start = commit === undefined ? undefined : { commit, foreign };
            const publication = await branch.publish(start, change);
            if (publication.kind === 'raced')
                return 'raced';
            const reference = { commitSha: publication.commit };
            if (artifact === undefined) {
                await writeChanged(directory, base, change);
                return reference;
            }
            await writeWhole(directory, base, change);
            return { ...reference, artifact: await upload(directory, artifact, change, BRANCH_HAS_IT) };
        },
        ineligibleReason: async () => undefined,
        ensureMaterialized: async (published) => {
            if (artifact === undefined)
                return published.reference;
            await writePublished(directory, published);
            // What is older than the snapshot holds another one: the upload of this one failed, or it was deleted.
            const { generated_at, run_id: runId } = published.manifest;
            const held = await findArtifactOf(artifact, { generatedAt: Date.parse(generated_at), runId });
            if (held === 'unknown')
                return published.reference;
            const uploaded = held === 'missing' ? await upload(directory, artifact, published, BRANCH_HAS_IT) : held;
            return { ...published.reference, artifact: uploaded };
        },
        dryRunPublish: async (base) => {
            await branch.dryRunPush(base?.reference.commitSha);
            return `the server takes a push, as far as it tells without one (rulesets show on a real push)${artifact === undefined ? '' : `; ${ARTIFACT_RIGHTS}`}`;
        },
        close: branch.close,
    };
}
/** Every job may upload; reading earlier artifacts is what takes a permission, and finding the previous snapshot proved it. */
const ARTIFACT_RIGHTS = 'artifacts can be uploaded';
const BRANCH_HAS_IT = 'The branch has the snapshot already; the next run with `permissions: actions: read` uploads it.';
async function upload({ absolute }, { name, retentionDays, runId, loadClient }, { manifest }, otherwise) {
    const paths = pathsOf(manifest);
    const client = await loadClient();
    const id = await uploadArtifact(client, { name, retentionDays, directory: absolute, paths, otherwise });
    return { id, runId };
}
function store_found(snapshot, reference) {
    return { ...snapshot, reference, foreign: [] };
}

;// CONCATENATED MODULE: ./build/stores/create-store.js





/**
 * Returns the store that `publish` names. With both, the previous snapshot is the branch's.
 * @throws {StoreError} when `directory` holds something other than a snapshot, or git is missing.
 */
async function createStore(settings, run, options) {
    const { publish, githubToken: token } = settings;
    const directory = { ...settings.directory, workspace: run.workspace };
    await requireReplaceable(directory.absolute, directory.relative);
    const { repository, temporary, serverUrl, workspace } = run;
    const { clock, debug, mask, environment, github, loadArtifactClient, runGit } = options;
    const artifact = {
        name: settings.artifactName,
        retentionDays: settings.retentionDays,
        temporary: external_node_path_.join(temporary, `audit-log-sync-${(0,external_node_crypto_.randomUUID)()}`),
        runId: run.runId,
        defaultBranch: run.defaultBranch,
        ownBranch: run.ownBranch,
        workflow: run.workflow,
        manifestKey: options.manifestKey,
        github,
        loadClient: loadArtifactClient,
    };
    if (!publish.branch)
        return publish.artifact ? artifactStore(directory, artifact) : folderStore(directory);
    const branch = await createDataBranch({
        workspace,
        temporary,
        serverUrl,
        repository,
        token,
        branch: settings.branch,
        history: settings.branchHistory,
        environment,
        runGit,
        mask,
        debug,
        sleep: clock.sleep,
    });
    return branchStore(directory, branch, publish.artifact ? artifact : undefined);
}
/** Returns the name of the store for people. */
function storeLabel({ publish, branch, artifactName, directory }) {
    const stores = [
        ...(publish.branch ? [`branch ${branch}`] : []),
        ...(publish.artifact ? [`artifact ${artifactName}`] : []),
    ];
    return stores.length > 0 ? stores.join(' and ') : `folder ${directory.relative}`;
}
/** Returns the page of an artifact; `undefined` without one. */
function artifactUrl(run, artifact) {
    if (artifact === undefined)
        return undefined;
    return `${run.serverUrl}/${run.repository}/actions/runs/${artifact.runId}/artifacts/${artifact.id}`;
}

;// CONCATENATED MODULE: ./build/stores/cache.js






/** An entry holds a file; the path is a part of its identity, the same on every runner. */
const FILE = '.audit-log-sync/state';
const CONTENT = 'The state of a run is in the key of this cache entry. Nothing reads this file.\n';
const TIME_LIMIT_MS = 60_000;
/**
 * Returns the cache of a run's state. Tenant and store are part of each key, so that a matrix of tenants does not find each
 * other's state. Without a key to sign with, nothing is looked up or saved.
 */
function createStateCache(settings, { workspace }, signingKey, loadClient) {
    if (signingKey === undefined)
        return WITHOUT_DATA_KEY;
    const digest = (0,external_node_crypto_.createHash)('sha256')
        .update(`${settings.tenantId}\0${storeLabel(settings)}`)
        .digest('hex');
    const subject = `${settings.cacheKey}-${digest.slice(0, 12)}`;
    const file = external_node_path_.join(workspace, FILE);
    /** An entry can be written once: what was found, or saved by this run, is there. */
    const present = new Set();
    return {
        load: async () => void (await loadClient()),
        find: async (snapshotId) => {
            const prefix = cacheKeyPrefix(subject, snapshotId);
            try {
                const client = await loadClient();
                const key = await withinLimit(client.restoreCache([FILE], prefix, [prefix], { lookupOnly: true }));
                if (key === undefined)
                    return { kind: 'none' };
                const state = parseCacheKey(key, subject, signingKey);
                if (state === undefined)
                    return { kind: 'ignored', reason: 'its newest entry is not signed with this data-key' };
                present.add(key);
                return { kind: 'found', state };
            }
            catch {
                return { kind: 'none' };
            }
        },
        save: async (state) => {
            try {
                const key = formatCacheKey(subject, state, signingKey);
                if (present.has(key))
                    return { kind: 'saved', key };
                const client = await loadClient();
                await (0,promises_.mkdir)(external_node_path_.dirname(file), { recursive: true });
                await (0,promises_.writeFile)(file, CONTENT);
                const id = await withinLimit(client.saveCache([FILE], key));
                if (id < 0)
                    return { kind: 'failed', reason: 'the cache service did not take it' };
                present.add(key);
                return { kind: 'saved', key };
            }
            catch (error) {
                return { kind: 'failed', reason: (0,errors/* messageOf */.bD)(error) };
            }
            finally {
                // The workspace is the caller's: nothing of ours stays in it, and nothing of the caller's goes.
                await (0,promises_.rm)(file, { force: true }).catch(() => undefined);
                await (0,promises_.rmdir)(external_node_path_.dirname(file)).catch(() => undefined);
            }
        },
    };
}
const NO_KEY = 'without data-key it could not be told from a forged one';
const WITHOUT_DATA_KEY = {
    load: async () => undefined,
    find: async () => ({ kind: 'ignored', reason: NO_KEY }),
    save: async () => ({ kind: 'unneeded', reason: NO_KEY }),
};
/** A cache service that does not answer must not hold the run. */
async function withinLimit(work) {
    let timer;
    const limit = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error(`no answer within ${TIME_LIMIT_MS / 1000} s`)), TIME_LIMIT_MS);
    });
    try {
        return await Promise.race([work, limit]);
    }
    finally {
        clearTimeout(timer);
    }
}

;// CONCATENATED MODULE: ./build/snapshot/coalesced-reads.js
/** Returns the snapshot with its concurrent reads coalesced into one round trip. */
function coalesceReads(published) {
    const ahead = new Map();
    let wanted = new Set();
    let waiting;
    const readAll = async () => {
        // Reads that start before the next turn of the event loop take part.
        await new Promise((resolve) => setImmediate(resolve));
        const paths = [...wanted];
        wanted = new Set();
        waiting = undefined;
        const contents = await published.read(paths);
        return new Map(paths.map((path, index) => [path, contents[index] ?? new Uint8Array()]));
    };
    const readOne = async (path) => {
        const early = ahead.get(path);
        // Handed out once, so that nothing keeps it in memory.
        if (early !== undefined)
            ahead.delete(path);
        return early ?? (await ask(path));
    };
    const ask = async (path) => {
        wanted.add(path);
        waiting ??= readAll();
        return (await waiting).get(path) ?? new Uint8Array();
    };
    return {
        manifest: published.manifest,
        read: (paths) => Promise.all(paths.map(readOne)),
        prefetch: (paths) => {
            for (const path of paths) {
                const file = ask(path);
                // The read that asks for the file gets the error.
                file.catch(() => undefined);
                ahead.set(path, file);
            }
        },
    };
}

// EXTERNAL MODULE: ./build/snapshot/calendar.js
var snapshot_calendar = __nccwpck_require__(1055);
;// CONCATENATED MODULE: ./build/snapshot/table.js
/** Returns a column that is never empty. */
function column(name, type, description) {
    return { name, type, nullable: false, description };
}
/** Returns a column that may be empty. */
function table_optional(name, type, description) {
    return { name, type, nullable: true, description };
}
/** Returns a table with only some of its columns, so that reading it skips the others. */
function withColumns({ columns, primaryKey, foreignKeys, ...table }, names) {
    const isNamed = (name) => names.some((other) => other === name);
    return {
        ...table,
        columns: columns.flatMap((column) => (isNamed(column.name) ? [{ ...column, name: column.name }] : [])),
        primaryKey: primaryKey.filter(isNamed),
        foreignKeys: foreignKeys.filter(({ column }) => isNamed(column)),
    };
}

;// CONCATENATED MODULE: ./build/snapshot/dimension-tables.js

/** `apps`: every app that was launched, was deleted, or is in the app catalog. */
const APPS = {
    name: 'apps',
    description: 'One row for each app that was launched, was deleted, or is in the app catalog.',
    columns: [
        column('app_id', 'text', 'Id of the canvas app, lower-case.'),
        table_optional('app_name', 'text', 'Name from the newest launch that carries one, else from the app catalog.'),
        table_optional('environment_id', 'text', 'Environment of the newest launch that names one, else from the app catalog.'),
        table_optional('owner', 'text', 'Owner, from the app catalog.'),
        table_optional('first_launch_at', 'timestamp', 'First launch in the data, UTC; empty for an app without launches.'),
        table_optional('last_launch_at', 'timestamp', 'Last launch in the data, UTC; empty for an app without launches.'),
        column('launches_28d', 'int', 'Launches in the 28 days up to the last day with launches in the data.'),
        table_optional('users_28d', 'int', 'Distinct users in those 28 days; empty when users are not kept.'),
        table_optional('deleted_at', 'timestamp', 'Last time that the app was deleted (DeletePowerApp), UTC.'),
        table_optional('named_at', 'timestamp', 'When the launch took place that the name is from, UTC; empty for a name from the app catalog.'),
    ],
    primaryKey: ['app_id'],
    foreignKeys: [{ column: 'environment_id', table: 'environments' }],
};
/** `environments`: every environment of a launch or of a row of `apps`. */
const ENVIRONMENTS = {
    name: 'environments',
    description: 'One row for each environment in which an app was launched, or that an app belongs to.',
    columns: [
        column('environment_id', 'text', 'Id of the environment: a GUID or default-<tenant id>, lower-case.'),
        table_optional('environment_name', 'text', 'Name from the newest launch that carries one, else from the app catalog.'),
        table_optional('named_at', 'timestamp', 'When the launch took place that the name is from, UTC; empty for a name from the app catalog.'),
    ],
    primaryKey: ['environment_id'],
    foreignKeys: [],
};
/** `users`: every user with launches. `user_name` only where users are kept by name. */
function usersTable(withNames) {
    return {
        name: 'users',
        description: 'One row for each user with launches.',
        columns: [
            column('user_key', 'text', 'The user: a pseudonym, or the user principal name with `users: name`.'),
            ...(withNames
                ? [
                    table_optional('user_name', 'text', 'User principal name as the audit log spells it in the newest launch.'),
                ]
                : []),
            table_optional('user_type', 'text', 'UserType of the newest launch that carries one: Regular, Admin, Application and other types of the audit log.'),
            column('first_launch_at', 'timestamp', 'First launch in the data, UTC.'),
            column('last_launch_at', 'timestamp', 'Last launch in the data, UTC.'),
            table_optional('named_at', 'timestamp', 'When the launch took place that type and name are from, UTC.'),
        ],
        primaryKey: ['user_key'],
        foreignKeys: [],
    };
}
/** `snapshot`: how complete the other tables are, for readers that do not open the manifest. */
const SNAPSHOT = {
    name: 'snapshot',
    description: 'One row that says how complete the data is.',
    columns: [
        column('snapshot_id', 'text', 'Id of the snapshot.'),
        column('generated_at', 'timestamp', 'When the snapshot was made, UTC.'),
        column('schema_version', 'text', 'Version of the format; readers accept the same major number.'),
        table_optional('watermark', 'timestamp', 'All content that the audit log made available before this instant has been listed, UTC.'),
        table_optional('complete_until', 'timestamp', "Launches before this instant are complete, within the service's normal delivery time, UTC."),
        column('time_zone', 'text', 'IANA time zone of the calendar days and hours.'),
        table_optional('first_date', 'date', 'First day with launches.'),
        table_optional('last_date', 'date', 'Last day with launches.'),
        column('launches', 'int', 'Rows of launches.'),
        column('events', 'int', 'Rows of events.'),
        column('apps', 'int', 'Rows of apps.'),
        column('environments', 'int', 'Rows of environments.'),
        table_optional('users', 'int', 'Rows of users; empty when users are not kept.'),
        column('unread_blobs', 'int', 'Content blobs that were listed and could not be read yet.'),
        column('gaps', 'int', 'Gaps: content time that can no longer be read; manifest.json lists them.'),
    ],
    primaryKey: ['snapshot_id'],
    foreignKeys: [],
};

;// CONCATENATED MODULE: ./build/snapshot/fact-tables.js

const EVENT_ID = column('event_id', 'text', 'Id of the audit event, lower-case.');
const DATE = column('date', 'date', 'Calendar day in the time zone of the snapshot.');
const APP_ID = table_optional('app_id', 'text', 'Id of the canvas app, lower-case; empty when the event names none.');
const fact_tables_ENVIRONMENT_ID = table_optional('environment_id', 'text', 'Id of the environment: a GUID or default-<tenant id>, lower-case; empty when the event names none.');
const USER_KEY = table_optional('user_key', 'text', 'The user: a pseudonym, or the user principal name with `users: name`; empty when the event names nobody.');
const APP = { column: 'app_id', table: 'apps' };
const ENVIRONMENT = { column: 'environment_id', table: 'environments' };
const USER = { column: 'user_key', table: 'users' };
/** `launches`: one row for each audit event `LaunchPowerApp`. Without user keys when users are not kept. */
function launchesTable(withUsers) {
    return {
        name: 'launches',
        description: 'One row for each launch of a canvas app that the audit log holds.',
        columns: [
            EVENT_ID,
            column('launched_at', 'timestamp', 'When the app was launched, UTC.'),
            DATE,
            column('hour', 'int', 'Hour of the launch, 0 to 23, in the time zone of the snapshot.'),
            APP_ID,
            fact_tables_ENVIRONMENT_ID,
            ...(withUsers ? [USER_KEY] : []),
            table_optional('is_session_start', 'int', '1 when the user did not launch this app in the 30 minutes before, else 0; empty without a user.'),
            column('record_type', 'int', 'RecordType of the audit event: 256, or 45 of the old schema.'),
        ],
        primaryKey: ['event_id'],
        foreignKeys: [APP, ENVIRONMENT, ...(withUsers ? [USER] : [])],
    };
}
/** `events`: one row for each kept audit event that is not a launch. Without user keys when users are not kept. */
function eventsTable(withUsers) {
    return {
        name: 'events',
        description: 'One row for each other kept operation on an app, such as DeletePowerApp.',
        columns: [
            EVENT_ID,
            column('occurred_at', 'timestamp', 'When the operation took place, UTC.'),
            DATE,
            column('operation', 'text', 'Name of the operation.'),
            APP_ID,
            fact_tables_ENVIRONMENT_ID,
            ...(withUsers ? [USER_KEY] : []),
        ],
        primaryKey: ['event_id'],
        foreignKeys: [],
    };
}
/** `daily`: `launches` counted by day, app, environment and user. Without user keys when users are not kept. */
function dailyTable(withUsers) {
    return {
        name: 'daily',
        description: 'One row for each day, app, environment and user with launches.',
        columns: [
            DATE,
            APP_ID,
            fact_tables_ENVIRONMENT_ID,
            ...(withUsers ? [USER_KEY] : []),
            column('launches', 'int', 'Launches of the app by the user on the day.'),
            table_optional('sessions', 'int', 'Launches that start a session; empty without a user.'),
            column('first_launch_at', 'timestamp', 'First launch of the day, UTC.'),
            column('last_launch_at', 'timestamp', 'Last launch of the day, UTC.'),
        ],
        primaryKey: ['date', 'app_id', 'environment_id', ...(withUsers ? ['user_key'] : [])],
        foreignKeys: [APP, ENVIRONMENT, ...(withUsers ? [USER] : [])],
    };
}
/** `active_users`: distinct users, which cannot be added up over days or apps. No user in it. */
const ACTIVE_USERS = {
    name: 'active_users',
    description: 'Distinct users with launches in the 1, 7 and 28 days that end with a day: of all apps, of each app, and of each environment. A day without any has no row.',
    columns: [
        column('date', 'date', 'Last calendar day of the window, in the time zone of the snapshot.'),
        table_optional('app_id', 'text', 'Id of the app that is counted; empty for all apps.'),
        table_optional('environment_id', 'text', 'Id of the environment that is counted; empty for all environments.'),
        column('window_days', 'int', 'Length of the window in days: 1, 7 or 28.'),
        column('users', 'int', 'Distinct users.'),
    ],
    primaryKey: ['date', 'app_id', 'environment_id', 'window_days'],
    foreignKeys: [APP, ENVIRONMENT],
};

;// CONCATENATED MODULE: ./build/snapshot/csv.js


/** Rows that are formatted at a time: keeps memory flat for large tables. */
const ROWS_AT_A_TIME = 5_000;
/**
 * Text that a spreadsheet may run as a formula: `=`, `+`, `-` or `@`, full-width too, at its beginning or behind what a
 * spreadsheet leaves out there; and a control character that it may cut the cell at.
 * @see OWASP ASVS 5.0.0, 1.2.10, and https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^(?:[\0\t\n\v\f\r]|[\s\u180e\u200b-\u200f\u2060]*[=+\-@＝＋－＠])/u;
/**
 * Returns a table's rows as CSV: UTF-8, LF, a header, RFC 4180 quoting, `2026-11-21T07:31:09Z`, empty for `null`. A text
 * that a spreadsheet would run as a formula, or that begins with an apostrophe, gets one in front. The same rows give the
 * same bytes.
 */
async function encodeCsv(table, rows) {
    const { stringify } = await __nccwpck_require__.e(/* import() */ 789).then(__nccwpck_require__.bind(__nccwpck_require__, 6789));
    const options = { record_delimiter: '\n', quoted_match: /[\r\n]/ };
    const parts = [Buffer.from(stringify([table.columns.map(({ name }) => name)], options))];
    for (let start = 0; start < rows.length; start += ROWS_AT_A_TIME) {
        const records = rows
            .slice(start, start + ROWS_AT_A_TIME)
            .map((row) => table.columns.map((column) => toCsv(column, row[column.name])));
        parts.push(Buffer.from(stringify(records, options)));
    }
    return Buffer.concat(parts);
}
/**
 * Reads the rows of a CSV file that `encodeCsv` wrote: `rows` rows. `path` names the file in errors.
 * @throws {SnapshotError} when the bytes are not a CSV file of this table.
 */
async function decodeCsv(table, bytes, { path, rows }) {
    const { parse } = await __nccwpck_require__.e(/* import() */ 175).then(__nccwpck_require__.bind(__nccwpck_require__, 5175));
    try {
        const records = parse(Buffer.from(bytes), { columns: true, record_delimiter: '\n' });
        if (!Array.isArray(records))
            throw new TypeError('no records');
        if (records.length !== rows)
            throw new RangeError(`it has ${records.length} rows, not the ${rows} of the manifest`);
        return records.map((record) => {
            const cells = table.columns.map((column) => [column.name, fromCsv(column, record[column.name])]);
            return Object.fromEntries(cells);
        });
    }
    catch (cause) {
        throw new errors/* SnapshotError */.JC(`Cannot read the file ${path} of the published snapshot as CSV`, 'Restore an earlier commit or artifact of the snapshot, or choose another branch or artifact name to start over.', { cause });
    }
}
/** Returns an instant in ms since 1970 as text, with ms only when it is not a whole second. */
function formatInstant(instant) {
    return instant % instants/* SECOND_MS */._L === 0 ? (0,instants/* isoSecond */.u$)(instant) : (0,instants/* isoInstant */.j2)(instant);
}
function toCsv({ type }, cell) {
    if (cell === null)
        return '';
    if (type === 'timestamp')
        return formatInstant(Number(cell));
    if (type !== 'text')
        return String(cell);
    // An apostrophe gets one in front too: then a reader takes the first one away, and need not know the rest.
    return String(cell).startsWith("'") || FORMULA.test(String(cell)) ? `'${cell}` : String(cell);
}
function fromCsv({ name, type, nullable }, text) {
    if (text === undefined || (text === '' && !nullable))
        throw new TypeError(`column ${name} is missing`);
    if (text === '')
        return null;
    switch (type) {
        case 'text':
            return text.startsWith("'") ? text.slice(1) : text;
        case 'date':
            return text;
        case 'int':
        case 'timestamp': {
            const value = type === 'int' ? Number(text) : (0,instants/* parseInstant */.nV)(text);
            if (!Number.isInteger(value))
                throw new TypeError(`column ${name} is not of type ${type}`);
            return value;
        }
    }
}

;// CONCATENATED MODULE: ./build/snapshot/parquet.js


/** The densest table, `active_users` of a large tenant, has about one row in a byte. */
const MOST_ROWS_IN_A_BYTE = 4;
const FREE_ROWS = 1_000;
/** Three bytes of Snappy copy 64 at most: github.com/google/snappy/blob/main/format_description.txt. */
const MOST_INFLATION = 24;
const FREE_BYTES = 1_024;
/** Rows of a row group. A busy day fits into one. */
const ROW_GROUP = 100_000;
/** Return cells as tables hold them; run once for all repetitions of a value. */
const PARSERS = {
    timestampFromMilliseconds: Number,
    dateFromDays: (days) => (0,instants/* isoDay */.kh)(days * instants/* DAY_MS */.sO),
};
/**
 * Returns a table's rows as a Parquet file: the same bytes for the same rows. Plain and dictionary encodings, Snappy, and
 * only types that readers behind a Power BI gateway understand.
 * @see https://parquet.apache.org/docs/file-format/types/logicaltypes/
 */
async function encodeParquet(table, rows) {
    const { parquetWriteBuffer } = await Promise.all(/* import() */[__nccwpck_require__.e(15), __nccwpck_require__.e(649), __nccwpck_require__.e(661)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8661));
    const buffer = parquetWriteBuffer({
        schema: [{ name: 'root', num_children: table.columns.length }, ...table.columns.map(schemaElement)],
        columnData: table.columns.map((column) => ({
            name: column.name,
            data: rows.map((row) => toParquet(column, row[column.name])),
        })),
        codec: 'SNAPPY',
        rowGroupSize: ROW_GROUP,
        createdBy: 'audit-log-sync',
    });
    return new Uint8Array(buffer);
}
/**
 * Reads the rows of a Parquet file that `encodeParquet` wrote, in the columns of the table and no others. `path` names
 * the file in errors; it must hold `rows` rows, and no more than its bytes can mean.
 * @throws {SnapshotError} when the bytes are not a Parquet file of this table.
 */
async function decodeParquet({ columns }, bytes, { path, rows }) {
    const { parquetMetadataAsync, parquetRead } = await Promise.all(/* import() */[__nccwpck_require__.e(15), __nccwpck_require__.e(419), __nccwpck_require__.e(649), __nccwpck_require__.e(537)]).then(__nccwpck_require__.bind(__nccwpck_require__, 537));
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    try {
        const metadata = await parquetMetadataAsync(file);
        requireTypes(columns, metadata.schema);
        await requirePlausible(metadata, file, rows);
        const chunks = [];
        await parquetRead({
            file,
            metadata,
            parsers: PARSERS,
            columns: columns.map(({ name }) => name),
            onChunk: (chunk) => chunks.push(chunk),
        });
        return toRows(columns, Number(metadata.num_rows), chunks);
    }
    catch (cause) {
        throw new errors/* SnapshotError */.JC(`Cannot read the file ${path} of the published snapshot as Parquet`, 'Restore an earlier commit or artifact of the snapshot, or choose another branch or artifact name to start over.', { cause });
    }
}
function schemaElement({ name, type, nullable }) {
    const repetition_type = nullable ? 'OPTIONAL' : 'REQUIRED';
    switch (type) {
        case 'text':
            return {
                name,
                repetition_type,
                type: 'BYTE_ARRAY',
                converted_type: 'UTF8',
                logical_type: { type: 'STRING' },
            };
        case 'int':
            return { name, repetition_type, type: 'INT32' };
        case 'date':
            return { name, repetition_type, type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' } };
        case 'timestamp':
            return {
                name,
                repetition_type,
                type: 'INT64',
                converted_type: 'TIMESTAMP_MILLIS',
                logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
            };
    }
}
function toParquet({ type }, cell) {
    if (cell === null)
        return null;
    if (type === 'timestamp')
        return new Date(cell);
    return type === 'date' ? new Date(`${cell}T00:00:00Z`) : cell;
}
/** @throws {TypeError} when the file has a column of another type, or lacks one. */
function requireTypes(columns, stored) {
    for (const column of columns) {
        const wanted = schemaElement(column);
        const found = stored.find(({ name }) => name === column.name);
        if (found === undefined || found.type !== wanted.type || found.converted_type !== wanted.converted_type)
            throw new TypeError(`column ${column.name} is not of type ${column.type}`);
    }
}
/**
 * A file that was made to harm has headers that promise gigabytes: of them a reader makes memory before it reads.
 * @throws {RangeError} when a header promises more than its bytes can hold.
 */
async function requirePlausible(metadata, file, rows) {
    const { parquetHeader } = await Promise.all(/* import() */[__nccwpck_require__.e(15), __nccwpck_require__.e(419)]).then(__nccwpck_require__.bind(__nccwpck_require__, 1419));
    const groups = metadata.row_groups;
    const counted = groups.reduce((sum, { num_rows: count }) => sum + count, 0n);
    if (BigInt(rows) !== metadata.num_rows || counted !== metadata.num_rows) {
        throw new RangeError(`it has ${metadata.num_rows} rows, not the ${rows} of the manifest`);
    }
    if (rows > FREE_ROWS + file.byteLength * MOST_ROWS_IN_A_BYTE)
        throw new RangeError(`${rows} rows are too many`);
    for (const { columns, num_rows: count } of groups) {
        for (const { meta_data: chunk } of columns) {
            if (chunk === undefined)
                throw new RangeError('a column chunk has no header');
            const start = Number(chunk.dictionary_page_offset ?? chunk.data_page_offset);
            const bytes = new DataView(file, start, Number(chunk.total_compressed_size));
            requirePlausiblePages(parquetHeader, bytes, Number(count));
        }
    }
}
function requirePlausiblePages(readHeader, view, rows) {
    const reader = { view, offset: 0 };
    let values = 0;
    while (reader.offset < view.byteLength) {
        const header = readHeader(reader);
        const { compressed_page_size: stored, uncompressed_page_size: inflated } = header;
        const data = header.data_page_header ?? header.data_page_header_v2;
        const count = (data ?? header.dictionary_page_header)?.num_values ?? -1;
        if (stored < 0 || stored > view.byteLength - reader.offset)
            throw new RangeError('a page is cut short');
        if (inflated > FREE_BYTES + stored * MOST_INFLATION)
            throw new RangeError('a page inflates beyond reason');
        if (count < 0 || count > rows)
            throw new RangeError('a page has more values than there are rows');
        if (data !== undefined)
            values += count;
        reader.offset += stored;
    }
    if (values !== rows)
        throw new RangeError(`a column has ${values} values for ${rows} rows`);
}
/** @throws {TypeError} when a cell that must not be empty is. */
function toRows(columns, count, chunks) {
    // Rows that start with every cell share one shape in memory; each cell is set in place.
    const empty = Object.fromEntries(columns.map(({ name }) => [name, null]));
    const rows = Array.from({ length: count }, () => ({ ...empty }));
    for (const chunk of chunks) {
        setCells(rows, chunk, columns.find(({ name }) => name === chunk.columnName)?.nullable ?? true);
    }
    return rows;
}
/** @throws {TypeError} when a cell that must not be empty is. */
function setCells(rows, { columnName, columnData, rowStart }, nullable) {
    for (let index = 0; index < columnData.length; index += 1) {
        const cell = columnData[index] ?? null;
        if (cell === null && !nullable)
            throw new TypeError(`column ${columnName} is empty`);
        const row = rows[rowStart + index];
        if (row !== undefined)
            row[columnName] = cell;
    }
}

;// CONCATENATED MODULE: ./build/snapshot/files.js




/** Returns which of the files with the same rows to read: the Parquet file, which needs no unescaping. */
function preferredFile(files) {
    return files.find(({ format }) => format === 'parquet') ?? files[0];
}
/** Loads the libraries that write these formats, so that it can happen while the run waits for something else. */
async function loadWriters(formats) {
    if (formats.includes('csv'))
        await __nccwpck_require__.e(/* import() */ 789).then(__nccwpck_require__.bind(__nccwpck_require__, 6789));
    if (formats.includes('parquet'))
        await Promise.all(/* import() */[__nccwpck_require__.e(15), __nccwpck_require__.e(649), __nccwpck_require__.e(661)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8661));
}
/** Returns a data file with the rows of a table. `location`: its path and format, and which days it holds. */
async function writeFile(table, rows, location) {
    const bytes = await (location.format === 'csv' ? encodeCsv(table, rows) : encodeParquet(table, rows));
    const { format, path, date_from, date_to, sealed } = location;
    const size = { rows: rows.length, bytes: bytes.length, sha256: sha256(bytes) };
    return { entry: { table: table.name, format, path, ...size, date_from, date_to, sealed }, bytes };
}
/**
 * Reads the rows of a data file.
 * @throws {SnapshotError} when its bytes are not those that the manifest names.
 */
async function readFile(table, entry, bytes) {
    if (sha256(bytes) !== entry.sha256) {
        throw new errors/* SnapshotError */.JC(`The file ${entry.path} of the published snapshot is not the one that its manifest names`, 'Restore the commit or artifact, or choose another branch or artifact name to start over.');
    }
    return entry.format === 'csv'
        ? await decodeCsv(table, bytes, entry)
        : await decodeParquet(table, bytes, entry);
}
function sha256(bytes) {
    return (0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex');
}

;// CONCATENATED MODULE: ./build/snapshot/partitioned-table.js

/** All days. */
const ALL_DATES = { from: '0000-01-01', to: '9999-12-31' };
/** Returns a table after a change of whole days; a day without rows goes. The stored rows of changed days are not read. */
async function afterChange(stored, change) {
    const changed = [...change.keys()].sort();
    const read = async (days) => {
        const rows = await stored.read(days.flatMap((range) => without(changed, range)));
        const fresh = [...change].filter(([date, own]) => own.length > 0 && isWithin(date, days));
        return new Map([...rows, ...fresh]);
    };
    const dateRanges = [];
    for (const dateRange of stored.dateRanges) {
        const isCut = change.get(dateRange.from)?.length === 0 || change.get(dateRange.to)?.length === 0;
        const dates = isCut ? [...(await read([dateRange])).keys()].sort() : [dateRange.from, dateRange.to];
        const [from, to] = [dates[0], dates.at(-1)];
        if (from !== undefined && to !== undefined)
            dateRanges.push({ from, to });
    }
    for (const [date, rows] of change) {
        if (rows.length > 0 && !isWithin(date, dateRanges))
            dateRanges.push({ from: date, to: date });
    }
    return { dateRanges: dateRanges.sort((a, b) => (a.from < b.from ? -1 : 1)), read };
}
/** Returns what is left of a date range without some dates, which are sorted. */
function without(dates, { from, to }) {
    const left = [];
    let start = from;
    for (const date of dates) {
        if (date < start || date > to)
            continue;
        if (date > start)
            left.push({ from: start, to: (0,snapshot_calendar/* addDays */.fi)(date, -1) });
        start = (0,snapshot_calendar/* addDays */.fi)(date, 1);
    }
    return start <= to ? [...left, { from: start, to }] : left;
}
/** Returns whether a day is in one of these date ranges. */
function isWithin(date, days) {
    return days.some(({ from, to }) => date >= from && date <= to);
}

;// CONCATENATED MODULE: ./build/snapshot/file-change.js
/** Returns the change from the files `before` to the files `after`. Files whose bytes stay the same are not written. */
function changeOf(before, after, files) {
    const old = new Map(before.map(({ path, sha256 }) => [path, sha256]));
    const paths = new Set(after.map(({ path }) => path));
    return {
        entries: [...after].sort((a, b) => (a.path < b.path ? -1 : 1)),
        written: files.filter(({ entry }) => old.get(entry.path) !== entry.sha256),
        removed: [...old.keys()].filter((path) => !paths.has(path)),
    };
}

;// CONCATENATED MODULE: ./build/snapshot/layout.js


/** A month becomes one file so many days after its end, when late launches have arrived. */
const OPEN_DAYS = 35;
/** Returns the partition of a day. `lastDay`: last day with launches. */
function partitionOf(date, lastDay) {
    const month = date.slice(0, 7);
    const sealed = (0,snapshot_calendar/* addDays */.fi)(lastDayOf(month), OPEN_DAYS) <= lastDay;
    return { key: sealed ? month : date, sealed };
}
/** Returns the key of the partition that a published file holds. */
function partitionKey({ sealed, date_from }) {
    const from = date_from ?? '';
    return sealed ? from.slice(0, 7) : from;
}
/** Returns the path of a partition's file. All have the same Hive key, `month`, which readers of folders expect. */
function partitionPath(table, key, format) {
    return `${format}/${table.name}/month=${key.slice(0, 7)}/${key}.${format}`;
}
/** Returns the path of a table that is one file. */
function tablePath(table, format) {
    return `${format}/${table.name}.${format}`;
}
function lastDayOf(month) {
    const [year, number] = month.split('-').map(Number);
    return (0,instants/* isoDay */.kh)(Date.UTC(year ?? 0, number ?? 0, 0));
}

;// CONCATENATED MODULE: ./build/snapshot/partitions.js




/** Returns a table of the published snapshot, an empty one when `published` is `undefined`. */
function openPartitions(table, published) {
    const entries = (published?.manifest.files ?? []).filter((entry) => entry.table === table.name);
    const partitions = [...Map.groupBy(entries, partitionKey)].sort(([a], [b]) => (a < b ? -1 : 1));
    const loaded = new Map();
    async function load(keys) {
        const missing = partitions.filter(([key]) => keys.includes(key) && !loaded.has(key));
        if (missing.length === 0 || published === undefined)
            return;
        const files = missing.map(([, files]) => preferredFile(files));
        const wanted = files.filter((file) => file !== undefined);
        const contents = await published.read(wanted.map(({ path }) => path));
        for (const [index, file] of wanted.entries()) {
            const rows = await readFile(table, file, contents[index] ?? new Uint8Array());
            loaded.set(partitionKey(file), byDay(rows, file));
        }
    }
    const dateRanges = partitions.map(([, [file]]) => ({
        from: file?.date_from ?? '',
        to: file?.date_to ?? '',
    }));
    return {
        dateRanges,
        read: async (days) => {
            const keys = partitions
                .filter((_, index) => days.some((range) => overlaps(range, dateRanges[index])))
                .map(([key]) => key);
            await load(keys);
            const rows = keys.flatMap((key) => [...(loaded.get(key) ?? [])]);
            return new Map(rows.filter(([date]) => isWithin(date, days)));
        },
        write: async (change, lastDay, formats) => {
            const changed = new Map([...change.keys()].map((date) => [partitionOf(date, lastDay).key, partitionOf(date, lastDay)]));
            const moved = partitions.filter(([, [file]]) => file !== undefined && isMoved(file, changed, lastDay));
            // A day that is replaced as a whole need not be read.
            await load(moved.map(([key]) => key).filter((key) => !change.has(key)));
            const days = new Map([...moved.flatMap(([key]) => [...(loaded.get(key) ?? [])]), ...change]);
            const fresh = [...Map.groupBy(days, ([date]) => partitionOf(date, lastDay).key)];
            const movedKeys = new Set(moved.map(([key]) => key));
            const kept = entries.filter((entry) => !movedKeys.has(partitionKey(entry)));
            const files = [];
            for (const [key, ofPartition] of fresh) {
                const partition = partitionOf(ofPartition[0]?.[0] ?? key, lastDay);
                files.push(...(await writePartition(table, partition, ofPartition, formats)));
            }
            return changeOf(entries, [...kept, ...files.map(({ entry }) => entry)], files);
        },
    };
}
/** Returns whether a stored partition is rewritten: its days changed, or now belong to another partition. */
function isMoved(file, changed, lastDay) {
    const { key, sealed } = partitionOf(file.date_from ?? '', lastDay);
    return changed.has(key) || sealed !== file.sealed;
}
async function writePartition(table, { key, sealed }, days, formats) {
    const filled = days.filter(([, rows]) => rows.length > 0).sort(([a], [b]) => (a < b ? -1 : 1));
    const [date_from, date_to] = [filled[0]?.[0], filled.at(-1)?.[0]];
    if (date_from === undefined || date_to === undefined)
        return [];
    const rows = filled.flatMap(([, ofDay]) => ofDay);
    const files = [];
    for (const format of formats) {
        const location = { format, path: partitionPath(table, key, format), date_from, date_to, sealed };
        files.push(await writeFile(table, rows, location));
    }
    return files;
}
/** Most files hold one day, and then the rows need no grouping. */
function byDay(rows, { date_from, date_to }) {
    if (date_from !== null && date_from === date_to)
        return new Map([[date_from, rows]]);
    return Map.groupBy(rows, ({ date }) => date);
}
function overlaps({ from, to }, dateRange) {
    return dateRange !== undefined && dateRange.from <= to && dateRange.to >= from;
}

;// CONCATENATED MODULE: ./build/snapshot/single-table.js



/** Returns the rows of a published table that is one file, none when there is no such file. */
async function readTable(table, published) {
    const entries = (published?.manifest.files ?? []).filter((entry) => entry.table === table.name);
    const entry = preferredFile(entries);
    if (published === undefined || entry === undefined)
        return [];
    const [content] = await published.read([entry.path]);
    return await readFile(table, entry, content ?? new Uint8Array());
}
/** Returns the files of a table that is one file for each format, and what they replace. Writes tables without rows too. */
async function writeTable(table, rows, formats, published) {
    const before = (published?.manifest.files ?? []).filter((entry) => entry.table === table.name);
    const files = [];
    for (const format of formats) {
        const location = {
            format,
            path: tablePath(table, format),
            date_from: null,
            date_to: null,
            sealed: false,
        };
        files.push(await writeFile(table, rows, location));
    }
    return changeOf(before, files.map(({ entry }) => entry), files);
}

;// CONCATENATED MODULE: ./build/snapshot/compare.js
/** Compares texts by code unit, `null` first: the same order on every machine, whatever its locale. */
function compareText(a, b) {
    if (a === b)
        return 0;
    if (a === null)
        return -1;
    if (b === null)
        return 1;
    return a < b ? -1 : 1;
}

;// CONCATENATED MODULE: ./build/snapshot/derived/active-users.js


/** The windows, in days. */
const WINDOWS = [1, 7, 28];
const active_users_LONGEST = 28;
/**
 * Returns the date ranges whose `active_users` a change of `daily` touches: each changed day and the days whose windows
 * reach back to it, up to the last day with launches. `before` and `after` are the last days with launches before and after
 * the change; the days between them are touched too.
 */
function touchedWindows(changed, before, after) {
    const end = (0,snapshot_calendar/* laterDay */.Z4)(before ?? '', after ?? '');
    const reached = [...changed].map((date) => ({ from: date, to: (0,snapshot_calendar/* addDays */.fi)(date, active_users_LONGEST - 1) }));
    if (before !== undefined && after !== undefined && before !== after) {
        const [earlier, later] = before < after ? [before, after] : [after, before];
        reached.push({ from: (0,snapshot_calendar/* addDays */.fi)(earlier, 1), to: later });
    }
    const dateRanges = [];
    for (const { from, to } of reached.sort((a, b) => compareText(a.from, b.from))) {
        const last = dateRanges.at(-1);
        const until = (0,snapshot_calendar/* earlierDay */.BN)(to, end);
        if (from > until)
            continue;
        if (last === undefined || from > (0,snapshot_calendar/* addDays */.fi)(last.to, 1))
            dateRanges.push({ from, to: until });
        else if (until > last.to)
            dateRanges[dateRanges.length - 1] = { from: last.from, to: until };
    }
    return dateRanges;
}
/** Returns the days of all windows that end in a date range. */
function windowsBefore({ from, to }) {
    return { from: (0,snapshot_calendar/* addDays */.fi)(from, 1 - active_users_LONGEST), to };
}
/**
 * Returns the rows of `active_users` for each day of a date range; a day after the last day with launches has none. Reads the
 * days of `daily` before the date range too.
 */
async function activeUsers(dateRange, lastDay, daily) {
    const start = windowsBefore(dateRange);
    const rows = await daily.read([start]);
    const counter = openCounter();
    const result = new Map();
    for (let date = start.from, day = 0; date <= dateRange.to; date = (0,snapshot_calendar/* addDays */.fi)(date, 1), day += 1) {
        counter.add(day, rows.get(date) ?? []);
        if (date < dateRange.from)
            continue;
        result.set(date, lastDay === undefined || date > lastDay ? [] : counter.count(day, date));
    }
    return result;
}
/** Returns the rows of each day of `active_users` that a change touches. `daily` is the table after the change. */
async function activeUsersChange({ launches, lastDay }, daily) {
    const lastBefore = launches.before.dateRanges.at(-1)?.to;
    const change = new Map();
    for (const dateRange of touchedWindows(launches.change.keys(), lastBefore, lastDay)) {
        for (const [date, rows] of await activeUsers(dateRange, lastDay, daily))
            change.set(date, rows);
    }
    return change;
}
function openCounter() {
    const everything = openScope({ app_id: null, environment_id: null });
    const apps = new Map();
    const environments = new Map();
    return {
        add: (day, rows) => {
            for (const { user_key, app_id, environment_id } of rows) {
                if (user_key === null)
                    continue;
                everything.lastDays.set(user_key, day);
                if (app_id !== null) {
                    scopeOf(apps, app_id, { app_id, environment_id: null }).lastDays.set(user_key, day);
                }
                if (environment_id !== null) {
                    scopeOf(environments, environment_id, { app_id: null, environment_id }).lastDays.set(user_key, day);
                }
            }
        },
        count: (day, date) => {
            const rows = [];
            for (const scope of [everything, ...apps.values(), ...environments.values()]) {
                const { app_id, environment_id } = scope;
                const byAge = countByAge(scope, day);
                for (const window_days of WINDOWS) {
                    const users = byAge.slice(0, window_days).reduce((sum, count) => sum + count, 0);
                    if (users > 0)
                        rows.push({ date, app_id, environment_id, window_days, users });
                }
            }
            return rows.sort((a, b) => compareText(a.app_id, b.app_id) ||
                compareText(a.environment_id, b.environment_id) ||
                a.window_days - b.window_days);
        },
    };
}
function openScope(scope) {
    return { ...scope, lastDays: new Map() };
}
function scopeOf(scopes, id, scope) {
    const found = scopes.get(id) ?? openScope(scope);
    scopes.set(id, found);
    return found;
}
/** Returns how many users were last seen so many days ago. Removes those whom no window reaches any longer. */
function countByAge({ lastDays }, day) {
    const counts = Array.from({ length: active_users_LONGEST }, () => 0);
    for (const [user, last] of lastDays) {
        const age = day - last;
        if (age >= active_users_LONGEST)
            lastDays.delete(user);
        else
            counts[age] = (counts[age] ?? 0) + 1;
    }
    return counts;
}

;// CONCATENATED MODULE: ./build/snapshot/derived/search-partitions.js

/**
 * Returns the rows of each day of a date range, day after day, forward or backward. Reads ahead in steps that double, so
 * that a search that ends soon reads little, and a long one needs few round trips.
 */
async function* walkPartitions(table, { from, to }, direction) {
    const inOrder = table.dateRanges
        .filter((dateRange) => dateRange.from <= to && dateRange.to >= from)
        .map((dateRange) => ({ from: (0,snapshot_calendar/* laterDay */.Z4)(dateRange.from, from), to: (0,snapshot_calendar/* earlierDay */.BN)(dateRange.to, to) }));
    const dateRanges = direction === 'forward' ? inOrder : inOrder.reverse();
    for (let start = 0, step = 1; start < dateRanges.length; start += step, step *= 2) {
        const days = await table.read(dateRanges.slice(start, start + step));
        const dates = [...days.keys()].sort();
        for (const date of direction === 'forward' ? dates : dates.reverse())
            yield days.get(date) ?? [];
    }
}
/** Returns what `read` finds for each key on the nearest day with anything for it; a key without such a day is missing. */
async function searchPartitions(table, days, direction, keys, read) {
    const found = new Map();
    if (keys.size === 0)
        return found;
    for await (const rows of walkPartitions(table, days, direction)) {
        for (const [key, value] of read(rows))
            if (keys.has(key) && !found.has(key))
                found.set(key, value);
        if (found.size === keys.size)
            break;
    }
    return found;
}

;// CONCATENATED MODULE: ./build/snapshot/derived/first-last-seen.js

/**
 * Returns first and last launch of each app, or of each user, after a change of `daily`. Searches the days between only
 * where a known first or last launch is gone. An app or user without launches is missing.
 */
async function firstLastSeenAfter(known, change, keyOf) {
    const [before, after] = [firstLastSeenOf(change.before, keyOf), firstLastSeenOf(change.after, keyOf)];
    const result = new Map(known);
    const lost = { first: new Set(), last: new Set() };
    for (const [key, own] of after) {
        const old = known.get(key) ?? own;
        result.set(key, { first: Math.min(old.first, own.first), last: Math.max(old.last, own.last) });
    }
    for (const [key, own] of before) {
        const [old, now] = [known.get(key), after.get(key)];
        if (old === undefined)
            continue;
        if (own.first === old.first && (now === undefined || now.first > own.first))
            lost.first.add(key);
        if (own.last === old.last && (now === undefined || now.last < own.last))
            lost.last.add(key);
    }
    const search = async (keys, direction) => {
        const seen = [...keys].flatMap((key) => result.get(key) ?? []);
        if (seen.length === 0)
            return new Map();
        const days = dateRangeOf(seen, change.dateOf);
        return await searchPartitions(change.table, days, direction, keys, (rows) => firstLastSeenOf(rows, keyOf));
    };
    const firsts = await search(lost.first, 'forward');
    const lasts = await search(lost.last, 'backward');
    for (const key of new Set([...lost.first, ...lost.last])) {
        const old = result.get(key);
        const first = lost.first.has(key) ? firsts.get(key)?.first : old?.first;
        const last = lost.last.has(key) ? lasts.get(key)?.last : old?.last;
        if (first === undefined || last === undefined)
            result.delete(key);
        else
            result.set(key, { first, last });
    }
    return result;
}
/** Returns the days from the first to the last launch of any of these apps or users, of which there is at least one. */
function dateRangeOf(seen, dateOf) {
    let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    // One by one: there can be more users than a call takes arguments.
    for (const { first, last } of seen)
        [from, to] = [Math.min(from, first), Math.max(to, last)];
    return { from: dateOf(from), to: dateOf(to) };
}
function firstLastSeenOf(rows, keyOf) {
    const seen = new Map();
    for (const row of rows) {
        const key = keyOf(row);
        if (key === null)
            continue;
        const old = seen.get(key);
        seen.set(key, {
            first: Math.min(old?.first ?? row.first_launch_at, row.first_launch_at),
            last: Math.max(old?.last ?? row.last_launch_at, row.last_launch_at),
        });
    }
    return seen;
}

;// CONCATENATED MODULE: ./build/snapshot/derived/app-environments.js


/**
 * Returns the environment of each app after a change of `daily`: that of its newest launch that names one. Searches
 * earlier days only where neither the change nor what was known before it decides.
 */
async function appEnvironmentsAfter(known, seen, change) {
    const [before, after] = [appEnvironmentsOf(change.before), appEnvironmentsOf(change.after)];
    const environmentsByApp = new Map();
    const open = new Set();
    for (const appId of seen.keys()) {
        const [old, left, now] = [known.get(appId), before.get(appId), after.get(appId)];
        // The known environment may be that of a launch that is gone, or a new launch may be older than the launch it is from.
        const sourceMayBeGone = old !== undefined && left?.environmentId === old.environmentId && isOlder(now, left);
        const mayBeOlder = old !== undefined && now !== undefined && now.at <= old.lastLaunch;
        if (old?.isSure === false || sourceMayBeGone || (mayBeOlder && now.environmentId !== old.environmentId)) {
            open.add(appId);
        }
        else if (now !== undefined)
            environmentsByApp.set(appId, now.environmentId);
        else if (old !== undefined)
            environmentsByApp.set(appId, old.environmentId);
    }
    const within = [...open].flatMap((appId) => seen.get(appId) ?? []);
    if (within.length === 0)
        return environmentsByApp;
    const days = dateRangeOf(within, change.dateOf);
    const found = await searchPartitions(change.table, days, 'backward', open, appEnvironmentsOf);
    for (const [appId, environment] of found)
        environmentsByApp.set(appId, environment.environmentId);
    return environmentsByApp;
}
function isOlder(environment, than) {
    return environment === undefined || environment.at < than.at;
}
/** Of launches at one instant, the smaller environment id wins. */
function appEnvironmentsOf(rows) {
    const environmentsByApp = new Map();
    for (const { app_id, environment_id, last_launch_at: at } of rows) {
        if (app_id === null || environment_id === null)
            continue;
        const old = environmentsByApp.get(app_id);
        const isNewer = old === undefined || at > old.at || (at === old.at && environment_id < old.environmentId);
        if (isNewer)
            environmentsByApp.set(app_id, { environmentId: environment_id, at });
    }
    return environmentsByApp;
}

;// CONCATENATED MODULE: ./build/snapshot/derived/latest-attributes.js

/** Returns the attribute of the newest launch that carries one, by id. `read` returns `undefined` for one without. */
function latestBy(launches, read) {
    const newest = new Map();
    for (const launch of launches) {
        const found = read(launch);
        if (found === undefined)
            continue;
        const latest = laterAttribute(newest.get(found.id), { value: found.value, at: launch.launchedAt });
        if (latest !== undefined)
            newest.set(found.id, latest);
    }
    return newest;
}
/** Returns the later of two; of one instant the greater text, so that the order of arrival leaves no trace. */
function laterAttribute(a, b) {
    if (a === undefined || b === undefined)
        return a ?? b;
    if (a.at !== b.at)
        return a.at < b.at ? b : a;
    return compareText(JSON.stringify(a.value), JSON.stringify(b.value)) < 0 ? b : a;
}
/** Returns the attribute that a row stores; `undefined` without a value, or without the launch that it is from. */
function storedAttribute(value, at) {
    return value === null || value === undefined || at === null || at === undefined ? undefined : { value, at };
}
/** Returns the latest names of apps and environments, and types and names of users, that launches carry, by id. */
function latestAttributes(launches) {
    return {
        apps: latestBy(launches, ({ appId, appName }) => appId === null || appName === null ? undefined : { id: appId, value: appName }),
        environments: latestBy(launches, ({ environmentId, environmentName }) => environmentId === null || environmentName === null
            ? undefined
            : { id: environmentId, value: environmentName }),
        users: latestBy(launches, ({ userKey, userType: type, userName: name }) => userKey === null || (type === null && name === null)
            ? undefined
            : { id: userKey, value: { type, name } }),
    };
}

;// CONCATENATED MODULE: ./build/snapshot/derived/app-rows.js




/** Returns the rows of `apps` after a change, in order of app id. */
async function appRows(sources) {
    const { known, change, catalog, deletions } = sources;
    const old = new Map(known.map((row) => [row.app_id, row]));
    const seen = await firstLastSeenAfter(launchedBefore(known), change, ({ app_id }) => app_id);
    const environmentsByApp = await appEnvironmentsAfter(appEnvironmentsBefore(known, catalog), seen, change);
    const recent = Map.groupBy(sources.recent, ({ app_id }) => app_id ?? '');
    const ids = new Set([...seen.keys(), ...catalog.keys(), ...deletions.keys()]);
    return [...ids].sort(compareText).map((appId) => {
        const before = old.get(appId);
        const latest = laterAttribute(storedAttribute(before?.app_name, before?.named_at), sources.names.get(appId));
        const listed = catalog.get(appId);
        const launches = recent.get(appId) ?? [];
        const firstLast = seen.get(appId);
        return {
            app_id: appId,
            app_name: latest?.value ?? listed?.name ?? null,
            environment_id: environmentsByApp.get(appId) ?? listed?.environmentId ?? null,
            owner: listed?.owner ?? null,
            first_launch_at: firstLast?.first ?? null,
            last_launch_at: firstLast?.last ?? null,
            launches_28d: launches.reduce((sum, row) => sum + row.launches, 0),
            users_28d: sources.withUsers ? countUsers(launches) : null,
            deleted_at: deletions.get(appId) ?? null,
            named_at: latest?.at ?? null,
        };
    });
}
/** Returns the number of distinct users of some rows. */
function countUsers(rows) {
    const users = new Set();
    for (const { user_key } of rows)
        if (user_key !== null)
            users.add(user_key);
    return users.size;
}
function launchedBefore(known) {
    const launched = known.flatMap(({ app_id, first_launch_at: first, last_launch_at: last }) => first === null || last === null ? [] : [[app_id, { first, last }]]);
    return new Map(launched);
}
/** An environment that is not the catalog's may be from an earlier catalog: then the launches decide again. */
function appEnvironmentsBefore(known, catalog) {
    const environmentsByApp = known.flatMap((row) => {
        const { app_id, environment_id: environmentId, last_launch_at: lastLaunch } = row;
        if (environmentId === null || lastLaunch === null)
            return [];
        const listed = catalog.get(app_id);
        const isSure = listed === undefined ? !wasListed(row) : (listed.environmentId ?? environmentId) === environmentId;
        return [[app_id, { environmentId, lastLaunch, isSure }]];
    });
    return new Map(environmentsByApp);
}
/** Returns whether a row has values that only the catalog of the previous run can have set. */
function wasListed({ owner, app_name, named_at }) {
    return owner !== null || (app_name !== null && named_at === null);
}

;// CONCATENATED MODULE: ./build/snapshot/derived/daily-counts.js


const COLUMNS = ['date', 'app_id', 'environment_id', 'user_key', 'launches'];
/** Returns `daily` with the columns that counting needs. Counting reads many days: less than half of their bytes. */
function dailyCounts(withUsers) {
    return withColumns(dailyTable(withUsers), COLUMNS);
}

;// CONCATENATED MODULE: ./build/snapshot/derived/daily-rows.js

/** Returns the rows of `daily` for the launches of one calendar day, in order of app, environment and user. */
function dailyRows(launches) {
    const groups = Map.groupBy(launches, keyOf);
    const rows = [];
    for (const group of groups.values()) {
        const [first] = group;
        if (first === undefined)
            continue;
        const instants = group.map(({ launched_at }) => launched_at);
        const { date, app_id, environment_id, user_key } = first;
        rows.push({
            date,
            app_id,
            environment_id,
            user_key,
            launches: group.length,
            sessions: user_key === null ? null : group.filter(({ is_session_start }) => is_session_start === 1).length,
            first_launch_at: instants.reduce((a, b) => Math.min(a, b)),
            last_launch_at: instants.reduce((a, b) => Math.max(a, b)),
        });
    }
    return rows.sort((a, b) => compareText(a.app_id, b.app_id) ||
        compareText(a.environment_id, b.environment_id) ||
        compareText(a.user_key, b.user_key));
}
function keyOf({ app_id, environment_id, user_key }) {
    return `${app_id ?? ''}\0${environment_id ?? ''}\0${user_key ?? ''}`;
}

;// CONCATENATED MODULE: ./build/snapshot/derived/deletions.js


const DELETE_OPERATION = 'deletepowerapp';
/** Returns when each app was last deleted, ms since 1970, after a change of `events`, from the deletions known before it. */
async function deletionsAfter(known, { before, after, table }) {
    const [left, now] = [deletionsIn(before), deletionsIn(after)];
    const result = new Map(known);
    for (const [appId, at] of now)
        result.set(appId, Math.max(at, known.get(appId) ?? at));
    const lost = new Set([...left].filter(([id, at]) => known.get(id) === at && (now.get(id) ?? 0) < at).map(([id]) => id));
    for (const appId of lost)
        result.delete(appId);
    const others = await searchPartitions(table, ALL_DATES, 'backward', lost, deletionsIn);
    return new Map([...result, ...others]);
}
function deletionsIn(rows) {
    const deletions = new Map();
    for (const { operation, app_id, occurred_at } of rows) {
        if (app_id === null || operation.toLowerCase() !== DELETE_OPERATION)
            continue;
        deletions.set(app_id, Math.max(deletions.get(app_id) ?? occurred_at, occurred_at));
    }
    return deletions;
}

;// CONCATENATED MODULE: ./build/snapshot/derived/environment-rows.js




/** Returns the rows of `environments` after a change, in order of environment id. */
async function environmentRows(sources) {
    const { known, knownApps, change, apps, catalog } = sources;
    const old = new Map(known.map((row) => [row.environment_id, row]));
    const after = environment_rows_idsOf(change.after);
    const certain = new Set([...after, ...environment_rows_idsOf(apps)]);
    // An environment of an app may be from an earlier catalog only; any other has launches.
    const mayHaveLeft = new Set([...environment_rows_idsOf(change.before), ...environment_rows_idsOf(knownApps)]);
    const doubtful = new Set([...old.keys()].filter((id) => !certain.has(id) && mayHaveLeft.has(id)));
    const others = [...old.keys()].filter((id) => !certain.has(id) && !mayHaveLeft.has(id));
    const stillLaunched = await searchPartitions(change.table, ALL_DATES, 'backward', doubtful, (rows) => new Map([...environment_rows_idsOf(rows)].map((id) => [id, true])));
    const ids = new Set([...certain, ...others, ...stillLaunched.keys()]);
    const listed = catalogNames(apps, catalog);
    return [...ids].sort(compareText).map((id) => {
        const before = old.get(id);
        const latest = laterAttribute(storedAttribute(before?.environment_name, before?.named_at), sources.names.get(id));
        return {
            environment_id: id,
            environment_name: latest?.value ?? listed.get(id) ?? null,
            named_at: latest?.at ?? null,
        };
    });
}
function environment_rows_idsOf(rows) {
    return new Set(rows.flatMap(({ environment_id }) => environment_id ?? []));
}
/** Of several names that the catalog has for an environment, the smallest wins. */
function catalogNames(apps, catalog) {
    const names = new Map();
    for (const { app_id, environment_id } of apps) {
        const name = catalog.get(app_id)?.environmentName ?? null;
        if (environment_id === null || name === null)
            continue;
        const other = names.get(environment_id);
        if (other === undefined || compareText(name, other) < 0)
            names.set(environment_id, name);
    }
    return names;
}

;// CONCATENATED MODULE: ./build/snapshot/derived/user-rows.js



/** Returns the rows of `users` after a change, in order of user key. `latest`: what the launches of this run say, by user key. */
async function userRows(known, change, latest) {
    const old = new Map(known.map((row) => [row.user_key, row]));
    const before = known.map((row) => [row.user_key, { first: row.first_launch_at, last: row.last_launch_at }]);
    const seen = await firstLastSeenAfter(new Map(before), change, ({ user_key }) => user_key);
    return [...seen]
        .sort(([a], [b]) => compareText(a, b))
        .map(([userKey, { first, last }]) => {
        const before = old.get(userKey);
        const known = before && { type: before.user_type, name: before.user_name ?? null };
        const latestOfUser = laterAttribute(storedAttribute(known, before?.named_at), latest.get(userKey));
        return {
            user_key: userKey,
            user_name: latestOfUser?.value.name ?? null,
            user_type: latestOfUser?.value.type ?? null,
            first_launch_at: first,
            last_launch_at: last,
            named_at: latestOfUser?.at ?? null,
        };
    });
}

;// CONCATENATED MODULE: ./build/snapshot/derived/derive.js















/** Days of `daily` that every run reads, because the report shows them: 13 weeks. */
const REPORT_DAYS = 91;
/** The days of `launches_28d` and `users_28d`. */
const RECENT_DAYS = 28;
/** Returns the paths that every run reads, whatever changes: the tables of one file, and the last 13 weeks of `daily`. */
function derivedPaths({ files }) {
    const daily = files.filter(({ table }) => table === 'daily');
    const lastDay = daily.reduce((last, { date_to }) => (0,snapshot_calendar/* laterDay */.Z4)(last, date_to ?? ''), '');
    const isRecent = ({ date_to }) => date_to !== null && date_to > (0,snapshot_calendar/* addDays */.fi)(lastDay, -REPORT_DAYS);
    const single = files.filter(({ table }) => [APPS.name, ENVIRONMENTS.name, 'users'].includes(table));
    const partitions = Map.groupBy([...single, ...daily.filter(isRecent)], (file) => `${file.table} ${file.date_from}`);
    return [...partitions.values()].flatMap((files) => preferredFile(files)?.path ?? []);
}
/**
 * Returns the files of the tables that derive from launches and events. Reads and writes the changed days of `daily` and
 * the windows of `active_users` that they touch, and the last 28 days of `daily`.
 * @throws {SnapshotError} when a published file is damaged.
 */
async function derive(published, sources) {
    const { batch, launches, events, lastDay } = sources;
    const { formats, users, catalog, calendar } = batch;
    const withUsers = users !== 'none';
    const daily = openPartitions(dailyTable(withUsers), published);
    const change = new Map([...launches.change].map(([date, rows]) => [date, dailyRows(rows)]));
    const recentDays = lastDay === undefined ? [] : [{ from: (0,snapshot_calendar/* addDays */.fi)(lastDay, 1 - RECENT_DAYS), to: lastDay }];
    const [before, knownApps, knownEnvironments, knownUsers] = await Promise.all([
        daily.read([...change.keys()].map((date) => ({ from: date, to: date }))),
        readTable(APPS, published),
        readTable(ENVIRONMENTS, published),
        withUsers ? readTable(usersTable(users === 'name'), published) : [],
    ]);
    const table = await afterChange(daily, change);
    const counts = await afterChange(openPartitions(dailyCounts(withUsers), published), change);
    const dailyChange = {
        before: [...before.values()].flat(),
        after: [...change.values()].flat(),
        table,
        dateOf: (instant) => calendar.local(instant).date,
    };
    const recent = [...(await counts.read(recentDays)).values()].flat();
    const latest = latestAttributes(sources.kept);
    const apps = await appRows({
        known: knownApps,
        change: dailyChange,
        names: latest.apps,
        catalog,
        recent,
        withUsers,
        deletions: await deletionsOf(knownApps, events),
    });
    const environments = await environmentRows({
        known: knownEnvironments,
        change: dailyChange,
        names: latest.environments,
        catalog,
        knownApps,
        apps,
    });
    const userTable = withUsers ? await userRows(knownUsers, dailyChange, latest.users) : [];
    const active = openPartitions(ACTIVE_USERS, published);
    const activeChange = withUsers ? await activeUsersChange(sources, counts) : new Map();
    const sealing = lastDay ?? '';
    const changes = [
        await daily.write(change, sealing, formats),
        await writeTable(APPS, apps, formats, published),
        await writeTable(ENVIRONMENTS, environments, formats, published),
        ...(withUsers
            ? [
                await active.write(activeChange, sealing, formats),
                await writeTable(usersTable(users === 'name'), userTable, formats, published),
            ]
            : []),
    ];
    const activeUsers = await afterChange(active, activeChange);
    const tables = {
        launches: launches.after,
        daily: counts,
        activeUsers,
        apps,
        environments,
        users: userTable,
    };
    return { changes, tables };
}
async function deletionsOf(known, { change, before, after }) {
    const days = [...change.keys()].map((date) => ({ from: date, to: date }));
    const deleted = known.flatMap(({ app_id, deleted_at }) => deleted_at === null ? [] : [[app_id, deleted_at]]);
    return await deletionsAfter(new Map(deleted), {
        before: [...(await before.read(days)).values()].flat(),
        after: [...change.values()].flat(),
        table: after,
    });
}

;// CONCATENATED MODULE: ./build/snapshot/launch-rows.js


/** A session continues while the same user launches the same app again within this time. */
const SESSION_GAP_MS = 30 * instants/* MINUTE_MS */.kg;
/** Returns a launch as a row of the table, its session not marked yet. */
function launchRow(launch, calendar) {
    const { date, hour } = calendar.local(launch.launchedAt);
    return {
        event_id: launch.eventId,
        launched_at: launch.launchedAt,
        date,
        hour,
        app_id: launch.appId,
        environment_id: launch.environmentId,
        user_key: launch.userKey,
        is_session_start: null,
        record_type: launch.recordType,
    };
}
/**
 * Merges launches into known rows: one row for each event id, and one for a launch that was emitted both as
 * RecordType 45 and as 256 (same app, user and second: the 256 stays). The result depends on the set of all launches
 * only, not on their order, grouping or repetition.
 */
function mergeLaunches(known, incoming) {
    const byId = new Map();
    for (const row of known)
        keepFirst(byId, row);
    for (const row of incoming)
        keepFirst(byId, row);
    const newer = new Set();
    for (const row of byId.values()) {
        const twin = row.record_type === 256 ? twinKey(row) : undefined;
        if (twin !== undefined)
            newer.add(twin);
    }
    const rows = [];
    for (const row of byId.values()) {
        const twin = row.record_type === 45 ? twinKey(row) : undefined;
        if (twin === undefined || !newer.has(twin))
            rows.push(row);
    }
    rows.sort(compareRows);
    // A 256 that displaces a 45 of an earlier run takes its place: the launch was counted already.
    return { rows, duplicates: incoming.length - (rows.length - known.length) };
}
/** Keeps the smaller of two rows with one id, by all columns, so that the order of arrival does not matter. */
function keepFirst(byId, row) {
    const other = byId.get(row.event_id);
    if (other === undefined || compareAll(row, other) < 0)
        byId.set(row.event_id, row);
}
function twinKey({ app_id, user_key, launched_at }) {
    if (app_id === null || user_key === null)
        return undefined;
    return `${app_id}\0${user_key}\0${(0,instants/* floorSecond */.FG)(launched_at)}`;
}
/** Sorts by instant, then by event id. */
function compareRows(a, b) {
    return a.launched_at - b.launched_at || compareText(a.event_id, b.event_id);
}
function compareAll(a, b) {
    return (a.launched_at - b.launched_at ||
        b.record_type - a.record_type ||
        compareText(a.app_id, b.app_id) ||
        compareText(a.environment_id, b.environment_id) ||
        compareText(a.user_key, b.user_key));
}
/**
 * Marks the session starts of `rows`, sorted as `mergeLaunches` returns them. `before` are the rows of the day before,
 * which decide about the first half hour. A launch without a user belongs to no session.
 */
function markSessions(before, rows) {
    const last = new Map();
    const isStart = (row) => {
        if (row.user_key === null)
            return null;
        const key = `${row.app_id ?? ''}\0${row.user_key}`;
        const previous = last.get(key);
        last.set(key, row.launched_at);
        return previous === undefined || row.launched_at - previous > SESSION_GAP_MS ? 1 : 0;
    };
    for (const row of before)
        isStart(row);
    return rows.map((row) => ({ ...row, is_session_start: isStart(row) }));
}
/** Returns how many launches have an id of their own, but the app, user, second and schema of another. */
function countSuspectedRepeats(rows) {
    const seen = new Set();
    let repeats = 0;
    for (const row of rows) {
        const twin = twinKey(row);
        if (twin === undefined)
            continue;
        const key = `${twin}\0${row.record_type}`;
        if (seen.has(key))
            repeats += 1;
        seen.add(key);
    }
    return repeats;
}

;// CONCATENATED MODULE: ./build/snapshot/merge-events.js



/** For rows of tables without users, which have no such column. */
const NO_USER = { user_key: null };
/** Merges events into the stored rows of their days. Returns the rows of each day that changed; a day without rows goes. */
async function mergeEventsByDay(stored, events, { calendar, keepFrom, rebuilt }) {
    const isKept = ({ date }) => keepFrom === undefined || date >= keepFrom;
    const incoming = events.map((event) => eventRow(event, calendar)).filter(isKept);
    const touched = incoming.map(({ date }) => ({ from: date, to: date }));
    const leaving = keepFrom === undefined ? [] : [{ from: ALL_DATES.from, to: (0,snapshot_calendar/* addDays */.fi)(keepFrom, -1) }];
    const read = await stored.read(rebuilt ? [ALL_DATES] : [...touched, ...leaving]);
    const known = [...read.values()]
        .flat()
        .map((row) => ({
        ...NO_USER,
        ...row,
        ...(rebuilt ? { date: calendar.local(row.occurred_at).date } : {}),
    }))
        .filter(isKept);
    const byDate = Map.groupBy(mergeEvents(known, incoming), ({ date }) => date);
    const gone = [...read.keys()].map((date) => [date, []]);
    return new Map([...gone, ...byDate]);
}
/** Returns an event as a row of the table. */
function eventRow(event, calendar) {
    return {
        event_id: event.eventId,
        occurred_at: event.occurredAt,
        date: calendar.local(event.occurredAt).date,
        operation: event.operation,
        app_id: event.appId,
        environment_id: event.environmentId,
        user_key: event.userKey,
    };
}
/** Merges events into known rows, one for each event id, sorted by instant and event id. */
function mergeEvents(known, incoming) {
    const byId = new Map();
    for (const row of [...known, ...incoming]) {
        const other = byId.get(row.event_id);
        if (other === undefined || order(row) < order(other))
            byId.set(row.event_id, row);
    }
    return [...byId.values()].sort((a, b) => a.occurred_at - b.occurred_at || (a.event_id < b.event_id ? -1 : 1));
}
function order(row) {
    const instant = (0,instants/* isoInstant */.j2)(row.occurred_at);
    return [instant, row.operation, row.app_id ?? '', row.environment_id ?? '', row.user_key ?? ''].join('\0');
}

;// CONCATENATED MODULE: ./build/snapshot/merge-launches.js




/** For rows of tables without users, which have no such column. */
const merge_launches_NO_USER = { user_key: null };
/**
 * Merges launches into the stored rows of their days, and of the day after each, whose first sessions may have begun the
 * day before. `launches` must be of days that are kept.
 */
async function mergeLaunchesByDay(stored, launches, { calendar, keepFrom, rebuilt }) {
    const incoming = launches.map((launch) => launchRow(launch, calendar));
    const isKept = ({ date }) => keepFrom === undefined || date >= keepFrom;
    const leaving = await leavingDays(stored, keepFrom, rebuilt);
    const touchedDates = new Set(incoming.map(({ date }) => date));
    // The first day kept is marked again: the day before it is gone, and with it the sessions that ran on.
    const first = keepFrom !== undefined && leaving.has((0,snapshot_calendar/* addDays */.fi)(keepFrom, -1)) ? [keepFrom] : [];
    const { known, merged, touched } = rebuilt
        ? await mergeAll(stored, incoming, (row) => ({ ...row, ...calendar.local(row.launched_at) }), isKept)
        : await mergeTouched(new Set([...first, ...touchedDates]), stored, incoming, isKept);
    const byDate = Map.groupBy(merged.rows, ({ date }) => date);
    const changed = new Set(touched);
    for (const date of [...changed])
        if (byDate.has((0,snapshot_calendar/* addDays */.fi)(date, 1)))
            changed.add((0,snapshot_calendar/* addDays */.fi)(date, 1));
    const days = new Map([...leaving].map((date) => [date, []]));
    for (const date of changed) {
        days.set(date, markSessions(byDate.get((0,snapshot_calendar/* addDays */.fi)(date, -1)) ?? [], byDate.get(date) ?? []));
    }
    return { days, added: merged.rows.length - known, duplicates: merged.duplicates, touchedDates };
}
/** Returns the stored days that are no longer kept; all of them when everything is rewritten. */
async function leavingDays(stored, keepFrom, rebuilt) {
    if (rebuilt)
        return new Set((await stored.read([ALL_DATES])).keys());
    if (keepFrom === undefined)
        return new Set();
    return new Set((await stored.read([{ from: ALL_DATES.from, to: (0,snapshot_calendar/* addDays */.fi)(keepFrom, -1) }])).keys());
}
/** Merges with all stored rows, each on its new day, which decides whether it is kept. */
async function mergeAll(stored, incoming, redate, isKept) {
    const rows = rowsIn(await stored.read([ALL_DATES]))
        .map(redate)
        .filter(isKept);
    const merged = mergeLaunches(rows, incoming);
    return { known: rows.length, merged, touched: new Set(merged.rows.map(({ date }) => date)) };
}
/**
 * Merges launches into the stored rows of the touched days and of the days around them. An event that is delivered again
 * with another instant may leave one of the days around: then that day is touched too.
 */
async function mergeTouched(touched, stored, incoming, isKept) {
    const around = [...touched].map((date) => ({ from: (0,snapshot_calendar/* addDays */.fi)(date, -1), to: (0,snapshot_calendar/* addDays */.fi)(date, 1) }));
    const known = rowsIn(await stored.read(around)).filter(isKept);
    const merged = mergeLaunches(known, incoming);
    const before = Map.groupBy(known, ({ date }) => date);
    const after = Map.groupBy(merged.rows, ({ date }) => date);
    const left = [...before].filter(([date, rows]) => !touched.has(date) && rows.length !== after.get(date)?.length);
    if (left.length === 0)
        return { known: known.length, merged, touched };
    return await mergeTouched(new Set([...touched, ...left.map(([date]) => date)]), stored, incoming, isKept);
}
function rowsIn(days) {
    return [...days]
        .sort(([a], [b]) => compareText(a, b))
        .flatMap(([, rows]) => rows.map((row) => ({ ...merge_launches_NO_USER, ...row })));
}

;// CONCATENATED MODULE: ./build/snapshot/merge.js








/**
 * Merges what a run read into the published snapshot. Reads and writes only the days that the run touches and what derives
 * from them, or all days when the time zone or the formats changed.
 * @throws {SnapshotError} when a published file is damaged.
 */
async function mergeBatch(published, batch) {
    const { calendar, formats, users, keepFrom } = batch;
    const withUsers = users !== 'none';
    const files = published && coalesceReads(published);
    files?.prefetch(derivedPaths(files.manifest));
    const launches = openPartitions(launchesTable(withUsers), files);
    const events = openPartitions(eventsTable(withUsers), files);
    const rules = { calendar, keepFrom, rebuilt: isRebuild(published, calendar, formats) };
    const kept = batch.launches.filter(({ launchedAt }) => keepFrom === undefined || calendar.local(launchedAt).date >= keepFrom);
    const [launchChange, eventChange] = await Promise.all([
        mergeLaunchesByDay(launches, kept, rules),
        mergeEventsByDay(events, batch.events, rules),
    ]);
    const launchesAfter = await afterChange(launches, launchChange.days);
    const eventsAfter = await afterChange(events, eventChange);
    const lastDay = launchesAfter.dateRanges.at(-1)?.to;
    const derived = await derive(files, {
        batch,
        kept,
        lastDay,
        rebuilt: rules.rebuilt,
        launches: { change: launchChange.days, before: launches, after: launchesAfter },
        events: { change: eventChange, before: events, after: eventsAfter },
    });
    // Without launches, the events decide which months are sealed.
    const sealing = lastDay ?? eventsAfter.dateRanges.at(-1)?.to ?? '';
    const changes = [
        await launches.write(launchChange.days, sealing, formats),
        await events.write(eventChange, sealing, formats),
        ...derived.changes,
    ];
    const rowsOfDays = [...launchChange.touchedDates].flatMap((date) => launchChange.days.get(date) ?? []);
    return {
        entries: changes.flatMap(({ entries }) => entries),
        files: new Map(changes.flatMap(({ written }) => written.map(({ entry, bytes }) => [entry.path, bytes]))),
        removed: new Set(changes.flatMap(({ removed }) => removed)),
        added: launchChange.added,
        duplicates: launchChange.duplicates,
        tooOld: batch.launches.length - kept.length,
        suspectedRepeats: countSuspectedRepeats(rowsOfDays),
        tables: derived.tables,
    };
}
/** Returns whether all days must be rewritten: they are of another time zone, in other formats, or lack tables. */
function isRebuild(published, { timeZone }, formats) {
    if (published === undefined)
        return false;
    const { files, time_zone, tables } = published.manifest;
    const stored = new Set(files.map(({ format }) => format));
    const sameFormats = stored.size === 0 || (stored.size === formats.length && formats.every((f) => stored.has(f)));
    return time_zone !== timeZone || !sameFormats || tables.daily === undefined;
}

;// CONCATENATED MODULE: ./build/snapshot/tables.js


/** Returns the tables of a snapshot with this setting of `users`, in the order in which documents list them. */
function tablesOf(users) {
    const withUsers = users !== 'none';
    return [
        launchesTable(withUsers),
        dailyTable(withUsers),
        ...(withUsers ? [ACTIVE_USERS] : []),
        APPS,
        ENVIRONMENTS,
        ...(withUsers ? [usersTable(users === 'name')] : []),
        eventsTable(withUsers),
        SNAPSHOT,
    ];
}

// EXTERNAL MODULE: ./build/version.js
var build_version = __nccwpck_require__(8508);
;// CONCATENATED MODULE: ./build/sync/gaps.js


/**
 * Returns the gaps that no published snapshot names yet: the gaps of `before` that are not in `published` (a run that
 * failed left them), what the plan could not reach and no earlier run read, and lost blobs.
 */
function gapsOf(plan, lost, before, published) {
    const named = new Set(published.map(gaps_keyOf));
    const unreached = plan.gaps.flatMap((gap) => uncovered(gap, before));
    const left = before.gaps.filter((gap) => !named.has(gaps_keyOf(gap)));
    return [...left, ...unreached, ...lost.map(lostBlob)];
}
function gaps_keyOf({ from, to, reason }) {
    return JSON.stringify([from, to, reason]);
}
/** Returns the gap of a blob that was gone before it could be read: the instant of its creation, ms since 1970. */
function lostBlob({ id, created }) {
    const instant = (0,instants/* isoInstant */.j2)(created);
    return { from: instant, to: instant, reason: lostReason(id) };
}
/** Returns the reason of the gap of a lost blob. */
function lostReason(id) {
    return `content blob ${id} was gone before it could be read`;
}
/** Returns the gap of the time in which the subscription was off, `[from, to]` in ms since 1970. */
function subscriptionOff(from, to) {
    return { from: (0,instants/* isoInstant */.j2)(from), to: (0,instants/* isoInstant */.j2)(to), reason: SUBSCRIPTION_OFF };
}
const SUBSCRIPTION_OFF = 'the subscription to Audit.General was off: content of this time may be missing';
/** Returns whether a gap is of time in which the subscription was off. */
function isSubscriptionOff({ reason }) {
    return reason === SUBSCRIPTION_OFF;
}
/**
 * Returns what is left of a gap without the content time that runs have read. The instant of a lost blob stays, and so
 * does time in which the subscription was off: listing it shows nothing.
 */
function uncovered(gap, { from, watermark }) {
    if (gap.from === gap.to ||
        from === null ||
        watermark === null ||
        from >= watermark ||
        isSubscriptionOff(gap)) {
        return [gap];
    }
    const [start, end] = [(0,instants/* parseInstant */.nV)(gap.from), (0,instants/* parseInstant */.nV)(gap.to)];
    return [
        { start, end: Math.min(end, from) },
        { start: Math.max(start, watermark), end },
    ]
        .filter((part) => part.start < part.end)
        .map((part) => ({
        from: (0,instants/* isoInstant */.j2)(part.start),
        to: (0,instants/* isoInstant */.j2)(part.end),
        reason: gap.reason,
    }));
}
/** Returns gaps sorted by time, with touching gaps of the same reason merged. */
function mergeGaps(gaps) {
    const inOrder = [...gaps].sort(compareGaps);
    const merged = [];
    const newest = new Map();
    for (const gap of inOrder) {
        const at = newest.get(gap.reason) ?? -1;
        const known = merged[at];
        if (known === undefined || known.to < gap.from)
            newest.set(gap.reason, merged.push(gap) - 1);
        else if (known.to < gap.to)
            merged[at] = { ...known, to: gap.to };
    }
    // A gap that grew may end after one that began with it.
    return merged.sort(compareGaps);
}
function compareGaps(a, b) {
    return compareText(a.from, b.from) || compareText(a.to, b.to) || compareText(a.reason, b.reason);
}

;// CONCATENATED MODULE: ./build/sync/state.js




/** The state before anything was read. */
const NO_STATE = { watermark: null, unread: [], read: {}, gaps: [], from: null };
const HORIZON_MS = 48 * instants/* HOUR_MS */.iQ;
/** Returns the instant before which launches are complete, within the service's normal delivery time: 99.8 % come within 48 h. */
function completeUntil(watermark) {
    return watermark === null ? null : (0,instants/* isoInstant */.j2)(watermark - HORIZON_MS);
}
/**
 * Returns the state after a run that published on top of `base`. `base` may be newer than the state that the run began
 * with, when another run published meanwhile: then the result holds what both of them did.
 */
function advance(base, run) {
    const watermark = run.movesWatermark ? later(base.watermark, run) : base.watermark;
    const gone = new Set([...run.read.map(({ id }) => id), ...run.lost]);
    // A blob that was gone may be served after all, for example to a manual run or to a concurrent one.
    const served = [
        ...run.read.map(({ id }) => id),
        ...run.lost.filter((id) => base.read[contentKey(id)] !== undefined),
    ];
    const found = new Set(served.map(lostReason));
    const unread = new Map(base.unread.filter(({ id }) => !gone.has(id)).map((blob) => [blob.id, blob]));
    const known = new Map(Object.entries(base.read));
    for (const blob of run.unread) {
        // A concurrent run may have read what this one could not.
        if (!known.has(contentKey(blob.id)))
            unread.set(blob.id, blob);
    }
    const oldest = watermark === null ? Number.POSITIVE_INFINITY : watermark - run.overlapMs;
    for (const { id, created } of run.read)
        known.set(contentKey(id), (0,instants/* isoInstant */.j2)(created));
    return {
        watermark,
        unread: [...unread.values()].sort((a, b) => compareText(a.created, b.created) || compareText(a.id, b.id)),
        read: Object.fromEntries([...known]
            .filter(([, created]) => (0,instants/* parseInstant */.nV)(created) >= oldest)
            .sort(([a, from], [b, to]) => compareText(from, to) || compareText(a, b))),
        gaps: mergeGaps([...base.gaps, ...run.gaps.flatMap((gap) => uncovered(gap, base))].filter(({ reason }) => !found.has(reason))),
        from: notBefore(run.keptFrom, run.movesWatermark ? earlier(base.from, run.listed) : base.from),
    };
}
/**
 * Returns the watermark after a listing. It moves only when the listing reaches back to it, or when the time between is a
 * gap: otherwise content between them would never be listed.
 */
function later(watermark, { listed: { start, end }, gaps }) {
    if (end <= start)
        return watermark;
    if (watermark === null)
        return end;
    const seen = start <= watermark ||
        gaps.some(({ from, to }) => (0,instants/* parseInstant */.nV)(from) <= watermark && (0,instants/* parseInstant */.nV)(to) >= start);
    return seen ? Math.max(watermark, end) : watermark;
}
/** Returns the beginning of the covered time after a listing, which moves back when the listing reaches up to it. */
function earlier(from, { start, end }) {
    if (end <= start)
        return from;
    if (from === null)
        return start;
    return end >= from ? Math.min(from, start) : from;
}
/** In the state, because what `keep` removed does not come back when `keep` is dropped later. */
function notBefore(keptFrom, from) {
    return from === null || keptFrom === null ? from : Math.max(from, keptFrom);
}

;// CONCATENATED MODULE: ./build/sync/windows.js

/** Returns which content the settings ask for. */
function windowRequestOf({ window, lookbackMs, overlapMs }) {
    if (window.kind === 'watermark')
        return { kind: 'watermark', lookbackMs, overlapMs };
    return { kind: 'manual', start: window.start.getTime(), end: window.end.getTime() };
}
/** The feed lists content of the last 7 days. */
const REACH_MS = 7 * instants/* DAY_MS */.sO;
/** Without it, the first window could be too old when the request arrives. */
const MARGIN_MS = 5 * instants/* MINUTE_MS */.kg;
/** One request lists at most so much. */
const LONGEST_WINDOW_MS = instants/* DAY_MS */.sO;
/**
 * Returns the listing windows of a run: half-open, on whole seconds, each at most `intervalMs` and a day long, none older
 * than the feed's reach less a margin. `now` is the service's time, `watermark` ms since 1970 or `null` on a first run.
 */
function planWindows(request, watermark, now, intervalMs) {
    const reach = earliestListed(now);
    const { wanted, start, end, reason } = requestedTime(request, watermark, (0,instants/* floorSecond */.FG)(now), reach);
    const from = Math.max(start, reach);
    const step = Math.min(Math.max((0,instants/* floorSecond */.FG)(intervalMs), instants/* SECOND_MS */._L), LONGEST_WINDOW_MS);
    const windows = [];
    for (let at = from; at < end; at += step)
        windows.push({ start: at, end: Math.min(at + step, end) });
    const gaps = wanted < reach ? [{ from: (0,instants/* isoInstant */.j2)(wanted), to: (0,instants/* isoInstant */.j2)(Math.min(reach, end)), reason }] : [];
    return { start: from, end: Math.max(from, end), windows, gaps };
}
/** Returns the first instant that a listing at `now` can begin with: a whole second, ms since 1970. */
function earliestListed(now) {
    return (0,instants/* ceilSecond */.oL)(now - REACH_MS + MARGIN_MS);
}
function requestedTime(request, watermark, now, reach) {
    if (request.kind === 'manual') {
        const start = (0,instants/* floorSecond */.FG)(request.start);
        const end = Math.min((0,instants/* ceilSecond */.oL)(request.end), now);
        return { wanted: start, start, end, reason: 'start-time lies before what the feed still lists' };
    }
    if (watermark === null) {
        const start = (0,instants/* floorSecond */.FG)(now - request.lookbackMs);
        // The margin is no gap for a request of all that the feed lists, as the default is.
        const wanted = request.lookbackMs <= REACH_MS ? Math.max(start, reach) : start;
        return { wanted, start, end: now, reason: 'first run: the feed lists the last 7 days only' };
    }
    const reason = 'no run read this time while the feed still listed it';
    return { wanted: watermark, start: (0,instants/* floorSecond */.FG)(watermark - request.overlapMs), end: now, reason };
}

;// CONCATENATED MODULE: ./build/sync/stored-state.js





/**
 * Returns the state that a run begins with: the manifest's, and from the cache the later watermark of a run that had nothing
 * to publish. A manifest with a wrong signature is believed in what lowers claims alone. Without a snapshot there is no
 * state. A watermark after `now` is wrong, and the first instant that the feed lists replaces it.
 */
function chooseState(cached, published, { now, manifestKey, ineligibleReason }) {
    if (published === undefined)
        return withoutSnapshot(cached, ineligibleReason);
    if (!isTrusted(published, manifestKey)) {
        return { state: stateOf(published, { manifestKey, now }), from: 'manifest', stateWarning: NOT_SIGNED };
    }
    const chosen = withCached(stateOf(published, { manifestKey, now }), published.snapshot_id, cached);
    const { watermark } = chosen.state;
    if (watermark === null || watermark <= now)
        return chosen;
    // The clocks of the service differ by seconds.
    if (watermark <= now + CLOCKS_DIFFER_MS)
        return { ...chosen, state: { ...chosen.state, watermark: now } };
    const stateWarning = `The watermark ${(0,instants/* isoInstant */.j2)(watermark)} of the ${chosen.from} lies in the future. This run reads again all that the feed still lists; older content may be missing.`;
    return { ...chosen, stateWarning, state: { ...chosen.state, watermark: earliestListed(now) } };
}
const CLOCKS_DIFFER_MS = 5 * instants/* MINUTE_MS */.kg;
const NOT_SIGNED = 'The manifest of the published snapshot is not signed with this data-key: it was made without one or with another, or somebody changed it. This run reads again all that the feed still lists, and the covered time begins anew; gaps and unread blobs stay. If nobody changed data-key, find out who wrote the snapshot, and restore an earlier commit or artifact of it.';
function withoutSnapshot(cached, ineligibleReason) {
    const deleted = cached &&
        'The snapshot that an earlier run published was deleted or has expired. This run starts over with what the feed still lists; older launches are only in copies of that snapshot.';
    return { state: NO_STATE, from: 'nothing', stateWarning: ineligibleReason ?? deleted };
}
function withCached(state, snapshotId, cached) {
    const manifest = { state, from: 'manifest', stateWarning: undefined };
    if (cached === undefined || cached.snapshotId !== snapshotId || state.watermark === null)
        return manifest;
    const { watermark, subscriptionOffAt: off } = cached;
    const gaps = off === undefined ? state.gaps : [...state.gaps, subscriptionOff(watermark, off)];
    if (watermark < state.watermark)
        return { ...manifest, state: { ...state, gaps } };
    return { state: { ...state, watermark, gaps }, from: 'cache', stateWarning: undefined };
}
function isTrusted(manifest, key) {
    return key === undefined || isSigned(manifest, key);
}
/**
 * Returns the state that a manifest carries. With a wrong signature what it claims to have read is not believed: all that the
 * feed lists at `now` is read again.
 */
function stateOf(manifest, { manifestKey, now }) {
    const { watermark, unread, read, coverage } = manifest;
    if (!isTrusted(manifest, manifestKey)) {
        return { watermark: earliestListed(now), unread, read: {}, gaps: coverage.gaps, from: null };
    }
    const from = (0,instants/* parseInstant */.nV)(coverage.from);
    return { watermark: (0,instants/* parseInstant */.nV)(watermark), unread, read, gaps: coverage.gaps, from };
}
/** Returns the state as the manifest stores it. */
function toStored({ watermark, from, unread, read, gaps }) {
    return {
        watermark: (0,instants/* isoInstant */.j2)(watermark),
        unread: [...unread],
        read: { ...read },
        gaps: [...gaps],
        from: (0,instants/* isoInstant */.j2)(from),
    };
}

;// CONCATENATED MODULE: ./build/sync/next-snapshot.js









/** Returns the snapshot after a run: the files that differ from `base`, the documents, and the manifest. */
async function nextSnapshot(base, merged, state, request) {
    const { formats } = request.batch;
    const described = manifestOf(merged, state, request);
    const { dateRanges } = merged.tables.launches;
    const row = snapshotRow(described, { first: dateRanges[0]?.from, last: dateRanges.at(-1)?.to });
    const { entries, written, removed } = await writeTable(SNAPSHOT, [row], formats, base);
    const unsigned = { ...described, files: [...described.files, ...entries] };
    const manifest = signManifest(unsigned, request.manifestKey);
    const documents = await request.documents(manifest, merged.tables);
    const files = new Map([
        ...merged.files,
        ...written.map(({ entry, bytes }) => [entry.path, bytes]),
        ...[...documents].map(([path, text]) => [path, Buffer.from(text)]),
        ['manifest.json', Buffer.from(formatManifest(manifest))],
    ]);
    const added = merged.added === 1 ? '1 launch' : `${merged.added} launches`;
    const title = `Add ${added}, ${manifest.tables.launches?.rows ?? 0} in all`;
    return { manifest, files, removed: new Set([...merged.removed, ...removed]), title };
}
/** Returns the manifest without the files of the table `snapshot`, whose row is made from it. */
function manifestOf(merged, state, request) {
    const { tenantId, identity, batch, generatedAt, runId } = request;
    const { watermark, unread, read, gaps, from } = toStored(state);
    const generated = (0,instants/* isoInstant */.j2)(generatedAt);
    const { entries } = merged;
    const content = (0,external_node_crypto_.createHash)('sha256')
        .update(JSON.stringify([entries, watermark, unread, gaps]))
        .digest('hex');
    const rows = tablesOf(identity.mode).map(({ name }) => [
        name,
        { rows: name === SNAPSHOT.name ? 1 : rowsOf(name, merged) },
    ]);
    return {
        schema_version: SCHEMA_VERSION,
        snapshot_id: `${generated.replace(/[-:]|\.\d+/g, '')}-${content.slice(0, 8)}`,
        generated_at: generated,
        generator: { name: GENERATOR, version: build_version/* VERSION */.x },
        run_id: runId,
        tenant_id: tenantId,
        time_zone: batch.calendar.timeZone,
        watermark,
        unread,
        read,
        coverage: { from, complete_until: completeUntil(state.watermark), gaps },
        identity: { mode: identity.mode, key_id: identity.keyId },
        tables: Object.fromEntries(rows),
        files: [...entries],
    };
}
/** Every format holds the same rows, so one format is counted. */
function rowsOf(table, { entries }) {
    const files = entries.filter((entry) => entry.table === table);
    const format = files[0]?.format;
    return files.filter((entry) => entry.format === format).reduce((rows, entry) => rows + entry.rows, 0);
}
/** Returns the row of the table `snapshot`. `days`: first and last day with launches. */
function snapshotRow(manifest, days) {
    const rowsOf = (table) => manifest.tables[table]?.rows ?? 0;
    return {
        snapshot_id: manifest.snapshot_id,
        generated_at: (0,instants/* parseInstant */.nV)(manifest.generated_at),
        schema_version: manifest.schema_version,
        watermark: (0,instants/* parseInstant */.nV)(manifest.watermark),
        complete_until: (0,instants/* parseInstant */.nV)(manifest.coverage.complete_until),
        time_zone: manifest.time_zone,
        first_date: days.first ?? null,
        last_date: days.last ?? null,
        launches: rowsOf('launches'),
        events: rowsOf('events'),
        apps: rowsOf('apps'),
        environments: rowsOf('environments'),
        users: manifest.identity.mode === 'none' ? null : rowsOf('users'),
        unread_blobs: manifest.unread.length,
        gaps: manifest.coverage.gaps.length,
    };
}

;// CONCATENATED MODULE: ./build/sync/publish.js







const MOST_RACES = 8;
/**
 * Merges a run into the published snapshot and publishes the result. When another run published meanwhile, merges again
 * on top of that, up to 8 times. Publishes nothing when only the watermark changed, by less than `refreshMs`, and the manifest is signed.
 * @throws {SnapshotError} when the published snapshot is of another tenant, or has other keys of users.
 * @throws {StoreError} when the store fails, or other runs were faster 8 times.
 */
async function publishRun(store, begin, request, { pause, refreshMs }) {
    let { base, state: before } = begin;
    for (let races = 0; races < MOST_RACES; races += 1) {
        requireSame(base?.manifest, request);
        const state = advance(before, request.progress);
        const merged = await mergeBatch(base, request.batch);
        if (base !== undefined && !isWorthPublishing(base.manifest, merged, state, { refreshMs, ...request })) {
            return { kind: 'unchanged', manifest: base.manifest, state, merged, base, reference: undefined };
        }
        const change = await nextSnapshot(base, merged, state, request);
        const reference = await store.publish(base, change);
        if (reference !== 'raced') {
            return { kind: 'published', manifest: change.manifest, state, merged, base, reference };
        }
        await pause();
        base = await store.previous();
        before = base === undefined ? NO_STATE : stateOf(base.manifest, request);
    }
    throw new errors/* StoreError */.AD(`Cannot publish: other runs published ${MOST_RACES} times meanwhile`, 'Put the workflow into a concurrency group, so that its runs follow one another.');
}
/**
 * Throws when a run must not be merged into the published snapshot.
 * @throws {SnapshotError} when tenant, `users` or the key of the pseudonyms differ.
 */
function requireSame(published, { tenantId, identity }) {
    if (published === undefined)
        return;
    const elsewhere = 'Give this run another branch, artifact-name or directory';
    if (published.tenant_id !== tenantId) {
        throw new errors/* SnapshotError */.JC(`The published snapshot is of tenant ${published.tenant_id}, this run reads ${tenantId}`, `${elsewhere}.`);
    }
    if (published.identity.mode !== identity.mode) {
        throw new errors/* SnapshotError */.JC(`The published snapshot was made with users: ${published.identity.mode}, this run has users: ${identity.mode}`, `${elsewhere}, or set users back to ${published.identity.mode}.`);
    }
    if (published.identity.key_id !== identity.keyId) {
        throw new errors/* SnapshotError */.JC(`The published snapshot was made with the data key ${published.identity.key_id}, this run has ${identity.keyId}: every user would count twice`, `${elsewhere}, or set data-key back.`);
    }
}
function isWorthPublishing(published, { files, removed }, state, { refreshMs, manifestKey }) {
    if (files.size > 0 || removed.size > 0)
        return true;
    if (JSON.stringify(published.coverage.gaps) !== JSON.stringify(state.gaps))
        return true;
    // The cache holds the watermark alone: what no snapshot names as unread is never asked for again.
    if (publish_idsOf(published.unread) !== publish_idsOf(state.unread))
        return true;
    if (manifestKey !== undefined && !isSigned(published, manifestKey))
        return true;
    const watermark = (0,instants/* parseInstant */.nV)(published.watermark);
    if (state.watermark === null)
        return false;
    // An earlier watermark than the published one is a correction.
    if (watermark === null || state.watermark < watermark)
        return true;
    return state.watermark - watermark >= refreshMs;
}
function publish_idsOf(blobs) {
    return JSON.stringify(blobs.map(({ id }) => id));
}

;// CONCATENATED MODULE: ./build/commands/check.js
















/**
 * `command: check`: signs in, looks at everything that the next run would use, and writes nothing. Each question gets its
 * answer even when another fails; the step fails when one did.
 */
async function check_check(run) {
    const { settings, context, host, github, tokens, feed, store, signing } = run;
    const findings = [];
    const ask = async (what, answer) => {
        try {
            const { line, value } = await answer();
            findings.push({ what, ok: true, line });
            host.log.info(`✓ ${what}: ${line}`);
            return value;
        }
        catch (error) {
            const line = (0,errors/* adviceOf */.wr)(error);
            findings.push({ what, ok: false, line });
            host.log.error(line, what);
            return undefined;
        }
    };
    const { appCatalog } = settings;
    const catalog = appCatalog && (await ask('App catalog', () => catalogLine(appCatalog)));
    await ask('Repository', async () => {
        const namesOwners = catalog !== undefined && ownersIn(catalog) > 0;
        const { words } = await requireFitForUsers(settings, namesOwners, context, github);
        return { line: words, value: true };
    });
    const signedIn = await ask('Sign-in', () => signInLine(settings, tokens));
    const subscription = signedIn && (await ask('Subscription', () => subscriptionLine(feed)));
    const found = await ask('Previous snapshot', () => previousLine(run));
    await ask('May publish', async () => ({
        line: `${storeLabel(settings)}: ${await store.dryRunPublish(found?.snapshot)}`,
        value: true,
    }));
    if (subscription === 'enabled' && found !== undefined) {
        const cache = createStateCache(settings, context, signing?.cache, host.loadCacheClient);
        const cached = await cache.find(found.snapshot?.manifest.snapshot_id);
        const { state, stateWarning } = chooseState(cached.kind === 'found' ? cached.state : undefined, found.snapshot?.manifest, {
            now: feed.serviceNow(),
            manifestKey: signing?.manifest,
            ineligibleReason: found.ineligibleReason,
        });
        if (stateWarning !== undefined)
            host.log.warning(stateWarning, 'Earlier state not usable');
        await ask('Next run', () => listingLine(settings, feed, state));
    }
    await host.writeSummary(checkSummary(findings));
    if (findings.some(({ ok }) => !ok)) {
        host.fail('The check found problems; see the errors and the summary.');
    }
}
async function signInLine({ tenantId }, tokens) {
    const roles = claimsOf(await tokens.get())
        ?.roles?.map(inertRole)
        .join(', ') ?? 'unknown';
    return { line: `tenant ${tenantId}, roles: ${roles}`, value: true };
}
/** A token says what whoever answered in place of Entra ID wants: only the names of roles stand in the log as they are. */
function inertRole(role) {
    return /^[\w.-]{1,100}$/.test(role) ? role : JSON.stringify(role.slice(0, 100));
}
async function catalogLine(file) {
    const value = await readAppCatalog(file);
    const line = `${file.relative}: ${plural(value.size, 'app')}, ${run_report_number(ownersIn(value))} with an owner`;
    return { line, value };
}
async function subscriptionLine(feed) {
    const value = await readSubscription(feed);
    const line = value === 'enabled'
        ? 'Audit.General is enabled'
        : `Audit.General is ${value}: the next run starts it, and content follows within minutes to 12 hours`;
    return { line, value };
}
async function previousLine({ settings, store, users }) {
    const snapshot = await store.previous();
    const identity = openIdentity(users, settings.tenantId);
    requireSame(snapshot?.manifest, { tenantId: settings.tenantId, identity });
    const rows = snapshot?.manifest.tables.launches?.rows ?? 0;
    const ineligibleReason = snapshot === undefined ? await store.ineligibleReason() : undefined;
    const line = snapshot === undefined
        ? (ineligibleReason ?? 'none yet: the next run is the first')
        : `${snapshot.origin}, ${plural(rows, 'launch', 'launches')}`;
    return { line, value: { snapshot, ineligibleReason } };
}
async function listingLine(settings, feed, state) {
    const request = windowRequestOf(settings);
    const plan = planWindows(request, state.watermark, feed.serviceNow(), settings.intervalMs);
    const fresh = new Set(state.unread.map(({ id }) => id));
    for (const window of plan.windows) {
        for await (const page of listContent(feed, window)) {
            for (const { id } of page) {
                if (request.kind === 'manual' || state.read[contentKey(id)] === undefined)
                    fresh.add(id);
            }
        }
    }
    const watermark = state.watermark === null ? 'none' : (0,instants/* isoSecond */.u$)(state.watermark);
    const gaps = plan.gaps.map(({ from, to }) => `; ${from} to ${to} can no longer be read`).join('');
    const line = `watermark ${watermark}; would list ${span(plan)} and read ${plural(fresh.size, 'content blob')}${gaps}`;
    return { line, value: true };
}

;// CONCATENATED MODULE: ./build/log.js
/** Runs one step of a run in a group of its own, and tells the one line that `line` makes of its result. */
async function step(log, name, work, line) {
    return await log.group(name, async () => {
        const result = await work();
        log.info(line(result));
        return result;
    });
}

;// CONCATENATED MODULE: ./build/snapshot/data-package.js

const PROFILE = 'https://datapackage.org/profiles/2.0/datapackage.json';
/**
 * Returns `datapackage.json`: every table with its files and columns, as the data dictionary. It describes the CSV files,
 * or the Parquet files when there are no CSV files.
 * @see https://datapackage.org/standard/data-package/
 */
function dataPackage(manifest) {
    const format = manifest.files.some((file) => file.format === 'csv') ? 'csv' : 'parquet';
    const { gaps, from, complete_until } = manifest.coverage;
    const covered = from === null ? 'No content has been read yet.' : `Covers content from ${from}.`;
    const complete = complete_until === null ? '' : ` Launches are complete until ${complete_until}.`;
    const missing = gaps.length === 0 ? '' : ` ${gaps.length} gaps: see manifest.json.`;
    const descriptor = {
        $schema: PROFILE,
        name: 'power-apps-launches',
        title: 'Power Apps launches',
        id: manifest.snapshot_id,
        created: manifest.generated_at,
        version: manifest.schema_version,
        description: `Launches of canvas apps in tenant ${manifest.tenant_id}, from the Microsoft 365 audit log. Days and hours are in the time zone ${manifest.time_zone}. ${covered}${complete}${missing}`,
        resources: tablesOf(manifest.identity.mode).map((table) => resource(table, manifest.files.filter((file) => file.table === table.name && file.format === format), format)),
    };
    return `${JSON.stringify(descriptor, undefined, 2)}\n`;
}
function resource(table, files, format) {
    const tabular = format === 'csv'
        ? {
            format,
            mediatype: 'text/csv',
            encoding: 'utf-8',
            dialect: { delimiter: ',', lineTerminator: '\n' },
        }
        : { format, mediatype: 'application/vnd.apache.parquet' };
    // A table without rows has no file to name.
    const content = files.length === 0 ? { data: [] } : { path: files.map(({ path }) => path), ...tabular };
    return {
        name: table.name,
        type: 'table',
        title: table.name,
        description: table.description,
        ...content,
        schema: {
            fields: table.columns.map((column) => field(column, table)),
            fieldsMatch: ['exact'],
            missingValues: [''],
            ...keys(table),
        },
    };
}
function field({ name, type, nullable, description }, { primaryKey }) {
    const isUnique = primaryKey.length === 1 && primaryKey[0] === name;
    const constraints = { ...(nullable ? {} : { required: true }), ...(isUnique ? { unique: true } : {}) };
    return { name, ...TYPES[type], description, ...(nullable ? {} : { constraints }) };
}
const TYPES = {
    text: { type: 'string' },
    int: { type: 'integer' },
    date: { type: 'date' },
    timestamp: { type: 'datetime' },
};
/** In a data package, a column of a primary key must not be empty. */
function keys({ columns, primaryKey, foreignKeys }) {
    const isWhole = primaryKey.every((name) => columns.some((column) => column.name === name && !column.nullable));
    const references = foreignKeys.map(({ column, table }) => ({
        fields: [column],
        reference: { resource: table, fields: [column] },
    }));
    return {
        ...(isWhole ? { primaryKey } : {}),
        ...(references.length > 0 ? { foreignKeys: references } : {}),
    };
}

;// CONCATENATED MODULE: ./build/report/hours.js

const MOST_DAYS = 28;
const MOST_LAUNCHES = 100_000;
/**
 * Returns launches by weekday and hour of the last four weeks, or of as many of their last days as hold 100,000 launches:
 * `launches` is read for it, and a large tenant's may not make the run long.
 */
async function hoursOf(launches, { files }) {
    const to = launches.dateRanges.at(-1)?.to;
    if (to === undefined)
        return null;
    const from = firstDay(to, files);
    const counts = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
    for (const [date, rows] of await launches.read([{ from, to }])) {
        const ofDay = counts[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7] ?? [];
        for (const { hour } of rows)
            ofDay[hour] = (ofDay[hour] ?? 0) + 1;
    }
    return { from, to, launches: counts };
}
function firstDay(to, files) {
    const format = files[0]?.format;
    const rowsOf = (date) => files.find((file) => file.table === 'launches' && file.format === format && !file.sealed && file.date_from === date)?.rows ?? 0;
    let from = to;
    for (let days = 1, rows = rowsOf(to); days < MOST_DAYS; days += 1) {
        rows += rowsOf((0,snapshot_calendar/* addDays */.fi)(from, -1));
        if (rows > MOST_LAUNCHES)
            break;
        from = (0,snapshot_calendar/* addDays */.fi)(from, -1);
    }
    return from;
}

;// CONCATENATED MODULE: ./build/report/overview.js




const WEEK_DAYS = 7;
const WEEKS = REPORT_DAYS / WEEK_DAYS;
/** Returns the figures of a snapshot. Reads `daily` of the last 13 weeks of the data. */
async function overviewOf(manifest, tables, calendar) {
    const { dateRanges } = tables.launches;
    const [firstDate, lastDate] = [dateRanges[0]?.from ?? null, dateRanges.at(-1)?.to ?? null];
    const withUsers = manifest.identity.mode !== 'none';
    const weeks = weeksOf(firstDate, lastDate);
    const range = { from: weeks[0]?.from ?? '', to: weeks.at(-1)?.to ?? '' };
    const days = weeks.length === 0 ? new Map() : await tables.daily.read([range]);
    const ofWeeks = weeks.map((week) => rowsWithin(days, week));
    const firstDates = tables.users.map(({ first_launch_at }) => calendar.local(first_launch_at).date);
    const recent = lastDate === null ? [] : rowsWithin(days, { from: (0,snapshot_calendar/* addDays */.fi)(lastDate, 1 - RECENT_DAYS), to: lastDate });
    const rowsOf = (table) => manifest.tables[table]?.rows ?? 0;
    return {
        tenantId: manifest.tenant_id,
        timeZone: manifest.time_zone,
        generatedAt: (0,instants/* parseInstant */.nV)(manifest.generated_at),
        withUsers,
        coverage: coverageOf(manifest),
        totals: {
            launches: rowsOf('launches'),
            ...launchedThings(tables, [...days.values()].flat()),
            users: withUsers ? rowsOf('users') : null,
            firstDate,
            lastDate,
        },
        active: withUsers && lastDate !== null ? await activeOf(tables, lastDate) : null,
        days: datesOf(range, firstDate).map((date) => dayOf(date, days.get(date) ?? [], withUsers)),
        weeks: weeks.map((week, index) => weekOf(week, ofWeeks[index] ?? [], firstDates, withUsers)),
        apps: appsOf(tables, ofWeeks),
        environments: environmentsOf(tables, recent, withUsers),
    };
}
/** Weeks that end with the last day, oldest first; those before the first day are left out, and the oldest is whole. */
function weeksOf(firstDate, lastDate) {
    if (firstDate === null || lastDate === null)
        return [];
    return Array.from({ length: WEEKS }, (_, index) => {
        const to = (0,snapshot_calendar/* addDays */.fi)(lastDate, -WEEK_DAYS * (WEEKS - 1 - index));
        return { from: (0,snapshot_calendar/* addDays */.fi)(to, 1 - WEEK_DAYS), to };
    }).filter(({ to }) => to >= firstDate);
}
function datesOf({ from, to }, firstDate) {
    const dates = [];
    const start = (0,snapshot_calendar/* laterDay */.Z4)(from, firstDate ?? '');
    for (let date = start; date !== '' && date <= to; date = (0,snapshot_calendar/* addDays */.fi)(date, 1))
        dates.push(date);
    return dates;
}
function rowsWithin(days, { from, to }) {
    return [...days].filter(([date]) => date >= from && date <= to).flatMap(([, rows]) => rows);
}
function coverageOf({ watermark, coverage, unread }) {
    return {
        from: (0,instants/* parseInstant */.nV)(coverage.from),
        watermark: (0,instants/* parseInstant */.nV)(watermark),
        completeUntil: (0,instants/* parseInstant */.nV)(coverage.complete_until),
        gaps: coverage.gaps,
        unreadBlobs: unread.length,
    };
}
async function activeOf({ activeUsers }, lastDate) {
    const rows = (await activeUsers.read([{ from: lastDate, to: lastDate }])).get(lastDate) ?? [];
    const users = (days) => rows.find((row) => row.app_id === null && row.environment_id === null && row.window_days === days)
        ?.users ?? 0;
    return { day: users(1), week: users(7), month: users(28) };
}
function dayOf(date, rows, withUsers) {
    return { date, launches: launchesIn(rows), users: withUsers ? countUsers(rows) : null };
}
function weekOf({ from, to }, rows, firstDates, withUsers) {
    if (!withUsers)
        return { from, to, newUsers: null, returningUsers: null };
    const newUsers = firstDates.filter((date) => date >= from && date <= to).length;
    return { from, to, newUsers, returningUsers: countUsers(rows) - newUsers };
}
function launchesIn(rows) {
    return rows.reduce((sum, { launches }) => sum + launches, 0);
}
function appsOf(tables, weeks) {
    const names = new Map(tables.environments.map((row) => [row.environment_id, row.environment_name]));
    const weekly = weeks.map((rows) => Map.groupBy(rows, ({ app_id }) => app_id ?? ''));
    return tables.apps
        .map((row) => ({
        id: row.app_id,
        name: row.app_name,
        environment: names.get(row.environment_id ?? '') ?? row.environment_id,
        launches28d: row.launches_28d,
        users28d: row.users_28d,
        firstLaunchAt: row.first_launch_at,
        lastLaunchAt: row.last_launch_at,
        deletedAt: row.deleted_at,
        weeks: weekly.map((ofWeek) => launchesIn(ofWeek.get(row.app_id) ?? [])),
    }))
        .sort((a, b) => b.launches28d - a.launches28d || (b.lastLaunchAt ?? 0) - (a.lastLaunchAt ?? 0));
}
function environmentsOf({ environments }, recent, withUsers) {
    const byId = Map.groupBy(recent, ({ environment_id }) => environment_id ?? '');
    const known = environments.map(({ environment_id: id, environment_name: name }) => ({ id, name }));
    const all = byId.has('') ? [...known, { id: null, name: null }] : known;
    return all
        .map(({ id, name }) => {
        const rows = byId.get(id ?? '') ?? [];
        return { id, name, launches28d: launchesIn(rows), users28d: withUsers ? countUsers(rows) : null };
    })
        .sort((a, b) => b.launches28d - a.launches28d);
}
/**
 * Counts the apps and environments that launches are of; the tables also hold those that a catalog or a deletion tells of.
 * An environment counts when a launched app belongs to it, when `recent` has launches in it, or when no app belongs to it:
 * only launches can tell of such a one. That spares reading all days.
 */
function launchedThings({ apps, environments, }, recent) {
    const launched = apps.filter(({ first_launch_at }) => first_launch_at !== null);
    const used = new Set([...launched, ...recent].map(({ environment_id }) => environment_id));
    const homes = new Set(apps.map(({ environment_id }) => environment_id));
    return {
        apps: launched.length,
        environments: environments.filter(({ environment_id: id }) => used.has(id) || !homes.has(id)).length,
    };
}

;// CONCATENATED MODULE: ./build/report/snapshot-readme.js




const snapshot_readme_TYPES = { text: 'text', int: 'whole number', date: 'day', timestamp: 'instant, UTC' };
const MOST_GAPS = 50;
const LONGEST_REASON = 500;
/** Returns the snapshot's `README.md`: what it holds, how complete it is, and what each table and column means. */
function snapshotReadme(manifest, overview) {
    const tables = tablesOf(manifest.identity.mode);
    return [
        '# Power Apps launches',
        `Launches of canvas apps in tenant \`${manifest.tenant_id}\`, read from the Microsoft 365 audit log by Audit Log Sync. ${USERS[manifest.identity.mode]}`,
        'Open `report.html` to look at the figures. `manifest.json` lists every file: read those, and no others. `datapackage.json` describes the tables for programs.',
        coverage(manifest, overview),
        gaps(manifest),
        MEANING,
        '## Tables',
        table(['Table', 'Rows', 'What it holds'], tables.map(({ name, description }) => [`\`${name}\``, snapshot_readme_rowsOf(manifest, name), snapshot_readme_own(description)])),
        `Days and hours are in the time zone ${escapeMarkdown(manifest.time_zone)}, all instants in UTC. In CSV an empty cell means nothing, and a text that begins with an apostrophe, or that a spreadsheet would run as a formula, has one more in front.`,
        ...tables.map(columns),
    ]
        .filter((part) => part !== '')
        .join('\n\n')
        .concat('\n');
}
const USERS = {
    pseudonym: 'Users are pseudonyms: they remain personal data.',
    name: 'Users are user principal names: personal data.',
    none: 'Users are not kept, so they and sessions cannot be counted. Apps and environments have the names that people gave them, which can name a person. `apps` names owners where an app catalog does.',
};
const MEANING = [
    '## What the numbers mean',
    '',
    '- A launch is one `LaunchPowerApp` audit event. It does not tell how long an app was used.',
    '- A session starts with a launch of an app by a user who did not launch it in the 30 minutes before.',
    '- Canvas apps only: Microsoft logs no launch of model-driven apps. An app without launches is not proved unused.',
    '- Launches may arrive late: only those before "complete until" are complete.',
].join('\n');
function coverage(manifest, { totals, coverage: { from, completeUntil, watermark, unreadBlobs } }) {
    const told = (ms) => (ms === null ? 'not yet' : (0,instants/* isoSecond */.u$)(ms));
    return [
        '## How complete it is',
        '',
        table(['', ''], [
            ['Launches', snapshot_readme_rowsOf(manifest, 'launches')],
            [
                'First and last day',
                totals.firstDate === null ? 'none yet' : `${totals.firstDate} to ${totals.lastDate}`,
            ],
            ['Content read from', told(from)],
            ['All content listed until', told(watermark)],
            ['Launches complete until', told(completeUntil)],
            ['Content blobs not read yet', run_report_number(unreadBlobs)],
            ['Gaps', run_report_number(manifest.coverage.gaps.length)],
        ]),
    ].join('\n');
}
function gaps({ coverage: { gaps: all } }) {
    if (all.length === 0)
        return '';
    const rows = all
        .slice(-MOST_GAPS)
        .map(({ from, to, reason }) => [
        (0,instants/* isoSecond */.u$)(Date.parse(from)),
        (0,instants/* isoSecond */.u$)(Date.parse(to)),
        escapeMarkdown(reason, LONGEST_REASON),
    ]);
    const newest = all.length > MOST_GAPS ? `The newest ${MOST_GAPS}; manifest.json has all.\n\n` : '';
    return `## Gaps: content that can no longer be read\n\n${newest}${table(['From', 'To', 'Why'], rows)}`;
}
function snapshot_readme_rowsOf({ tables }, name) {
    return run_report_number(tables[name]?.rows ?? 0);
}
function columns({ name, columns: all }) {
    const rows = all.map((column) => [
        `\`${column.name}\``,
        `${snapshot_readme_TYPES[column.type]}${column.nullable ? ', may be empty' : ''}`,
        snapshot_readme_own(column.description),
    ]);
    return `### ${name}\n\n${table(['Column', 'Type', 'Meaning'], rows)}`;
}
/** Our own words are Markdown, but for what looks like a tag. */
function snapshot_readme_own(text) {
    return text.replaceAll('<', '&lt;');
}

;// CONCATENATED MODULE: ./build/report/documents.js




/** Returns the function that makes the files that describe a snapshot, by path. `calendar` is that of its days. */
function documentsOf(calendar) {
    return async (manifest, tables) => {
        const overview = await overviewOf(manifest, tables, calendar);
        const hours = await hoursOf(tables.launches, manifest);
        const { renderPage } = await __nccwpck_require__.e(/* import() */ 134).then(__nccwpck_require__.bind(__nccwpck_require__, 2134));
        return new Map([
            ['datapackage.json', dataPackage(manifest)],
            ['README.md', snapshotReadme(manifest, overview)],
            ['report.html', renderPage({ ...overview, hours })],
        ]);
    };
}

;// CONCATENATED MODULE: ./build/entra/clouds.js
/** The Microsoft clouds, as the `cloud` input names them. */
const CLOUD_NAMES = ['commercial', 'gcc', 'gcc-high', 'dod', 'china'];
/** What the hosts of Microsoft's clouds end in, as Microsoft's references of these services name them. */
const MICROSOFT_HOSTS = [
    'office.com',
    'office365.us',
    'apps.mil',
    'office.cn',
    'microsoftonline.com',
    'microsoftonline.us',
    'partner.microsoftonline.cn',
    'microsoft.com',
    'microsoft.us',
    'chinacloudapi.cn',
    'powerplatform.com',
    'powerapps.com',
    'powerapps.us',
    'powerapps.cn',
    'powerbi.com',
    'powerbigov.us',
    'powerbi.cn',
    'dynamics.com',
    'windows.net',
];
/** Returns whether a host name is one of Microsoft's, which may get real tokens. */
function isMicrosoftHost(hostname) {
    return MICROSOFT_HOSTS.some((end) => hostname === end || hostname.endsWith(`.${end}`));
}
const FEDERATION = 'api://AzureADTokenExchange';
/**
 * The addresses of each cloud.
 *
 * Hosts after Microsoft's Management Activity API reference. `china` stands only in Microsoft's own script
 * (CSS-Exchange `Get-CloudServiceEndpoint`), not in that reference, and is untested.
 */
const CLOUDS = {
    commercial: {
        managementApiUrl: 'https://manage.office.com',
        entraUrl: 'https://login.microsoftonline.com',
        federationAudience: FEDERATION,
    },
    gcc: {
        managementApiUrl: 'https://manage-gcc.office.com',
        entraUrl: 'https://login.microsoftonline.com',
        federationAudience: FEDERATION,
    },
    'gcc-high': {
        managementApiUrl: 'https://manage.office365.us',
        entraUrl: 'https://login.microsoftonline.us',
        federationAudience: `${FEDERATION}USGov`,
    },
    dod: {
        managementApiUrl: 'https://manage.protection.apps.mil',
        entraUrl: 'https://login.microsoftonline.us',
        federationAudience: `${FEDERATION}USGov`,
    },
    china: {
        managementApiUrl: 'https://manage.office.cn',
        entraUrl: 'https://login.partner.microsoftonline.cn',
        federationAudience: `${FEDERATION}China`,
    },
};

;// CONCATENATED MODULE: ./build/report/log-lines.js




/** Returns the warning about hosts that get real tokens and are not Microsoft's; `undefined` when there are none. */
function strangeHostsWarning({ managementApiUrl, entraUrl, }) {
    const hosts = [managementApiUrl, entraUrl].map((url) => new URL(url).hostname);
    const strange = [...new Set(hosts)].filter((host) => !(0,http_send/* isLoopback */.U9)(host) && !isMicrosoftHost(host));
    if (strange.length === 0)
        return undefined;
    return `service-urls names ${strange.join(' and ')}, which is not a host of Microsoft: it gets the client secret or the access tokens of this run. Use it only when it is a gateway of yours.`;
}
/** Returns the line that tells of the sign-in. */
function log_lines_signInLine({ tenantId, cloud }) {
    return `Signed in to tenant ${tenantId} of cloud ${cloud}`;
}
/** Returns the line that tells of the subscription as the run found it. */
function log_lines_subscriptionLine(status) {
    return status === 'enabled'
        ? 'Enabled'
        : `Started, it was ${status}: content follows within minutes to 12 hours`;
}
/** Returns the line that tells what the run begins with. */
function baseLine({ origin, watermark, stateFrom }) {
    return `${origin}; watermark: ${watermark === null ? 'none' : `${(0,instants/* isoSecond */.u$)(watermark)} from the ${stateFrom}`}`;
}
/** Returns the line that tells what was read. */
function contentLine(collected) {
    const { read, unread, lost, pages, records, launches, known } = collected;
    const blobs = `${plural(read.length, 'content blob')} of ${plural(pages, 'page')} read`;
    const found = `${plural(records, 'record')}, ${plural(launches.length, 'launch', 'launches')}`;
    return `${blobs}: ${found}; ${unread.length} unread, ${lost.length} lost, ${known} known`;
}
/** Returns the line that tells what became of the snapshot. */
function publishedLine(kind, label, { added, duplicates }) {
    const where = kind === 'published' ? `Published to ${label}` : 'Nothing new to publish';
    return `${where}: ${plural(added, 'launch', 'launches')} added, ${plural(duplicates, 'duplicate')}`;
}
/** Returns the line that tells whether the state was saved in the cache. */
function savedLine(saved) {
    return saved.kind === 'saved' ? `Saved as ${saved.key}` : `Not saved: ${saved.reason}`;
}
/** Why a run fails with `strict: true`. */
const STRICT_FAILURE = 'Not everything that the feed listed was read, and strict is true. See the warnings.';
const EVERY_MS = 10_000;
/** Returns a function that tells how far a long download is, every 10 s. `now` returns ms. */
function createProgressLine(now, info) {
    let last = now();
    return ({ blobsDone, blobsListed, records, launches }) => {
        if (now() - last < EVERY_MS)
            return;
        last = now();
        const done = `${blobsDone.toLocaleString('en-US')} of ${plural(blobsListed, 'content blob')} listed so far`;
        info(`${done}: ${plural(records, 'record')}, ${plural(launches, 'launch', 'launches')}`);
    };
}

;// CONCATENATED MODULE: ./build/report/findings.js

/** A runner shows ten warnings of a step: what has no place there stands in one line that counts it. */
const MOST_LINES = 3;
/** Returns all that a user should know of a run, the most important first. Never a user's name. */
function findingsOf(report) {
    const { collected } = report;
    return [
        ...notListed(collected),
        ...notRead(collected),
        ...findings_gaps(report),
        ...state(report),
        ...foreign(report),
        ...unreadable(collected),
        ...notRecognized(collected),
        ...withoutApp(collected),
        ...notCached(report),
        ...suspectedRepeats(report),
        ...subscription(report),
        ...internal(report),
    ];
}
function notListed({ unlisted }) {
    const lines = unlisted.map(({ window, error }) => `${span(window)}: ${error.message}. ${error.remedy}`);
    if (lines.length === 0)
        return [];
    return [warning('Content not listed', `The next run lists it again. ${firstLines(lines)}`)];
}
function notRead({ unread, failures }) {
    if (unread.length === 0)
        return [];
    const why = firstLines([...failures].map(([message, count]) => `${count} × ${message}`));
    const ids = firstLines(unread.map(({ id }) => id));
    return [
        warning('Content not read', `Cannot read ${plural(unread.length, 'content blob')}; the next run tries again. ${why} ${ids}`),
    ];
}
function findings_gaps({ newGaps }) {
    const lines = newGaps.map(({ from, to, reason }) => `${from} to ${to}: ${reason}`);
    return lines.length === 0 ? [] : [warning('Gap: content can no longer be read', firstLines(lines))];
}
function unreadable({ unreadable: lines }) {
    if (lines.length === 0)
        return [];
    return [
        warning('Unreadable records', `Cannot read ${plural(lines.length, 'audit record')}. ${firstLines(lines)}`),
    ];
}
function notRecognized({ launches, powerAppsOperations }) {
    if (launches.length > 0 || powerAppsOperations.size === 0)
        return [];
    const seen = [...powerAppsOperations].sort((a, b) => b[1] - a[1]);
    const operations = seen.map(([operation, count]) => `${JSON.stringify(operation.slice(0, 60))} × ${count}`);
    return [
        warning('No launch recognized', `Power Apps records were read, but no launch is among them. If people used apps in this time, the service has changed its records: please report it. Seen: ${firstLines(operations)}`),
    ];
}
function withoutApp({ launches }) {
    const count = launches.filter(({ appId }) => appId === null).length;
    if (count === 0)
        return [];
    return [
        warning('Launches without an app', `${count} of ${plural(launches.length, 'launch', 'launches')} name no app. They are kept; the service may have changed its records.`),
    ];
}
function notCached({ cacheFailure }) {
    if (cacheFailure === undefined)
        return [];
    return [
        warning('State not cached', `Cannot save the state in the cache: ${cacheFailure}. Nothing is lost: the next run begins with the state in the snapshot and reads some content again.`),
    ];
}
function suspectedRepeats({ merged: { suspectedRepeats: count } }) {
    if (count === 0)
        return [];
    const launches = plural(count, 'launch', 'launches');
    return [
        notice('Suspected repeats', `${launches} of the days read have the app, user and second of another. They are kept.`),
    ];
}
function subscription({ subscription: state }) {
    switch (state) {
        case 'enabled':
            return [];
        case 'started':
            return [
                notice('Subscription started', 'The subscription to Audit.General was off when this run began, and is on now. Content follows within minutes to 12 hours; the next runs read it.'),
            ];
        case 'silent':
            return [
                notice('No content yet', 'The subscription to Audit.General is new and has not listed any content. The watermark waits for it, because the first content may be a day old.'),
            ];
    }
}
function state({ stateWarning }) {
    return stateWarning === undefined ? [] : [warning('Earlier state not usable', stateWarning)];
}
function foreign({ foreign: paths, published }) {
    if (paths.length === 0)
        return [];
    const names = firstLines(paths.map((path) => JSON.stringify(path.slice(0, 80))));
    const next = published ? 'This commit leaves them out' : 'The next commit leaves them out';
    return [
        warning('Foreign files on the data branch', `The manifest does not name ${plural(paths.length, 'file')} on the branch: ${names} ${next}. Somebody else can write to the branch: protect it with a ruleset.`),
    ];
}
function internal({ isInternal }) {
    if (!isInternal)
        return [];
    return [
        notice('Internal repository', 'Every member of the enterprise can read this repository, and with it the data about users.'),
    ];
}
function warning(title, message) {
    return { level: 'warning', title, message };
}
function notice(title, message) {
    return { level: 'notice', title, message };
}
function firstLines(lines) {
    const more = lines.length > MOST_LINES ? `; and ${lines.length - MOST_LINES} more` : '';
    return `${lines.slice(0, MOST_LINES).join('; ')}${more}.`;
}

// EXTERNAL MODULE: ./build/report/page/idle-apps.js
var idle_apps = __nccwpck_require__(5310);
;// CONCATENATED MODULE: ./build/report/summary-figures.js



const TOP_APPS = 10;
const TOP_WEEKS = 4;
const CHART_DAYS = 28;
/** Returns the parts of the job summary that tell of the snapshot: apps, launches a day and users. */
function figures(overview) {
    return [topApps(overview), launchesPerDay(overview), usersOf(overview)];
}
function topApps(overview) {
    const { apps, totals, withUsers } = overview;
    const launched = apps.filter(({ launches28d }) => launches28d > 0);
    if (launched.length === 0)
        return '';
    const rows = launched
        .slice(0, TOP_APPS)
        .map(({ id, name, environment, launches28d, users28d }) => [
        escapeMarkdown(name ?? id),
        escapeMarkdown(environment ?? ''),
        run_report_number(launches28d),
        ...(withUsers ? [run_report_number(users28d ?? 0)] : []),
    ]);
    const more = launched.length > TOP_APPS ? ` ${run_report_number(launched.length - TOP_APPS)} more in report.html.` : '';
    return [
        `### Most launched apps, 28 days up to ${totals.lastDate}`,
        '',
        table(['App', 'Environment', 'Launches', ...(withUsers ? ['Users'] : [])], rows),
        '',
        `${idle(overview)}${more}`,
    ].join('\n');
}
/** Data that are too young, or miss something, do not tell that an app is idle. */
function idle(overview) {
    const { totals, coverage } = overview;
    const found = (0,idle_apps/* idleApps */.dF)(overview);
    if (!found.known) {
        const never = found.never === 0 ? '' : ` ${plural(found.never, 'app')} of the catalog without any launch yet.`;
        return `Not enough history yet (since ${found.begin ?? totals.firstDate}) to tell which apps are idle.${never}`;
    }
    const doubt = found.withGaps || coverage.unreadBlobs > 0
        ? ' Launches may be missing: there are gaps or unread content.'
        : '';
    return `${plural(found.apps.length, 'app')} of ${run_report_number(found.of)} not launched for ${idle_apps/* IDLE_DAYS */.LW} days.${doubt}`;
}
function usersOf({ active, weeks }) {
    if (active === null)
        return '';
    const rows = weeks
        .slice(-TOP_WEEKS)
        .map(({ from, to, newUsers, returningUsers }) => [
        `${from} to ${to}`,
        run_report_number(newUsers ?? 0),
        run_report_number(returningUsers ?? 0),
    ]);
    return [
        '### Users',
        '',
        `${plural(active.day, 'user', 'users')} on the last day, ${run_report_number(active.week)} in 7 days, ${run_report_number(active.month)} in 28 days.`,
        '',
        table(['Week', 'New', 'Returning'], rows),
    ].join('\n');
}
function launchesPerDay({ days, timeZone }) {
    const last = days.slice(-CHART_DAYS);
    if (last.length === 0)
        return '';
    return [
        `### Launches a day (${escapeMarkdown(timeZone)})`,
        '',
        '```mermaid',
        'xychart-beta',
        `  x-axis [${last.map(({ date }) => `"${date.slice(5)}"`).join(', ')}]`,
        '  y-axis "Launches"',
        `  bar [${last.map(({ launches }) => launches).join(', ')}]`,
        '```',
    ].join('\n');
}

;// CONCATENATED MODULE: ./build/report/summary.js






const LONGEST_MESSAGE = 2_000;
const summary_MOST_GAPS = 20;
/** Returns the job summary of a run as GitHub Markdown: what was read, how its counts reconcile, and what needs attention. */
function summaryOf(report) {
    return [
        heading(report),
        findings(report),
        counts(report),
        ...figures(report.overview),
        summary_gaps(report),
        footer(report),
    ]
        .filter((part) => part !== '')
        .join('\n\n')
        .concat('\n');
}
function heading({ complete, window, published, storeLabel, state: { watermark } }) {
    const until = completeUntil(watermark);
    const verdict = complete ? '✅ Complete' : '⚠️ Incomplete: see below';
    const content = window.end > window.start ? span(window) : 'none';
    const where = published
        ? `Published: ${escapeMarkdown(storeLabel)}`
        : `Nothing new to publish: ${escapeMarkdown(storeLabel)} stays`;
    return [
        '## Power Apps launches',
        '',
        `**${verdict}.** ${where}.`,
        '',
        table(['', ''], [
            ['Content read', content],
            ['All content listed until', watermark === null ? 'not yet' : (0,instants/* isoSecond */.u$)(watermark)],
            ['Launches complete until', until === null ? 'not yet' : (0,instants/* isoSecond */.u$)(Date.parse(until))],
        ]),
    ].join('\n');
}
function findings(report) {
    const found = findingsOf(report);
    if (found.length === 0)
        return '';
    const lines = found.map(({ level, title, message }) => `- ${level === 'warning' ? '⚠️' : 'ℹ️'} **${escapeMarkdown(title)}**: ${escapeMarkdown(message, LONGEST_MESSAGE)}`);
    return ['### What to know', '', ...lines].join('\n');
}
function counts(report) {
    const { collected, manifest } = report;
    const counts = recordCountsOf(report);
    const blobs = `${plural(collected.read.length, 'content blob')} read, ${collected.unread.length} unread, ${collected.lost.length} lost, ${collected.known} known from earlier runs`;
    return [
        '### Counts',
        '',
        table(['Records read', 'Launches added', 'Duplicates', 'Other operations', 'Unreadable'], [
            [counts.records, counts.added, counts.duplicates, counts.otherOperations, counts.unreadable].map(run_report_number),
        ]),
        '',
        `${run_report_number(counts.records)} = ${run_report_number(counts.added)} + ${run_report_number(counts.duplicates)} + ${run_report_number(counts.otherOperations)} + ${run_report_number(counts.unreadable)}. ${blobs}. The snapshot holds ${plural(manifest.tables.launches?.rows ?? 0, 'launch', 'launches')}.`,
    ].join('\n');
}
function summary_gaps({ state: { gaps: all } }) {
    if (all.length === 0)
        return '';
    const rows = all
        .slice(-summary_MOST_GAPS)
        .map(({ from, to, reason }) => [
        (0,instants/* isoSecond */.u$)(Date.parse(from)),
        (0,instants/* isoSecond */.u$)(Date.parse(to)),
        escapeMarkdown(reason, LONGEST_MESSAGE),
    ]);
    const earlier = all.length - rows.length;
    const shown = earlier === 0
        ? ''
        : `: the newest ${run_report_number(summary_MOST_GAPS)}, and ${run_report_number(earlier)} earlier ${earlier === 1 ? 'one' : 'ones'} in manifest.json`;
    return [
        '### Gaps: content that can no longer be read',
        '',
        `${plural(all.length, 'gap')}${shown}.`,
        '',
        table(['From', 'To', 'Why'], rows),
    ].join('\n');
}
function footer({ withUsers }) {
    const users = withUsers
        ? ''
        : ' Without user keys, users and sessions cannot be counted. Apps and environments have the names that people gave them, which can name a person.';
    return `A launch is one \`LaunchPowerApp\` audit event. Microsoft logs launches of canvas apps only: an app without launches here may be a model-driven one.${users}`;
}

;// CONCATENATED MODULE: ./build/report/outputs.js





/** Returns the outputs of the step, by name. */
function outputsOf(report) {
    const { collected, manifest, window, state } = report;
    const until = completeUntil(state.watermark);
    const counts = recordCountsOf(report);
    const values = {
        complete: report.complete,
        'launches-added': counts.added,
        'launches-total': manifest.tables.launches?.rows ?? 0,
        duplicates: counts.duplicates,
        'records-read': counts.records,
        'blobs-read': collected.read.length,
        'blobs-unread': collected.unread.length,
        'blobs-lost': collected.lost.length,
        'window-start': (0,instants/* isoSecond */.u$)(window.start),
        'window-end': (0,instants/* isoSecond */.u$)(window.end),
        watermark: state.watermark === null ? null : (0,instants/* isoSecond */.u$)(state.watermark),
        'complete-until': until === null ? null : (0,instants/* isoSecond */.u$)(Date.parse(until)),
        gaps: JSON.stringify(state.gaps),
        directory: report.directory,
        'artifact-id': report.artifactId,
        'artifact-url': report.artifactUrl,
        'commit-sha': report.commitSha,
    };
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, `${value ?? ''}`]));
}
/** Sets the outputs, shows the findings as annotations, and writes the job summary. */
async function reportRun({ log, setOutput, writeSummary }, report) {
    for (const [name, value] of Object.entries(outputsOf(report)))
        setOutput(name, value);
    for (const { level, title, message } of findingsOf(report))
        log[level](message, title);
    await writeSummary(summaryOf(report));
}

;// CONCATENATED MODULE: ./node_modules/p-map/index.js
function pMap(iterable, mapper, options) {
	return mapConcurrently(iterable, mapper, options, false);
}

function pMapSettled(iterable, mapper, options) {
	return mapConcurrently(iterable, mapper, options, true);
}

function pMapKeyed(input, mapper, options) {
	return mapKeyed(input, mapper, options, false);
}

function pMapSettledKeyed(input, mapper, options) {
	return mapKeyed(input, mapper, options, true);
}

// Like `Promise.allKeyed` and `Promise.allSettledKeyed`, with a mapper, and for a `Map` too. Each value travels with its key, so a skipped key, which leaves no slot in the result, cannot shift the keys after it.
async function mapKeyed(input, mapper, options, isSettled) {
	const entries = getKeyedEntries(input);

	// After the values have their handlers, like the other argument errors, which `mapConcurrently` checks. It cannot check this one, as it gets the wrapper below as its mapper.
	if (typeof mapper !== 'function') {
		throw new TypeError('Mapper function is required');
	}

	const mappedEntries = await mapConcurrently(entries, async ([key, inputResult]) => {
		try {
			if (inputResult.status === 'rejected') {
				throw inputResult.reason;
			}

			const result = await mapper(inputResult.value, key);

			if (result === pMapSkip || result === pMapStop) {
				return result;
			}

			return [key, isSettled ? {status: 'fulfilled', value: result} : result];
		} catch (error) {
			if (!isSettled) {
				throw error;
			}

			return [key, {status: 'rejected', reason: error}];
		}
	}, options, false);

	if (input instanceof Map) {
		return new Map(mappedEntries);
	}

	// A null prototype, like `Promise.allKeyed`, so a key like `__proto__` or `toString` is an own property like any other.
	return Object.setPrototypeOf(Object.fromEntries(mappedEntries), null);
}

// The engine behind all the functions, except `pMapIterable`. With `isSettled`, an element or a mapper that rejects gives a `{status: 'rejected'}` result instead of an error, like `Promise.allSettled`, so `stopOnError` does not apply.
async function mapConcurrently(
	iterable,
	mapper,
	{
		concurrency = Number.POSITIVE_INFINITY,
		stopOnError = true,
		signal,
	} = {},
	isSettled,
) {
	return new Promise((resolve_, reject_) => {
		validateOptions(iterable, mapper, concurrency);

		const result = [];
		// Stage the errors by index, like `result`, so they are reported in input order.
		const errors = [];
		let skippedCount = 0;
		let isResolved = false;
		let isIterableDone = false;
		const pendingIndexes = new Set();
		let doneIndex = Number.POSITIVE_INFINITY;
		let currentIndex = 0;
		const iterator = getIterator(iterable);

		const signalListener = () => {
			reject(signal.reason);
		};

		const cleanup = () => {
			signal?.removeEventListener('abort', signalListener);
		};

		const resolve = value => {
			resolve_(value);
			cleanup();
		};

		const reject = reason => {
			if (isResolved) {
				return;
			}

			isResolved = true;
			reject_(reason);
			cleanup();

			if (!isIterableDone) {
				closeIterator(iterator);
			}
		};

		if (signal) {
			if (signal.aborted) {
				reject(signal.reason);
				return;
			}

			signal.addEventListener('abort', signalListener, {once: true});
		}

		const pull = createPuller(iterator);

		// Settle only once the source is done, or a mapper stopped, and every earlier pull and mapper has finished. A pull before the `done` or the stop can still produce an element, while pulls after it do not affect the result.
		const settleIfFinished = () => {
			if (isResolved || doneIndex === Number.POSITIVE_INFINITY) {
				return;
			}

			for (const index of pendingIndexes) {
				if (index < doneIndex) {
					return;
				}
			}

			if (!stopOnError) {
				const collectedErrors = [];

				for (let index = 0; index < Math.min(doneIndex, errors.length); index++) {
					if (index in errors) {
						collectedErrors.push(errors[index]);
					}
				}

				if (collectedErrors.length > 0) {
					reject(new AggregateError(collectedErrors)); // eslint-disable-line unicorn/error-message
					return;
				}
			}

			isResolved = true;

			// A stop ended the result before the source did, so close it, like `for await` does on a `break`. Not at the stop itself, as a source that settles its `next()` calls out of call order may still owe an earlier element, and closing could drop it.
			if (!isIterableDone) {
				closeIterator(iterator);
			}

			// `done` is final, like `for await`, so a `done` that lands between two elements ends
			// the result there and everything the source produced past it is dropped. A stop cuts it the same way.
			const lastIndex = Math.min(doneIndex, result.length);

			// Every index below `lastIndex` has a value: an index only goes unassigned when its pull reported `done` or its mapper returned `pMapStop`, and the lowest such index is `doneIndex`. So the array is dense below `lastIndex`, and the fast path can hand it over untouched.
			if (lastIndex === result.length && skippedCount === 0) {
				resolve(result);
				return;
			}

			// Otherwise this drops the skipped results and whatever the `done` or the stop cut off.
			resolve(result.slice(0, lastIndex).filter(value => value !== pMapSkip));
		};

		const next = async () => {
			// After a `done` or a stop, a pull would take an item nobody is going to map, which a one-shot source, like a queue, would lose.
			if (isResolved || currentIndex >= doneIndex) {
				return;
			}

			// Take the index when the pull starts, not when it resolves, so a source that settles
			// its `next()` calls out of call order still gets the right position.
			const index = currentIndex++;
			pendingIndexes.add(index);

			let nextItem;
			try {
				nextItem = await pull();
			} catch (error) {
				pendingIndexes.delete(index);

				if (index < doneIndex) {
					throw error;
				}

				settleIfFinished();
				return;
			}

			if (nextItem.done) {
				pendingIndexes.delete(index);
				doneIndex = Math.min(doneIndex, index);
				isIterableDone = true;
				settleIfFinished();
				return;
			}

			// Intentionally detached
			const runner = (async () => {
				try {
					const element = await nextItem.value;

					if (isResolved || index >= doneIndex) {
						return;
					}

					const value = await mapper(element, index);

					// Ignore an item produced after an earlier pull reported `done` or an earlier mapper returned `pMapStop`.
					if (index >= doneIndex) {
						return;
					}

					// A stop ends the result here, like a `done` from the source, so settling waits only for the earlier elements.
					if (value === pMapStop) {
						doneIndex = index;
						return;
					}

					if (value === pMapSkip) {
						skippedCount++;
					}

					result[index] = isSettled && value !== pMapSkip ? {status: 'fulfilled', value} : value;
				} catch (error) {
					if (index >= doneIndex) {
						return;
					}

					if (isSettled) {
						result[index] = {status: 'rejected', reason: error};
					} else if (stopOnError) {
						reject(error);
						return;
					} else {
						errors[index] = error;
					}
				} finally {
					pendingIndexes.delete(index);
					settleIfFinished();
				}

				// If the iterable throws we can't really continue regardless of `stopOnError` state
				// since an iterable is likely to continue throwing after it throws once.
				// If we continue calling `next()` indefinitely we will likely end up
				// in an infinite loop of failed iteration.
				try {
					await next();
				} catch (error) {
					reject(error);
				}
			})();

			// Link the runner to the returned promise, so the async stack trace of a mapper error reaches the caller. Nothing awaits the runner, so the trace would stop there, but V8 follows a reaction that resolves another promise. The link never settles, so it never resolves the returned promise. It is a new promise for each runner, as a shared one would keep a reaction for every element.
			runner.then(() => new Promise(() => {})).then(resolve_);
		};

		// Create the concurrent runners in a detached (non-awaited)
		// promise. We need this so we can await the `next()` calls
		// to stop creating runners before hitting the concurrency limit
		// if the iterable has already been marked as done or a mapper stopped.
		// NOTE: We *must* do this for async iterators otherwise we'll spin up
		// infinite `next()` calls by default and never start the event loop.
		(async () => {
			for (let index = 0; index < concurrency; index++) {
				try {
					// eslint-disable-next-line no-await-in-loop
					await next();
				} catch (error) {
					reject(error);
					break;
				}

				if (isResolved || currentIndex >= doneIndex) {
					break;
				}
			}
		})();
	});
}

function pMapIterable(
	iterable,
	mapper,
	{
		concurrency = Number.POSITIVE_INFINITY,
		backpressure = concurrency,
		preserveOrder = true,
	} = {},
) {
	validateOptions(iterable, mapper, concurrency);

	if (!isLimit(backpressure, concurrency)) {
		throw new TypeError(`Expected \`backpressure\` to be an integer from \`concurrency\` (${concurrency}) and up or \`Infinity\`, got \`${backpressure}\` (${typeof backpressure})`);
	}

	return {
		[Symbol.asyncIterator]() {
			// `isDone` lives outside the generator so the wrapper below can set it the moment the
			// consumer asks to stop. The generator is suspended on a pending `next()` at that point,
			// so its `finally` would not run until much later and workers finishing in the meantime
			// would keep pulling and mapping input for nobody.
			let isDone = false;

			const generator = (async function * () {
				const iterator = getIterator(iterable);

				// Results are consumed from the front with a moving `headIndex` instead of `shift()`.
				// `shift()` moves every remaining entry, which is O(n) per element and made the whole
				// run O(n²) whenever `backpressure` let the array grow, which is the default.
				let promises = [];
				let headIndex = 0;
				let isIterableDone = false;

				// The lowest index whose pull reported `done`. Without `preserveOrder`, the pulls after it have their slots given back, so their errors are dropped.
				let doneIndex = Number.POSITIVE_INFINITY;

				// An element that is being read, or is waiting for a mapper, does not hold a mapper slot, so the next element can be read while the mappers run. Those elements have their own cap of `concurrency`, so the source never sees more than `concurrency` overlapping `next()` calls, even with `backpressure: Infinity`. `backpressure` caps everything in flight together.
				let readingCount = 0;
				let runningMappersCount = 0;

				// The workers waiting for a mapper slot, in the order they started waiting. A finished mapper hands its slot to the oldest one.
				const mapperWaiters = new Map();
				let mapperWaiterCount = 0;
				let wokenMapperWaiterCount = 0;

				const releaseMapperSlot = () => {
					if (wokenMapperWaiterCount === mapperWaiterCount) {
						runningMappersCount--;
						return;
					}

					mapperWaiters.get(wokenMapperWaiterCount)();
					mapperWaiters.delete(wokenMapperWaiterCount++);
				};

				let index = 0;

				// The lowest index whose mapper returned `pMapStop`, or, with `preserveOrder`, whose pull, element, or mapper threw. The stream ends there, like a `break` or a `throw` in a loop. Once it is set, nothing past it is pulled, and no pending element past it is mapped, while the earlier elements still finish and are yielded first. `isDone` cannot do this, as it would drop the values of the earlier elements too.
				let stopIndex = Number.POSITIVE_INFINITY;

				// Without `preserveOrder`, each spawn still takes a slot in `promises`, so `backpressure` counts the same, but the slots are filled in the order the workers settle rather than the order they were spawned in, so the consumer gets whichever result is ready first. A worker always fills the oldest empty slot, at `fillIndex`. An empty slot is `undefined`, and a filled one holds the result itself rather than a promise, so a result costs a promise only when the consumer has to wait for it, through `wake`.
				let fillIndex = 0;
				let wake;

				// The indexes of the pulls whose worker has not filled a slot yet, without `preserveOrder`.
				const unfilledIndexes = new Set();

				// The consumer waits only when the head is empty, and then the oldest empty slot is the head, so the first fill wakes it.
				const fillSlot = result => {
					promises[fillIndex++] = result;
					wake?.(result);
					wake = undefined;
				};

				const pull = createPuller(iterator);

				function trySpawn() {
					// Do not spawn once the consumer is gone, the source is done, or the stream ends at an earlier element. The pull would be wasted work, and for a one-shot source, like a queue, it takes an item nobody is going to ask for.
					if (isDone || isIterableDone || index > stopIndex || readingCount >= concurrency || promises.length - headIndex >= backpressure) {
						return;
					}

					readingCount++;

					// Take the index when the pull starts, not when it resolves, so a source that
					// settles its `next()` calls out of call order still gets the right position.
					const currentIndex = index++;

					// Errors must be returned as a value instead of rejecting, otherwise a promise that
					// the consumer abandons after an earlier error becomes an unhandled rejection.
					const promise = (async () => {
						try {
							let element;
							try {
								const {done, value} = await pull();

								if (done) {
									isIterableDone = true;
									doneIndex = Math.min(doneIndex, currentIndex);
									return {done: true};
								}

								// Spawn if still below the reading and backpressure limits
								trySpawn();

								element = await value;

								if (runningMappersCount < concurrency) {
									runningMappersCount++;
								} else {
									// `releaseMapperSlot` hands the slot over without decrementing `runningMappersCount`, so it is already counted.
									await new Promise(resolve => {
										mapperWaiters.set(mapperWaiterCount++, resolve);
									});
								}
							} finally {
								readingCount--;
							}

							// Spawn now that this element is no longer waiting for a mapper, so the next one is read while this one is mapped
							trySpawn();

							let returnValue;
							try {
								// The consumer stopped iterating, or the stream ends before this element, while this element was being read or waiting for a mapper, so drop it instead of doing work nobody will consume.
								if (isDone || currentIndex > stopIndex) {
									return {done: false, value: pMapSkip};
								}

								returnValue = await mapper(element, currentIndex);
							} finally {
								releaseMapperSlot();
							}

							if (returnValue === pMapStop) {
								stopIndex = Math.min(stopIndex, currentIndex);
							}

							return {done: false, value: returnValue};
						} catch (error) {
							// With `preserveOrder`, the error is thrown at its own position, after the results before it, so those still finish. Without it, the error is thrown as soon as it settles, so nothing still pending can be yielded anymore.
							// An error from a pull after the end of the source is dropped, as `done` is final, so it must have no effect. `doneIndex` is set before the worker that saw `done` settles, so its slot hand-back runs before the delivery check of any error that sees it here, and the two always agree.
							if (preserveOrder) {
								stopIndex = Math.min(stopIndex, currentIndex);
							} else if (currentIndex < doneIndex) {
								isDone = true;
							}

							return {error};
						}
					})();

					if (preserveOrder) {
						promises.push(promise);
						return;
					}

					promises.push(undefined);

					unfilledIndexes.add(currentIndex);

					// The worker never rejects, as errors are returned as a value.
					// The slot is filled here, a tick after the worker settles, rather than by the worker itself, for the same reason the consumer awaits a filled slot: so the consumer never runs, and pulls, earlier.
					promise.then(result => {
						// The slot was already given back, as the pull came after the end of the source.
						if (!unfilledIndexes.delete(currentIndex)) {
							return;
						}

						if (result.done) {
							// The pulls made after this one came after the end of the source, and a source like a queue may never answer them, so give their slots back now instead of waiting on them.
							for (const unfilledIndex of unfilledIndexes) {
								if (unfilledIndex > currentIndex) {
									unfilledIndexes.delete(unfilledIndex);
									fillSlot({done: true});
								}
							}
						}

						fillSlot(result);
					});
				}

				trySpawn();

				try {
					while (headIndex < promises.length) {
						// Without `preserveOrder`, a filled slot holds the result itself, and it is still awaited. That takes one tick, like awaiting a settled promise, so the consumer, and its `trySpawn()`, never run earlier than with a promise in the slot. Taking a ready result without the tick can make the consumer pull before it sees a stop or the end of the source, and a one-shot source, like a queue, would lose that item.
						// eslint-disable-next-line no-await-in-loop
						const result = await (promises[headIndex] ?? new Promise(resolve => {
							wake = resolve;
						}));
						const {done, value} = result;

						// Release the entry instead of leaving it for a `shift()` to move, and drop the
						// consumed prefix once it is at least half the array. That keeps the backing
						// store proportional to the results still in flight rather than to the total
						// ever spawned, which matters for an endless source, while costing one copy per
						// half of the array, so it stays O(1) per element.
						promises[headIndex] = undefined;
						headIndex++;

						if (headIndex * 2 >= promises.length) {
							promises = promises.slice(headIndex);
							fillIndex -= headIndex;
							headIndex = 0;
						}

						if (Object.hasOwn(result, 'error')) {
							throw result.error;
						}

						if (done) {
							// Without `preserveOrder`, the `done` can arrive while other workers are still running.
							if (preserveOrder) {
								return;
							}

							continue;
						}

						// The stream ends where the stop would have been yielded: after the earlier elements with `preserveOrder`, and after the results that were ready before it without.
						if (value === pMapStop) {
							return;
						}

						// Spawn if just dropped below the backpressure limit and still below the reading limit
						trySpawn();

						// A `pMapSkip` result stays in `promises` and is stepped over here. Splicing it out
						// in the worker instead would make every skip an O(n) scan and move, so a run of
						// skips would be O(n²).
						if (value === pMapSkip) {
							continue;
						}

						yield value;
					}
				} finally {
					// Stop pulling input once the consumer stops iterating, otherwise pending skipped mappers keep spawning work.
					isDone = true;

					if (!isIterableDone) {
						closeIterator(iterator);
					}
				}
			})();

			// Override `return()` and `throw()` on the generator itself instead of wrapping it, so it
			// keeps what it inherits, like `Symbol.asyncDispose` for `await using`, and `next()` stays
			// the native one. Plain functions, not `async`: the generator already returns a promise,
			// and an `async` function would wrap it in two more promises and two more microtask hops.
			const {return: generatorReturn, throw: generatorThrow} = generator;

			generator.return = value => {
				isDone = true;
				return generatorReturn.call(generator, value);
			};

			generator.throw = error => {
				isDone = true;
				return generatorThrow.call(generator, error);
			};

			return generator;
		},
	};
}

const pMapSkip = Symbol('skip');

const pMapStop = Symbol('stop');

// The checks `pMap` and `pMapIterable` share, so both reject the same input the same way.
// `mapConcurrently` runs this inside its promise, so a bad argument rejects rather than throws.
function validateOptions(iterable, mapper, concurrency) {
	// Optional chaining, so a nullish input gets this message rather than Node's internal
	// "null is not iterable".
	if (iterable?.[Symbol.iterator] === undefined && iterable?.[Symbol.asyncIterator] === undefined) {
		throw new TypeError(`Expected \`input\` to be either an \`Iterable\` or \`AsyncIterable\`, got (${typeof iterable})`);
	}

	if (typeof mapper !== 'function') {
		throw new TypeError('Mapper function is required');
	}

	if (!isLimit(concurrency, 1)) {
		throw new TypeError(`Expected \`concurrency\` to be an integer from 1 and up or \`Infinity\`, got \`${concurrency}\` (${typeof concurrency})`);
	}
}

// Whether the value is an integer from `minimum` and up, or `Infinity`, as `concurrency` and `backpressure` must be.
function isLimit(value, minimum) {
	return (Number.isSafeInteger(value) && value >= minimum) || value === Number.POSITIVE_INFINITY;
}

// Read the entries of a `Map`, or else the own enumerable keys, strings and symbols, in the order and the way `Promise.allKeyed` does, all up front. Each value gets a handler right away, also like `Promise.allKeyed`, so a value that rejects before a mapper slot reaches it is not an unhandled rejection.
function getKeyedEntries(input) {
	if (input === null || (typeof input !== 'object' && typeof input !== 'function')) {
		throw new TypeError(`Expected \`input\` to be an object, got (${input === null ? 'null' : typeof input})`);
	}

	const entries = [];

	const addEntry = (key, value) => {
		// Resolve the whole entry, so the engine checks termination after the value settles and before the mapper runs.
		entries.push(Promise.resolve(value).then(
			value => [key, {status: 'fulfilled', value}],
			error => [key, {status: 'rejected', reason: error}],
		));
	};

	if (input instanceof Map) {
		for (const [key, value] of input) {
			addEntry(key, value);
		}
	} else {
		for (const key of Reflect.ownKeys(input)) {
			if (Object.getOwnPropertyDescriptor(input, key)?.enumerable) {
				addEntry(key, input[key]);
			}
		}
	}

	return entries;
}

// Take the async iterator when the input has both, like `for await` does.
function getIterator(iterable) {
	return iterable[Symbol.asyncIterator] === undefined ? iterable[Symbol.iterator]() : iterable[Symbol.asyncIterator]();
}

// Close the source so it can release its resources, like `for await` does.
// Callers must not await this so a source that is blocked in `next()` cannot block them.
async function closeIterator(iterator) {
	try {
		await iterator.return?.();
	} catch {}
}

// Pull the next item, and stop pulling once the source has reported `done`: a source like a queue
// may block in `next()` after it is exhausted, which would hang the caller. `done` is final, like
// `for await`, so anything the source produces after it is dropped.
function createPuller(iterator) {
	let isSourceDone = false;

	// A sync iterable, like an array, answers right away, so `done` can be seen here. An async
	// iterable is seen in the `then` below, as soon as its pull settles.
	const markDone = item => {
		if (item?.done) {
			isSourceDone = true;
		}
	};

	return () => {
		if (isSourceDone) {
			return {done: true};
		}

		const result = iterator.next();
		markDone(result);

		// A sync iterable, like an array, answers right away, so `done` has been read already and
		// the result can go back untouched.
		if (typeof result?.then !== 'function') {
			return result;
		}

		// An async iterable settles later, so `done` is read off the pull once it does. That is a
		// branch of its own, which leaves the caller awaiting the pull itself rather than a promise
		// derived from it, so an async source does not pay an extra microtask per element. The
		// rejection is handled here as well as by the caller, so a pull cannot escape as an
		// unhandled rejection. A thenable that is not a promise is turned into one first, so it is
		// subscribed to once, like `for await` does, while a native promise is returned as is.
		const promise = Promise.resolve(result);
		promise.then(markDone, () => {});

		return promise;
	};
}

;// CONCATENATED MODULE: ./build/sources/activity-feed/listing.js


/** Windows whose first pages are asked for while one is worked on: many of them may be empty. */
const WINDOWS_AHEAD = 3;
/** After so many windows in a row that failed, the service is down: the rest waits for the next run. */
const FAILURES_OF_AN_OUTAGE = 3;
/** Returns the listing of a plan. */
function createListing(feed, plan) {
    const unlisted = [];
    let [pages, failedInARow] = [0, 0];
    async function* pagesOfAll() {
        const begun = new Map();
        const begin = (window) => {
            const listed = begun.get(window) ?? readAhead(feed.list(window));
            begun.set(window, listed);
            return listed;
        };
        for (const [index, window] of plan.windows.entries()) {
            const last = unlisted.at(-1);
            if (last !== undefined && failedInARow >= FAILURES_OF_AN_OUTAGE) {
                unlisted.push({ window, error: last.error });
                continue;
            }
            if (failedInARow === 0)
                plan.windows.slice(index, index + 1 + WINDOWS_AHEAD).forEach(begin);
            try {
                for await (const page of begin(window)) {
                    pages += 1;
                    yield page;
                }
                failedInARow = 0;
            }
            catch (error) {
                if (!(error instanceof errors/* FeedError */.lS) || nothingReadable(error))
                    throw error;
                unlisted.push({ window, error });
                failedInARow += 1;
            }
        }
    }
    return {
        pages: pagesOfAll,
        result: () => {
            const listed = { start: plan.start, end: unlisted[0]?.window.start ?? plan.end };
            return { pages, listed, unlisted };
        },
    };
}
/** Whether no request of this run can succeed any more: the sign-in, the rights, or the tenant are wrong. */
function nothingReadable(error) {
    if (error instanceof errors/* SignInError */.Jj)
        return true;
    if (!(error instanceof errors/* FeedError */.lS))
        return false;
    return error.code === AUDITING_OFF || /^AF(?:10001|2001\d)$/.test(error.code);
}
/** Asks for the first value at once, and for each next one while the one before is worked on. */
function readAhead(values) {
    const iterator = values[Symbol.asyncIterator]();
    const ask = () => {
        const answer = iterator.next();
        // Whoever waits for it sees the error; until then nobody does.
        answer.catch(() => undefined);
        return answer;
    };
    let next = ask();
    return (async function* () {
        for (;;) {
            const { done, value } = await next;
            if (done === true)
                return;
            next = ask();
            yield value;
        }
    })();
}

;// CONCATENATED MODULE: ./build/sources/activity-feed/tally.js
/** Returns an empty accumulator. */
function createAccumulator() {
    const launches = [];
    const events = [];
    const unreadable = [];
    const powerAppsOperations = new Map();
    const read = [];
    const lost = [];
    let [records, other] = [0, 0];
    return {
        take: ({ id, created }, reading) => {
            records += reading.records;
            other += reading.other;
            for (const launch of reading.launches)
                launches.push(launch);
            for (const event of reading.events)
                events.push(event);
            for (const line of reading.unreadable)
                unreadable.push(`${id}: ${line}`);
            for (const [operation, count] of reading.powerAppsOperations) {
                powerAppsOperations.set(operation, (powerAppsOperations.get(operation) ?? 0) + count);
            }
            read.push({ id, created });
        },
        lose: ({ id, created }) => {
            lost.push({ id, created });
        },
        totals: () => ({ launches, events, records, other, unreadable, powerAppsOperations, read, lost }),
    };
}

;// CONCATENATED MODULE: ./build/sources/activity-feed/collect.js






/** After so many blobs in a row that failed, the service is down: the rest waits for the next run. */
const collect_FAILURES_OF_AN_OUTAGE = 25;
/** Blobs picked from all over the rest that are tried even so: it may have been a date range of broken ones. */
const PROBES = 10;
/**
 * Reads the unread blobs of earlier runs and every blob that the plan's windows list and no earlier run read, up to
 * `concurrency` at a time while the listing goes on. A blob that fails is tried again after the others, and one that
 * failed in an earlier run too comes last: however many are broken, they keep no other from being read.
 * @throws {SignInError | FeedError} only when no request can succeed any more.
 */
async function collect(feed, plan, state, concurrency, onProgress) {
    const listing = createListing(feed, plan);
    const tally = createAccumulator();
    const seen = new Set(state.unread.map(({ id }) => id));
    const tried = new Set();
    let failed = [];
    let [known, failedInARow] = [0, 0];
    async function* blobs() {
        yield* state.unread.filter(({ tries }) => tries === 0).map(contentOf);
        for await (const page of listing.pages()) {
            for (const blob of page) {
                if (seen.has(blob.id))
                    continue;
                seen.add(blob.id);
                if (state.read[contentKey(blob.id)] === undefined)
                    yield blob;
                else
                    known += 1;
            }
        }
        yield* state.unread.filter(({ tries }) => tries > 0).map(contentOf);
    }
    async function readBlob(blob) {
        if (blob.expires <= feed.now())
            return tally.lose(blob);
        try {
            if (failedInARow >= collect_FAILURES_OF_AN_OUTAGE)
                throw new Error('not tried: the service fails throughout');
            tried.add(blob.id);
            tally.take(blob, await feed.read(blob));
            failedInARow = 0;
        }
        catch (error) {
            // A refusal, whatever it says, is of this blob: only what the listing is refused is refused to the run.
            if (error instanceof errors/* SignInError */.Jj)
                throw error;
            if (isGone(error))
                return tally.lose(blob);
            failedInARow += 1;
            failed.push({ blob, error });
        }
        const { read, lost, records, launches } = tally.totals();
        const blobsDone = read.length + lost.length + failed.length;
        onProgress({ blobsListed: seen.size, blobsDone, records, launches: launches.length });
    }
    await pMap(blobs(), readBlob, { concurrency });
    const again = failed.map(({ blob }) => blob);
    failed = [];
    failedInARow = Math.min(failedInARow, collect_FAILURES_OF_AN_OUTAGE - PROBES);
    const notTried = again.filter(({ id }) => !tried.has(id)).sort(inNoOrder);
    await pMap([...notTried, ...again.filter(({ id }) => tried.has(id))], readBlob, { concurrency });
    const failures = new Map();
    for (const { error } of failed)
        failures.set((0,errors/* messageOf */.bD)(error), (failures.get((0,errors/* messageOf */.bD)(error)) ?? 0) + 1);
    const earlier = new Map(state.unread.map(({ id, tries }) => [id, tries]));
    const unread = failed.map(({ blob: { id, created, expires } }) => ({
        id,
        created: (0,instants/* isoInstant */.j2)(created),
        expires: (0,instants/* isoInstant */.j2)(expires),
        tries: (earlier.get(id) ?? 0) + (tried.has(id) ? 1 : 0),
    }));
    return { ...tally.totals(), ...listing.result(), blobsListed: seen.size, known, unread, failures };
}
function contentOf({ id, created, expires }) {
    return { id, created: Date.parse(created), expires: Date.parse(expires), uri: undefined };
}
/** Sorts blobs as if by chance, and yet the same way each time. */
function inNoOrder(a, b) {
    return contentKey(a.id) < contentKey(b.id) ? -1 : 1;
}
/** Whether the feed says that it no longer has the blob. A bare 404 may be of a gateway: the feed names a code. */
function isGone(error) {
    return error instanceof errors/* FeedError */.lS && /^AF2005[012]$/.test(error.code);
}

;// CONCATENATED MODULE: ./node_modules/yocto-queue/index.js
/*
How it works:
`this.#head` is an instance of `Node` which keeps track of its current value and nests another instance of `Node` that keeps the value that comes after it. When a value is provided to `.enqueue()`, the code needs to iterate through `this.#head`, going deeper and deeper to find the last value. However, iterating through every single item is slow. This problem is solved by saving a reference to the last value as `this.#tail` so that it can reference it to add a new value.
*/

class Node {
	value;
	next;

	constructor(value) {
		this.value = value;
	}
}

class Queue {
	#head;
	#tail;
	#size;

	constructor() {
		this.clear();
	}

	enqueue(value) {
		const node = new Node(value);

		if (this.#head) {
			this.#tail.next = node;
			this.#tail = node;
		} else {
			this.#head = node;
			this.#tail = node;
		}

		this.#size++;
	}

	dequeue() {
		const current = this.#head;
		if (!current) {
			return;
		}

		this.#head = this.#head.next;
		this.#size--;

		// Clean up tail reference when queue becomes empty
		if (!this.#head) {
			this.#tail = undefined;
		}

		return current.value;
	}

	peek() {
		if (!this.#head) {
			return;
		}

		return this.#head.value;

		// TODO: Node.js 18.
		// return this.#head?.value;
	}

	clear() {
		this.#head = undefined;
		this.#tail = undefined;
		this.#size = 0;
	}

	get size() {
		return this.#size;
	}

	* [Symbol.iterator]() {
		let current = this.#head;

		while (current) {
			yield current.value;
			current = current.next;
		}
	}

	* drain() {
		while (this.#head) {
			yield this.dequeue();
		}
	}
}

;// CONCATENATED MODULE: ./node_modules/p-limit/index.js


function pLimit(concurrency) {
	let rejectOnClear = false;

	if (typeof concurrency === 'object') {
		({concurrency, rejectOnClear = false} = concurrency);
	}

	validateConcurrency(concurrency);

	if (typeof rejectOnClear !== 'boolean') {
		throw new TypeError('Expected `rejectOnClear` to be a boolean');
	}

	const queue = new Queue();
	let activeCount = 0;

	const resumeNext = () => {
		// Process the next queued function if we're under the concurrency limit
		if (activeCount < concurrency && queue.size > 0) {
			activeCount++;
			queue.dequeue().run();
		}
	};

	const next = () => {
		activeCount--;
		resumeNext();
	};

	const run = async (function_, resolve, arguments_) => {
		// Execute the function and capture the result promise
		const result = (async () => function_(...arguments_))();

		// Resolve immediately with the promise (don't wait for completion)
		resolve(result);

		// Wait for the function to complete (success or failure)
		// We catch errors here to prevent unhandled rejections,
		// but the original promise rejection is preserved for the caller
		try {
			await result;
		} catch {}

		// Decrement active count and process next queued function
		next();
	};

	const enqueue = (function_, resolve, reject, arguments_) => {
		const queueItem = {reject};

		// Queue the internal resolve function instead of the run function
		// to preserve the asynchronous execution context.
		new Promise(internalResolve => { // eslint-disable-line promise/param-names
			queueItem.run = internalResolve;
			queue.enqueue(queueItem);
		}).then(run.bind(undefined, function_, resolve, arguments_)); // eslint-disable-line promise/prefer-await-to-then

		// Start processing immediately if we haven't reached the concurrency limit
		if (activeCount < concurrency) {
			resumeNext();
		}
	};

	const generator = (function_, ...arguments_) => new Promise((resolve, reject) => {
		enqueue(function_, resolve, reject, arguments_);
	});

	Object.defineProperties(generator, {
		activeCount: {
			get: () => activeCount,
		},
		pendingCount: {
			get: () => queue.size,
		},
		clearQueue: {
			value() {
				if (!rejectOnClear) {
					queue.clear();
					return;
				}

				const abortError = AbortSignal.abort().reason;

				while (queue.size > 0) {
					queue.dequeue().reject(abortError);
				}
			},
		},
		concurrency: {
			get: () => concurrency,

			set(newConcurrency) {
				validateConcurrency(newConcurrency);
				concurrency = newConcurrency;

				queueMicrotask(() => {
					// eslint-disable-next-line no-unmodified-loop-condition
					while (activeCount < concurrency && queue.size > 0) {
						resumeNext();
					}
				});
			},
		},
		map: {
			async value(iterable, function_) {
				const promises = [];

				try {
					Array.from(iterable, (value, index) => {
						const promise = generator(function_, value, index);
						promises.push(promise);
						return promise;
					});
				} catch (error) {
					// The iterable threw, so `Promise.all` never observes the already scheduled promises. Observe them here to avoid unhandled rejections.
					for (const promise of promises) {
						promise.catch(() => {}); // eslint-disable-line promise/prefer-await-to-then
					}

					throw error;
				}

				return Promise.all(promises);
			},
		},
	});

	return generator;
}

function limitFunction(function_, options) {
	const limit = pLimit(options);

	const limitedFunction = (...arguments_) => limit(() => function_(...arguments_));
	Object.defineProperty(limitedFunction, 'clearQueue', {
		value: limit.clearQueue,
	});

	return limitedFunction;
}

function validateConcurrency(concurrency) {
	if (!((Number.isInteger(concurrency) || concurrency === Number.POSITIVE_INFINITY) && concurrency > 0)) {
		throw new TypeError('Expected `concurrency` to be a number from 1 and up');
	}
}

;// CONCATENATED MODULE: ./build/sources/activity-feed/feed.js


/** No request for another blob begins while bodies of more than so many bytes wait to be read. */
const MOST_WAITING_BYTES = 32 * 1024 * 1024;
/** Returns the feed whose blobs `read` makes sense of; at most `concurrency` requests for blobs are open at a time. */
function createFeed(api, concurrency, read) {
    const slots = pLimit(concurrency);
    let waitingBytes = 0;
    let room = Promise.withResolvers();
    const readCounted = async (body) => {
        const { length } = body.bytes;
        waitingBytes += length;
        try {
            return await read(body);
        }
        finally {
            waitingBytes -= length;
            room.resolve();
            room = Promise.withResolvers();
        }
    };
    const limit = (work) => slots(async () => {
        while (waitingBytes > MOST_WAITING_BYTES)
            await room.promise;
        return await work();
    });
    const reader = { read: readCounted, limit };
    return {
        list: (window) => listContent(api, window),
        read: (blob) => fetchBlob(api, blob, reader),
        now: api.serviceNow,
    };
}

;// CONCATENATED MODULE: ./build/sync/first-content.js


/** The first content of a subscription is documented to come within 12 hours. Twice that. */
const FIRST_CONTENT_MS = instants/* DAY_MS */.sO;
/**
 * Returns whether the subscription is so new that its first content may still come. That content may be a day older than
 * the subscription, so the watermark must not move before anything was listed.
 */
function awaitsFirstContent({ watermark, gaps }, { subscriptionWasDisabled, hasSnapshot, newBlobs, now }) {
    if (newBlobs > 0)
        return false;
    if (subscriptionWasDisabled)
        return true;
    if (watermark === null)
        return hasSnapshot;
    return gaps.some((gap) => {
        const to = (0,instants/* parseInstant */.nV)(gap.to);
        return isSubscriptionOff(gap) && to > watermark && now - to < FIRST_CONTENT_MS;
    });
}

;// CONCATENATED MODULE: ./build/sync/decision.js


/** The feed does not know the subscription yet. */
const NO_SUBSCRIPTION = ['AF20022', 'AF20023'];
/** Returns what a run does with what it read: whether it publishes, what it names as a gap, and whether the watermark moves. */
function decide(reading) {
    const { plan, isManual, collected, state, publishedGaps, subscriptionWasDisabled, now } = reading;
    const awaitingFirstContent = awaitsFirstContent(state, {
        subscriptionWasDisabled,
        hasSnapshot: publishedGaps !== undefined,
        newBlobs: collected.blobsListed - collected.known - state.unread.length,
        now,
    });
    // Of a subscription that was just started no window can be listed: the next run lists it. Every other failure counts.
    const isTooEarly = ({ error: { code } }) => awaitingFirstContent && subscriptionWasDisabled && NO_SUBSCRIPTION.includes(code);
    const unlisted = collected.unlisted.filter((window) => !isTooEarly(window));
    const error = unlisted.length === plan.windows.length ? unlisted[0]?.error : undefined;
    const readNothing = collected.read.length + collected.lost.length === 0;
    if (error !== undefined && readNothing)
        return { kind: 'nothing-readable', error };
    const gaps = gapsOf(plan, collected.lost, state, publishedGaps ?? []);
    return {
        kind: 'publish',
        unlisted,
        gaps,
        awaitingFirstContent,
        movesWatermark: !isManual && !awaitingFirstContent,
        complete: unlisted.length + collected.unread.length + gaps.length === 0,
        error,
    };
}

;// CONCATENATED MODULE: ./build/commands/sync.js























/** `command: sync`: reads what the feed lists since the last run, merges it into the snapshot, and publishes that. */
async function sync(run) {
    const { settings, tokens } = run;
    const { log } = run.host;
    const parts = await openParts(run);
    await step(log, 'Sign in to Entra ID', tokens.get, () => log_lines_signInLine(settings));
    const found = await step(log, 'Subscription to Audit.General', () => subscribe(parts), log_lines_subscriptionLine);
    const base = await step(log, 'Previous snapshot and watermark', () => readBase(parts, found), baseLine);
    const plan = planWindows(windowRequestOf(settings), base.state.watermark, base.now, settings.intervalMs);
    const collected = await step(log, `Content of ${span(plan)}`, () => read(parts, base, plan), contentLine);
    const decision = decide(readingOf(parts, base, plan, collected));
    if (decision.kind === 'nothing-readable')
        throw decision.error;
    const published = await step(log, 'Merge and publish', () => publish(parts, base, collected, decision), (result) => publishedLine(result.kind, storeLabel(settings), result.merged));
    const saved = await step(log, 'Save the watermark', () => save(parts, published), savedLine);
    await report(parts, { base, plan, collected, decision, published, saved });
    if (decision.error !== undefined)
        throw decision.error;
    if (settings.strict && !decision.complete)
        run.host.fail(STRICT_FAILURE);
}
async function openParts(run) {
    const { settings, context, host, github, users, signing } = run;
    const catalog = await readAppCatalog(settings.appCatalog);
    const audience = await requireFitForUsers(settings, ownersIn(catalog) > 0, context, github);
    host.log.debug(`Repository: ${audience.words}`);
    return {
        ...run,
        identity: openIdentity(users, settings.tenantId),
        calendar: (0,snapshot_calendar/* openCalendar */.ns)(settings.timeZone),
        catalog,
        cache: createStateCache(settings, context, signing?.cache, host.loadCacheClient),
        isManual: settings.window.kind === 'manual',
        audience,
    };
}
/** Starts the subscription where it is not on; returns how it was. */
async function subscribe({ feed, cache }) {
    const [status] = await Promise.all([readSubscription(feed), cache.load()]);
    if (status !== 'enabled')
        await startSubscription(feed);
    return status;
}
async function readBase(parts, subscription) {
    const { settings, host, feed, store, cache, identity, signing } = parts;
    const { tenantId } = settings;
    const snapshot = await store.previous();
    requireSame(snapshot?.manifest, { tenantId, identity });
    const found = await cache.find(snapshot?.manifest.snapshot_id);
    if (found.kind === 'ignored')
        host.log.info(`The cache was not used: ${found.reason}`);
    const cached = found.kind === 'found' ? found.state : undefined;
    const ineligibleReason = snapshot === undefined ? await store.ineligibleReason() : undefined;
    const now = feed.serviceNow();
    const chosen = chooseState(cached, snapshot?.manifest, {
        now,
        manifestKey: signing?.manifest,
        ineligibleReason,
    });
    const subscriptionWasDisabled = subscription !== 'enabled';
    const state = subscriptionWasDisabled ? withSubscriptionOff(chosen.state, now) : chosen.state;
    describeState(host.log.debug, chosen, snapshot);
    if (snapshot !== undefined && state.watermark !== null && subscriptionWasDisabled) {
        // No later run can tell, and this one may fail before it publishes.
        const { snapshot_id: snapshotId } = snapshot.manifest;
        await cache.save({ snapshotId, watermark: state.watermark, subscriptionOffAt: now });
    }
    return {
        snapshot,
        state,
        stateWarning: chosen.stateWarning,
        subscriptionWasDisabled,
        now,
        origin: snapshot?.origin ?? (ineligibleReason === undefined ? 'No snapshot yet' : 'No eligible snapshot'),
        watermark: state.watermark,
        stateFrom: chosen.from,
    };
}
function withSubscriptionOff(state, now) {
    if (state.watermark === null)
        return state;
    return { ...state, gaps: [...state.gaps, subscriptionOff(state.watermark, now)] };
}
function describeState(debug, { from, state }, snapshot) {
    const { unread, read, gaps } = state;
    debug(`Snapshot: ${snapshot === undefined ? 'none' : `${snapshot.manifest.snapshot_id}, ${snapshot.origin}`}`);
    debug(`State from ${from === 'nothing' ? 'nothing' : `the ${from}`}: ${unread.length} unread blobs, ${Object.keys(read).length} read blobs, ${gaps.length} gaps`);
}
async function read({ settings, host, feed, isManual, users }, { state }, plan) {
    const { concurrency, formats, operations, tenantId } = settings;
    await host.keepHeapSmall();
    const kept = new Map(operations.map((name) => [name.toLowerCase(), name]));
    const thread = await host.startBlobThread({ operations: kept, users, tenantId });
    try {
        // A manual run reads its window again, whatever was read before.
        const known = isManual ? { unread: state.unread, read: {} } : state;
        const progress = createProgressLine(host.clock.now, host.log.info);
        // As many blobs again as requests are open: their bodies are worked on meanwhile.
        const reading = collect(createFeed(feed, concurrency, thread.read), plan, known, 2 * concurrency, progress);
        const [collected] = await Promise.all([reading, loadWriters(formats)]);
        return collected;
    }
    finally {
        await thread.close();
    }
}
function readingOf({ isManual }, base, plan, collected) {
    const { state, snapshot, subscriptionWasDisabled, now } = base;
    const publishedGaps = snapshot?.manifest.coverage.gaps;
    return { plan, isManual, collected, state, publishedGaps, subscriptionWasDisabled, now };
}
async function publish(parts, base, collected, { gaps, movesWatermark }) {
    const { settings, context, host, store, identity, calendar, catalog, signing } = parts;
    const { tenantId, formats, keepMs, overlapMs } = settings;
    const { launches, events, listed, read, unread, lost } = collected;
    const keptFrom = keepMs === undefined ? null : base.now - keepMs;
    const keepFrom = keptFrom === null ? undefined : calendar.local(keptFrom).date;
    const request = {
        tenantId,
        manifestKey: signing?.manifest,
        now: base.now,
        identity,
        batch: { launches, events, calendar, formats, users: identity.mode, keepFrom, catalog },
        generatedAt: host.clock.now(),
        runId: context.runId,
        documents: documentsOf(calendar),
        progress: {
            listed,
            read,
            unread,
            lost: lost.map(({ id }) => id),
            movesWatermark,
            keptFrom,
            overlapMs,
            gaps,
        },
    };
    const result = await publishRun(store, { base: base.snapshot, state: base.state }, request, {
        pause: () => host.clock.sleep(host.random() * 1_000),
        refreshMs: refreshMs(settings, context.retentionLimitDays),
    });
    const { files, removed } = result.merged;
    host.log.debug(`${result.kind}: ${files.size} data files written, ${removed.size} removed`);
    for (const [path, bytes] of files)
        host.log.debug(`wrote ${path}, ${bytes.length} bytes`);
    const found = result.reference ?? (result.base === undefined ? {} : await store.ensureMaterialized(result.base));
    return { ...result, found };
}
async function save({ cache }, { manifest, state }) {
    const { watermark } = state;
    if (watermark === null)
        return { kind: 'unneeded', reason: 'there is no watermark yet' };
    return await cache.save({ snapshotId: manifest.snapshot_id, watermark, subscriptionOffAt: undefined });
}
async function report(parts, results) {
    const { settings, context, host, calendar, identity, audience } = parts;
    const { base, plan, collected, decision, published, saved } = results;
    const { state, merged, manifest, kind, found } = published;
    const { subscriptionWasDisabled, stateWarning } = base;
    const silent = decision.awaitingFirstContent ? 'silent' : 'enabled';
    await reportRun(host, {
        window: plan,
        state,
        collected: { ...collected, unlisted: decision.unlisted },
        merged,
        manifest,
        complete: decision.complete,
        overview: await overviewOf(manifest, merged.tables, calendar),
        newGaps: decision.gaps,
        published: kind === 'published',
        storeLabel: storeLabel(settings),
        directory: settings.directory.relative,
        commitSha: found.commitSha,
        artifactId: found.artifact?.id,
        artifactUrl: artifactUrl(context, found.artifact),
        subscription: subscriptionWasDisabled ? 'started' : silent,
        isInternal: audience.isInternal,
        foreign: published.base?.foreign ?? [],
        stateWarning,
        cacheFailure: saved.kind === 'failed' ? saved.reason : undefined,
        withUsers: identity.mode !== 'none',
    });
}

;// CONCATENATED MODULE: ./build/entra/network.js




/** `error` of a response made up here because the sign-in service did not answer. */
const NO_ANSWER = 'no_answer';
/** `error` of a response made up here because what came was not a JSON object, such as a proxy's HTML page. */
const UNREADABLE_ANSWER = 'unreadable_answer';
const network_RETRY = { tries: 4, triesWhenThrottled: 4, triesAfterTimeout: 4, longestWaitMs: 120_000 };
/** Largest response, in bytes, inflated too: a token has some thousand. */
const network_MAX_BYTES = 1024 * 1024;
const JSON_OBJECT = record(schemas_string(), unknown());
/** Thrown when the last try brought a response that may pass: msal gets it all the same. */
class LastAnswer extends errors/* SignInError */.Jj {
    answer;
    constructor(answer) {
        super(`HTTP status ${answer.status}`, 'Run the workflow again later.');
        this.answer = answer;
    }
}
/**
 * Returns the network of msal over the HTTP client. A request is tried at most 4 times on 429, 5xx and when no response
 * comes. It never throws: msal would replace the error by its own, so a failure is a response in the form of RFC 6749 5.2
 * with {@link NO_ANSWER} or {@link UNREADABLE_ANSWER}.
 */
function createNetwork(options) {
    const { send, clock, random, debug, origin } = options;
    const client = createClient({ send, clock, random, debug, origin, retry: network_RETRY, judge: network_judge, failure: network_failure });
    const request = async (method, url, { headers = {}, body } = {}) => {
        const answer = await client
            .request({
            purpose: 'sign in',
            method,
            url,
            headers,
            body,
            maxBytes: network_MAX_BYTES,
            accepts: (status) => !mayPass(status),
            read: readAnswer,
        })
            .catch((error) => (error instanceof LastAnswer ? error.answer : noAnswer(error)));
        // msal names the type of the body that it expects and checks it itself.
        return { ...answer, body: answer.body };
    };
    return {
        sendGetRequestAsync: (url, given) => request('GET', url, given),
        sendPostRequestAsync: (url, given) => request('POST', url, given),
    };
}
function mayPass(status) {
    return status === 429 || status >= 500;
}
function network_judge(response) {
    return { kind: 'transient', error: new LastAnswer(readAnswer(response)) };
}
function network_failure(_purpose, cause) {
    return new errors/* SignInError */.Jj((0,errors/* messageOf */.bD)(cause), 'Run the workflow again later.', { cause });
}
function noAnswer(error) {
    return { status: 0, headers: {}, body: { error: NO_ANSWER, error_description: (0,errors/* messageOf */.bD)(error) } };
}
function readAnswer(response) {
    const { status } = response;
    const headers = { ...response.headers.all() };
    const text = decodeBody(bodyOf(response), network_MAX_BYTES).toString('utf8');
    const body = JSON_OBJECT.safeParse(parsedOrUndefined(text)).data;
    if (body !== undefined)
        return { status, headers, body };
    // The type alone: what follows it is free text of whoever answered.
    const type = /^[\w.+-]+\/[\w.+-]+/.exec(headers['content-type'] ?? '')?.[0] ?? 'no content type';
    const description = `HTTP status ${status}, ${type}, ${text.length} characters`;
    return { status, headers, body: { error: UNREADABLE_ANSWER, error_description: description } };
}
function parsedOrUndefined(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/entra/certificate.js


const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([^-]+)-----END \1-----/g;
const LEAST_KEY_BITS = 2048;
/**
 * Reads PEM text with a certificate, perhaps its chain, and its unencrypted RSA private key of 2048 bits or more.
 * Throws an Error whose message completes the sentence "the text …".
 */
function readCertificate(pem) {
    const all = blocksOf(pem);
    const blocks = all.filter(({ label }) => label === 'CERTIFICATE').map(({ text }) => text);
    if (blocks.length === 0)
        throw new Error('has no CERTIFICATE block');
    if (/BEGIN ENCRYPTED|Proc-Type:.*ENCRYPTED/.test(pem))
        throw new Error('has an encrypted private key');
    const keyBlock = all.find(({ label }) => label.endsWith('PRIVATE KEY'));
    if (keyBlock === undefined)
        throw new Error('has no PRIVATE KEY block');
    const key = certificate_read('private key', () => (0,external_node_crypto_.createPrivateKey)(keyBlock.text));
    const { modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
    if (key.asymmetricKeyType !== 'rsa' || modulusLength < LEAST_KEY_BITS) {
        throw new Error(`has a private key that is not RSA of ${LEAST_KEY_BITS} bits or more`);
    }
    const certificates = blocks.map((block) => certificate_read('certificate', () => new external_node_crypto_.X509Certificate(block)));
    const own = certificates.find((certificate) => certificate.checkPrivateKey(key));
    if (own === undefined)
        throw new Error('has a private key that belongs to another certificate');
    const others = certificates.filter((certificate) => certificate !== own);
    return {
        thumbprintSha256: own.fingerprint256.replaceAll(':', ''),
        privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
        chain: [own, ...others].map(String).join(''),
    };
}
/** The blocks as RFC 7468 writes them: on its way into a secret a text loses line breaks, or gets blanks or `\n` for them. */
function blocksOf(pem) {
    return [...pem.replaceAll('\\n', '\n').matchAll(BLOCK)].map(([, label = '', body = '']) => {
        const lines = body.replaceAll(/\s/g, '').match(/.{1,64}/g) ?? [];
        const text = [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
        return { label, text };
    });
}
function certificate_read(what, parse) {
    try {
        return parse();
    }
    catch (error) {
        throw new Error(`has a ${what} that cannot be read (${(0,errors/* messageOf */.bD)(error)})`, { cause: error });
    }
}

;// CONCATENATED MODULE: ./build/entra/failures.js




const WRONG_SECRET = 'Store the value of a client secret of this app registration (the column "Value", not "Secret ID") and pass it as client-secret.';
const APP_NOT_IN_TENANT = 'Check client-id and tenant-id: the app registration must be in this tenant, or have an enterprise application there.';
const NO_FEDERATED_CREDENTIAL = 'Add a federated credential to the app registration with exactly these values of issuer, subject and audience.';
/** What to do about the error codes of Entra ID that users of an app-only sign-in meet (AADSTS…). */
const failures_REMEDIES = new Map([
    ['7000215', WRONG_SECRET],
    [
        '7000222',
        'Make a new client secret under "Certificates & secrets" of the app registration and store its value where client-secret reads it, or use GitHub OIDC, which has no secret that expires.',
    ],
    ['700016', APP_NOT_IN_TENANT],
    ['7000229', APP_NOT_IN_TENANT],
    [
        '7000112',
        'The application is disabled in the tenant: enable sign-in under Enterprise applications, Properties.',
    ],
    [
        '90002',
        'Check tenant-id ("Directory (tenant) ID" of the app registration), and that cloud is the cloud of the tenant.',
    ],
    [
        '500011',
        'Set cloud to the cloud of the tenant; if it is right, the tenant has no Office 365 Management APIs service principal yet.',
    ],
    ['70021', NO_FEDERATED_CREDENTIAL],
    ['700211', NO_FEDERATED_CREDENTIAL],
    ['700212', NO_FEDERATED_CREDENTIAL],
    ['700213', NO_FEDERATED_CREDENTIAL],
    ['700024', 'Set the clock of the runner: the signed assertion was not valid at the time of Entra ID.'],
    [
        '700027',
        'Upload the certificate (its public part) under "Certificates & secrets" of this app registration; check that it has not expired.',
    ],
    [
        '53003',
        'A Conditional Access policy for workload identities blocks this app: exclude it, or allow the addresses of the runner.',
    ],
]);
const OTHER_REMEDY = 'Look up the code at https://login.microsoftonline.com/error and check the app registration.';
const failures_LATER = 'Run the workflow again later; nothing was written.';
/** A token or an assertion, in case a gateway sends one back. */
const TOKEN = /[\w-]{16,}\.[\w-]{16,}\.[\w-]*/g;
const MSAL_ERROR = object({ errorCode: schemas_string(), status: schemas_number().optional() });
/**
 * Returns a {@link SignInError} for what a token request threw: one sentence and what to do next.
 * `idToken` is GitHub's token, whose issuer, subject and audience are shown when no federated credential accepts it;
 * `secrets` are taken out of the text.
 */
function signInFailure(error, about) {
    const { errorCode, status } = MSAL_ERROR.safeParse(error).data ?? { errorCode: '' };
    // Before the text is cut to length, so that no part of a secret is left at its end.
    const clean = about.secrets
        .flatMap((secret) => [secret, encodeURIComponent(secret), formEncoded(secret)])
        .reduce((text, secret) => text.replaceAll(secret, '***'), (0,errors/* messageOf */.bD)(error));
    const said = entraText(clean.replace(TOKEN, '***'));
    if (errorCode === NO_ANSWER) {
        return new errors/* SignInError */.Jj(`Cannot reach Entra ID: ${said}.`, 'Check that the runner may connect to it, and entra in service-urls; behind a proxy set HTTPS_PROXY.');
    }
    if (errorCode === UNREADABLE_ANSWER) {
        return new errors/* SignInError */.Jj(`The sign-in address answered with something that is not from Entra ID: ${said}.`, 'Check that no proxy or portal answers in its place, and entra in service-urls.');
    }
    const code = /AADSTS(\d+)/.exec(said)?.[1] ?? '';
    const remedy = failures_REMEDIES.get(code);
    const shown = remedy === NO_FEDERATED_CREDENTIAL ? idTokenText(about.idToken) : '';
    const passing = status === 429 || (status !== undefined && status >= 500);
    // Where the remedy is known it stands in place of the advice that Entra ID adds.
    const shownText = remedy === undefined ? said : firstSentence(said);
    return new errors/* SignInError */.Jj(`Entra ID refused the sign-in: ${shownText}.${shown}`, remedy ?? (passing ? failures_LATER : OTHER_REMEDY));
}
/** Whether a token request threw because Entra ID knows no such audience (RFC 8707 2, AADSTS500011). */
function isUnknownAudience(error) {
    const { errorCode } = MSAL_ERROR.safeParse(error).data ?? { errorCode: '' };
    return ['invalid_resource', 'invalid_scope', 'invalid_target'].includes(errorCode);
}
/** Takes the description out of msal's text, without the ids and the time that Entra ID appends. */
function entraText(message) {
    const described = /Description: (.*?) - Correlation ID:/s.exec(message)?.[1] ?? message;
    return oneLine(described.replace(/\s*Trace ID:.*$/s, ''));
}
/** A secret as the body of a token request holds it. */
function formEncoded(secret) {
    return new URLSearchParams([['', secret]]).toString().slice(1);
}
/** Entra ID quotes names, so a full stop ends a sentence only where a blank follows. */
function firstSentence(text) {
    return /^.*?\.(?= )/.exec(text)?.[0].slice(0, -1) ?? text;
}
function oneLine(text) {
    return text.replace(/\s+/g, ' ').trim().slice(0, 400).replace(/\.$/, '');
}
function idTokenText(idToken) {
    const claims = idToken === undefined ? undefined : claimsOf(idToken);
    if (claims === undefined)
        return '';
    const { iss = '', sub = '', aud = '' } = claims;
    return ` GitHub's ID token has issuer ${iss}, subject ${sub}, audience ${aud}.`;
}

;// CONCATENATED MODULE: ./build/entra/token.js





const RENEW_BEFORE_MS = 5 * instants/* MINUTE_MS */.kg;
/** Between two tries to renew a token that is still good. */
const TRY_AGAIN_MS = 30 * instants/* SECOND_MS */._L;
/** Stands in for `entraUrl`, since msal refuses authorities that it does not know; no request goes to it. */
const KNOWN_AUTHORITY = 'https://login.microsoftonline.com';
/** Returns the source of access tokens of the app. Nothing is sent before the first token is asked for. */
function createTokenSource(options) {
    let current;
    let pending;
    const signInOnce = () => {
        pending ??= requestToken(options).finally(() => {
            pending = undefined;
        });
        return pending;
    };
    const get = async () => {
        const { now } = options;
        if (current === undefined)
            current = await signInOnce();
        else if (now() >= current.renewAt) {
            const old = current;
            current = await signInOnce().catch((error) => {
                // Entra ID may be back before the old token ends.
                if (current !== old || now() + TRY_AGAIN_MS >= old.endsAt)
                    throw error;
                return { ...old, renewAt: now() + TRY_AGAIN_MS };
            });
        }
        return current.value;
    };
    return {
        get,
        renew: (refused) => {
            if (current?.value === refused)
                current = undefined;
            return get();
        },
    };
}
/** Asks Entra ID for a token: one POST, with the client credentials grant (RFC 6749 4.4). */
async function requestToken({ signIn, network, idToken, mask, now }) {
    const { credential, tenantId, clientId, entraUrl, audiences } = signIn;
    const assertion = credential.kind === 'oidc' ? await idToken(signIn.federationAudience) : undefined;
    const { ConfidentialClientApplication } = await Promise.all(/* import() */[__nccwpck_require__.e(88), __nccwpck_require__.e(669)]).then(__nccwpck_require__.bind(__nccwpck_require__, 2669));
    try {
        // msal's cache and its throttling live in the application: a new one asks Entra ID each time.
        const application = new ConfidentialClientApplication({
            auth: {
                clientId,
                authority: `${KNOWN_AUTHORITY}/${tenantId}`,
                authorityMetadata: authorityMetadata(`${entraUrl}/${tenantId}`),
                ...proof(credential, assertion),
            },
            system: { networkClient: maskingAssertions(network, mask) },
        });
        const result = await firstKnown(audiences, (audience) => application.acquireTokenByClientCredential({ scopes: [`${audience}/.default`] }));
        if (!result?.expiresOn)
            throw new Error('the answer has no access token');
        mask(result.accessToken);
        checkAccessToken(result.accessToken, { audiences, tenantId });
        const endsAt = result.expiresOn.getTime();
        const lifeMs = endsAt - now();
        return { value: result.accessToken, renewAt: endsAt - Math.min(RENEW_BEFORE_MS, lifeMs / 2), endsAt };
    }
    catch (error) {
        if (error instanceof errors/* SignInError */.Jj)
            throw error;
        const secrets = credential.kind === 'secret' ? [credential.secret] : [];
        throw signInFailure(error, { idToken: assertion, secrets });
    }
}
/** Asks for each audience in turn until Entra ID knows one; throws what it answered to the first when it knows none. */
async function firstKnown(audiences, ask) {
    let first;
    for (const [index, audience] of audiences.entries()) {
        try {
            return await ask(audience);
        }
        catch (error) {
            if (index === 0)
                first = error;
            if (!isUnknownAudience(error))
                throw error;
        }
    }
    throw first;
}
function proof(credential, assertion) {
    if (credential.kind === 'secret')
        return { clientSecret: credential.secret };
    if (credential.kind === 'oidc')
        return assertion === undefined ? {} : { clientAssertion: assertion };
    const { thumbprintSha256, privateKey, chain } = readCertificate(credential.certificate);
    return { clientCertificate: { thumbprintSha256, privateKey, x5c: chain } };
}
/** Tells msal the endpoints, so that it asks no discovery service for them. */
function authorityMetadata(tenantUrl) {
    return JSON.stringify({
        authorization_endpoint: `${tenantUrl}/oauth2/v2.0/authorize`,
        token_endpoint: `${tenantUrl}/oauth2/v2.0/token`,
        issuer: `${tenantUrl}/v2.0`,
        jwks_uri: `${tenantUrl}/discovery/v2.0/keys`,
    });
}
/** msal signs the assertion of a certificate itself: it is seen first in the form that msal posts. */
function maskingAssertions(network, mask) {
    return {
        sendGetRequestAsync: (url, options, timeout) => network.sendGetRequestAsync(url, options, timeout),
        sendPostRequestAsync: (url, options) => {
            const assertion = new URLSearchParams(options?.body).get('client_assertion');
            if (assertion !== null)
                mask(assertion);
            return network.sendPostRequestAsync(url, options);
        },
    };
}

;// CONCATENATED MODULE: ./build/github/id-token.js




const id_token_RETRY = { tries: 5, triesWhenThrottled: 5, triesAfterTimeout: 2, longestWaitMs: 60_000 };
const id_token_MAX_BYTES = 256 * 1024;
const id_token_LATER = 'Run the workflow again later; nothing was written.';
const RESPONSE = object({ value: schemas_string().min(1) });
/**
 * Returns the function that gets GitHub's ID token of this job for an audience.
 * @see https://docs.github.com/actions/reference/security/oidc
 * @throws {SignInError} when the job may not have one, or GitHub gives none.
 */
function createIdTokenSource(options) {
    const { environment, send, clock, random, debug } = options;
    return async (audience) => {
        const address = URL.parse(environment.ACTIONS_ID_TOKEN_REQUEST_URL ?? '');
        const requestToken = environment.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? '';
        if (address === null || requestToken === '')
            throw noPermission();
        address.searchParams.set('audience', audience);
        const client = createClient({
            send,
            clock,
            random,
            debug,
            retry: id_token_RETRY,
            judge: id_token_judge,
            failure: id_token_failure,
            origin: address.origin,
            tokens: { get: async () => requestToken, renew: async () => requestToken },
        });
        return await client.request({
            purpose: 'get an ID token',
            method: 'GET',
            url: address.href,
            headers: { accept: 'application/json' },
            maxBytes: id_token_MAX_BYTES,
            read: readToken,
        });
    };
}
function readToken(response) {
    const parsed = RESPONSE.safeParse(parseJson(decodeBody(bodyOf(response), id_token_MAX_BYTES)));
    if (parsed.success)
        return parsed.data.value;
    throw new errors/* ContentError */.yg('the response holds no token', id_token_LATER);
}
/** A refusal may pass, also with 403: the service that signs the tokens is busy at times. */
function id_token_judge({ status }) {
    const error = new errors/* SignInError */.Jj(`GitHub gave no ID token for the sign-in: HTTP status ${status}`, id_token_LATER);
    return { kind: 'transient', error };
}
function id_token_failure(_purpose, cause) {
    return new errors/* SignInError */.Jj(`GitHub gave no ID token for the sign-in: ${(0,errors/* messageOf */.bD)(cause)}`, id_token_LATER, { cause });
}
function noPermission() {
    return new errors/* SignInError */.Jj('GitHub gives this job no ID token to sign in with, and neither client-secret nor client-certificate is given', 'Add `permissions: id-token: write` to the job, or pass client-secret or client-certificate.');
}

;// CONCATENATED MODULE: ./build/inputs/reader.js

/**
 * Why a value cannot be used, and what to give instead; both without a full stop. `shown` stands for a value that may hold
 * a secret; `null`: nothing of it is shown. Thrown by rules.
 */
class InvalidInput extends Error {
    remedy;
    shown;
    constructor(problem, remedy, shown) {
        super(problem);
        this.remedy = remedy;
        this.shown = shown;
    }
}
/** Thrown where a rule needs an input that was already refused, so that one mistake is reported once. */
class AlreadyInvalid extends Error {
}
/** Reads inputs one by one and keeps every problem until `finish()`. */
class InputReader {
    #environment;
    #secretInputs;
    #problems = [];
    /** `secretInputs` names the inputs whose values never appear in a problem. */
    constructor(environment, secretInputs) {
        this.#environment = environment;
        this.#secretInputs = secretInputs;
    }
    /** Returns the trimmed text of an input, `undefined` when it is not given or empty. */
    given(input) {
        const text = this.#environment[`INPUT_${input.toUpperCase()}`]?.trim();
        return text === '' ? undefined : text;
    }
    /** Reads an input that has a default. */
    withDefault(input, defaultText, rule) {
        return this.check(input, () => rule(this.given(input) ?? defaultText));
    }
    /** Reads an input that must be given; `remedy` says where its value is found. */
    required(input, remedy, rule) {
        return this.check(input, () => {
            const text = this.given(input);
            if (text === undefined)
                throw new InvalidInput('is required', remedy);
            return rule(text);
        });
    }
    /** Reads an input that may be left out. */
    optional(input, rule) {
        return this.check(input, () => {
            const text = this.given(input);
            return text === undefined ? undefined : rule(text);
        });
    }
    /** Runs a rule over several inputs; a refusal is filed under `input`. */
    check(input, rule) {
        try {
            const value = rule();
            return () => value;
        }
        catch (error) {
            if (error instanceof InvalidInput) {
                const value = this.#shown(input, error.shown);
                this.#problems.push({ input, value, problem: error.message, remedy: error.remedy });
            }
            else if (!(error instanceof AlreadyInvalid)) {
                throw error;
            }
            return () => {
                throw new AlreadyInvalid(input);
            };
        }
    }
    /** A secret that was pasted into the wrong input would stand in the log for all to read. */
    #shown(input, instead) {
        if (this.#secretInputs.has(input) || instead === null)
            return undefined;
        const text = instead ?? this.given(input);
        return text !== undefined && mayBeSecret(text) ? undefined : text;
    }
    /** Returns the values of the fields. Throws an {@link InputError} with every problem when there is one. */
    finish(fields) {
        if (this.#problems.length > 0)
            throw new errors/* InputError */.dz(this.#problems);
        const values = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field()]));
        // The entries above are those of F, each replaced by the value of its field.
        return values;
    }
}
/** Keys, tokens and secrets as GitHub, Entra ID and OpenSSL make them; and any long word that looks made by chance. */
function mayBeSecret(text) {
    if (/-----BEGIN|\b(?:gh[a-z]_|github_pat_|eyJ)\w|\w~/.test(text))
        return true;
    return text
        .split(/[\s,;/]+/)
        .some((word) => /^[\w+~.=-]{24,}$/.test(word) && /\d/.test(word) && /[a-z]/i.test(word));
}

;// CONCATENATED MODULE: ./build/inputs/credential.js




const PEM_FORM = 'Give PEM text with a CERTIFICATE block and its unencrypted RSA PRIVATE KEY block; ' +
    '"openssl pkcs12 -in app.pfx -nodes" writes it from a PFX file';
/** Reads `client-secret` and `client-certificate`; neither means GitHub OIDC. */
function readCredential(reader) {
    const secret = reader.optional('client-secret', clientSecret);
    const certificate = reader.optional('client-certificate', clientCertificate);
    return reader.check('client-secret', () => {
        if (reader.given('client-secret') !== undefined && reader.given('client-certificate') !== undefined) {
            throw new InvalidInput('is given together with client-certificate', 'Give one of the two, or neither for GitHub OIDC');
        }
        const secretText = secret();
        if (secretText !== undefined)
            return { kind: 'secret', secret: secretText };
        const pem = certificate();
        return pem === undefined ? { kind: 'oidc' } : { kind: 'certificate', certificate: pem };
    });
}
function clientSecret(text) {
    if (isGuid(text.toLowerCase())) {
        throw new InvalidInput('is a GUID, which is the ID of a secret and not its value', 'Copy the column "Value" of "Certificates & secrets"; it is shown only once, so a new secret may be needed');
    }
    return text;
}
function clientCertificate(pem) {
    try {
        readCertificate(pem);
    }
    catch (error) {
        throw new InvalidInput((0,errors/* messageOf */.bD)(error), PEM_FORM);
    }
    return pem;
}

;// CONCATENATED MODULE: ./build/inputs/duration.js


/** Milliseconds of each unit. A month counts 31 days, so that no month is cut short. */
const UNIT_MS = new Map([
    ['second', instants/* SECOND_MS */._L],
    ['minute', instants/* MINUTE_MS */.kg],
    ['hour', instants/* HOUR_MS */.iQ],
    ['day', instants/* DAY_MS */.sO],
    ['week', 7 * instants/* DAY_MS */.sO],
    ['month', 31 * instants/* DAY_MS */.sO],
]);
const LONGEST_MS = 100 * 366 * instants/* DAY_MS */.sO;
/**
 * Returns a rule for a duration, "N unit" such as "7 days"; returns milliseconds.
 * `example` is the form shown in the remedy; zero is refused unless `zero` is 'allowed'.
 */
function duration_duration(example, zero = 'refused') {
    const remedy = `Use the form "N unit", for example "${example}", with the unit second, minute, hour, day, week or month`;
    return (text) => {
        const [, count = '', unit = ''] = /^(\d{1,12})\s*([a-z]+?)s?$/i.exec(text) ?? [];
        const unitMs = UNIT_MS.get(unit.toLowerCase());
        if (unitMs === undefined)
            throw new InvalidInput('is not a duration', remedy);
        const ms = Number(count) * unitMs;
        if (ms === 0 && zero === 'refused')
            throw new InvalidInput('must be longer than zero', remedy);
        if (ms > LONGEST_MS)
            throw new InvalidInput('is longer than 100 years', remedy);
        return ms;
    };
}

;// CONCATENATED MODULE: ./build/inputs/places.js



// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const UNPORTABLE = /[<>:"|?*\u0000-\u001f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const NOT_IN_REF = /[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\/|^[-/]|[/.]$/;
const NOT_IN_ARTIFACT_NAME = /[":<>|*?\r\n\\/]/;
/**
 * Reads a path that must lie inside the workspace, not be the workspace itself, and not touch `.git`.
 * Both `/` and `\` separate, on every platform. `paths` is the platform's `node:path`.
 */
function insideWorkspace(workspace, text, paths = external_node_path_) {
    const remedy = 'Give a relative path inside the workspace, for example app-launches';
    const absolute = paths.resolve(workspace, text.replaceAll('\\', '/'));
    const parts = paths.relative(paths.resolve(workspace), absolute).split(paths.sep);
    const relative = parts.join('/');
    if (relative === '')
        throw new InvalidInput('is the workspace itself', remedy);
    if (parts[0] === '..' || paths.isAbsolute(relative))
        throw new InvalidInput('is outside the workspace', remedy);
    if (parts.some((part) => part.toLowerCase() === '.git'))
        throw new InvalidInput('is inside .git', remedy);
    if (parts.some((part) => UNPORTABLE.test(part))) {
        throw new InvalidInput('has a character that not every platform allows in a file name', remedy);
    }
    return { relative, absolute };
}
/**
 * Reads a path as `insideWorkspace` does, and follows the links that are there: a path that looks inside may lead out.
 */
function reallyInsideWorkspace(workspace, text) {
    const place = insideWorkspace(workspace, text);
    requireReallyInside(workspace, place.absolute);
    return place;
}
/**
 * Throws when a path of this machine leads out of the workspace through a link, or into `.git`.
 * @throws {InvalidInput}
 */
function requireReallyInside(workspace, absolute) {
    const remedy = 'Give a path without symbolic links that lead out of the workspace';
    const real = realPathOf(absolute);
    if (real === undefined)
        throw new InvalidInput('leads through a link that leads nowhere', remedy);
    const parts = external_node_path_.relative(realPathOf(workspace) ?? workspace, real).split(external_node_path_.sep);
    const isOutside = parts[0] === '..' || parts[0] === '' || external_node_path_.isAbsolute(parts.join(external_node_path_.sep));
    if (isOutside)
        throw new InvalidInput('leads out of the workspace through a link', remedy);
    if (parts.some((part) => part.toLowerCase() === '.git')) {
        throw new InvalidInput('leads into .git through a link', remedy);
    }
}
/** Returns where a path really leads, also when its end is not there yet; `undefined` for a link that leads nowhere. */
function realPathOf(absolute) {
    try {
        return (0,external_node_fs_.realpathSync)(absolute);
    }
    catch {
        if ((0,external_node_fs_.lstatSync)(absolute, { throwIfNoEntry: false }) !== undefined)
            return undefined;
        const parent = external_node_path_.dirname(absolute);
        const real = parent === absolute ? parent : realPathOf(parent);
        return real === undefined ? undefined : external_node_path_.join(real, external_node_path_.basename(absolute));
    }
}
/** Reads the name of an artifact, by the characters that the artifact service refuses. */
function artifactName(text) {
    if (NOT_IN_ARTIFACT_NAME.test(text)) {
        throw new InvalidInput('is not an artifact name', 'Leave out " : < > | * ? / \\ and line ends');
    }
    return text;
}
/** Reads a branch name, by the rules of `git check-ref-format --branch` (git-scm.com/docs/git-check-ref-format). */
function branchName(text) {
    const parts = text.split('/');
    const valid = !NOT_IN_REF.test(text) &&
        !parts.some((part) => part.startsWith('.') || part.endsWith('.lock')) &&
        text !== '@' &&
        text !== 'HEAD';
    if (!valid)
        throw new InvalidInput('is not a branch name', 'Use letters, digits, -, _ and /, for example app-launches');
    if (parts[0] === 'refs')
        throw new InvalidInput('is a full ref', 'Give the name of the branch without refs/heads/');
    return text;
}

;// CONCATENATED MODULE: ./build/inputs/rules.js


const TRUE_WORDS = ['true', 'True', 'TRUE'];
const FALSE_WORDS = ['false', 'False', 'FALSE'];
/** Returns a rule for a GUID, in lower case; `remedy` says where it is found. A text that is none may be a secret. */
function rules_guid(remedy) {
    return (text) => {
        const id = text.toLowerCase();
        if (!isGuid(id)) {
            throw new InvalidInput(`is not a GUID but a text of ${text.length} characters`, remedy, null);
        }
        return id;
    };
}
/** Returns a rule for one of the words, compared without case. */
function oneOf(words) {
    return (text) => {
        const found = words.find((word) => word === text.toLowerCase());
        if (found === undefined)
            throw new InvalidInput('is not known', `Use ${rules_listed(words)}`);
        return found;
    };
}
/** Reads a list separated by commas or line ends; empty items are dropped. */
function listOf(text) {
    return text
        .split(/[,\r\n]/)
        .map((item) => item.trim())
        .filter((item) => item !== '');
}
/** Returns a rule for a list of the words; the answer is in the order of `words`, each once. */
function someOf(words) {
    return (text) => {
        const items = listOf(text).map((item) => item.toLowerCase());
        const known = words;
        if (items.length === 0 || items.some((item) => !known.includes(item))) {
            throw new InvalidInput('is not a list of known words', `Use one or more of ${rules_listed(words)}, separated by commas`);
        }
        return words.filter((word) => items.includes(word));
    };
}
/** Returns a rule for a whole number from `least` to `most`. */
function wholeNumber(least, most) {
    return (text) => {
        const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
        if (!(value >= least && value <= most)) {
            throw new InvalidInput('is out of range', `Give a whole number from ${least} to ${most}`);
        }
        return value;
    };
}
/** Reads a boolean by the words of the YAML 1.2 core schema (https://yaml.org/spec/1.2.2/#1032-tag-resolution). */
function yamlBoolean(text) {
    if (TRUE_WORDS.includes(text))
        return true;
    if (FALSE_WORDS.includes(text))
        return false;
    throw new InvalidInput('is not a boolean', 'Use true or false');
}
function rules_listed(words) {
    return words.join(', ');
}

;// CONCATENATED MODULE: ./build/inputs/publish.js



/**
 * Reads `publish`: artifact, branch, both (or "artifact, branch"), or none. `serverUrl` is that of GitHub: an Enterprise
 * Server takes no artifact of the version that this action writes.
 */
function readPublish(reader, serverUrl) {
    return reader.withDefault('publish', 'artifact', (text) => {
        const targets = publishTargets(text);
        const server = enterpriseServer(serverUrl);
        if (targets.artifact && server !== undefined) {
            throw new InvalidInput(`cannot be artifact on GitHub Enterprise Server (${server})`, 'Use publish: branch');
        }
        return targets;
    });
}
function publishTargets(text) {
    const words = someOf(['artifact', 'branch', 'both', 'none'])(text);
    if (words.includes('none') && words.length > 1) {
        throw new InvalidInput('names none together with a place', 'Use none alone, or leave it out');
    }
    const both = words.includes('both');
    return { artifact: both || words.includes('artifact'), branch: both || words.includes('branch') };
}
/** The host of an Enterprise Server; `undefined` for an address that is not one. */
function enterpriseServer(url) {
    if (url === undefined || !URL.canParse(url))
        return undefined;
    const { hostname } = new URL(url);
    const isHosted = hostname === 'github.com' || hostname.endsWith('.ghe.com');
    return isHosted || (0,http_send/* isLoopback */.U9)(hostname) || hostname.endsWith('.localhost') ? undefined : hostname;
}

;// CONCATENATED MODULE: ./build/inputs/service-urls.js



/** The services whose address `service-urls` can replace. */
const SERVICES = [
    'management-api',
    'entra',
    'graph',
    'power-platform',
    'power-apps',
    'bap',
    'power-bi',
];
/** Reads the address of a service: https, or http on loopback; without user, query, fragment or trailing slash. */
function serviceUrl(text) {
    const invalid = (problem) => new InvalidInput(problem, 'Use an address such as https://manage.office.com; http is accepted on loopback only', withoutSecrets(text));
    const url = URL.parse(text);
    if (url === null)
        throw invalid('is not a URL');
    const safe = url.protocol === 'https:' || (url.protocol === 'http:' && (0,http_send/* isLoopback */.U9)(url.hostname));
    if (!safe)
        throw invalid('does not use https');
    if (url.username !== '' || url.password !== '')
        throw invalid('names a user');
    if (/[?#]/.test(text))
        throw invalid('has a query or a fragment');
    return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}
/** An address without what may be a secret in it: its query, its fragment, its user. */
function withoutSecrets(text) {
    return text.replace(/^([a-z][a-z0-9+.-]*:)?(\/\/)?.*@/is, '$1$2…@').replace(/[?#].*$/s, '?…');
}
/**
 * Reads `service-urls`: `NAME=URL`, one a line, each name once.
 * @throws {InvalidInput} that lists every line that is wrong.
 */
function serviceUrls(text) {
    const urls = new Map();
    const problems = [];
    const shown = [];
    for (const line of text
        .split(/[\r\n]+/)
        .map((each) => each.trim())
        .filter((each) => each !== '')) {
        const [, written = '', address = ''] = /^([^=]*)=(.*)$/s.exec(line) ?? [];
        const name = SERVICES.find((service) => service === written.trim().toLowerCase());
        shown.push(name === undefined ? withoutSecrets(line) : `${name}=${withoutSecrets(address.trim())}`);
        if (name === undefined)
            problems.push(`line ${shown.length} names no service`);
        else if (urls.has(name))
            problems.push(`${name} is given twice`);
        else {
            try {
                urls.set(name, serviceUrl(address.trim()));
            }
            catch (error) {
                if (!(error instanceof InvalidInput))
                    throw error;
                problems.push(`the address of ${name} ${error.message}`);
            }
        }
    }
    if (problems.length === 0)
        return urls;
    throw new InvalidInput(`has lines that are wrong (${problems.join('; ')})`, `Give one NAME=URL a line, https (or http on loopback only), with a name of ${SERVICES.join(', ')}`, shown.join('; '));
}
/**
 * Reads the addresses of the cloud and what `service-urls` has in their place.
 *
 * The audience of the tokens is the cloud's own, also behind a gateway. Two replaced addresses may make a cloud that this
 * action does not know: there the API's own origin is the audience when Entra ID knows nothing of the other.
 */
function readAddresses(reader, cloud) {
    const urls = reader.optional('service-urls', serviceUrls);
    return {
        managementApiUrl: reader.check('cloud', () => urls()?.get('management-api') ?? CLOUDS[cloud()].managementApiUrl),
        entraUrl: reader.check('cloud', () => urls()?.get('entra') ?? CLOUDS[cloud()].entraUrl),
        federationAudience: reader.check('cloud', () => CLOUDS[cloud()].federationAudience),
        audiences: reader.check('cloud', () => {
            const api = urls()?.get('management-api');
            const own = CLOUDS[cloud()].managementApiUrl;
            return api !== undefined && urls()?.has('entra') === true ? [own, new URL(api).origin] : [own];
        }),
    };
}

;// CONCATENATED MODULE: ./build/launches/data-keys.js

/** Bytes that a data key has at least, and how many different values they have at least: fewer are a pattern, not chance. */
const LEAST_KEY_BYTES = 32;
const LEAST_KEY_VALUES = 16;
/** Returns the bytes of a key in hex or base64 (also its URL form), line breaks left out; `undefined` when it is neither. */
function keyBytes(text) {
    const joined = text.replace(/\s+/g, '');
    if (/^[0-9a-f]*$/i.test(joined)) {
        return joined.length % 2 === 0 ? Buffer.from(joined, 'hex') : undefined;
    }
    return /^[A-Za-z0-9+/_-]+={0,2}$/.test(joined) ? Buffer.from(joined, 'base64') : undefined;
}
/**
 * Returns the keys of a data set. The data key is stretched once, salted with the tenant id, and each purpose gets a key of
 * its own by HKDF-SHA256 (RFC 5869): nothing that is published or signed tells of the others.
 * @throws {TypeError} when the key is neither hex nor base64; the inputs have checked that.
 */
async function openDataKeys(choice, tenantId, stretch) {
    if (choice.mode === 'pseudonym') {
        const derive = deriveFrom(await stretched(choice.dataKey, tenantId, stretch));
        const keyId = Buffer.from(derive('key id')).toString('hex').slice(0, 8);
        return { users: { mode: 'pseudonym', key: derive('pseudonyms'), keyId }, signing: signingKeys(derive) };
    }
    const { mode, dataKey } = choice;
    if (dataKey === undefined)
        return { users: { mode }, signing: undefined };
    return { users: { mode }, signing: signingKeys(deriveFrom(await stretched(dataKey, tenantId, stretch))) };
}
async function stretched(dataKey, tenantId, stretch) {
    const bytes = keyBytes(dataKey);
    if (bytes === undefined)
        throw new TypeError('the data key is neither hex nor base64');
    return await stretch(bytes, tenantId);
}
function deriveFrom(stretchedKey) {
    return (purpose) => new Uint8Array((0,external_node_crypto_.hkdfSync)('sha256', stretchedKey, '', `audit-log-sync ${purpose}`, LEAST_KEY_BYTES));
}
function signingKeys(derive) {
    return { manifest: derive('manifest signature'), cache: derive('cache signature') };
}

;// CONCATENATED MODULE: ./build/inputs/values.js



const MAKE_ONE = 'Make one with "openssl rand -hex 32", or in PowerShell with "[Convert]::ToHexString([Security.Cryptography.RandomNumberGenerator]::GetBytes(32))", keep it as a repository secret and pass it as data-key';
/** Reads `users` and `data-key`: required for pseudonyms, and checked wherever it is given. */
function readUsers(reader) {
    const users = reader.withDefault('users', 'pseudonym', oneOf(['pseudonym', 'name', 'none']));
    return reader.check('data-key', () => {
        const mode = users();
        const given = reader.given('data-key');
        const dataKey = given === undefined ? undefined : strongKey(given);
        if (mode !== 'pseudonym')
            return { mode, dataKey };
        if (dataKey === undefined)
            throw new InvalidInput('is required with users: pseudonym', `${MAKE_ONE}; or set users to name or none`);
        return { mode, dataKey };
    });
}
/** A short or repetitive key is found by trying. What it is like is not said: it may be the secret of something else. */
function strongKey(text) {
    const bytes = keyBytes(text);
    if (bytes === undefined)
        throw new InvalidInput('is neither hex nor base64', MAKE_ONE);
    if (bytes.length < LEAST_KEY_BYTES)
        throw new InvalidInput(`decodes to fewer than ${LEAST_KEY_BYTES} bytes`, MAKE_ONE);
    if (new Set(bytes).size < LEAST_KEY_VALUES)
        throw new InvalidInput(`decodes to fewer than ${LEAST_KEY_VALUES} different bytes, so it was not made by chance`, MAKE_ONE);
    return text;
}
/** Reads the names of operations, each once without regard to case; the first spelling stays. */
function operations(text) {
    const remedy = 'Use names such as LaunchPowerApp, separated by commas or line ends';
    const names = listOf(text);
    const wrong = names.find((name) => !/^[A-Za-z0-9_.-]+$/.test(name));
    if (wrong !== undefined)
        throw new InvalidInput(`has ${JSON.stringify(wrong)}, which is not an operation name`, remedy);
    const byLowerCase = new Map();
    for (const name of names) {
        if (!byLowerCase.has(name.toLowerCase()))
            byLowerCase.set(name.toLowerCase(), name);
    }
    if (byLowerCase.size === 0)
        throw new InvalidInput('names no operation', remedy);
    return [...byLowerCase.values()];
}
/**
 * Reads an IANA time zone, in its usual case. What Node.js calls canonical is an old alias for some zones: then the name
 * stays as the author gives it. An offset such as +02:00 is not a zone: it has no daylight saving time.
 */
function timeZone(text) {
    // The default. To ask Node.js for it loads its whole knowledge of zones before the first request.
    if (text === 'UTC')
        return text;
    try {
        if (/^[A-Za-z]/.test(text)) {
            const { timeZone: known } = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions();
            return known.toLowerCase() === text.toLowerCase() ? known : text;
        }
    }
    catch (error) {
        if (!(error instanceof RangeError))
            throw error;
    }
    throw new InvalidInput('is not an IANA time zone', 'Use a name such as Europe/Berlin or UTC');
}
/** Reads the prefix of the watermark's cache key: no comma (the cache service refuses it), at most 200 characters. */
function cacheKey(text) {
    if (text.includes(',') || text.length > 200) {
        throw new InvalidInput('is not a cache key', 'Use at most 200 characters and no comma');
    }
    return text;
}

;// CONCATENATED MODULE: ./build/inputs/window.js


/** How far back the Management Activity API lists content. */
const SERVICE_LIMIT_MS = 7 * instants/* DAY_MS */.sO;
const ISO_8601 = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(\.\d{1,9})?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;
const FORM = 'Use ISO 8601, for example 2026-11-21T06:00:00Z (UTC when no zone is given)';
/** Reads an ISO 8601 instant; UTC when no zone is given, midnight when no time is. Throws a {@link InvalidInput}. */
function parseInstant(text) {
    const [, date, minutes = '00:00', seconds = ':00', fraction = '', zone = 'Z'] = ISO_8601.exec(text) ?? [];
    const digits = zone.replace(':', '').padEnd(5, '0');
    const offset = /^z/i.test(zone) ? 'Z' : `${digits.slice(0, 3)}:${digits.slice(3)}`;
    const instant = new Date(`${date}T${minutes}${seconds}${fraction.slice(0, 4)}${offset}`);
    // A Date turns 30 February into 2 March; only a date that comes back as given exists.
    const day = new Date(`${date}T00:00:00Z`);
    const exists = !Number.isNaN(instant.getTime()) && day.toISOString().slice(0, 10) === date;
    if (!exists || minutes.startsWith('24'))
        throw new InvalidInput('is not an instant', FORM);
    return instant;
}
/** Reads `start-time` and `end-time`. `now` bounds them: an end in the future is cut to it. */
function readWindow(reader, now) {
    const start = reader.optional('start-time', (text) => {
        const instant = parseInstant(text);
        if (instant >= now)
            throw new InvalidInput('is in the future', `Give an instant before ${written(now)}`);
        const earliest = new Date(now.getTime() - SERVICE_LIMIT_MS);
        if (instant < earliest) {
            throw new InvalidInput('is more than 7 days back, the limit of the service', `The earliest start possible now is ${written(earliest)}`);
        }
        return instant;
    });
    const end = reader.optional('end-time', parseInstant);
    return reader.check('end-time', () => {
        const from = start();
        const to = end();
        if (from === undefined) {
            if (to === undefined)
                return { kind: 'watermark' };
            throw new InvalidInput('is given without start-time', 'Give start-time too, or leave out end-time');
        }
        if (to !== undefined && to <= from) {
            throw new InvalidInput('is not after start-time', 'Give an end-time later than start-time');
        }
        return { kind: 'manual', start: from, end: to === undefined || to > now ? new Date(now) : to };
    });
}
function written(instant) {
    return (0,instants/* isoSecond */.u$)(Math.ceil(instant.getTime() / instants/* SECOND_MS */._L) * instants/* SECOND_MS */._L);
}

;// CONCATENATED MODULE: ./build/inputs/settings.js












const SECRET_INPUTS = new Set(['client-secret', 'client-certificate', 'data-key', 'github-token']);
const WHERE_TENANT_ID = 'Copy "Directory (tenant) ID" from the overview of the app registration in the Entra admin center; a domain name does not do';
const WHERE_CLIENT_ID = 'Copy "Application (client) ID" from the overview of the app registration in the Entra admin center';
/**
 * Reads the inputs of the step (`INPUT_*`), `GITHUB_WORKSPACE` and `GITHUB_SERVER_URL`; an empty input is not given and takes its default.
 * `now` bounds `start-time` and `end-time`. Throws an InputError that lists every problem.
 */
function readSettings(environment, now) {
    const reader = new InputReader(environment, SECRET_INPUTS);
    const tenantId = reader.required('tenant-id', WHERE_TENANT_ID, rules_guid(WHERE_TENANT_ID));
    const cloud = reader.withDefault('cloud', 'commercial', oneOf(CLOUD_NAMES));
    const publisherId = reader.optional('publisher-id', rules_guid('Leave it out to use tenant-id'));
    const workspace = reader.check('GITHUB_WORKSPACE', () => {
        const folder = environment.GITHUB_WORKSPACE ?? '';
        if (folder === '')
            throw new InvalidInput('is not set', 'Run this action as a step of a workflow, which sets it');
        return folder;
    });
    const place = (text) => reallyInsideWorkspace(workspace(), text);
    const settings = reader.finish({
        command: reader.withDefault('command', 'sync', oneOf(['sync', 'check'])),
        tenantId,
        clientId: reader.required('client-id', WHERE_CLIENT_ID, rules_guid(WHERE_CLIENT_ID)),
        credential: readCredential(reader),
        cloud,
        ...readAddresses(reader, cloud),
        publisherId: () => publisherId() ?? tenantId(),
        operations: reader.withDefault('operations', 'LaunchPowerApp, DeletePowerApp', operations),
        lookbackMs: reader.withDefault('lookback', '7 days', duration_duration('7 days')),
        intervalMs: reader.withDefault('interval', '1 day', duration_duration('1 day')),
        overlapMs: reader.withDefault('overlap', '2 hours', duration_duration('2 hours', 'allowed')),
        window: readWindow(reader, now),
        users: readUsers(reader),
        timeZone: reader.withDefault('time-zone', 'UTC', timeZone),
        formats: reader.withDefault('formats', 'csv, parquet', someOf(['csv', 'parquet'])),
        directory: reader.withDefault('directory', 'app-launches', place),
        publish: readPublish(reader, environment.GITHUB_SERVER_URL),
        artifactName: reader.withDefault('artifact-name', 'app-launches', artifactName),
        retentionDays: reader.optional('retention-days', wholeNumber(1, 400)),
        branch: reader.withDefault('branch', 'app-launches', branchName),
        branchHistory: reader.withDefault('branch-history', 'keep', oneOf(['keep', 'squash'])),
        keepMs: reader.optional('keep', duration_duration('13 months')),
        appCatalog: reader.optional('app-catalog', place),
        concurrency: reader.withDefault('concurrency', '8', wholeNumber(1, 64)),
        requestsPerMinute: reader.withDefault('requests-per-minute', '1800', wholeNumber(1, 60_000)),
        cacheKey: reader.withDefault('cache-key', 'audit-log-sync', cacheKey),
        allowPublicRepository: reader.withDefault('allow-public-repository', 'false', yamlBoolean),
        githubToken: () => reader.given('github-token') ?? '',
        strict: reader.withDefault('strict', 'false', yamlBoolean),
    });
    return frozen(settings);
}
/** Returns lines that show the settings, for debug lines: everything but secrets. */
function describeSettings(settings) {
    const { credential, users, githubToken, ...shown } = settings;
    const known = {
        ...shown,
        credential: credential.kind,
        users: users.mode,
        dataKey: users.dataKey === undefined ? 'none' : 'given',
        githubToken: githubToken === '' ? 'none' : 'given',
    };
    return Object.entries(known).map(([name, value]) => `Setting ${name}: ${JSON.stringify(value)}`);
}
/**
 * Returns every secret that the inputs hold, right or wrong, so that it can be masked before anything is said: as given, and
 * each line; a PEM also in the forms that it is rebuilt to. A line of a few characters is left out: its mask would riddle the
 * log.
 */
function secretsOf(environment) {
    const reader = new InputReader(environment, SECRET_INPUTS);
    const inputs = [...SECRET_INPUTS].flatMap((input) => reader.given(input) ?? []);
    const given = [...inputs, ...proxyPasswords(environment)];
    const pem = reader.given('client-certificate');
    const rebuilt = pem === undefined ? [] : formsOfPem(pem);
    const lines = [...given, ...rebuilt].flatMap((text) => text.split(/\r?\n/)).filter(isLongData);
    return [...new Set([...given, ...rebuilt, ...lines])];
}
/** Of the proxies that the runner names, as they stand there and as they are meant. */
function proxyPasswords(environment) {
    return http_send/* PROXY_VARIABLES */.bD.flatMap((name) => {
        const password = /:([^:@]+)@/.exec((environment[name] ?? '').replace(/^[a-z]+:\/\//i, ''))?.[1];
        const decoded = URL.parse(environment[name] ?? '')?.password ?? '';
        return [password ?? '', decoded].filter(({ length }) => length >= 4);
    });
}
function isLongData(line) {
    return line.length >= 8 && !line.startsWith('-----');
}
/** On its way into a secret a PEM loses line breaks, or gets blanks or `\n` for them. */
function formsOfPem(pem) {
    const words = pem.split(/\s+|\\n/).join('\n');
    try {
        const { privateKey, chain } = readCertificate(pem);
        return [words, privateKey, privateKey.replaceAll(/-----.*-----|\n/g, ''), chain];
    }
    catch {
        return [words];
    }
}
function frozen(value) {
    if (typeof value === 'object' && value !== null)
        Object.values(Object.freeze(value)).forEach(frozen);
    return value;
}

;// CONCATENATED MODULE: ./build/sources/activity-feed/limiter.js
const WINDOW_MS = 60_000;
/** Requests sent evenly may arrive a little closer together. */
const limiter_MARGIN_MS = 250;
const LEAST_PER_MINUTE = 10;
/**
 * Returns a sliding-window limiter: request k waits until the window has passed since request k less the limit. A token
 * bucket would let twice the limit through after a pause.
 */
function createLimiter(requestsPerMinute, clock) {
    let limit = requestsPerMinute;
    let changed = Number.NEGATIVE_INFINITY;
    let heldUntil = 0;
    let sent = [];
    let queue = Promise.resolve();
    const wait = async () => {
        for (;;) {
            const now = clock.now();
            if (limit < requestsPerMinute && now - changed >= WINDOW_MS) {
                limit = Math.min(requestsPerMinute, limit + Math.ceil(requestsPerMinute / 10));
                changed = now;
            }
            const first = sent[sent.length - limit];
            const free = first === undefined ? now : first + WINDOW_MS + limiter_MARGIN_MS;
            const until = Math.max(free, heldUntil);
            if (until <= now)
                break;
            await clock.sleep(until - now);
        }
        if (sent.length >= 2 * requestsPerMinute)
            sent = sent.slice(-requestsPerMinute);
        sent.push(clock.now());
    };
    return {
        turn: () => {
            queue = queue.then(wait);
            return queue;
        },
        slowDown: (ms) => {
            const now = clock.now();
            // The quota counts by the minute: what it refuses in one tells of one excess, not of many.
            if (now - changed >= WINDOW_MS) {
                limit = Math.max(Math.min(LEAST_PER_MINUTE, limit), Math.floor(limit * 0.8));
                changed = now;
            }
            heldUntil = Math.max(heldUntil, now + ms);
        },
    };
}

;// CONCATENATED MODULE: ./build/main.js















/** One run, from the inputs to the outputs. Takes the secrets out of `environment`. Fails the step instead of throwing. */
async function run(environment, host) {
    const { log } = host;
    log.info(`Audit Log Sync ${build_version/* VERSION */.x} on Node.js ${process.version}`);
    try {
        // Before anything is said of them: a wrong input may be a secret.
        for (const secret of secretsOf(environment))
            host.mask(secret);
        const given = { ...environment };
        withholdFromChildren(environment);
        const settings = readSettings(given, new Date(host.clock.now()));
        for (const line of describeSettings(settings))
            log.debug(line);
        const strange = strangeHostsWarning(settings);
        if (strange !== undefined)
            log.warning(strange, 'Tokens go to a strange host');
        const run = await connect(settings, given, host);
        try {
            await { check: check_check, sync: sync }[settings.command](run);
        }
        finally {
            await run.store.close();
        }
    }
    catch (error) {
        host.fail((0,errors/* adviceOf */.wr)(error));
        if (error instanceof Error && error.stack !== undefined)
            log.debug(error.stack);
    }
}
/** What is read once, so that neither `tar` nor git nor a thread inherits it. */
const WITHHELD = /^(?:INPUT_|ACTIONS_ID_TOKEN_)/i;
function withholdFromChildren(environment) {
    for (const name of Object.keys(environment).filter((each) => WITHHELD.test(each)))
        delete environment[name];
}
/** Open beside those for blobs: four listings, and a question to GitHub. */
const OTHER_REQUESTS = 5;
/** Makes the clients of all services that a run asks. Nothing is sent before a command asks. */
async function connect(settings, environment, host) {
    const { clock, random, log, mask, loadArtifactClient, runGit } = host;
    const context = readRunContext(environment);
    const outside = {
        clock,
        random,
        debug: log.debug,
        send: host.createSend(settings.concurrency + OTHER_REQUESTS),
    };
    const { apiUrl, repository } = context;
    const github = createGitHub({ ...outside, apiUrl, repository, token: settings.githubToken });
    const tokens = createTokenSource({
        signIn: settings,
        network: createNetwork({ ...outside, origin: new URL(settings.entraUrl).origin }),
        idToken: createIdTokenSource({ ...outside, environment }),
        mask,
        now: clock.now,
    });
    const { managementApiUrl: baseUrl, tenantId, publisherId } = settings;
    const limiter = createLimiter(settings.requestsPerMinute, clock);
    const feed = createApi({ baseUrl, tenantId, publisherId }, { ...outside, tokens, limiter });
    const keys = openDataKeys(settings.users, tenantId, host.stretchKey);
    const storeReady = createStore(settings, context, {
        manifestKey: keys.then(({ signing }) => signing?.manifest),
        clock,
        debug: log.debug,
        github,
        loadArtifactClient,
        runGit,
        mask,
        environment,
    });
    const [store, { users, signing }] = await Promise.all([storeReady, keys]);
    return { settings, context, host, github, tokens, feed, store, users, signing };
}


/***/ }),

/***/ 5310:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   LW: () => (/* binding */ IDLE_DAYS),
/* harmony export */   dF: () => (/* binding */ idleApps),
/* harmony export */   oy: () => (/* binding */ isDeleted)
/* harmony export */ });
/* harmony import */ var _snapshot_calendar_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1055);
/* harmony import */ var _wording_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7671);


/** So many days without a launch make an app idle. */
const IDLE_DAYS = 90;
/** Whether an app is deleted: one that was launched after its deletion has been restored. */
function isDeleted({ deletedAt, lastLaunchAt }) {
    return deletedAt !== null && deletedAt > (lastLaunchAt ?? 0);
}
/** Returns the apps, deleted ones aside, without a launch in the 90 days up to the last day of the data. */
function idleApps({ apps, totals, coverage, timeZone, }) {
    const { local } = (0,_snapshot_calendar_js__WEBPACK_IMPORTED_MODULE_0__/* .openCalendar */ .ns)(timeZone);
    const present = apps.filter((app) => !isDeleted(app));
    const never = present.filter(({ lastLaunchAt }) => lastLaunchAt === null).length;
    const starts = [totals.firstDate, coverage.from === null ? null : local(coverage.from).date];
    const begin = starts.filter((date) => date !== null).sort()[0] ?? null;
    const { lastDate } = totals;
    if (begin === null || lastDate === null || (0,_wording_js__WEBPACK_IMPORTED_MODULE_1__/* .daysBetween */ .YM)(begin, lastDate) < IDLE_DAYS) {
        return { known: false, begin, never };
    }
    const since = (0,_snapshot_calendar_js__WEBPACK_IMPORTED_MODULE_0__/* .addDays */ .fi)(lastDate, -IDLE_DAYS);
    const idle = present.filter(({ lastLaunchAt }) => lastLaunchAt === null || local(lastLaunchAt).date <= since);
    return {
        known: true,
        since,
        lastDate,
        apps: idle.toSorted((a, b) => (a.lastLaunchAt ?? 0) - (b.lastLaunchAt ?? 0)),
        of: present.length,
        withGaps: coverage.gaps.some(({ to }) => local(Date.parse(to)).date > since),
    };
}


/***/ }),

/***/ 7671:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   KN: () => (/* binding */ percent),
/* harmony export */   U9: () => (/* binding */ count),
/* harmony export */   YM: () => (/* binding */ daysBetween),
/* harmony export */   _3: () => (/* binding */ days),
/* harmony export */   jr: () => (/* binding */ weekday),
/* harmony export */   pT: () => (/* binding */ machineInstant),
/* harmony export */   uR: () => (/* binding */ instant),
/* harmony export */   uS: () => (/* binding */ shortCount),
/* harmony export */   vb: () => (/* binding */ dayOfYear),
/* harmony export */   vd: () => (/* binding */ day),
/* harmony export */   w4: () => (/* binding */ WEEKDAYS)
/* harmony export */ });
/* harmony import */ var _instants_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9144);

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const FULL_BELOW = 10_000;
// Node.js loads its knowledge of languages for the first of them: not before a number is shown.
let full;
let short;
/** Weekdays, Monday first. */
const WEEKDAYS = [
    'Monday',
    'Tuesday',
    'Wednesday',
    'Thursday',
    'Friday',
    'Saturday',
    'Sunday',
];
/** Returns a count for people: "12,345". */
function count(value) {
    full ??= new Intl.NumberFormat('en-US');
    return full.format(value);
}
/** Returns a count for the axis of a chart, where space is scarce: "1,200", "12.5K". */
function shortCount(value) {
    if (value < FULL_BELOW)
        return count(value);
    short ??= new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });
    return short.format(value);
}
/** Returns a day `YYYY-MM-DD` for people: "21 Nov 2026". */
function day(date) {
    return `${dayOfYear(date)} ${date.slice(0, 4)}`;
}
/** Returns a day `YYYY-MM-DD` where its year is clear: "21 Nov". */
function dayOfYear(date) {
    return `${Number(date.slice(8, 10))} ${MONTHS[Number(date.slice(5, 7)) - 1]}`;
}
/** Returns two days as a span: "23 Aug to 21 Nov 2026", "21 Nov 2026". */
function days(from, to) {
    if (from === to)
        return day(to);
    return `${from.slice(0, 4) === to.slice(0, 4) ? dayOfYear(from) : day(from)} to ${day(to)}`;
}
/** Returns an instant in ms since 1970 for people: "21 Nov 2026, 07:31 UTC". */
function instant(ms) {
    const iso = (0,_instants_js__WEBPACK_IMPORTED_MODULE_0__/* .isoInstant */ .j2)(ms);
    return `${day(iso)}, ${iso.slice(11, 16)} UTC`;
}
/** Returns an instant in ms since 1970 for machines, to the second. */
function machineInstant(ms) {
    return (0,_instants_js__WEBPACK_IMPORTED_MODULE_0__/* .isoSecond */ .u$)(ms);
}
/** Returns the weekday of a day `YYYY-MM-DD`, 0 for Monday. */
function weekday(date) {
    return (new Date(date).getUTCDay() + 6) % 7;
}
/** Returns how many days `to` is after `from`, both `YYYY-MM-DD`. */
function daysBetween(from, to) {
    return Math.round((Date.parse(to) - Date.parse(from)) / _instants_js__WEBPACK_IMPORTED_MODULE_0__/* .DAY_MS */ .sO);
}
/** Returns a share for people: "12%", "less than 1 %". */
function percent(share) {
    const value = Math.round(share * 100);
    return value === 0 && share > 0 ? 'less than 1%' : `${value}%`;
}


/***/ }),

/***/ 1055:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   BN: () => (/* binding */ earlierDay),
/* harmony export */   Z4: () => (/* binding */ laterDay),
/* harmony export */   fi: () => (/* binding */ addDays),
/* harmony export */   ns: () => (/* binding */ openCalendar)
/* harmony export */ });
/* harmony import */ var _instants_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9144);

/** All offsets from UTC, and all changes between them, fall on a quarter of an hour. */
const QUARTER_HOUR_MS = 15 * _instants_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE_MS */ .kg;
/** Returns the calendar of an IANA time zone. */
function openCalendar(timeZone) {
    // Loads all time zone data of Node.js: only when a day is needed.
    let format;
    const known = new Map();
    return {
        timeZone,
        local: (instant) => {
            const quarter = Math.floor(instant / QUARTER_HOUR_MS);
            let local = known.get(quarter);
            if (local === undefined) {
                format ??= dayAndHour(timeZone);
                const parts = new Map(format.formatToParts(quarter * QUARTER_HOUR_MS).map(({ type, value }) => [type, value]));
                const year = (parts.get('year') ?? '').padStart(4, '0');
                local = {
                    date: `${year}-${parts.get('month')}-${parts.get('day')}`,
                    hour: Number(parts.get('hour')),
                };
                known.set(quarter, local);
            }
            return local;
        },
    };
}
function dayAndHour(timeZone) {
    return new Intl.DateTimeFormat('en-CA-u-ca-gregory-nu-latn', {
        timeZone,
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        hourCycle: 'h23',
    });
}
/** Returns the calendar day `days` days after (or, negative, before) a day `YYYY-MM-DD`. */
function addDays(date, days) {
    return (0,_instants_js__WEBPACK_IMPORTED_MODULE_0__/* .isoDay */ .kh)((0,_instants_js__WEBPACK_IMPORTED_MODULE_0__/* .parseInstant */ .nV)(`${date}T00:00:00Z`) + days * _instants_js__WEBPACK_IMPORTED_MODULE_0__/* .DAY_MS */ .sO);
}
/** Returns the earlier of two calendar days. */
function earlierDay(a, b) {
    return a < b ? a : b;
}
/** Returns the later of two calendar days. */
function laterDay(a, b) {
    return a > b ? a : b;
}


/***/ }),

/***/ 228:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  _K: () => (/* binding */ gitEnvironment),
  oj: () => (/* binding */ requireGit),
  EO: () => (/* binding */ runGit)
});

;// CONCATENATED MODULE: external "node:child_process"
const external_node_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __nccwpck_require__(7075);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __nccwpck_require__(6466);
// EXTERNAL MODULE: ./build/errors.js
var errors = __nccwpck_require__(9473);
;// CONCATENATED MODULE: ./build/stores/branch/git.js




/** Largest output of one command that is taken, in bytes: a run reads the files of some weeks. */
const MOST_OUTPUT_BYTES = 512 * 1024 * 1024;
/** GIT_CONFIG_GLOBAL came with 2.32, GIT_CONFIG_COUNT with 2.31. */
const OLDEST = [2, 32];
const INSTALL = 'Install git 2.32 or newer on the runner; GitHub-hosted runners have it.';
/**
 * Runs git once and returns its exit code and output, whatever the code.
 * `input` goes to stdin piece by piece; a git that stops reading early says why on stderr, which is kept.
 * @throws {StoreError} when there is no git to run.
 */
async function runGit(folder, args, input = []) {
    const child = (0,external_node_child_process_namespaceObject.spawn)('git', args, {
        cwd: folder.cwd,
        env: folder.environment,
        stdio: ['pipe', 'pipe', 'pipe'],
        windowsHide: true,
    });
    const stdout = [];
    const stderr = [];
    let taken = 0;
    const take = (pieces) => (bytes) => {
        taken += bytes.length;
        if (taken > MOST_OUTPUT_BYTES)
            child.kill('SIGKILL');
        else
            pieces.push(bytes);
    };
    child.stdout.on('data', take(stdout));
    child.stderr.on('data', take(stderr));
    const ended = new Promise((resolve, reject) => {
        child.on('error', reject);
        child.on('close', (code) => resolve(code ?? -1));
    });
    const fed = (0,promises_.pipeline)(external_node_stream_.Readable.from(input, { objectMode: false }), child.stdin).catch(() => undefined);
    try {
        const code = await ended;
        await fed;
        if (taken > MOST_OUTPUT_BYTES)
            throw tooMuchOutput(args);
        return { code, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString('utf8') };
    }
    catch (cause) {
        if (cause instanceof errors/* StoreError */.AD)
            throw cause;
        throw new errors/* StoreError */.AD('Cannot start git', INSTALL, { cause });
    }
}
function tooMuchOutput(args) {
    return new errors/* StoreError */.AD(`git ${args.find((arg) => /^[a-z]/.test(arg)) ?? ''} gave more than ${MOST_OUTPUT_BYTES / 2 ** 20} MiB`, 'Check that nothing but this action writes to the branch, or choose another `branch` to start over.');
}
/**
 * Checks that git is there and new enough.
 * @throws {StoreError} when it is not.
 */
async function requireGit(folder, run) {
    const { stdout } = await run(folder, ['version']);
    const said = stdout.toString('utf8').trim();
    const [, major = '0', minor = '0'] = /(\d+)\.(\d+)/.exec(said) ?? [];
    const isOlder = Number(major) < OLDEST[0] || (Number(major) === OLDEST[0] && Number(minor) < OLDEST[1]);
    if (isOlder) {
        throw new errors/* StoreError */.AD(`git is too old: ${JSON.stringify(said.slice(0, 80))}`, INSTALL);
    }
}
/** Variables of the caller's git that help to reach a remote; all others would lead us into the caller's repository. */
const KEPT = /^GIT_(?:SSH|SSL_|PROXY_|HTTP_|EXEC_PATH$|ASKPASS$|CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM)$)/i;
/** The action's inputs and the runner's own tokens: neither git nor a helper that it starts needs them. */
const WITHHELD = /^(?:INPUT_|ACTIONS_)/i;
/**
 * Returns the environment of a git that asks nobody anything, speaks English, and gets `config` without showing it in
 * the list of processes. `more` is added last.
 */
function gitEnvironment(outer, config, more = {}) {
    const kept = Object.entries(outer).filter(([name]) => !WITHHELD.test(name) && (!/^GIT_/i.test(name) || KEPT.test(name)));
    const entries = config.flatMap(([key, value], at) => [
        [`GIT_CONFIG_KEY_${at}`, key],
        [`GIT_CONFIG_VALUE_${at}`, value],
    ]);
    return {
        ...Object.fromEntries(kept),
        LC_ALL: 'C',
        LANGUAGE: '',
        GIT_TERMINAL_PROMPT: '0',
        GCM_INTERACTIVE: 'never',
        GIT_CONFIG_COUNT: String(config.length),
        ...Object.fromEntries(entries),
        ...more,
    };
}


/***/ }),

/***/ 8508:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ VERSION)
/* harmony export */ });
/** Version of the action, the same as in package.json. */
const VERSION = '1.0.0';


/***/ }),

/***/ 3838:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Yz: () => (/* binding */ core_debug),
  z3: () => (/* binding */ error),
  Os: () => (/* binding */ group),
  pq: () => (/* binding */ info),
  _o: () => (/* binding */ isDebug),
  lm: () => (/* binding */ notice),
  C1: () => (/* binding */ setFailed),
  uH: () => (/* binding */ setOutput),
  Pq: () => (/* binding */ core_setSecret),
  z: () => (/* reexport */ summary),
  $e: () => (/* binding */ warning)
});

// UNUSED EXPORTS: ExitCode, addPath, endGroup, exportVariable, getBooleanInput, getIDToken, getInput, getMultilineInput, getState, markdownSummary, platform, saveState, setCommandEcho, startGroup, toPlatformPath, toPosixPath, toWin32Path

// EXTERNAL MODULE: external "os"
var external_os_ = __nccwpck_require__(857);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function utils_toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
// EXTERNAL MODULE: external "crypto"
var external_crypto_ = __nccwpck_require__(6982);
// EXTERNAL MODULE: external "fs"
var external_fs_ = __nccwpck_require__(9896);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_.appendFileSync(filePath, `${utils_toCommandValue(message)}${external_os_.EOL}`, {
        encoding: 'utf8'
    });
}
function file_command_prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_.randomUUID()}`;
    const convertedValue = utils_toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_.EOL}${convertedValue}${external_os_.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
// EXTERNAL MODULE: external "path"
var external_path_ = __nccwpck_require__(6928);
// EXTERNAL MODULE: ./node_modules/@actions/http-client/lib/index.js + 1 modules
var lib = __nccwpck_require__(4942);
// EXTERNAL MODULE: ./node_modules/@actions/http-client/lib/auth.js
var auth = __nccwpck_require__(2145);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/oidc-utils.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



class oidc_utils_OidcClient {
    static createHttpClient(allowRetry = true, maxRetry = 10) {
        const requestOptions = {
            allowRetries: allowRetry,
            maxRetries: maxRetry
        };
        return new HttpClient('actions/oidc-client', [new BearerCredentialHandler(oidc_utils_OidcClient.getRequestToken())], requestOptions);
    }
    static getRequestToken() {
        const token = process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'];
        if (!token) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_TOKEN env variable');
        }
        return token;
    }
    static getIDTokenUrl() {
        const runtimeUrl = process.env['ACTIONS_ID_TOKEN_REQUEST_URL'];
        if (!runtimeUrl) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable');
        }
        return runtimeUrl;
    }
    static getCall(id_token_url) {
        return __awaiter(this, void 0, void 0, function* () {
            var _a;
            const httpclient = oidc_utils_OidcClient.createHttpClient();
            const res = yield httpclient
                .getJson(id_token_url)
                .catch(error => {
                throw new Error(`Failed to get ID Token. \n 
        Error Code : ${error.statusCode}\n 
        Error Message: ${error.message}`);
            });
            const id_token = (_a = res.result) === null || _a === void 0 ? void 0 : _a.value;
            if (!id_token) {
                throw new Error('Response json body do not have ID Token field');
            }
            return id_token;
        });
    }
    static getIDToken(audience) {
        return __awaiter(this, void 0, void 0, function* () {
            try {
                // New ID Token is requested from action service
                let id_token_url = oidc_utils_OidcClient.getIDTokenUrl();
                if (audience) {
                    const encodedAudience = encodeURIComponent(audience);
                    id_token_url = `${id_token_url}&audience=${encodedAudience}`;
                }
                debug(`ID token url is ${id_token_url}`);
                const id_token = yield oidc_utils_OidcClient.getCall(id_token_url);
                setSecret(id_token);
                return id_token;
            }
            catch (error) {
                throw new Error(`Error message: ${error.message}`);
            }
        });
    }
}
//# sourceMappingURL=oidc-utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/summary.js
var summary_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { access, appendFile, writeFile } = external_fs_.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
    constructor() {
        this._buffer = '';
    }
    /**
     * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
     * Also checks r/w permissions.
     *
     * @returns step summary file path
     */
    filePath() {
        return summary_awaiter(this, void 0, void 0, function* () {
            if (this._filePath) {
                return this._filePath;
            }
            const pathFromEnv = process.env[SUMMARY_ENV_VAR];
            if (!pathFromEnv) {
                throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
            }
            try {
                yield access(pathFromEnv, external_fs_.constants.R_OK | external_fs_.constants.W_OK);
            }
            catch (_a) {
                throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
            }
            this._filePath = pathFromEnv;
            return this._filePath;
        });
    }
    /**
     * Wraps content in an HTML tag, adding any HTML attributes
     *
     * @param {string} tag HTML tag to wrap
     * @param {string | null} content content within the tag
     * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
     *
     * @returns {string} content wrapped in HTML element
     */
    wrap(tag, content, attrs = {}) {
        const htmlAttrs = Object.entries(attrs)
            .map(([key, value]) => ` ${key}="${value}"`)
            .join('');
        if (!content) {
            return `<${tag}${htmlAttrs}>`;
        }
        return `<${tag}${htmlAttrs}>${content}</${tag}>`;
    }
    /**
     * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
     *
     * @param {SummaryWriteOptions} [options] (optional) options for write operation
     *
     * @returns {Promise<Summary>} summary instance
     */
    write(options) {
        return summary_awaiter(this, void 0, void 0, function* () {
            const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
            const filePath = yield this.filePath();
            const writeFunc = overwrite ? writeFile : appendFile;
            yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
            return this.emptyBuffer();
        });
    }
    /**
     * Clears the summary buffer and wipes the summary file
     *
     * @returns {Summary} summary instance
     */
    clear() {
        return summary_awaiter(this, void 0, void 0, function* () {
            return this.emptyBuffer().write({ overwrite: true });
        });
    }
    /**
     * Returns the current summary buffer as a string
     *
     * @returns {string} string of summary buffer
     */
    stringify() {
        return this._buffer;
    }
    /**
     * If the summary buffer is empty
     *
     * @returns {boolen} true if the buffer is empty
     */
    isEmptyBuffer() {
        return this._buffer.length === 0;
    }
    /**
     * Resets the summary buffer without writing to summary file
     *
     * @returns {Summary} summary instance
     */
    emptyBuffer() {
        this._buffer = '';
        return this;
    }
    /**
     * Adds raw text to the summary buffer
     *
     * @param {string} text content to add
     * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
     *
     * @returns {Summary} summary instance
     */
    addRaw(text, addEOL = false) {
        this._buffer += text;
        return addEOL ? this.addEOL() : this;
    }
    /**
     * Adds the operating system-specific end-of-line marker to the buffer
     *
     * @returns {Summary} summary instance
     */
    addEOL() {
        return this.addRaw(external_os_.EOL);
    }
    /**
     * Adds an HTML codeblock to the summary buffer
     *
     * @param {string} code content to render within fenced code block
     * @param {string} lang (optional) language to syntax highlight code
     *
     * @returns {Summary} summary instance
     */
    addCodeBlock(code, lang) {
        const attrs = Object.assign({}, (lang && { lang }));
        const element = this.wrap('pre', this.wrap('code', code), attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML list to the summary buffer
     *
     * @param {string[]} items list of items to render
     * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
     *
     * @returns {Summary} summary instance
     */
    addList(items, ordered = false) {
        const tag = ordered ? 'ol' : 'ul';
        const listItems = items.map(item => this.wrap('li', item)).join('');
        const element = this.wrap(tag, listItems);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML table to the summary buffer
     *
     * @param {SummaryTableCell[]} rows table rows
     *
     * @returns {Summary} summary instance
     */
    addTable(rows) {
        const tableBody = rows
            .map(row => {
            const cells = row
                .map(cell => {
                if (typeof cell === 'string') {
                    return this.wrap('td', cell);
                }
                const { header, data, colspan, rowspan } = cell;
                const tag = header ? 'th' : 'td';
                const attrs = Object.assign(Object.assign({}, (colspan && { colspan })), (rowspan && { rowspan }));
                return this.wrap(tag, data, attrs);
            })
                .join('');
            return this.wrap('tr', cells);
        })
            .join('');
        const element = this.wrap('table', tableBody);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds a collapsable HTML details element to the summary buffer
     *
     * @param {string} label text for the closed state
     * @param {string} content collapsable content
     *
     * @returns {Summary} summary instance
     */
    addDetails(label, content) {
        const element = this.wrap('details', this.wrap('summary', label) + content);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML image tag to the summary buffer
     *
     * @param {string} src path to the image you to embed
     * @param {string} alt text description of the image
     * @param {SummaryImageOptions} options (optional) addition image attributes
     *
     * @returns {Summary} summary instance
     */
    addImage(src, alt, options) {
        const { width, height } = options || {};
        const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
        const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML section heading element
     *
     * @param {string} text heading text
     * @param {number | string} [level=1] (optional) the heading level, default: 1
     *
     * @returns {Summary} summary instance
     */
    addHeading(text, level) {
        const tag = `h${level}`;
        const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
            ? tag
            : 'h1';
        const element = this.wrap(allowedTag, text);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML thematic break (<hr>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addSeparator() {
        const element = this.wrap('hr', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML line break (<br>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addBreak() {
        const element = this.wrap('br', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML blockquote to the summary buffer
     *
     * @param {string} text quote text
     * @param {string} cite (optional) citation url
     *
     * @returns {Summary} summary instance
     */
    addQuote(text, cite) {
        const attrs = Object.assign({}, (cite && { cite }));
        const element = this.wrap('blockquote', text, attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML anchor tag to the summary buffer
     *
     * @param {string} text link text/content
     * @param {string} href hyperlink
     *
     * @returns {Summary} summary instance
     */
    addLink(text, href) {
        const element = this.wrap('a', text, { href });
        return this.addRaw(element).addEOL();
    }
}
const _summary = new Summary();
/**
 * @deprecated use `core.summary`
 */
const markdownSummary = (/* unused pure expression or super */ null && (_summary));
const summary = _summary;
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/path-utils.js

/**
 * toPosixPath converts the given path to the posix form. On Windows, \\ will be
 * replaced with /.
 *
 * @param pth. Path to transform.
 * @return string Posix path.
 */
function toPosixPath(pth) {
    return pth.replace(/[\\]/g, '/');
}
/**
 * toWin32Path converts the given path to the win32 form. On Linux, / will be
 * replaced with \\.
 *
 * @param pth. Path to transform.
 * @return string Win32 path.
 */
function toWin32Path(pth) {
    return pth.replace(/[/]/g, '\\');
}
/**
 * toPlatformPath converts the given path to a platform-specific path. It does
 * this by replacing instances of / and \ with the platform-specific path
 * separator.
 *
 * @param pth The path to platformize.
 * @return string The platform-specific path.
 */
function toPlatformPath(pth) {
    return pth.replace(/[/\\]/g, path.sep);
}
//# sourceMappingURL=path-utils.js.map
// EXTERNAL MODULE: ./node_modules/@actions/exec/lib/exec.js + 4 modules
var lib_exec = __nccwpck_require__(5334);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/platform.js
var platform_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const getWindowsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout: version } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Version"', undefined, {
        silent: true
    });
    const { stdout: name } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Caption"', undefined, {
        silent: true
    });
    return {
        name: name.trim(),
        version: version.trim()
    };
});
const getMacOsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    var _a, _b, _c, _d;
    const { stdout } = yield exec.getExecOutput('sw_vers', undefined, {
        silent: true
    });
    const version = (_b = (_a = stdout.match(/ProductVersion:\s*(.+)/)) === null || _a === void 0 ? void 0 : _a[1]) !== null && _b !== void 0 ? _b : '';
    const name = (_d = (_c = stdout.match(/ProductName:\s*(.+)/)) === null || _c === void 0 ? void 0 : _c[1]) !== null && _d !== void 0 ? _d : '';
    return {
        name,
        version
    };
});
const getLinuxInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout } = yield exec.getExecOutput('lsb_release', ['-i', '-r', '-s'], {
        silent: true
    });
    const [name, version] = stdout.trim().split('\n');
    return {
        name,
        version
    };
});
const platform = external_os_.platform();
const arch = external_os_.arch();
const isWindows = platform === 'win32';
const isMacOS = platform === 'darwin';
const isLinux = platform === 'linux';
function getDetails() {
    return platform_awaiter(this, void 0, void 0, function* () {
        return Object.assign(Object.assign({}, (yield (isWindows
            ? getWindowsInfo()
            : isMacOS
                ? getMacOsInfo()
                : getLinuxInfo()))), { platform,
            arch,
            isWindows,
            isMacOS,
            isLinux });
    });
}
//# sourceMappingURL=platform.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/core.js
var core_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function core_setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${path.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return file_command_issueFileCommand('OUTPUT', file_command_prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_.EOL);
    command_issueCommand('set-output', { name }, utils_toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function core_debug(message) {
    command_issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    command_issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    command_issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    command_issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    command_issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return core_awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return issueFileCommand('STATE', prepareKeyValueMessage(name, value));
    }
    issueCommand('save-state', { name }, toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return core_awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map

/***/ }),

/***/ 5334:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  m: () => (/* binding */ exec)
});

// UNUSED EXPORTS: getExecOutput

;// CONCATENATED MODULE: external "string_decoder"
const external_string_decoder_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");
// EXTERNAL MODULE: external "os"
var external_os_ = __nccwpck_require__(857);
// EXTERNAL MODULE: external "events"
var external_events_ = __nccwpck_require__(4434);
;// CONCATENATED MODULE: external "child_process"
const external_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");
// EXTERNAL MODULE: external "path"
var external_path_ = __nccwpck_require__(6928);
// EXTERNAL MODULE: ./node_modules/@actions/io/lib/io.js
var io = __nccwpck_require__(8701);
// EXTERNAL MODULE: ./node_modules/@actions/io/lib/io-util.js
var io_util = __nccwpck_require__(90);
;// CONCATENATED MODULE: external "timers"
const external_timers_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/toolrunner.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};







/* eslint-disable @typescript-eslint/unbound-method */
const IS_WINDOWS = process.platform === 'win32';
/*
 * Class for running command line tools. Handles quoting and arg parsing in a platform agnostic way.
 */
class ToolRunner extends external_events_.EventEmitter {
    constructor(toolPath, args, options) {
        super();
        if (!toolPath) {
            throw new Error("Parameter 'toolPath' cannot be null or empty.");
        }
        this.toolPath = toolPath;
        this.args = args || [];
        this.options = options || {};
    }
    _debug(message) {
        if (this.options.listeners && this.options.listeners.debug) {
            this.options.listeners.debug(message);
        }
    }
    _getCommandString(options, noPrefix) {
        const toolPath = this._getSpawnFileName();
        const args = this._getSpawnArgs(options);
        let cmd = noPrefix ? '' : '[command]'; // omit prefix when piped to a second tool
        if (IS_WINDOWS) {
            // Windows + cmd file
            if (this._isCmdFile()) {
                cmd += toolPath;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows + verbatim
            else if (options.windowsVerbatimArguments) {
                cmd += `"${toolPath}"`;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows (regular)
            else {
                cmd += this._windowsQuoteCmdArg(toolPath);
                for (const a of args) {
                    cmd += ` ${this._windowsQuoteCmdArg(a)}`;
                }
            }
        }
        else {
            // OSX/Linux - this can likely be improved with some form of quoting.
            // creating processes on Unix is fundamentally different than Windows.
            // on Unix, execvp() takes an arg array.
            cmd += toolPath;
            for (const a of args) {
                cmd += ` ${a}`;
            }
        }
        return cmd;
    }
    _processLineBuffer(data, strBuffer, onLine) {
        try {
            let s = strBuffer + data.toString();
            let n = s.indexOf(external_os_.EOL);
            while (n > -1) {
                const line = s.substring(0, n);
                onLine(line);
                // the rest of the string ...
                s = s.substring(n + external_os_.EOL.length);
                n = s.indexOf(external_os_.EOL);
            }
            return s;
        }
        catch (err) {
            // streaming lines to console is best effort.  Don't fail a build.
            this._debug(`error processing line. Failed with error ${err}`);
            return '';
        }
    }
    _getSpawnFileName() {
        if (IS_WINDOWS) {
            if (this._isCmdFile()) {
                return process.env['COMSPEC'] || 'cmd.exe';
            }
        }
        return this.toolPath;
    }
    _getSpawnArgs(options) {
        if (IS_WINDOWS) {
            if (this._isCmdFile()) {
                let argline = `/D /S /C "${this._windowsQuoteCmdArg(this.toolPath)}`;
                for (const a of this.args) {
                    argline += ' ';
                    argline += options.windowsVerbatimArguments
                        ? a
                        : this._windowsQuoteCmdArg(a);
                }
                argline += '"';
                return [argline];
            }
        }
        return this.args;
    }
    _endsWith(str, end) {
        return str.endsWith(end);
    }
    _isCmdFile() {
        const upperToolPath = this.toolPath.toUpperCase();
        return (this._endsWith(upperToolPath, '.CMD') ||
            this._endsWith(upperToolPath, '.BAT'));
    }
    _windowsQuoteCmdArg(arg) {
        // for .exe, apply the normal quoting rules that libuv applies
        if (!this._isCmdFile()) {
            return this._uvQuoteCmdArg(arg);
        }
        // otherwise apply quoting rules specific to the cmd.exe command line parser.
        // the libuv rules are generic and are not designed specifically for cmd.exe
        // command line parser.
        //
        // for a detailed description of the cmd.exe command line parser, refer to
        // http://stackoverflow.com/questions/4094699/how-does-the-windows-command-interpreter-cmd-exe-parse-scripts/7970912#7970912
        // need quotes for empty arg
        if (!arg) {
            return '""';
        }
        // determine whether the arg needs to be quoted
        const cmdSpecialChars = [
            ' ',
            '\t',
            '&',
            '(',
            ')',
            '[',
            ']',
            '{',
            '}',
            '^',
            '=',
            ';',
            '!',
            "'",
            '+',
            ',',
            '`',
            '~',
            '|',
            '<',
            '>',
            '"'
        ];
        let needsQuotes = false;
        for (const char of arg) {
            if (cmdSpecialChars.some(x => x === char)) {
                needsQuotes = true;
                break;
            }
        }
        // short-circuit if quotes not needed
        if (!needsQuotes) {
            return arg;
        }
        // the following quoting rules are very similar to the rules that by libuv applies.
        //
        // 1) wrap the string in quotes
        //
        // 2) double-up quotes - i.e. " => ""
        //
        //    this is different from the libuv quoting rules. libuv replaces " with \", which unfortunately
        //    doesn't work well with a cmd.exe command line.
        //
        //    note, replacing " with "" also works well if the arg is passed to a downstream .NET console app.
        //    for example, the command line:
        //          foo.exe "myarg:""my val"""
        //    is parsed by a .NET console app into an arg array:
        //          [ "myarg:\"my val\"" ]
        //    which is the same end result when applying libuv quoting rules. although the actual
        //    command line from libuv quoting rules would look like:
        //          foo.exe "myarg:\"my val\""
        //
        // 3) double-up slashes that precede a quote,
        //    e.g.  hello \world    => "hello \world"
        //          hello\"world    => "hello\\""world"
        //          hello\\"world   => "hello\\\\""world"
        //          hello world\    => "hello world\\"
        //
        //    technically this is not required for a cmd.exe command line, or the batch argument parser.
        //    the reasons for including this as a .cmd quoting rule are:
        //
        //    a) this is optimized for the scenario where the argument is passed from the .cmd file to an
        //       external program. many programs (e.g. .NET console apps) rely on the slash-doubling rule.
        //
        //    b) it's what we've been doing previously (by deferring to node default behavior) and we
        //       haven't heard any complaints about that aspect.
        //
        // note, a weakness of the quoting rules chosen here, is that % is not escaped. in fact, % cannot be
        // escaped when used on the command line directly - even though within a .cmd file % can be escaped
        // by using %%.
        //
        // the saving grace is, on the command line, %var% is left as-is if var is not defined. this contrasts
        // the line parsing rules within a .cmd file, where if var is not defined it is replaced with nothing.
        //
        // one option that was explored was replacing % with ^% - i.e. %var% => ^%var^%. this hack would
        // often work, since it is unlikely that var^ would exist, and the ^ character is removed when the
        // variable is used. the problem, however, is that ^ is not removed when %* is used to pass the args
        // to an external program.
        //
        // an unexplored potential solution for the % escaping problem, is to create a wrapper .cmd file.
        // % can be escaped within a .cmd file.
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\'; // double the slash
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '"'; // double the quote
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _uvQuoteCmdArg(arg) {
        // Tool runner wraps child_process.spawn() and needs to apply the same quoting as
        // Node in certain cases where the undocumented spawn option windowsVerbatimArguments
        // is used.
        //
        // Since this function is a port of quote_cmd_arg from Node 4.x (technically, lib UV,
        // see https://github.com/nodejs/node/blob/v4.x/deps/uv/src/win/process.c for details),
        // pasting copyright notice from Node within this function:
        //
        //      Copyright Joyent, Inc. and other Node contributors. All rights reserved.
        //
        //      Permission is hereby granted, free of charge, to any person obtaining a copy
        //      of this software and associated documentation files (the "Software"), to
        //      deal in the Software without restriction, including without limitation the
        //      rights to use, copy, modify, merge, publish, distribute, sublicense, and/or
        //      sell copies of the Software, and to permit persons to whom the Software is
        //      furnished to do so, subject to the following conditions:
        //
        //      The above copyright notice and this permission notice shall be included in
        //      all copies or substantial portions of the Software.
        //
        //      THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
        //      IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
        //      FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
        //      AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
        //      LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING
        //      FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS
        //      IN THE SOFTWARE.
        if (!arg) {
            // Need double quotation for empty argument
            return '""';
        }
        if (!arg.includes(' ') && !arg.includes('\t') && !arg.includes('"')) {
            // No quotation needed
            return arg;
        }
        if (!arg.includes('"') && !arg.includes('\\')) {
            // No embedded double quotes or backslashes, so I can just wrap
            // quote marks around the whole thing.
            return `"${arg}"`;
        }
        // Expected input/output:
        //   input : hello"world
        //   output: "hello\"world"
        //   input : hello""world
        //   output: "hello\"\"world"
        //   input : hello\world
        //   output: hello\world
        //   input : hello\\world
        //   output: hello\\world
        //   input : hello\"world
        //   output: "hello\\\"world"
        //   input : hello\\"world
        //   output: "hello\\\\\"world"
        //   input : hello world\
        //   output: "hello world\\" - note the comment in libuv actually reads "hello world\"
        //                             but it appears the comment is wrong, it should be "hello world\\"
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\';
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '\\';
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _cloneExecOptions(options) {
        options = options || {};
        const result = {
            cwd: options.cwd || process.cwd(),
            env: options.env || process.env,
            silent: options.silent || false,
            windowsVerbatimArguments: options.windowsVerbatimArguments || false,
            failOnStdErr: options.failOnStdErr || false,
            ignoreReturnCode: options.ignoreReturnCode || false,
            delay: options.delay || 10000
        };
        result.outStream = options.outStream || process.stdout;
        result.errStream = options.errStream || process.stderr;
        return result;
    }
    _getSpawnOptions(options, toolPath) {
        options = options || {};
        const result = {};
        result.cwd = options.cwd;
        result.env = options.env;
        result['windowsVerbatimArguments'] =
            options.windowsVerbatimArguments || this._isCmdFile();
        if (options.windowsVerbatimArguments) {
            result.argv0 = `"${toolPath}"`;
        }
        return result;
    }
    /**
     * Exec a tool.
     * Output will be streamed to the live console.
     * Returns promise with return code
     *
     * @param     tool     path to tool to exec
     * @param     options  optional exec options.  See ExecOptions
     * @returns   number
     */
    exec() {
        return __awaiter(this, void 0, void 0, function* () {
            // root the tool path if it is unrooted and contains relative pathing
            if (!io_util/* isRooted */.Qh(this.toolPath) &&
                (this.toolPath.includes('/') ||
                    (IS_WINDOWS && this.toolPath.includes('\\')))) {
                // prefer options.cwd if it is specified, however options.cwd may also need to be rooted
                this.toolPath = external_path_.resolve(process.cwd(), this.options.cwd || process.cwd(), this.toolPath);
            }
            // if the tool is only a file name, then resolve it from the PATH
            // otherwise verify it exists (add extension on Windows if necessary)
            this.toolPath = yield io/* which */.K7(this.toolPath, true);
            return new Promise((resolve, reject) => __awaiter(this, void 0, void 0, function* () {
                this._debug(`exec tool: ${this.toolPath}`);
                this._debug('arguments:');
                for (const arg of this.args) {
                    this._debug(`   ${arg}`);
                }
                const optionsNonNull = this._cloneExecOptions(this.options);
                if (!optionsNonNull.silent && optionsNonNull.outStream) {
                    optionsNonNull.outStream.write(this._getCommandString(optionsNonNull) + external_os_.EOL);
                }
                const state = new ExecState(optionsNonNull, this.toolPath);
                state.on('debug', (message) => {
                    this._debug(message);
                });
                if (this.options.cwd && !(yield io_util/* exists */.t2(this.options.cwd))) {
                    return reject(new Error(`The cwd: ${this.options.cwd} does not exist!`));
                }
                const fileName = this._getSpawnFileName();
                const cp = external_child_process_namespaceObject.spawn(fileName, this._getSpawnArgs(optionsNonNull), this._getSpawnOptions(this.options, fileName));
                let stdbuffer = '';
                if (cp.stdout) {
                    cp.stdout.on('data', (data) => {
                        if (this.options.listeners && this.options.listeners.stdout) {
                            this.options.listeners.stdout(data);
                        }
                        if (!optionsNonNull.silent && optionsNonNull.outStream) {
                            optionsNonNull.outStream.write(data);
                        }
                        stdbuffer = this._processLineBuffer(data, stdbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.stdline) {
                                this.options.listeners.stdline(line);
                            }
                        });
                    });
                }
                let errbuffer = '';
                if (cp.stderr) {
                    cp.stderr.on('data', (data) => {
                        state.processStderr = true;
                        if (this.options.listeners && this.options.listeners.stderr) {
                            this.options.listeners.stderr(data);
                        }
                        if (!optionsNonNull.silent &&
                            optionsNonNull.errStream &&
                            optionsNonNull.outStream) {
                            const s = optionsNonNull.failOnStdErr
                                ? optionsNonNull.errStream
                                : optionsNonNull.outStream;
                            s.write(data);
                        }
                        errbuffer = this._processLineBuffer(data, errbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.errline) {
                                this.options.listeners.errline(line);
                            }
                        });
                    });
                }
                cp.on('error', (err) => {
                    state.processError = err.message;
                    state.processExited = true;
                    state.processClosed = true;
                    state.CheckComplete();
                });
                cp.on('exit', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    this._debug(`Exit code ${code} received from tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                cp.on('close', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    state.processClosed = true;
                    this._debug(`STDIO streams have closed for tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                state.on('done', (error, exitCode) => {
                    if (stdbuffer.length > 0) {
                        this.emit('stdline', stdbuffer);
                    }
                    if (errbuffer.length > 0) {
                        this.emit('errline', errbuffer);
                    }
                    cp.removeAllListeners();
                    if (error) {
                        reject(error);
                    }
                    else {
                        resolve(exitCode);
                    }
                });
                if (this.options.input) {
                    if (!cp.stdin) {
                        throw new Error('child process missing stdin');
                    }
                    cp.stdin.end(this.options.input);
                }
            }));
        });
    }
}
/**
 * Convert an arg string to an array of args. Handles escaping
 *
 * @param    argString   string of arguments
 * @returns  string[]    array of arguments
 */
function argStringToArray(argString) {
    const args = [];
    let inQuotes = false;
    let escaped = false;
    let arg = '';
    function append(c) {
        // we only escape double quotes.
        if (escaped && c !== '"') {
            arg += '\\';
        }
        arg += c;
        escaped = false;
    }
    for (let i = 0; i < argString.length; i++) {
        const c = argString.charAt(i);
        if (c === '"') {
            if (!escaped) {
                inQuotes = !inQuotes;
            }
            else {
                append(c);
            }
            continue;
        }
        if (c === '\\' && escaped) {
            append(c);
            continue;
        }
        if (c === '\\' && inQuotes) {
            escaped = true;
            continue;
        }
        if (c === ' ' && !inQuotes) {
            if (arg.length > 0) {
                args.push(arg);
                arg = '';
            }
            continue;
        }
        append(c);
    }
    if (arg.length > 0) {
        args.push(arg.trim());
    }
    return args;
}
class ExecState extends external_events_.EventEmitter {
    constructor(options, toolPath) {
        super();
        this.processClosed = false; // tracks whether the process has exited and stdio is closed
        this.processError = '';
        this.processExitCode = 0;
        this.processExited = false; // tracks whether the process has exited
        this.processStderr = false; // tracks whether stderr was written to
        this.delay = 10000; // 10 seconds
        this.done = false;
        this.timeout = null;
        if (!toolPath) {
            throw new Error('toolPath must not be empty');
        }
        this.options = options;
        this.toolPath = toolPath;
        if (options.delay) {
            this.delay = options.delay;
        }
    }
    CheckComplete() {
        if (this.done) {
            return;
        }
        if (this.processClosed) {
            this._setResult();
        }
        else if (this.processExited) {
            this.timeout = (0,external_timers_namespaceObject.setTimeout)(ExecState.HandleTimeout, this.delay, this);
        }
    }
    _debug(message) {
        this.emit('debug', message);
    }
    _setResult() {
        // determine whether there is an error
        let error;
        if (this.processExited) {
            if (this.processError) {
                error = new Error(`There was an error when attempting to execute the process '${this.toolPath}'. This may indicate the process failed to start. Error: ${this.processError}`);
            }
            else if (this.processExitCode !== 0 && !this.options.ignoreReturnCode) {
                error = new Error(`The process '${this.toolPath}' failed with exit code ${this.processExitCode}`);
            }
            else if (this.processStderr && this.options.failOnStdErr) {
                error = new Error(`The process '${this.toolPath}' failed because one or more lines were written to the STDERR stream`);
            }
        }
        // clear the timeout
        if (this.timeout) {
            clearTimeout(this.timeout);
            this.timeout = null;
        }
        this.done = true;
        this.emit('done', error, this.processExitCode);
    }
    static HandleTimeout(state) {
        if (state.done) {
            return;
        }
        if (!state.processClosed && state.processExited) {
            const message = `The STDIO streams did not close within ${state.delay / 1000} seconds of the exit event from process '${state.toolPath}'. This may indicate a child process inherited the STDIO streams and has not yet exited.`;
            state._debug(message);
        }
        state._setResult();
    }
}
//# sourceMappingURL=toolrunner.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/exec.js
var exec_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


/**
 * Exec a command.
 * Output will be streamed to the live console.
 * Returns promise with return code
 *
 * @param     commandLine        command to execute (can include additional args). Must be correctly escaped.
 * @param     args               optional arguments for tool. Escaping is handled by the lib.
 * @param     options            optional exec options.  See ExecOptions
 * @returns   Promise<number>    exit code
 */
function exec(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        const commandArgs = argStringToArray(commandLine);
        if (commandArgs.length === 0) {
            throw new Error(`Parameter 'commandLine' cannot be null or empty.`);
        }
        // Path to tool to execute should be first arg
        const toolPath = commandArgs[0];
        args = commandArgs.slice(1).concat(args || []);
        const runner = new ToolRunner(toolPath, args, options);
        return runner.exec();
    });
}
/**
 * Exec a command and get the output.
 * Output will be streamed to the live console.
 * Returns promise with the exit code and collected stdout and stderr
 *
 * @param     commandLine           command to execute (can include additional args). Must be correctly escaped.
 * @param     args                  optional arguments for tool. Escaping is handled by the lib.
 * @param     options               optional exec options.  See ExecOptions
 * @returns   Promise<ExecOutput>   exit code, stdout, and stderr
 */
function getExecOutput(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        var _a, _b;
        let stdout = '';
        let stderr = '';
        //Using string decoder covers the case where a mult-byte character is split
        const stdoutDecoder = new StringDecoder('utf8');
        const stderrDecoder = new StringDecoder('utf8');
        const originalStdoutListener = (_a = options === null || options === void 0 ? void 0 : options.listeners) === null || _a === void 0 ? void 0 : _a.stdout;
        const originalStdErrListener = (_b = options === null || options === void 0 ? void 0 : options.listeners) === null || _b === void 0 ? void 0 : _b.stderr;
        const stdErrListener = (data) => {
            stderr += stderrDecoder.write(data);
            if (originalStdErrListener) {
                originalStdErrListener(data);
            }
        };
        const stdOutListener = (data) => {
            stdout += stdoutDecoder.write(data);
            if (originalStdoutListener) {
                originalStdoutListener(data);
            }
        };
        const listeners = Object.assign(Object.assign({}, options === null || options === void 0 ? void 0 : options.listeners), { stdout: stdOutListener, stderr: stdErrListener });
        const exitCode = yield exec(commandLine, args, Object.assign(Object.assign({}, options), { listeners }));
        //flush any remaining characters
        stdout += stdoutDecoder.end();
        stderr += stderrDecoder.end();
        return {
            exitCode,
            stdout,
            stderr
        };
    });
}
//# sourceMappingURL=exec.js.map

/***/ }),

/***/ 2145:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   tZ: () => (/* binding */ BearerCredentialHandler)
/* harmony export */ });
/* unused harmony exports BasicCredentialHandler, PersonalAccessTokenCredentialHandler */
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};
class BasicCredentialHandler {
    constructor(username, password) {
        this.username = username;
        this.password = password;
    }
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Basic ${Buffer.from(`${this.username}:${this.password}`).toString('base64')}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return __awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
class BearerCredentialHandler {
    constructor(token) {
        this.token = token;
    }
    // currently implements pre-authorization
    // TODO: support preAuth = false where it hooks on 401
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Bearer ${this.token}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return __awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
class PersonalAccessTokenCredentialHandler {
    constructor(token) {
        this.token = token;
    }
    // currently implements pre-authorization
    // TODO: support preAuth = false where it hooks on 401
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Basic ${Buffer.from(`PAT:${this.token}`).toString('base64')}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return __awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
//# sourceMappingURL=auth.js.map

/***/ }),

/***/ 4942:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Qq: () => (/* binding */ HttpClient),
  Kg: () => (/* binding */ HttpClientError),
  Hv: () => (/* binding */ HttpCodes)
});

// UNUSED EXPORTS: Headers, HttpClientResponse, MediaTypes, getProxyUrl, isHttps

// EXTERNAL MODULE: external "http"
var external_http_ = __nccwpck_require__(8611);
var external_http_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_http_, 2);
// EXTERNAL MODULE: external "https"
var external_https_ = __nccwpck_require__(5692);
var external_https_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_https_, 2);
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/proxy.js
function getProxyUrl(reqUrl) {
    const usingSsl = reqUrl.protocol === 'https:';
    if (checkBypass(reqUrl)) {
        return undefined;
    }
    const proxyVar = (() => {
        if (usingSsl) {
            return process.env['https_proxy'] || process.env['HTTPS_PROXY'];
        }
        else {
            return process.env['http_proxy'] || process.env['HTTP_PROXY'];
        }
    })();
    if (proxyVar) {
        try {
            return new DecodedURL(proxyVar);
        }
        catch (_a) {
            if (!proxyVar.startsWith('http://') && !proxyVar.startsWith('https://'))
                return new DecodedURL(`http://${proxyVar}`);
        }
    }
    else {
        return undefined;
    }
}
function checkBypass(reqUrl) {
    if (!reqUrl.hostname) {
        return false;
    }
    const reqHost = reqUrl.hostname;
    if (isLoopbackAddress(reqHost)) {
        return true;
    }
    const noProxy = process.env['no_proxy'] || process.env['NO_PROXY'] || '';
    if (!noProxy) {
        return false;
    }
    // Determine the request port
    let reqPort;
    if (reqUrl.port) {
        reqPort = Number(reqUrl.port);
    }
    else if (reqUrl.protocol === 'http:') {
        reqPort = 80;
    }
    else if (reqUrl.protocol === 'https:') {
        reqPort = 443;
    }
    // Format the request hostname and hostname with port
    const upperReqHosts = [reqUrl.hostname.toUpperCase()];
    if (typeof reqPort === 'number') {
        upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
    }
    // Compare request host against noproxy
    for (const upperNoProxyItem of noProxy
        .split(',')
        .map(x => x.trim().toUpperCase())
        .filter(x => x)) {
        if (upperNoProxyItem === '*' ||
            upperReqHosts.some(x => x === upperNoProxyItem ||
                x.endsWith(`.${upperNoProxyItem}`) ||
                (upperNoProxyItem.startsWith('.') &&
                    x.endsWith(`${upperNoProxyItem}`)))) {
            return true;
        }
    }
    return false;
}
function isLoopbackAddress(host) {
    const hostLower = host.toLowerCase();
    return (hostLower === 'localhost' ||
        hostLower.startsWith('127.') ||
        hostLower.startsWith('[::1]') ||
        hostLower.startsWith('[0:0:0:0:0:0:0:1]'));
}
class DecodedURL extends URL {
    constructor(url, base) {
        super(url, base);
        this._decodedUsername = decodeURIComponent(super.username);
        this._decodedPassword = decodeURIComponent(super.password);
    }
    get username() {
        return this._decodedUsername;
    }
    get password() {
        return this._decodedPassword;
    }
}
//# sourceMappingURL=proxy.js.map
// EXTERNAL MODULE: ./node_modules/tunnel/index.js
var tunnel = __nccwpck_require__(770);
// EXTERNAL MODULE: external "./undici.js"
var external_undici_js_ = __nccwpck_require__(6062);
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/index.js
/* eslint-disable @typescript-eslint/no-explicit-any */
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};





var HttpCodes;
(function (HttpCodes) {
    HttpCodes[HttpCodes["OK"] = 200] = "OK";
    HttpCodes[HttpCodes["MultipleChoices"] = 300] = "MultipleChoices";
    HttpCodes[HttpCodes["MovedPermanently"] = 301] = "MovedPermanently";
    HttpCodes[HttpCodes["ResourceMoved"] = 302] = "ResourceMoved";
    HttpCodes[HttpCodes["SeeOther"] = 303] = "SeeOther";
    HttpCodes[HttpCodes["NotModified"] = 304] = "NotModified";
    HttpCodes[HttpCodes["UseProxy"] = 305] = "UseProxy";
    HttpCodes[HttpCodes["SwitchProxy"] = 306] = "SwitchProxy";
    HttpCodes[HttpCodes["TemporaryRedirect"] = 307] = "TemporaryRedirect";
    HttpCodes[HttpCodes["PermanentRedirect"] = 308] = "PermanentRedirect";
    HttpCodes[HttpCodes["BadRequest"] = 400] = "BadRequest";
    HttpCodes[HttpCodes["Unauthorized"] = 401] = "Unauthorized";
    HttpCodes[HttpCodes["PaymentRequired"] = 402] = "PaymentRequired";
    HttpCodes[HttpCodes["Forbidden"] = 403] = "Forbidden";
    HttpCodes[HttpCodes["NotFound"] = 404] = "NotFound";
    HttpCodes[HttpCodes["MethodNotAllowed"] = 405] = "MethodNotAllowed";
    HttpCodes[HttpCodes["NotAcceptable"] = 406] = "NotAcceptable";
    HttpCodes[HttpCodes["ProxyAuthenticationRequired"] = 407] = "ProxyAuthenticationRequired";
    HttpCodes[HttpCodes["RequestTimeout"] = 408] = "RequestTimeout";
    HttpCodes[HttpCodes["Conflict"] = 409] = "Conflict";
    HttpCodes[HttpCodes["Gone"] = 410] = "Gone";
    HttpCodes[HttpCodes["TooManyRequests"] = 429] = "TooManyRequests";
    HttpCodes[HttpCodes["InternalServerError"] = 500] = "InternalServerError";
    HttpCodes[HttpCodes["NotImplemented"] = 501] = "NotImplemented";
    HttpCodes[HttpCodes["BadGateway"] = 502] = "BadGateway";
    HttpCodes[HttpCodes["ServiceUnavailable"] = 503] = "ServiceUnavailable";
    HttpCodes[HttpCodes["GatewayTimeout"] = 504] = "GatewayTimeout";
})(HttpCodes || (HttpCodes = {}));
var Headers;
(function (Headers) {
    Headers["Accept"] = "accept";
    Headers["ContentType"] = "content-type";
})(Headers || (Headers = {}));
var MediaTypes;
(function (MediaTypes) {
    MediaTypes["ApplicationJson"] = "application/json";
})(MediaTypes || (MediaTypes = {}));
/**
 * Returns the proxy URL, depending upon the supplied url and proxy environment variables.
 * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
 */
function lib_getProxyUrl(serverUrl) {
    const proxyUrl = pm.getProxyUrl(new URL(serverUrl));
    return proxyUrl ? proxyUrl.href : '';
}
const HttpRedirectCodes = [
    HttpCodes.MovedPermanently,
    HttpCodes.ResourceMoved,
    HttpCodes.SeeOther,
    HttpCodes.TemporaryRedirect,
    HttpCodes.PermanentRedirect
];
const HttpResponseRetryCodes = [
    HttpCodes.BadGateway,
    HttpCodes.ServiceUnavailable,
    HttpCodes.GatewayTimeout
];
const RetryableHttpVerbs = ['OPTIONS', 'GET', 'DELETE', 'HEAD'];
const ExponentialBackoffCeiling = 10;
const ExponentialBackoffTimeSlice = 5;
class HttpClientError extends Error {
    constructor(message, statusCode) {
        super(message);
        this.name = 'HttpClientError';
        this.statusCode = statusCode;
        Object.setPrototypeOf(this, HttpClientError.prototype);
    }
}
class HttpClientResponse {
    constructor(message) {
        this.message = message;
    }
    readBody() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                let output = Buffer.alloc(0);
                this.message.on('data', (chunk) => {
                    output = Buffer.concat([output, chunk]);
                });
                this.message.on('end', () => {
                    resolve(output.toString());
                });
            }));
        });
    }
    readBodyBuffer() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                const chunks = [];
                this.message.on('data', (chunk) => {
                    chunks.push(chunk);
                });
                this.message.on('end', () => {
                    resolve(Buffer.concat(chunks));
                });
            }));
        });
    }
}
function isHttps(requestUrl) {
    const parsedUrl = new URL(requestUrl);
    return parsedUrl.protocol === 'https:';
}
class HttpClient {
    constructor(userAgent, handlers, requestOptions) {
        this._ignoreSslError = false;
        this._allowRedirects = true;
        this._allowRedirectDowngrade = false;
        this._maxRedirects = 50;
        this._allowRetries = false;
        this._maxRetries = 1;
        this._keepAlive = false;
        this._disposed = false;
        this.userAgent = this._getUserAgentWithOrchestrationId(userAgent);
        this.handlers = handlers || [];
        this.requestOptions = requestOptions;
        if (requestOptions) {
            if (requestOptions.ignoreSslError != null) {
                this._ignoreSslError = requestOptions.ignoreSslError;
            }
            this._socketTimeout = requestOptions.socketTimeout;
            if (requestOptions.allowRedirects != null) {
                this._allowRedirects = requestOptions.allowRedirects;
            }
            if (requestOptions.allowRedirectDowngrade != null) {
                this._allowRedirectDowngrade = requestOptions.allowRedirectDowngrade;
            }
            if (requestOptions.maxRedirects != null) {
                this._maxRedirects = Math.max(requestOptions.maxRedirects, 0);
            }
            if (requestOptions.keepAlive != null) {
                this._keepAlive = requestOptions.keepAlive;
            }
            if (requestOptions.allowRetries != null) {
                this._allowRetries = requestOptions.allowRetries;
            }
            if (requestOptions.maxRetries != null) {
                this._maxRetries = requestOptions.maxRetries;
            }
        }
    }
    options(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('OPTIONS', requestUrl, null, additionalHeaders || {});
        });
    }
    get(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('GET', requestUrl, null, additionalHeaders || {});
        });
    }
    del(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('DELETE', requestUrl, null, additionalHeaders || {});
        });
    }
    post(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('POST', requestUrl, data, additionalHeaders || {});
        });
    }
    patch(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PATCH', requestUrl, data, additionalHeaders || {});
        });
    }
    put(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PUT', requestUrl, data, additionalHeaders || {});
        });
    }
    head(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('HEAD', requestUrl, null, additionalHeaders || {});
        });
    }
    sendStream(verb, requestUrl, stream, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request(verb, requestUrl, stream, additionalHeaders);
        });
    }
    /**
     * Gets a typed object from an endpoint
     * Be aware that not found returns a null.  Other errors (4xx, 5xx) reject the promise
     */
    getJson(requestUrl_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, additionalHeaders = {}) {
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            const res = yield this.get(requestUrl, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    postJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.post(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    putJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.put(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    patchJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.patch(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    /**
     * Makes a raw http request.
     * All other methods such as get, post, patch, and request ultimately call this.
     * Prefer get, del, post and patch
     */
    request(verb, requestUrl, data, headers) {
        return __awaiter(this, void 0, void 0, function* () {
            if (this._disposed) {
                throw new Error('Client has already been disposed.');
            }
            const parsedUrl = new URL(requestUrl);
            let info = this._prepareRequest(verb, parsedUrl, headers);
            // Only perform retries on reads since writes may not be idempotent.
            const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb)
                ? this._maxRetries + 1
                : 1;
            let numTries = 0;
            let response;
            do {
                response = yield this.requestRaw(info, data);
                // Check if it's an authentication challenge
                if (response &&
                    response.message &&
                    response.message.statusCode === HttpCodes.Unauthorized) {
                    let authenticationHandler;
                    for (const handler of this.handlers) {
                        if (handler.canHandleAuthentication(response)) {
                            authenticationHandler = handler;
                            break;
                        }
                    }
                    if (authenticationHandler) {
                        return authenticationHandler.handleAuthentication(this, info, data);
                    }
                    else {
                        // We have received an unauthorized response but have no handlers to handle it.
                        // Let the response return to the caller.
                        return response;
                    }
                }
                let redirectsRemaining = this._maxRedirects;
                while (response.message.statusCode &&
                    HttpRedirectCodes.includes(response.message.statusCode) &&
                    this._allowRedirects &&
                    redirectsRemaining > 0) {
                    const redirectUrl = response.message.headers['location'];
                    if (!redirectUrl) {
                        // if there's no location to redirect to, we won't
                        break;
                    }
                    const parsedRedirectUrl = new URL(redirectUrl);
                    if (parsedUrl.protocol === 'https:' &&
                        parsedUrl.protocol !== parsedRedirectUrl.protocol &&
                        !this._allowRedirectDowngrade) {
                        throw new Error('Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.');
                    }
                    // we need to finish reading the response before reassigning response
                    // which will leak the open socket.
                    yield response.readBody();
                    // strip authorization header if redirected to a different hostname
                    if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
                        for (const header in headers) {
                            // header names are case insensitive
                            if (header.toLowerCase() === 'authorization') {
                                delete headers[header];
                            }
                        }
                    }
                    // let's make the request with the new redirectUrl
                    info = this._prepareRequest(verb, parsedRedirectUrl, headers);
                    response = yield this.requestRaw(info, data);
                    redirectsRemaining--;
                }
                if (!response.message.statusCode ||
                    !HttpResponseRetryCodes.includes(response.message.statusCode)) {
                    // If not a retry code, return immediately instead of retrying
                    return response;
                }
                numTries += 1;
                if (numTries < maxTries) {
                    yield response.readBody();
                    yield this._performExponentialBackoff(numTries);
                }
            } while (numTries < maxTries);
            return response;
        });
    }
    /**
     * Needs to be called if keepAlive is set to true in request options.
     */
    dispose() {
        if (this._agent) {
            this._agent.destroy();
        }
        this._disposed = true;
    }
    /**
     * Raw request.
     * @param info
     * @param data
     */
    requestRaw(info, data) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => {
                function callbackForResult(err, res) {
                    if (err) {
                        reject(err);
                    }
                    else if (!res) {
                        // If `err` is not passed, then `res` must be passed.
                        reject(new Error('Unknown error'));
                    }
                    else {
                        resolve(res);
                    }
                }
                this.requestRawWithCallback(info, data, callbackForResult);
            });
        });
    }
    /**
     * Raw request with callback.
     * @param info
     * @param data
     * @param onResult
     */
    requestRawWithCallback(info, data, onResult) {
        if (typeof data === 'string') {
            if (!info.options.headers) {
                info.options.headers = {};
            }
            info.options.headers['Content-Length'] = Buffer.byteLength(data, 'utf8');
        }
        let callbackCalled = false;
        function handleResult(err, res) {
            if (!callbackCalled) {
                callbackCalled = true;
                onResult(err, res);
            }
        }
        const req = info.httpModule.request(info.options, (msg) => {
            const res = new HttpClientResponse(msg);
            handleResult(undefined, res);
        });
        let socket;
        req.on('socket', sock => {
            socket = sock;
        });
        // If we ever get disconnected, we want the socket to timeout eventually
        req.setTimeout(this._socketTimeout || 3 * 60000, () => {
            if (socket) {
                socket.end();
            }
            handleResult(new Error(`Request timeout: ${info.options.path}`));
        });
        req.on('error', function (err) {
            // err has statusCode property
            // res should have headers
            handleResult(err);
        });
        if (data && typeof data === 'string') {
            req.write(data, 'utf8');
        }
        if (data && typeof data !== 'string') {
            data.on('close', function () {
                req.end();
            });
            data.pipe(req);
        }
        else {
            req.end();
        }
    }
    /**
     * Gets an http agent. This function is useful when you need an http agent that handles
     * routing through a proxy server - depending upon the url and proxy environment variables.
     * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
     */
    getAgent(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        return this._getAgent(parsedUrl);
    }
    getAgentDispatcher(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (!useProxy) {
            return;
        }
        return this._getProxyAgentDispatcher(parsedUrl, proxyUrl);
    }
    _prepareRequest(method, requestUrl, headers) {
        const info = {};
        info.parsedUrl = requestUrl;
        const usingSsl = info.parsedUrl.protocol === 'https:';
        info.httpModule = usingSsl ? external_https_namespaceObject : external_http_namespaceObject;
        const defaultPort = usingSsl ? 443 : 80;
        info.options = {};
        info.options.host = info.parsedUrl.hostname;
        info.options.port = info.parsedUrl.port
            ? parseInt(info.parsedUrl.port)
            : defaultPort;
        info.options.path =
            (info.parsedUrl.pathname || '') + (info.parsedUrl.search || '');
        info.options.method = method;
        info.options.headers = this._mergeHeaders(headers);
        if (this.userAgent != null) {
            info.options.headers['user-agent'] = this.userAgent;
        }
        info.options.agent = this._getAgent(info.parsedUrl);
        // gives handlers an opportunity to participate
        if (this.handlers) {
            for (const handler of this.handlers) {
                handler.prepareRequest(info.options);
            }
        }
        return info;
    }
    _mergeHeaders(headers) {
        if (this.requestOptions && this.requestOptions.headers) {
            return Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(headers || {}));
        }
        return lowercaseKeys(headers || {});
    }
    /**
     * Gets an existing header value or returns a default.
     * Handles converting number header values to strings since HTTP headers must be strings.
     * Note: This returns string | string[] since some headers can have multiple values.
     * For headers that must always be a single string (like Content-Type), use the
     * specialized _getExistingOrDefaultContentTypeHeader method instead.
     */
    _getExistingOrDefaultHeader(additionalHeaders, header, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[header];
            if (headerValue) {
                clientHeader =
                    typeof headerValue === 'number' ? headerValue.toString() : headerValue;
            }
        }
        const additionalValue = additionalHeaders[header];
        if (additionalValue !== undefined) {
            return typeof additionalValue === 'number'
                ? additionalValue.toString()
                : additionalValue;
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    /**
     * Specialized version of _getExistingOrDefaultHeader for Content-Type header.
     * Always returns a single string (not an array) since Content-Type should be a single value.
     * Converts arrays to comma-separated strings and numbers to strings to ensure type safety.
     * This was split from _getExistingOrDefaultHeader to provide stricter typing for callers
     * that assign the result to places expecting a string (e.g., additionalHeaders[Headers.ContentType]).
     */
    _getExistingOrDefaultContentTypeHeader(additionalHeaders, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[Headers.ContentType];
            if (headerValue) {
                if (typeof headerValue === 'number') {
                    clientHeader = String(headerValue);
                }
                else if (Array.isArray(headerValue)) {
                    clientHeader = headerValue.join(', ');
                }
                else {
                    clientHeader = headerValue;
                }
            }
        }
        const additionalValue = additionalHeaders[Headers.ContentType];
        // Return the first non-undefined value, converting numbers or arrays to strings if necessary
        if (additionalValue !== undefined) {
            if (typeof additionalValue === 'number') {
                return String(additionalValue);
            }
            else if (Array.isArray(additionalValue)) {
                return additionalValue.join(', ');
            }
            else {
                return additionalValue;
            }
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    _getAgent(parsedUrl) {
        let agent;
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (this._keepAlive && useProxy) {
            agent = this._proxyAgent;
        }
        if (!useProxy) {
            agent = this._agent;
        }
        // if agent is already assigned use that agent.
        if (agent) {
            return agent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        let maxSockets = 100;
        if (this.requestOptions) {
            maxSockets = this.requestOptions.maxSockets || external_http_.globalAgent.maxSockets;
        }
        // This is `useProxy` again, but we need to check `proxyURl` directly for TypeScripts's flow analysis.
        if (proxyUrl && proxyUrl.hostname) {
            const agentOptions = {
                maxSockets,
                keepAlive: this._keepAlive,
                proxy: Object.assign(Object.assign({}, ((proxyUrl.username || proxyUrl.password) && {
                    proxyAuth: `${proxyUrl.username}:${proxyUrl.password}`
                })), { host: proxyUrl.hostname, port: proxyUrl.port })
            };
            let tunnelAgent;
            const overHttps = proxyUrl.protocol === 'https:';
            if (usingSsl) {
                tunnelAgent = overHttps ? tunnel.httpsOverHttps : tunnel.httpsOverHttp;
            }
            else {
                tunnelAgent = overHttps ? tunnel.httpOverHttps : tunnel.httpOverHttp;
            }
            agent = tunnelAgent(agentOptions);
            this._proxyAgent = agent;
        }
        // if tunneling agent isn't assigned create a new agent
        if (!agent) {
            const options = { keepAlive: this._keepAlive, maxSockets };
            agent = usingSsl ? new external_https_.Agent(options) : new external_http_.Agent(options);
            this._agent = agent;
        }
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            agent.options = Object.assign(agent.options || {}, {
                rejectUnauthorized: false
            });
        }
        return agent;
    }
    _getProxyAgentDispatcher(parsedUrl, proxyUrl) {
        let proxyAgent;
        if (this._keepAlive) {
            proxyAgent = this._proxyAgentDispatcher;
        }
        // if agent is already assigned use that agent.
        if (proxyAgent) {
            return proxyAgent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        proxyAgent = new external_undici_js_.ProxyAgent(Object.assign({ uri: proxyUrl.href, pipelining: !this._keepAlive ? 0 : 1 }, ((proxyUrl.username || proxyUrl.password) && {
            token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString('base64')}`
        })));
        this._proxyAgentDispatcher = proxyAgent;
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            proxyAgent.options = Object.assign(proxyAgent.options.requestTls || {}, {
                rejectUnauthorized: false
            });
        }
        return proxyAgent;
    }
    _getUserAgentWithOrchestrationId(userAgent) {
        const baseUserAgent = userAgent || 'actions/http-client';
        const orchId = process.env['ACTIONS_ORCHESTRATION_ID'];
        if (orchId) {
            // Sanitize the orchestration ID to ensure it contains only valid characters
            // Valid characters: 0-9, a-z, _, -, .
            const sanitizedId = orchId.replace(/[^a-z0-9_.-]/gi, '_');
            return `${baseUserAgent} actions_orchestration_id/${sanitizedId}`;
        }
        return baseUserAgent;
    }
    _performExponentialBackoff(retryNumber) {
        return __awaiter(this, void 0, void 0, function* () {
            retryNumber = Math.min(ExponentialBackoffCeiling, retryNumber);
            const ms = ExponentialBackoffTimeSlice * Math.pow(2, retryNumber);
            return new Promise(resolve => setTimeout(() => resolve(), ms));
        });
    }
    _processResponse(res, options) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => __awaiter(this, void 0, void 0, function* () {
                const statusCode = res.message.statusCode || 0;
                const response = {
                    statusCode,
                    result: null,
                    headers: {}
                };
                // not found leads to null obj returned
                if (statusCode === HttpCodes.NotFound) {
                    resolve(response);
                }
                // get the result from the body
                function dateTimeDeserializer(key, value) {
                    if (typeof value === 'string') {
                        const a = new Date(value);
                        if (!isNaN(a.valueOf())) {
                            return a;
                        }
                    }
                    return value;
                }
                let obj;
                let contents;
                try {
                    contents = yield res.readBody();
                    if (contents && contents.length > 0) {
                        if (options && options.deserializeDates) {
                            obj = JSON.parse(contents, dateTimeDeserializer);
                        }
                        else {
                            obj = JSON.parse(contents);
                        }
                        response.result = obj;
                    }
                    response.headers = res.message.headers;
                }
                catch (err) {
                    // Invalid resource (contents not json);  leaving result obj null
                }
                // note that 3xx redirects are handled by the http layer.
                if (statusCode > 299) {
                    let msg;
                    // if exception/error in body, attempt to get better error
                    if (obj && obj.message) {
                        msg = obj.message;
                    }
                    else if (contents && contents.length > 0) {
                        // it may be the case that the exception is in the body message as string
                        msg = contents;
                    }
                    else {
                        msg = `Failed request: (${statusCode})`;
                    }
                    const err = new HttpClientError(msg, statusCode);
                    err.result = response.result;
                    reject(err);
                }
                else {
                    resolve(response);
                }
            }));
        });
    }
}
const lowercaseKeys = (obj) => Object.keys(obj).reduce((c, k) => ((c[k.toLowerCase()] = obj[k]), c), {});
//# sourceMappingURL=index.js.map

/***/ }),

/***/ 90:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ck: () => (/* binding */ mkdir),
/* harmony export */   H8: () => (/* binding */ IS_WINDOWS),
/* harmony export */   Qh: () => (/* binding */ isRooted),
/* harmony export */   rm: () => (/* binding */ rm),
/* harmony export */   t2: () => (/* binding */ exists),
/* harmony export */   vr: () => (/* binding */ tryGetExecutablePath)
/* harmony export */ });
/* unused harmony exports chmod, copyFile, lstat, open, readdir, rename, rmdir, stat, symlink, unlink, readlink, UV_FS_O_EXLOCK, READONLY, isDirectory, getCmdPath */
/* harmony import */ var fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9896);
/* harmony import */ var path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6928);
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { chmod, copyFile, lstat, mkdir, open, readdir, rename, rm, rmdir, stat, symlink, unlink } = fs__WEBPACK_IMPORTED_MODULE_0__.promises;
// export const {open} = 'fs'
const IS_WINDOWS = process.platform === 'win32';
/**
 * Custom implementation of readlink to ensure Windows junctions
 * maintain trailing backslash for backward compatibility with Node.js < 24
 *
 * In Node.js 20, Windows junctions (directory symlinks) always returned paths
 * with trailing backslashes. Node.js 24 removed this behavior, which breaks
 * code that relied on this format for path operations.
 *
 * This implementation restores the Node 20 behavior by adding a trailing
 * backslash to all junction results on Windows.
 */
function readlink(fsPath) {
    return __awaiter(this, void 0, void 0, function* () {
        const result = yield fs.promises.readlink(fsPath);
        // On Windows, restore Node 20 behavior: add trailing backslash to all results
        // since junctions on Windows are always directory links
        if (IS_WINDOWS && !result.endsWith('\\')) {
            return `${result}\\`;
        }
        return result;
    });
}
// See https://github.com/nodejs/node/blob/d0153aee367422d0858105abec186da4dff0a0c5/deps/uv/include/uv/win.h#L691
const UV_FS_O_EXLOCK = 0x10000000;
const READONLY = fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY;
function exists(fsPath) {
    return __awaiter(this, void 0, void 0, function* () {
        try {
            yield stat(fsPath);
        }
        catch (err) {
            if (err.code === 'ENOENT') {
                return false;
            }
            throw err;
        }
        return true;
    });
}
function isDirectory(fsPath_1) {
    return __awaiter(this, arguments, void 0, function* (fsPath, useStat = false) {
        const stats = useStat ? yield stat(fsPath) : yield lstat(fsPath);
        return stats.isDirectory();
    });
}
/**
 * On OSX/Linux, true if path starts with '/'. On Windows, true for paths like:
 * \, \hello, \\hello\share, C:, and C:\hello (and corresponding alternate separator cases).
 */
function isRooted(p) {
    p = normalizeSeparators(p);
    if (!p) {
        throw new Error('isRooted() parameter "p" cannot be empty');
    }
    if (IS_WINDOWS) {
        return (p.startsWith('\\') || /^[A-Z]:/i.test(p) // e.g. \ or \hello or \\hello
        ); // e.g. C: or C:\hello
    }
    return p.startsWith('/');
}
/**
 * Best effort attempt to determine whether a file exists and is executable.
 * @param filePath    file path to check
 * @param extensions  additional file extensions to try
 * @return if file exists and is executable, returns the file path. otherwise empty string.
 */
function tryGetExecutablePath(filePath, extensions) {
    return __awaiter(this, void 0, void 0, function* () {
        let stats = undefined;
        try {
            // test file exists
            stats = yield stat(filePath);
        }
        catch (err) {
            if (err.code !== 'ENOENT') {
                // eslint-disable-next-line no-console
                console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
            }
        }
        if (stats && stats.isFile()) {
            if (IS_WINDOWS) {
                // on Windows, test for valid extension
                const upperExt = path__WEBPACK_IMPORTED_MODULE_1__.extname(filePath).toUpperCase();
                if (extensions.some(validExt => validExt.toUpperCase() === upperExt)) {
                    return filePath;
                }
            }
            else {
                if (isUnixExecutable(stats)) {
                    return filePath;
                }
            }
        }
        // try each extension
        const originalFilePath = filePath;
        for (const extension of extensions) {
            filePath = originalFilePath + extension;
            stats = undefined;
            try {
                stats = yield stat(filePath);
            }
            catch (err) {
                if (err.code !== 'ENOENT') {
                    // eslint-disable-next-line no-console
                    console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
                }
            }
            if (stats && stats.isFile()) {
                if (IS_WINDOWS) {
                    // preserve the case of the actual file (since an extension was appended)
                    try {
                        const directory = path__WEBPACK_IMPORTED_MODULE_1__.dirname(filePath);
                        const upperName = path__WEBPACK_IMPORTED_MODULE_1__.basename(filePath).toUpperCase();
                        for (const actualName of yield readdir(directory)) {
                            if (upperName === actualName.toUpperCase()) {
                                filePath = path__WEBPACK_IMPORTED_MODULE_1__.join(directory, actualName);
                                break;
                            }
                        }
                    }
                    catch (err) {
                        // eslint-disable-next-line no-console
                        console.log(`Unexpected error attempting to determine the actual case of the file '${filePath}': ${err}`);
                    }
                    return filePath;
                }
                else {
                    if (isUnixExecutable(stats)) {
                        return filePath;
                    }
                }
            }
        }
        return '';
    });
}
function normalizeSeparators(p) {
    p = p || '';
    if (IS_WINDOWS) {
        // convert slashes on Windows
        p = p.replace(/\//g, '\\');
        // remove redundant slashes
        return p.replace(/\\\\+/g, '\\');
    }
    // remove redundant slashes
    return p.replace(/\/\/+/g, '/');
}
// on Mac/Linux, test the execute bit
//     R   W  X  R  W X R W X
//   256 128 64 32 16 8 4 2 1
function isUnixExecutable(stats) {
    return ((stats.mode & 1) > 0 ||
        ((stats.mode & 8) > 0 &&
            process.getgid !== undefined &&
            stats.gid === process.getgid()) ||
        ((stats.mode & 64) > 0 &&
            process.getuid !== undefined &&
            stats.uid === process.getuid()));
}
// Get the path of cmd.exe in windows
function getCmdPath() {
    var _a;
    return (_a = process.env['COMSPEC']) !== null && _a !== void 0 ? _a : `cmd.exe`;
}
//# sourceMappingURL=io-util.js.map

/***/ }),

/***/ 8701:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   K7: () => (/* binding */ which),
/* harmony export */   U$: () => (/* binding */ mkdirP),
/* harmony export */   Yz: () => (/* binding */ rmRF)
/* harmony export */ });
/* unused harmony exports cp, mv, findInPath */
/* harmony import */ var assert__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2613);
/* harmony import */ var path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6928);
/* harmony import */ var _io_util_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(90);
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



/**
 * Copies a file or folder.
 * Based off of shelljs - https://github.com/shelljs/shelljs/blob/9237f66c52e5daa40458f94f9565e18e8132f5a6/src/cp.js
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See CopyOptions.
 */
function cp(source_1, dest_1) {
    return __awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        const { force, recursive, copySourceDirectory } = readCopyOptions(options);
        const destStat = (yield ioUtil.exists(dest)) ? yield ioUtil.stat(dest) : null;
        // Dest is an existing file, but not forcing
        if (destStat && destStat.isFile() && !force) {
            return;
        }
        // If dest is an existing directory, should copy inside.
        const newDest = destStat && destStat.isDirectory() && copySourceDirectory
            ? path.join(dest, path.basename(source))
            : dest;
        if (!(yield ioUtil.exists(source))) {
            throw new Error(`no such file or directory: ${source}`);
        }
        const sourceStat = yield ioUtil.stat(source);
        if (sourceStat.isDirectory()) {
            if (!recursive) {
                throw new Error(`Failed to copy. ${source} is a directory, but tried to copy without recursive flag.`);
            }
            else {
                yield cpDirRecursive(source, newDest, 0, force);
            }
        }
        else {
            if (path.relative(source, newDest) === '') {
                // a file cannot be copied to itself
                throw new Error(`'${newDest}' and '${source}' are the same file`);
            }
            yield copyFile(source, newDest, force);
        }
    });
}
/**
 * Moves a path.
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See MoveOptions.
 */
function mv(source_1, dest_1) {
    return __awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        if (yield ioUtil.exists(dest)) {
            let destExists = true;
            if (yield ioUtil.isDirectory(dest)) {
                // If dest is directory copy src into dest
                dest = path.join(dest, path.basename(source));
                destExists = yield ioUtil.exists(dest);
            }
            if (destExists) {
                if (options.force == null || options.force) {
                    yield rmRF(dest);
                }
                else {
                    throw new Error('Destination already exists');
                }
            }
        }
        yield mkdirP(path.dirname(dest));
        yield ioUtil.rename(source, dest);
    });
}
/**
 * Remove a path recursively with force
 *
 * @param inputPath path to remove
 */
function rmRF(inputPath) {
    return __awaiter(this, void 0, void 0, function* () {
        if (_io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .IS_WINDOWS */ .H8) {
            // Check for invalid characters
            // https://docs.microsoft.com/en-us/windows/win32/fileio/naming-a-file
            if (/[*"<>|]/.test(inputPath)) {
                throw new Error('File path must not contain `*`, `"`, `<`, `>` or `|` on Windows');
            }
        }
        try {
            // note if path does not exist, error is silent
            yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__.rm(inputPath, {
                force: true,
                maxRetries: 3,
                recursive: true,
                retryDelay: 300
            });
        }
        catch (err) {
            throw new Error(`File was unable to be removed ${err}`);
        }
    });
}
/**
 * Make a directory.  Creates the full path with folders in between
 * Will throw if it fails
 *
 * @param   fsPath        path to create
 * @returns Promise<void>
 */
function mkdirP(fsPath) {
    return __awaiter(this, void 0, void 0, function* () {
        (0,assert__WEBPACK_IMPORTED_MODULE_0__.ok)(fsPath, 'a path argument must be provided');
        yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .mkdir */ .Ck(fsPath, { recursive: true });
    });
}
/**
 * Returns path of a tool had the tool actually been invoked.  Resolves via paths.
 * If you check and the tool does not exist, it will throw.
 *
 * @param     tool              name of the tool
 * @param     check             whether to check if tool exists
 * @returns   Promise<string>   path to tool
 */
function which(tool, check) {
    return __awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // recursive when check=true
        if (check) {
            const result = yield which(tool, false);
            if (!result) {
                if (_io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .IS_WINDOWS */ .H8) {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also verify the file has a valid extension for an executable file.`);
                }
                else {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also check the file mode to verify the file is executable.`);
                }
            }
            return result;
        }
        const matches = yield findInPath(tool);
        if (matches && matches.length > 0) {
            return matches[0];
        }
        return '';
    });
}
/**
 * Returns a list of all occurrences of the given tool on the system path.
 *
 * @returns   Promise<string[]>  the paths of the tool
 */
function findInPath(tool) {
    return __awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // build the list of extensions to try
        const extensions = [];
        if (_io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .IS_WINDOWS */ .H8 && process.env['PATHEXT']) {
            for (const extension of process.env['PATHEXT'].split(path__WEBPACK_IMPORTED_MODULE_1__.delimiter)) {
                if (extension) {
                    extensions.push(extension);
                }
            }
        }
        // if it's rooted, return it if exists. otherwise return empty.
        if (_io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .isRooted */ .Qh(tool)) {
            const filePath = yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .tryGetExecutablePath */ .vr(tool, extensions);
            if (filePath) {
                return [filePath];
            }
            return [];
        }
        // if any path separators, return empty
        if (tool.includes(path__WEBPACK_IMPORTED_MODULE_1__.sep)) {
            return [];
        }
        // build the list of directories
        //
        // Note, technically "where" checks the current directory on Windows. From a toolkit perspective,
        // it feels like we should not do this. Checking the current directory seems like more of a use
        // case of a shell, and the which() function exposed by the toolkit should strive for consistency
        // across platforms.
        const directories = [];
        if (process.env.PATH) {
            for (const p of process.env.PATH.split(path__WEBPACK_IMPORTED_MODULE_1__.delimiter)) {
                if (p) {
                    directories.push(p);
                }
            }
        }
        // find all matches
        const matches = [];
        for (const directory of directories) {
            const filePath = yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .tryGetExecutablePath */ .vr(path__WEBPACK_IMPORTED_MODULE_1__.join(directory, tool), extensions);
            if (filePath) {
                matches.push(filePath);
            }
        }
        return matches;
    });
}
function readCopyOptions(options) {
    const force = options.force == null ? true : options.force;
    const recursive = Boolean(options.recursive);
    const copySourceDirectory = options.copySourceDirectory == null
        ? true
        : Boolean(options.copySourceDirectory);
    return { force, recursive, copySourceDirectory };
}
function cpDirRecursive(sourceDir, destDir, currentDepth, force) {
    return __awaiter(this, void 0, void 0, function* () {
        // Ensure there is not a run away recursive copy
        if (currentDepth >= 255)
            return;
        currentDepth++;
        yield mkdirP(destDir);
        const files = yield ioUtil.readdir(sourceDir);
        for (const fileName of files) {
            const srcFile = `${sourceDir}/${fileName}`;
            const destFile = `${destDir}/${fileName}`;
            const srcFileStat = yield ioUtil.lstat(srcFile);
            if (srcFileStat.isDirectory()) {
                // Recurse
                yield cpDirRecursive(srcFile, destFile, currentDepth, force);
            }
            else {
                yield copyFile(srcFile, destFile, force);
            }
        }
        // Change the mode for the newly created directory
        yield ioUtil.chmod(destDir, (yield ioUtil.stat(sourceDir)).mode);
    });
}
// Buffered file copy
function copyFile(srcFile, destFile, force) {
    return __awaiter(this, void 0, void 0, function* () {
        if ((yield ioUtil.lstat(srcFile)).isSymbolicLink()) {
            // unlink/re-link it
            try {
                yield ioUtil.lstat(destFile);
                yield ioUtil.unlink(destFile);
            }
            catch (e) {
                // Try to override file permission
                if (e.code === 'EPERM') {
                    yield ioUtil.chmod(destFile, '0666');
                    yield ioUtil.unlink(destFile);
                }
                // other errors = it doesn't exist, no work to do
            }
            // Copy over symlink
            const symlinkFull = yield ioUtil.readlink(srcFile);
            yield ioUtil.symlink(symlinkFull, destFile, ioUtil.IS_WINDOWS ? 'junction' : null);
        }
        else if (!(yield ioUtil.exists(destFile)) || force) {
            yield ioUtil.copyFile(srcFile, destFile);
        }
    });
}
//# sourceMappingURL=io.js.map

/***/ }),

/***/ 4645:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (__WEBPACK_DEFAULT_EXPORT__)
/* harmony export */ });
/* unused harmony export File */
/* harmony import */ var _index_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6327);


const _File = class File extends _index_js__WEBPACK_IMPORTED_MODULE_0__/* ["default"] */ .A {
  #lastModified = 0
  #name = ''

  /**
   * @param {*[]} fileBits
   * @param {string} fileName
   * @param {{lastModified?: number, type?: string}} options
   */// @ts-ignore
  constructor (fileBits, fileName, options = {}) {
    if (arguments.length < 2) {
      throw new TypeError(`Failed to construct 'File': 2 arguments required, but only ${arguments.length} present.`)
    }
    super(fileBits, options)

    if (options === null) options = {}

    // Simulate WebIDL type casting for NaN value in lastModified option.
    const lastModified = options.lastModified === undefined ? Date.now() : Number(options.lastModified)
    if (!Number.isNaN(lastModified)) {
      this.#lastModified = lastModified
    }

    this.#name = String(fileName)
  }

  get name () {
    return this.#name
  }

  get lastModified () {
    return this.#lastModified
  }

  get [Symbol.toStringTag] () {
    return 'File'
  }

  static [Symbol.hasInstance] (object) {
    return !!object && object instanceof _index_js__WEBPACK_IMPORTED_MODULE_0__/* ["default"] */ .A &&
      /^(File)$/.test(object[Symbol.toStringTag])
  }
}

/** @type {typeof globalThis.File} */// @ts-ignore
const File = _File
/* harmony default export */ const __WEBPACK_DEFAULT_EXPORT__ = (File);


/***/ }),

/***/ 995:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   ZH: () => (/* reexport safe */ _file_js__WEBPACK_IMPORTED_MODULE_3__.A)
/* harmony export */ });
/* unused harmony exports blobFrom, blobFromSync, fileFrom, fileFromSync */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);
/* harmony import */ var node_domexception__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(7666);
/* harmony import */ var _file_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(4645);
/* harmony import */ var _index_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(6327);







const { stat } = node_fs__WEBPACK_IMPORTED_MODULE_0__.promises

/**
 * @param {string} path filepath on the disk
 * @param {string} [type] mimetype to use
 */
const blobFromSync = (path, type) => fromBlob(statSync(path), path, type)

/**
 * @param {string} path filepath on the disk
 * @param {string} [type] mimetype to use
 * @returns {Promise<Blob>}
 */
const blobFrom = (path, type) => stat(path).then(stat => fromBlob(stat, path, type))

/**
 * @param {string} path filepath on the disk
 * @param {string} [type] mimetype to use
 * @returns {Promise<File>}
 */
const fileFrom = (path, type) => stat(path).then(stat => fromFile(stat, path, type))

/**
 * @param {string} path filepath on the disk
 * @param {string} [type] mimetype to use
 */
const fileFromSync = (path, type) => fromFile(statSync(path), path, type)

// @ts-ignore
const fromBlob = (stat, path, type = '') => new Blob([new BlobDataItem({
  path,
  size: stat.size,
  lastModified: stat.mtimeMs,
  start: 0
})], { type })

// @ts-ignore
const fromFile = (stat, path, type = '') => new File([new BlobDataItem({
  path,
  size: stat.size,
  lastModified: stat.mtimeMs,
  start: 0
})], basename(path), { type, lastModified: stat.mtimeMs })

/**
 * This is a blob backed up by a file on the disk
 * with minium requirement. Its wrapped around a Blob as a blobPart
 * so you have no direct access to this.
 *
 * @private
 */
class BlobDataItem {
  #path
  #start

  constructor (options) {
    this.#path = options.path
    this.#start = options.start
    this.size = options.size
    this.lastModified = options.lastModified
  }

  /**
   * Slicing arguments is first validated and formatted
   * to not be out of range by Blob.prototype.slice
   */
  slice (start, end) {
    return new BlobDataItem({
      path: this.#path,
      lastModified: this.lastModified,
      size: end - start,
      start: this.#start + start
    })
  }

  async * stream () {
    const { mtimeMs } = await stat(this.#path)
    if (mtimeMs > this.lastModified) {
      throw new node_domexception__WEBPACK_IMPORTED_MODULE_2__('The requested file could not be read, typically due to permission problems that have occurred after a reference to a file was acquired.', 'NotReadableError')
    }
    yield * (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createReadStream)(this.#path, {
      start: this.#start,
      end: this.#start + this.size - 1
    })
  }

  get [Symbol.toStringTag] () {
    return 'Blob'
  }
}

/* unused harmony default export */ var __WEBPACK_DEFAULT_EXPORT__ = ((/* unused pure expression or super */ null && (blobFromSync)));



/***/ }),

/***/ 6327:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (__WEBPACK_DEFAULT_EXPORT__)
/* harmony export */ });
/* unused harmony export Blob */
/* harmony import */ var _streams_cjs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1204);
/*! fetch-blob. MIT License. Jimmy Wärting <https://jimmy.warting.se/opensource> */

// TODO (jimmywarting): in the feature use conditional loading with top level await (requires 14.x)
// Node has recently added whatwg stream into core



// 64 KiB (same size chrome slice theirs blob into Uint8array's)
const POOL_SIZE = 65536

/** @param {(Blob | Uint8Array)[]} parts */
async function * toIterator (parts, clone = true) {
  for (const part of parts) {
    if ('stream' in part) {
      yield * (/** @type {AsyncIterableIterator<Uint8Array>} */ (part.stream()))
    } else if (ArrayBuffer.isView(part)) {
      if (clone) {
        let position = part.byteOffset
        const end = part.byteOffset + part.byteLength
        while (position !== end) {
          const size = Math.min(end - position, POOL_SIZE)
          const chunk = part.buffer.slice(position, position + size)
          position += chunk.byteLength
          yield new Uint8Array(chunk)
        }
      } else {
        yield part
      }
    /* c8 ignore next 10 */
    } else {
      // For blobs that have arrayBuffer but no stream method (nodes buffer.Blob)
      let position = 0, b = (/** @type {Blob} */ (part))
      while (position !== b.size) {
        const chunk = b.slice(position, Math.min(b.size, position + POOL_SIZE))
        const buffer = await chunk.arrayBuffer()
        position += buffer.byteLength
        yield new Uint8Array(buffer)
      }
    }
  }
}

const _Blob = class Blob {
  /** @type {Array.<(Blob|Uint8Array)>} */
  #parts = []
  #type = ''
  #size = 0
  #endings = 'transparent'

  /**
   * The Blob() constructor returns a new Blob object. The content
   * of the blob consists of the concatenation of the values given
   * in the parameter array.
   *
   * @param {*} blobParts
   * @param {{ type?: string, endings?: string }} [options]
   */
  constructor (blobParts = [], options = {}) {
    if (typeof blobParts !== 'object' || blobParts === null) {
      throw new TypeError('Failed to construct \'Blob\': The provided value cannot be converted to a sequence.')
    }

    if (typeof blobParts[Symbol.iterator] !== 'function') {
      throw new TypeError('Failed to construct \'Blob\': The object must have a callable @@iterator property.')
    }

    if (typeof options !== 'object' && typeof options !== 'function') {
      throw new TypeError('Failed to construct \'Blob\': parameter 2 cannot convert to dictionary.')
    }

    if (options === null) options = {}

    const encoder = new TextEncoder()
    for (const element of blobParts) {
      let part
      if (ArrayBuffer.isView(element)) {
        part = new Uint8Array(element.buffer.slice(element.byteOffset, element.byteOffset + element.byteLength))
      } else if (element instanceof ArrayBuffer) {
        part = new Uint8Array(element.slice(0))
      } else if (element instanceof Blob) {
        part = element
      } else {
        part = encoder.encode(`${element}`)
      }

      this.#size += ArrayBuffer.isView(part) ? part.byteLength : part.size
      this.#parts.push(part)
    }

    this.#endings = `${options.endings === undefined ? 'transparent' : options.endings}`
    const type = options.type === undefined ? '' : String(options.type)
    this.#type = /^[\x20-\x7E]*$/.test(type) ? type : ''
  }

  /**
   * The Blob interface's size property returns the
   * size of the Blob in bytes.
   */
  get size () {
    return this.#size
  }

  /**
   * The type property of a Blob object returns the MIME type of the file.
   */
  get type () {
    return this.#type
  }

  /**
   * The text() method in the Blob interface returns a Promise
   * that resolves with a string containing the contents of
   * the blob, interpreted as UTF-8.
   *
   * @return {Promise<string>}
   */
  async text () {
    // More optimized than using this.arrayBuffer()
    // that requires twice as much ram
    const decoder = new TextDecoder()
    let str = ''
    for await (const part of toIterator(this.#parts, false)) {
      str += decoder.decode(part, { stream: true })
    }
    // Remaining
    str += decoder.decode()
    return str
  }

  /**
   * The arrayBuffer() method in the Blob interface returns a
   * Promise that resolves with the contents of the blob as
   * binary data contained in an ArrayBuffer.
   *
   * @return {Promise<ArrayBuffer>}
   */
  async arrayBuffer () {
    // Easier way... Just a unnecessary overhead
    // const view = new Uint8Array(this.size);
    // await this.stream().getReader({mode: 'byob'}).read(view);
    // return view.buffer;

    const data = new Uint8Array(this.size)
    let offset = 0
    for await (const chunk of toIterator(this.#parts, false)) {
      data.set(chunk, offset)
      offset += chunk.length
    }

    return data.buffer
  }

  stream () {
    const it = toIterator(this.#parts, true)

    return new globalThis.ReadableStream({
      // @ts-ignore
      type: 'bytes',
      async pull (ctrl) {
        const chunk = await it.next()
        chunk.done ? ctrl.close() : ctrl.enqueue(chunk.value)
      },

      async cancel () {
        await it.return()
      }
    })
  }

  /**
   * The Blob interface's slice() method creates and returns a
   * new Blob object which contains data from a subset of the
   * blob on which it's called.
   *
   * @param {number} [start]
   * @param {number} [end]
   * @param {string} [type]
   */
  slice (start = 0, end = this.size, type = '') {
    const { size } = this

    let relativeStart = start < 0 ? Math.max(size + start, 0) : Math.min(start, size)
    let relativeEnd = end < 0 ? Math.max(size + end, 0) : Math.min(end, size)

    const span = Math.max(relativeEnd - relativeStart, 0)
    const parts = this.#parts
    const blobParts = []
    let added = 0

    for (const part of parts) {
      // don't add the overflow to new blobParts
      if (added >= span) {
        break
      }

      const size = ArrayBuffer.isView(part) ? part.byteLength : part.size
      if (relativeStart && size <= relativeStart) {
        // Skip the beginning and change the relative
        // start & end position as we skip the unwanted parts
        relativeStart -= size
        relativeEnd -= size
      } else {
        let chunk
        if (ArrayBuffer.isView(part)) {
          chunk = part.subarray(relativeStart, Math.min(size, relativeEnd))
          added += chunk.byteLength
        } else {
          chunk = part.slice(relativeStart, Math.min(size, relativeEnd))
          added += chunk.size
        }
        relativeEnd -= size
        blobParts.push(chunk)
        relativeStart = 0 // All next sequential parts should start at 0
      }
    }

    const blob = new Blob([], { type: String(type).toLowerCase() })
    blob.#size = span
    blob.#parts = blobParts

    return blob
  }

  get [Symbol.toStringTag] () {
    return 'Blob'
  }

  static [Symbol.hasInstance] (object) {
    return (
      object &&
      typeof object === 'object' &&
      typeof object.constructor === 'function' &&
      (
        typeof object.stream === 'function' ||
        typeof object.arrayBuffer === 'function'
      ) &&
      /^(Blob|File)$/.test(object[Symbol.toStringTag])
    )
  }
}

Object.defineProperties(_Blob.prototype, {
  size: { enumerable: true },
  type: { enumerable: true },
  slice: { enumerable: true }
})

/** @type {typeof globalThis.Blob} */
const Blob = _Blob
/* harmony default export */ const __WEBPACK_DEFAULT_EXPORT__ = (Blob);


/***/ }),

/***/ 3018:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $n: () => (/* binding */ formDataToBlob),
/* harmony export */   fS: () => (/* binding */ FormData)
/* harmony export */ });
/* unused harmony export File */
/* harmony import */ var fetch_blob__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6327);
/* harmony import */ var fetch_blob_file_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4645);
/*! formdata-polyfill. MIT License. Jimmy Wärting <https://jimmy.warting.se/opensource> */




var {toStringTag:t,iterator:i,hasInstance:h}=Symbol,
r=Math.random,
m='append,set,get,getAll,delete,keys,values,entries,forEach,constructor'.split(','),
f=(a,b,c)=>(a+='',/^(Blob|File)$/.test(b && b[t])?[(c=c!==void 0?c+'':b[t]=='File'?b.name:'blob',a),b.name!==c||b[t]=='blob'?new fetch_blob_file_js__WEBPACK_IMPORTED_MODULE_1__/* ["default"] */ .A([b],c,b):b]:[a,b+'']),
e=(c,f)=>(f?c:c.replace(/\r?\n|\r/g,'\r\n')).replace(/\n/g,'%0A').replace(/\r/g,'%0D').replace(/"/g,'%22'),
x=(n, a, e)=>{if(a.length<e){throw new TypeError(`Failed to execute '${n}' on 'FormData': ${e} arguments required, but only ${a.length} present.`)}}

const File = (/* unused pure expression or super */ null && (F))

/** @type {typeof globalThis.FormData} */
const FormData = class FormData {
#d=[];
constructor(...a){if(a.length)throw new TypeError(`Failed to construct 'FormData': parameter 1 is not of type 'HTMLFormElement'.`)}
get [t]() {return 'FormData'}
[i](){return this.entries()}
static [h](o) {return o&&typeof o==='object'&&o[t]==='FormData'&&!m.some(m=>typeof o[m]!='function')}
append(...a){x('append',arguments,2);this.#d.push(f(...a))}
delete(a){x('delete',arguments,1);a+='';this.#d=this.#d.filter(([b])=>b!==a)}
get(a){x('get',arguments,1);a+='';for(var b=this.#d,l=b.length,c=0;c<l;c++)if(b[c][0]===a)return b[c][1];return null}
getAll(a,b){x('getAll',arguments,1);b=[];a+='';this.#d.forEach(c=>c[0]===a&&b.push(c[1]));return b}
has(a){x('has',arguments,1);a+='';return this.#d.some(b=>b[0]===a)}
forEach(a,b){x('forEach',arguments,1);for(var [c,d]of this)a.call(b,d,c,this)}
set(...a){x('set',arguments,2);var b=[],c=!0;a=f(...a);this.#d.forEach(d=>{d[0]===a[0]?c&&(c=!b.push(a)):b.push(d)});c&&b.push(a);this.#d=b}
*entries(){yield*this.#d}
*keys(){for(var[a]of this)yield a}
*values(){for(var[,a]of this)yield a}}

/** @param {FormData} F */
function formDataToBlob (F,B=fetch_blob__WEBPACK_IMPORTED_MODULE_0__/* ["default"] */ .A){
var b=`${r()}${r()}`.replace(/\./g, '').slice(-28).padStart(32, '-'),c=[],p=`--${b}\r\nContent-Disposition: form-data; name="`
F.forEach((v,n)=>typeof v=='string'
?c.push(p+e(n)+`"\r\n\r\n${v.replace(/\r(?!\n)|(?<!\r)\n/g, '\r\n')}\r\n`)
:c.push(p+e(n)+`"; filename="${e(v.name, 1)}"\r\nContent-Type: ${v.type||"application/octet-stream"}\r\n\r\n`, v, '\r\n'))
c.push(`--${b}--`)
return new B(c,{type:"multipart/form-data; boundary="+b})}


/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		id: moduleId,
/******/ 		loaded: false,
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Flag the module as loaded
/******/ 	module.loaded = true;
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/node module decorator */
/******/ (() => {
/******/ 	__nccwpck_require__.nmd = (module) => {
/******/ 		module.paths = [];
/******/ 		if (!module.children) module.children = [];
/******/ 		return module;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(1296);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
