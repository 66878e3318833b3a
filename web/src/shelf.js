// Keeps runs in IndexedDB and what a tab shows in its sessionStorage. A browser may refuse either, in a private window or when the disk is full; then
// the page is told why and works without. A run is a record in "runs" and its parts in "parts", under [id, key].

const most = 3; // runs that the user had asked for, beside the present one; runs that a page began by itself make room at once

let opened; // promise of the database

const answer = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("vanscape", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("runs", { keyPath: "id" });
      request.result.createObjectStore("parts");
    };
    request.onsuccess = () => {
      const db = request.result;
      db.onversionchange = () => db.close(); // a newer page in another tab goes first
      db.onclose = () => { opened = undefined; };
      resolve(db);
    };
    request.onerror = () => reject(request.error);
  });
  opened.catch(() => { opened = undefined; }); // try again next time
  return opened;
}

// Runs fn in one transaction: all of it happens, or nothing.
async function transact(mode, fn) {
  const transaction = (await database()).transaction(["runs", "parts"], mode);
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("it was given up"));
  });
  const [result] = await Promise.all([fn(transaction.objectStore("runs"), transaction.objectStore("parts")), done]);
  return result;
}

const partsOf = (id) => IDBKeyRange.bound([id], [id, []]); // arrays come after numbers

function remove(runs, parts, id) {
  runs.delete(id);
  parts.delete(partsOf(id));
}

// The ids of runs that make room for a new one.
function superfluous(all, id) {
  const others = all.filter((run) => run.id !== id).sort((a, b) => b.at - a.at);
  const asked = others.filter((run) => run.asked);
  return others.filter((run) => !run.asked || asked.indexOf(run) >= most);
}

export const shelf = {
  // An order collects parts; put adds them to the run and answers "", or "gone" when the run should be there and is not, or what went wrong.
  order(id, name, time, horizon, asked, finished, isNew) {
    const added = [];
    return {
      add(key, bytes) { added.push([key, bytes]); },
      put(done) {
        transact("readwrite", async (runs, parts) => {
          if (!isNew && !(await answer(runs.getKey(id)))) return "gone";
          if (isNew) for (const run of superfluous(await answer(runs.getAll()), id)) remove(runs, parts, run.id);
          runs.put({ id, name, time, horizon, asked, finished, at: Date.now() });
          for (const [key, bytes] of added) parts.put(bytes, [id, key]);
          return "";
        }).then(done, (error) => done(String(error?.message || error || "it does not say why")));
      },
    };
  },

  // Answers the parts of a run, none when it is not there.
  take(id, done) {
    transact("readonly", (_, parts) => answer(parts.getAll(partsOf(id)))).then(done, () => done([]));
  },

  // Answers the newest run that was asked for and is not finished.
  newest(done) {
    transact("readonly", (runs) => answer(runs.getAll())).then(
      (all) => done(all.filter((run) => run.asked && !run.finished).sort((a, b) => b.at - a.at)[0]),
      () => done(undefined),
    );
  },

  drop(id) {
    transact("readwrite", (runs, parts) => remove(runs, parts, id)).catch(() => {});
  },

  tab() {
    try { return sessionStorage.getItem("vanscape") ?? ""; } catch { return ""; }
  },

  setTab(text) {
    try { sessionStorage.setItem("vanscape", text); } catch { /* then a reload forgets */ }
  },
};
