// The messages of core/protocol, made and read by hand: the other side of its layout, for the tests of the worker and for the benchmark in a browser.
const kinds = { Start: 1, Pause: 2, Resume: 3, Stop: 4, Ack: 5, Ready: 6, Started: 7, Progress: 8, Frame: 9, Done: 10, Failed: 11, Query: 13, Answer: 14 };
const names = Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [kind, name]));

// writer and reader of fields: 8 bytes for a number or a length, then the text or the list.
function writer() {
  const bytes = [];
  const w = {
    bytes,
    raw: (...b) => (bytes.push(...b), w),
    number: (x, set) => {
      const view = new DataView(new ArrayBuffer(8));
      view[set](0, x, true);
      return w.raw(...new Uint8Array(view.buffer));
    },
    int: (n) => w.number(BigInt(n), "setBigInt64"),
    float: (x) => w.number(x, "setFloat64"),
    text: (s) => w.int(new TextEncoder().encode(s).length).raw(...new TextEncoder().encode(s)),
  };
  return w;
}

function reader(buffer) {
  const view = new DataView(buffer);
  let at = 4;
  const r = {
    int: () => Number(view.getBigInt64((at += 8) - 8, true)),
    bool: () => view.getUint8(at++) === 1,
    float: () => view.getFloat64((at += 8) - 8, true),
    text: () => {
      const size = r.int();
      return new TextDecoder().decode(new Uint8Array(buffer, (at += size) - size, size));
    },
    list: (one) => Array.from({ length: r.int() }, one),
  };
  return r;
}

// What stands in front of a message of a kind; fields follow.
export const head = (kind) => writer().raw(0x56, 0x53, 9, kinds[kind]);

// Start with seed 1 and all else by default.
export function start(job, model, solver, times, { exact = true, estimate = "", workers = 0 } = {}) {
  const w = head("Start").int(job).text(model).text(solver).int(times.length);
  for (const t of times) w.float(t);
  w.int(0).raw(exact ? 1 : 0).int(1).int(0).int(0).int(0).float(0).float(0).float(0).text(estimate).int(0).int(0); // no pairs, no limits
  w.text("").text("").text("").int(0).int(0).int(0).float(0).text("").float(0).raw(0).int(workers); // method and architecture
  w.text("").float(0).raw(0).float(0).int(0); // no name, no checkpoints, from the start, to the last time, no trajectories
  return w.int(0).int(0); // nothing asked
}

const bodies = {
  Started: (r) => ({ job: r.int(), species: r.list(r.text), limits: r.list(r.int) }),
  Frame: (r) => ({ job: r.int(), index: r.int(), time: r.float(), mean: r.list(r.float) }),
  Done: (r) => ({ job: r.int(), stopped: r.bool(), seconds: r.float(), solver: r.float() }),
  Answer: (r) => ({ job: r.int(), id: r.int(), frame: r.int(), kind: r.text(), failed: r.text(), col: r.int(), value: r.float(), error: r.float() }),
  Failed: (r) => ({ job: r.int(), message: r.text(), badInput: r.bool(), line: r.int(), col: r.int() }),
};

// The name of a message, and its first fields.
export function read(buffer) {
  const name = names[new Uint8Array(buffer)[3]];
  return { name, body: bodies[name]?.(reader(buffer)), bytes: buffer.byteLength };
}
