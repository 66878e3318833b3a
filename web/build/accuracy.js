// node web/build/accuracy.js: takes the rows of bin/accuracy/accuracy.json, which "make bench-accuracy" measures, into web/docs/accuracy.json, in place of
// those of the same models.
import { readFileSync, writeFileSync } from "node:fs";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";

const kept = new URL("../docs/accuracy.json", import.meta.url);
const read = (from) => JSON.parse(readFileSync(from, "utf8"));
const digits = (x) => (x === null ? null : Number(x.toPrecision(3)));

function take() {
  const { when, machine, rows } = read("bin/accuracy/accuracy.json");
  const measured = rows.map((row) => ({
    model: row.model, method: row.method, arch: row.arch, until: row.until, parameters: row.parameters, seconds: Number(row.solver_seconds.toPrecision(2)),
    joint: digits(row.joint_hellinger), marginal: digits(row.marginal_hellinger), estimate: digits(row.error_estimate),
    before: digits(row.early_joint_hellinger ?? row.early_marginal_hellinger), when, machine,
  }));
  const key = ({ model, method, arch }) => [model, method, arch].join();
  const all = new Map([...read(kept).rows, ...measured].map((row) => [key(row), row]));
  const lines = [...all.values()].map((row) => `    ${JSON.stringify(row)}`);
  writeFileSync(kept, `{\n  "rows": [\n${lines.join(",\n")}\n  ]\n}\n`);
}

// The table of the documentation, in Markdown.
export function accuracyTable() {
  const { rows } = read(kept);
  const distance = (x) => x?.toFixed(4) ?? "–";
  const lines = rows.map((r) => `| \`${r.model}\` | ${r.parameters} | ${r.until} | ${[r.joint, r.marginal, r.before, r.estimate].map(distance).join(" | ")} | ${r.seconds} |`);
  const places = [...new Set(rows.map((r) => `${r.when}, ${r.machine}`))];
  return `| model | parameters | until t | joint | marginal | before | estimate | seconds |
|---|--:|--:|--:|--:|--:|--:|--:|
${lines.join("\n")}

Measured on ${places.join("; ")}, one thread.`;
}

if (argv[1] === fileURLToPath(import.meta.url)) take();
