// node web/build/docs.js FOLDER: makes of web/docs/*.md the pages of documentation, which need no script but that of the landscapes in them.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import markdown from "markdown-it";
import subsetFont from "subset-font";
import temml from "temml";
import { accuracyTable } from "./accuracy.js";

const folder = process.argv[2];
const source = (path) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const policy = /Content-Security-Policy" content="([^"]*)"/.exec(source("index.html"))[1];
const order = ["index", "method", "language", "page", "settings", "accuracy", "formats", "embedding", "command-line", "cite"];

const md = markdown({ html: true });
const { rules } = md.renderer;
const { escapeHtml } = md.utils;
// MathML; what temml writes as styles, which the policy of the page forbids, is in style/docs.css.
const formula = (tex, displayMode) => temml.renderToString(tex, { displayMode, throwOnError: true }).replace(/ style="[^"]*"/g, "");

// $a formula$ in a line, with the sign that follows it; as a block one in a fence of "math", which GitHub knows too.
md.inline.ruler.push("math", (state, silent) => {
  const [all, content, info] = /^\$(\S[^$]*)\$([.,:;)]*)/.exec(state.src.slice(state.pos)) ?? [];
  if (!all) return false;
  if (!silent) Object.assign(state.push("math", "math", 0), { content, info });
  state.pos += all.length;
  return true;
});
rules.math = (tokens, i) => `<span class="math">${formula(tokens[i].content, false)}${tokens[i].info}</span>`;

const { fence } = rules;
rules.fence = (tokens, i, ...rest) => {
  const { info, content } = tokens[i];
  if (info === "math") return `<div class="formula" tabindex="0">${formula(content, true)}</div>\n`;
  return fence(tokens, i, ...rest).replace("<pre>", `<pre tabindex="0">`);
};
rules.table_open = () => `<div class="table" tabindex="0"><table>\n`;
for (const cell of ["th_open", "td_open"]) {
  rules[cell] = (tokens, i) => `<${tokens[i].tag}${tokens[i].attrGet("style") ? ' class="right"' : ""}>`; // "--:" is the only alignment there is
}
rules.table_close = () => "</table></div>\n";

// The address of a heading on its page, as GitHub makes it.
const slug = (title) => title.toLowerCase().replace(/[^\p{L}\p{N} -]/gu, "").replaceAll(" ", "-");
const titles = (tokens, tag) => tokens.flatMap((token, i) => (token.type === "heading_open" && token.tag === tag ? [tokens[i + 1].content] : []));
rules.heading_open = (tokens, i) => `<${tokens[i].tag} id="${slug(tokens[i + 1].content)}">`;

// What is a link to a source here is one to the page that it becomes.
const address = (page) => (page === "index" ? "./" : `${page}.html`);
rules.link_open = (tokens, i, options, env, self) => {
  const [, page, rest] = /^([a-z-]+)\.md(#.*)?$/.exec(tokens[i].attrGet("href")) ?? [];
  if (page) tokens[i].attrSet("href", address(page) + (rest ?? ""));
  return self.renderToken(tokens, i, options);
};

const pages = order.map((name) => {
  const tokens = md.parse(source(`docs/${name}.md`).replace("<!-- accuracy -->", accuracyTable), {});
  return { name, title: titles(tokens, "h1")[0], parts: titles(tokens, "h2"), body: md.renderer.render(tokens, md.options, {}) };
});

const link = ({ name, title }, more = "") => `<a href="${address(name)}"${more}>${escapeHtml(title)}</a>`;

function navigation(here) {
  const parts = here.parts.map((part) => `<li><a href="#${slug(part)}">${escapeHtml(part)}</a></li>`).join("");
  const items = pages.map((page) => (page === here ? `<li>${link(page, ' aria-current="page"')}<ul>${parts}</ul></li>` : `<li>${link(page)}</li>`));
  return `<nav aria-label="Documentation"><ul>${items.join("\n")}</ul></nav>`;
}

function html(page, i) {
  const live = page.body.includes("<vanscape-landscape");
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${escapeHtml(page.title)} – vanscape</title>
    <link rel="icon" href="../icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="docs.css">${live ? `\n    <script src="../embed.js" async></script>` : ""}
  </head>
  <body>
<header><a class="brand" href="../"><img src="../icon.svg" alt="" width="30" height="30">vanscape</a> <a href="../">Open the solver</a></header>
<div class="docs">
${navigation(page)}
<main>
${page.body}<footer>${[pages[i - 1], pages[i + 1]].map((next, k) => (next ? `<span>${k ? "Next" : "Before"}: ${link(next)}</span>` : "<span></span>")).join("")}</footer>
</main>
</div>
  </body>
</html>
`;
}

// The font of the formulas, as much of it as they need: their signs, the root, and the slanted letters that a browser takes for single ones.
const slanted = [[0x1d434, 0x1d467], [0x1d6e2, 0x1d71b], [0x210e, 0x210e]].flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i));
const signs = pages.flatMap(({ body }) => body.match(/<math.*?<\/math>/gs) ?? []).join("").replace(/<[^>]*>/g, "");
const font = await subsetFont(readFileSync(new URL(import.meta.resolve("@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2"))),
  `${signs}√${String.fromCodePoint(...slanted)}`, { targetFormat: "woff2" });

mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/formulas.woff2`, font);
pages.forEach((page, i) => {
  const text = html(page, i);
  const [inline] = /<[^>]* style=[^>]*>/.exec(text) ?? [];
  if (inline) throw new Error(`${page.name}: the policy of the page forbids the style in ${inline}`);
  writeFileSync(`${folder}/${page.name}.html`, text);
});
