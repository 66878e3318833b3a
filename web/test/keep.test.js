// Runs that outlive the page: a reload, a file, another browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { choose, number, open, text, unhurried, until, visit, written } from "./browser.js";

let site;
before(async () => { site = await open("web/dist", unhurried); });
after(async () => { await site?.close(); });

const hasTime = (t) => (s) => Number(s) >= t;
const isKept = (s) => s.startsWith("Kept at");
const isFinished = (s) => s.startsWith("Finished");

// Runs a model that takes some seconds.
const run = (page) => choose(page, "gene-expression");

// Waits until the browser keeps some frames of the present run.
async function kept(page, frames) {
  const end = Date.now() + 60000;
  while (Date.now() < end) {
    const count = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const { Run: run } = JSON.parse(sessionStorage.getItem("vanscape") ?? "{}");
          if (!run) return resolve(0);
          indexedDB.open("vanscape").onsuccess = ({ target }) => {
            const count = target.result.transaction("parts").objectStore("parts").count(IDBKeyRange.bound([run], [run, []]));
            count.onsuccess = () => resolve(count.result);
            target.result.close();
          };
        }),
    );
    if (count >= frames + 3) return;
    await page.waitForTimeout(200);
  }
  throw new Error(`not ${frames} frames are kept`);
}

async function save(page) {
  const download = page.waitForEvent("download");
  await page.locator("#save-run").click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

// The messages in a file, by core/protocol/run.go.
function messages({ bytes }) {
  const found = [];
  for (let at = 16; at < bytes.length - 8; ) {
    const size = Number(bytes.readBigUInt64LE(at));
    found.push(bytes.subarray(at + 8, at + 8 + size));
    at += 8 + size;
  }
  return found;
}

// All frames as text, without the number of their job.
const frames = (file) => messages(file).filter((m) => m[3] === 9).map((m) => m.subarray(12).toString("base64"));

async function openFile(page, name, bytes) {
  const chooser = page.waitForEvent("filechooser");
  await page.locator("#open-run").click();
  await (await chooser).setFiles({ name, mimeType: "application/octet-stream", buffer: bytes });
}

// The run that is never interrupted, saved once for all tests.
let whole;
async function uninterrupted() {
  if (whole) return whole;
  const page = await visit(site);
  await run(page);
  await until(page, "time", hasTime(3600), 120000);
  await until(page, "status", isFinished);
  whole = { file: await save(page), distance: await text(page, "hellinger"), mean: await text(page, "mean-P") };
  assert.ok(Number(whole.distance) < 0.06);
  assert.deepEqual(page.said, []);
  await page.close();
  return whole;
}

test("a reload loses neither run nor text, and the run goes on to the same end", async () => {
  const want = await uninterrupted();
  const page = await visit(site);
  await run(page);
  await until(page, "mean-P", (s) => Number(s) >= 0);
  await page.locator("#text").press("Control+End");
  await page.keyboard.type("# mine");
  await kept(page, 5);
  await page.reload();
  await until(page, "status", isKept);
  const reached = Number(await text(page, "time"));
  assert.ok(reached > 20 && reached < 3600, `it shows t = ${reached}`);
  assert.ok((await written(page)).endsWith("# mine"), "the text is there");
  assert.equal(await page.locator("#horizon").inputValue(), "3600");
  await page.waitForTimeout(700);
  assert.equal(Number(await text(page, "time")), reached, "it rests");
  assert.ok(await page.locator("#go-on").isVisible());

  await page.locator("#go-on").click();
  await until(page, "status", isFinished, 120000);
  await until(page, "time", hasTime(3600));
  assert.equal(await text(page, "hellinger"), want.distance);
  assert.equal(await text(page, "mean-P"), want.mean);
  const file = await save(page);
  assert.equal(frames(file).length, 201);
  assert.ok(frames(file).every((f, i) => f === frames(want.file)[i]), "every frame is the same to the last bit");
  assert.ok(await page.locator("#go-on").isHidden());

  // What is done stays too.
  await page.reload();
  await until(page, "status", isFinished);
  assert.equal(await text(page, "hellinger"), want.distance);
  assert.deepEqual(page.said, []);
  await page.close();
});

test("a stopped run goes on, and a finished one to a later end", async () => {
  const page = await visit(site);
  await choose(page, "birth-death");
  await until(page, "status", isFinished, 60000);
  await page.locator("#horizon").fill("110");
  await page.locator("#go-on").click();
  await until(page, "status", isFinished, 60000);
  await until(page, "time", hasTime(110));
  assert.ok((await number(page, "hellinger")) < 0.06);
  assert.ok((await page.locator("#time").getAttribute("max")) === "220");
  await choose(page, "toggle-switch");
  await until(page, "time", (s) => Number(s) >= 0.4 && Number(s) < 40, 60000);
  await page.locator("#stop").click();
  await until(page, "status", (s) => s === "Stopped");
  const held = Number(await text(page, "time"));
  await page.locator("#go-on").click();
  await until(page, "time", (s) => Number(s) > held);
  assert.deepEqual(page.said, []);
  await page.close();
});

test("a file opens in another browser, and wrong files change nothing", async () => {
  const want = await uninterrupted();
  assert.equal(want.file.name, "gene-expression.vanscape");
  const context = await site.browser.newContext({ viewport: { width: 1366, height: 768 } });
  const page = await context.newPage();
  const said = [];
  page.on("console", (m) => said.push(m.text()));
  page.on("pageerror", (e) => said.push(e.message));
  await page.goto(site.url);
  await choose(page, "birth-death");
  await until(page, "mean-X", (s) => Number(s) > 0);

  const half = want.file.bytes.subarray(0, want.file.bytes.length / 2);
  const other = Buffer.from(want.file.bytes);
  other[15]++;
  for (const [name, bytes, why] of [
    ["half.vanscape", half, "half.vanscape was not opened: the run is damaged or not complete."],
    ["cat.png", Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), "cat.png was not opened: it is neither a run of vanscape nor a text of at most 4 MB with a model."],
    ["newer.vanscape", other, /newer.vanscape was not opened: the run was made by version \d+ of vanscape's format, and this is version \d+: /],
  ]) {
    await openFile(page, name, bytes);
    const note = await until(page, "files", (s) => s.includes(name));
    if (typeof why === "string") assert.equal(note, why);
    else assert.match(note, why);
    assert.match(await written(page), /birth/);
    assert.ok(await page.getByText("Law of X").isVisible());
  }

  // By drag and drop this time.
  const transfer = await page.evaluateHandle((base64) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], "run.vanscape"));
    return transfer;
  }, want.file.bytes.toString("base64"));
  await page.dispatchEvent("body", "dragover", { dataTransfer: transfer });
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
  await until(page, "mean-P", (s) => s !== ""); // the run before has finished, too
  await until(page, "status", isFinished);
  assert.equal(await text(page, "hellinger"), want.distance);
  assert.equal(await text(page, "files"), "");
  assert.match(await written(page), /gene expression/i);
  assert.equal(await page.locator("#gallery").textContent(), "Gene expression");
  const again = await save(page);
  assert.ok(frames(again).every((f, i) => f === frames(want.file)[i]));
  assert.deepEqual(said, []);
  await context.close();
});

test("a model of another program opens, runs, and says what reading it changed", async () => {
  const page = await visit(site);
  await openFile(page, "decay.ant", Buffer.from("species A, B; A = 20; B = 0; k = 1;\nJ: A -> B; k * A;\n"));
  await until(page, "files", (s) => s === "decay.ant was read as Antimony. What that changed is said at the head of the text.");
  assert.match(await written(page), /^# From decay\.ant, which is Antimony\.\n# line 1: .*\n[^]*\nA -> B @ k\n/);
  await page.locator("#horizon").fill("1");
  await page.locator("#run").click();
  await until(page, "time", (s) => Number(s) === 1, 60000); // the run that opening began goes further
  await until(page, "status", isFinished);
  assert.ok(Math.abs((await number(page, "mean-B")) - 20 * (1 - Math.exp(-1))) < 0.2);
  assert.deepEqual(page.said, []);
  await page.close();
});

test("another tab begins as ever and offers the run", async () => {
  const context = await site.browser.newContext({ viewport: { width: 1366, height: 768 } });
  const first = await context.newPage();
  await first.goto(site.url);
  await first.locator("#horizon").fill("20");
  await first.locator("#run").click();
  await kept(first, 3);
  await first.close();
  const page = await context.newPage();
  await page.goto(site.url);
  await until(page, "time", hasTime(0.2), 60000);
  assert.match(await text(page, "files"), /^A run of toggle-switch that got to t = .* of 20 is still here\. Open it$/);
  await page.locator("#open-offer").click();
  await until(page, "status", isKept);
  assert.equal(await page.locator("#horizon").inputValue(), "20");
  await context.close();
});

test("works where nothing can be kept", async () => {
  const context = await site.browser.newContext();
  const page = await context.newPage();
  const said = [];
  page.on("console", (m) => said.push(m.text()));
  page.on("pageerror", (e) => said.push(e.message));
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => { throw new DOMException("this window is private", "SecurityError"); };
    Storage.prototype.setItem = Storage.prototype.getItem = () => { throw new DOMException("no", "SecurityError"); };
  });
  await page.goto(site.url);
  await until(page, "files", (s) => s === "The browser does not keep the run (this window is private): a reload will lose it, Save run will not.", 60000);
  assert.match(await text(page, "status"), /^Solving/);
  assert.ok((await save(page)).bytes.length > 1000);
  assert.deepEqual(said, []);
  await context.close();
});
