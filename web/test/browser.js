// A served page in a real browser, for the tests.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("../..", import.meta.url));

export const chromiumOptions = {
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // Every window, one for each context here, would make two pages for the list below its address bar: half the time of the processors that a visit takes. In place of
    // Playwright's own list, in which nothing has to do with pages on localhost.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup",
  ],
};

// For tests in which little is solved: the browser does not optimise the program, which would take longer than what they ask of it.
export const unhurried = ["--js-flags=--liftoff-only"];

// Starts the server of a built page on a free port and the browser, with more flags. Resolves to {url, browser, close()}.
export async function open(dir = "web/dist", flags = []) {
  const server = spawn("bin/vanscape", ["serve", "-port", "0", "-dir", dir], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const line = await new Promise((resolve, reject) => {
    server.stdout.once("data", resolve);
    server.once("error", reject);
    server.once("exit", (status) => reject(new Error(`the server ended with status ${status}`)));
  });
  const url = /http:\/\/\S+/.exec(line)[0];
  const browser = await chromium.launch({ ...chromiumOptions, args: [...chromiumOptions.args, ...flags] });
  return {
    url,
    browser,
    async close() {
      await browser.close();
      server.kill();
    },
  };
}

// Opens the page and keeps what it says on the console and asks of the network. options are Playwright's for a page.
export async function visit({ url, browser }, options = {}) {
  const page = heard(await browser.newPage({ viewport: { width: 1366, height: 768 }, ...options }));
  await page.goto(url);
  return page;
}

// Opens the page and stops its run, for what has to do with none.
export async function still(site, options) {
  const page = await visit(site, options);
  await page.locator("#stop").click();
  return page;
}

// Keeps what a page says on the console and asks of the network.
export function heard(page) {
  page.said = [];
  page.asked = [];
  page.on("console", (m) => page.said.push(`${m.type()}: ${m.text()}`));
  page.on("pageerror", (e) => page.said.push(`error: ${e.message}`));
  page.on("request", (r) => page.asked.push(r.url()));
  return page;
}

export const text = (page, id) => page.locator(`[data-testid="${id}"]`).textContent();

// A number as the page writes it: small ones are like 9·10⁻⁵.
export async function number(page, id) {
  const plain = (await text(page, id)).replace("·10", "e").replace(/[⁻⁰¹²³⁴-⁹]/g, (c) => (c === "⁻" ? "-" : "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c)));
  return Number(plain);
}

// Takes a model from the gallery.
export async function choose(page, name) {
  await page.locator("#gallery").click();
  await page.locator(`[data-model="${name}"]`).click();
}

// The text of the model as the page knows it: the editor keeps in the document only what is in view.
export const written = (page) => page.evaluate(() => JSON.parse(sessionStorage.getItem("vanscape")).Text);

// Types a text in place of the model's.
export async function write(page, text) {
  await page.locator("#text").focus();
  await page.keyboard.press("Control+A");
  if (text) await page.keyboard.insertText(text);
  else await page.keyboard.press("Delete");
}

// Waits until the test of an element's text holds.
export async function until(page, id, test, timeout = 30000) {
  const end = Date.now() + timeout;
  let last = null;
  while (Date.now() < end) {
    const found = page.locator(`[data-testid="${id}"]`);
    last = (await found.count()) ? await found.textContent() : null;
    if (last !== null && test(last)) return last;
    await page.waitForTimeout(20);
  }
  throw new Error(`${id} is still ${JSON.stringify(last)} after ${timeout} ms`);
}

// Decodes a PNG in a page: its size, how many different colours it shows, and how many of its pixels are violet or green, as the ends of viridis are.
export const decoded = (page, png) =>
  page.evaluate(async (base64) => {
    const image = new Image();
    image.src = "data:image/png;base64," + base64;
    await image.decode();
    const { width, height } = image;
    const context = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    let violet = 0, green = 0;
    for (let i = 0; i < data.length; i += 4) {
      const [r, g, b] = data.subarray(i, i + 3);
      if (b > 1.4 * g && r > g && r < 100) violet++;
      if (g > 1.3 * r && g > 1.2 * b) green++;
    }
    return { width, height, colours: new Set(new Uint32Array(data.buffer)).size, violet, green };
  }, png.toString("base64"));

// A picture's pixels, as one number.
export const pixels = (page, id) =>
  page.evaluate((id) => {
    let hash = 0;
    for (const c of document.getElementById(id).toDataURL()) hash = (hash * 31 + c.charCodeAt(0)) | 0;
    return hash;
  }, id);
