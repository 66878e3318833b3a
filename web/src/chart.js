// The chart of means over time: one line per species with a band of one standard deviation, circles for the exact mean, a line at the shown time.
import uPlot from "uplot";
import { ghost } from "./ghost.js";

const COLUMNS = 4; // per species: mean, mean - sd, mean + sd, exact mean

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// meansChart fills the element host. spec: {species: [{name, colour, dash, right, shown}], from, to, frames, exact, pick(t)}: colour is the name of a CSS
// variable, right sends a species to the scale at the right edge, shown gives it a stronger band. Returns {data(bytes), ghost(bytes), show(i, visible), time(t), destroy()}.
export function meansChart(host, spec) {
  const right = spec.species.some((s) => s.right);
  const axis = (more) => ({
    stroke: css("--muted"),
    grid: { stroke: css("--grid"), width: 1 },
    ticks: { stroke: css("--line"), width: 1, size: 4 },
    font: "11px " + css("--font"),
    labelFont: "12px " + css("--font"),
    gap: 3,
    ...more,
  });
  // From zero to the highest band that is shown.
  const fromZero = (u, min, max, scale) => {
    let top = 0;
    spec.species.forEach((s, i) => {
      const k = COLUMNS * i + 3;
      if ((s.right ? "right" : "left") === scale && u.series[k].show) top = u.data[k].reduce((a, b) => Math.max(a, b), top);
    });
    top = Math.max(top, before.top(scale));
    return [0, top > 0 ? top * 1.05 : 1];
  };
  const series = [{}];
  const bands = [];
  for (const s of spec.species) {
    const colour = css(s.colour);
    const scale = s.right ? "right" : "left";
    const first = series.length;
    const edge = { scale, width: 0, points: { show: false } };
    series.push(
      { scale, label: s.name, stroke: colour, width: 2, dash: s.dash, points: { show: false } },
      { ...edge },
      { ...edge },
      {
        scale,
        stroke: colour,
        paths: () => null,
        points: { show: spec.exact, size: 6, width: 1.2, stroke: colour, fill: css("--panel"), filter: (u) => sparse(u) },
      },
    );
    bands.push({ series: [first + 2, first + 1], fill: colour + (s.shown ? "2e" : "12") });
  }
  // Every eighth frame, or so: circles that do not touch.
  const sparse = (u) => {
    const n = u.data[0].length;
    const gap = Math.max(1, Math.round((26 * (spec.frames - 1)) / Math.max(u.bbox.width / devicePixelRatio, 1)));
    const kept = [];
    for (let i = 0; i < n; i += gap) kept.push(i);
    return kept;
  };

  const before = ghost(spec.species.map((s, i) => ({ colour: css(s.colour), scale: s.right ? "right" : "left", shown: () => plot.series[1 + COLUMNS * i].show })));

  const size = () => ({ width: Math.max(host.clientWidth, 50), height: Math.max(host.clientHeight, 50) });
  const plot = new uPlot(
    {
      ...size(),
      padding: [8, right ? 4 : 22, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
      scales: { x: { time: false, range: () => [spec.from, spec.to] }, left: { range: fromZero }, right: { range: fromZero } },
      axes: [
        axis({ size: 24, label: "time", labelSize: 15, labelGap: 0 }),
        axis({ scale: "left", size: 44, label: "mean count", labelSize: 16 }),
        ...(right ? [axis({ scale: "right", side: 1, size: 40, grid: { show: false } })] : []),
      ],
      series,
      bands,
      plugins: [before.plugin],
    },
    Array.from({ length: series.length }, () => []),
    host,
  );

  const line = document.createElement("div");
  line.className = "now";
  plot.over.appendChild(line);
  let now = spec.from;
  const place = () => {
    line.style.transform = `translateX(${plot.valToPos(now, "x")}px)`;
  };

  const pick = (event) => {
    if (event.type === "pointermove" && !(event.buttons & 1)) return;
    spec.pick(plot.posToVal(event.clientX - plot.over.getBoundingClientRect().left, "x"));
  };
  plot.over.addEventListener("pointerdown", pick);
  plot.over.addEventListener("pointermove", pick);

  const resize = new ResizeObserver(() => {
    plot.setSize(size());
    place();
  });
  resize.observe(host);

  return {
    // bytes: a Uint8Array over float64 columns of equal length, times first.
    data(bytes) {
      const all = new Float64Array(bytes.buffer);
      const n = all.length / series.length;
      plot.setData(Array.from(series, (_, i) => all.subarray(i * n, (i + 1) * n)));
      place();
    },
    // The means of the result before, as ghost.js takes them.
    ghost(bytes) {
      before.set(bytes);
      plot.setData(plot.data);
      place();
    },
    show(i, visible) {
      for (let k = 0; k < COLUMNS; k++) plot.setSeries(1 + COLUMNS * i + k, { show: visible });
    },
    time(t) {
      now = t;
      place();
    },
    destroy() {
      resize.disconnect();
      plot.destroy();
    },
  };
}
