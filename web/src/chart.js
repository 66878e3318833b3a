// The chart of means over time: for every species a line with a band of one standard deviation, and beside it what is compared: circles for the exact mean, a
// dashed line for the rate equation, dots for the mean of simulations and thin lines for some of them. A line stands at the shown time.
import uPlot from "uplot";
import { chartSVG } from "./chartsvg.js";
import { ghost } from "./ghost.js";

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// meansChart fills the element host. spec: {species: [{name, colour, dash, right, shown}], times, exact, rates, runs, paths, pick(t)}: colour is the name of a CSS
// variable, right sends a species to the scale at the right edge, shown gives it a stronger band and its simulations; times are all that there will be; exact, rates and
// runs say what is compared, paths is the number of simulations shown. Arrays of numbers are Uint8Arrays over float64.
export function meansChart(host, spec) {
  const times = Array.from(floats(spec.times));
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

  const series = [{}];
  const bands = [];
  const data = [times];
  const species = spec.species.map((s) => {
    const stroke = css(s.colour);
    const own = { scale: s.right ? "right" : "left", stroke, points: { show: false } };
    const add = (more) => {
      data.push(empty());
      return series.push({ ...own, ...more }) - 1;
    };
    const marks = (more) => ({ paths: () => null, points: { show: true, stroke, ...more } });
    const at = { name: s.name, mean: add({ width: 2, dash: s.dash }), low: add({ width: 0 }), high: add({ width: 0 }), paths: [] };
    bands.push({ series: [at.high, at.low], fill: stroke + (s.shown ? "2e" : "12") });
    if (spec.exact) at.exact = add(marks({ size: 6, width: 1.2, fill: css("--panel"), filter: sparse(0) }));
    if (spec.rates) at.rate = add({ width: 1.25, dash: [4, 3] });
    if (spec.runs && s.shown) at.runs = add(marks({ size: 4, width: 0.5, fill: stroke, filter: sparse(0.5) }));
    if (spec.runs && s.shown) for (let k = 0; k < spec.paths; k++) at.paths.push(add({ width: 0.8, stroke: stroke + "70" }));
    return at;
  });

  function empty() { return new Array(times.length).fill(null); }

  // Every eighth time, or so: marks that do not touch.
  function sparse(begin) {
    return (u) => {
      const gap = Math.max(1, Math.round((26 * (times.length - 1)) / Math.max(u.bbox.width / devicePixelRatio, 1)));
      const kept = [];
      for (let i = Math.round(begin * gap); i < times.length; i += gap) kept.push(i);
      return kept;
    };
  }

  // From zero to the highest that is shown.
  const fromZero = (u, min, max, scale) => {
    let top = 0;
    u.series.forEach((s, i) => {
      if (i && s.show && s.scale === scale) for (const y of u.data[i]) if (y > top) top = y;
    });
    top = Math.max(top, before.top(scale));
    return [0, top > 0 ? top * 1.05 : 1];
  };

  const before = ghost(spec.species.map((s, i) => ({ colour: css(s.colour), scale: s.right ? "right" : "left", shown: () => plot.series[species[i].mean].show })));

  const size = () => ({ width: host.clientWidth || 640, height: host.clientHeight || 280 });
  const plot = new uPlot(
    {
      ...size(),
      padding: [8, right ? 4 : 22, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
      scales: { x: { time: false, range: () => [times[0], times[times.length - 1]] }, left: { range: fromZero }, right: { range: fromZero } },
      axes: [
        axis({ size: 24, label: "time", labelSize: 15, labelGap: 0 }),
        axis({ scale: "left", size: 44, label: "mean count", labelSize: 16 }),
        ...(right ? [axis({ scale: "right", side: 1, size: 40, grid: { show: false } })] : []),
      ],
      series,
      bands,
      plugins: [before.plugin],
    },
    data,
    host,
  );

  const line = document.createElement("div");
  line.className = "now";
  plot.over.appendChild(line);
  let now = times[0];
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
    if (!host.clientWidth) return; // hidden
    plot.setSize(size());
    place();
  });
  resize.observe(host);

  // Takes columns of equal length, one for every one of the places; what is not there yet stays empty.
  function take(bytes, places) {
    const all = floats(bytes);
    const n = all.length / places.length;
    places.forEach((place, i) => {
      if (place === undefined) return;
      data[place] = empty();
      for (let k = 0; k < n; k++) data[place][k] = all[i * n + k];
    });
    plot.setData(data.slice());
    place();
  }

  return {
    // Columns for every species: mean, mean - sd, mean + sd, exact mean.
    frames: (bytes) => take(bytes, species.flatMap((s) => [s.mean, s.low, s.high, s.exact])),
    rates: (bytes) => take(bytes, species.map((s) => s.rate)),
    // The means of simulations of every species, then the counts of every one of those shown.
    runs: (bytes) => take(bytes, [...species.map((s) => s.runs), ...Array.from({ length: spec.paths }, (_, k) => species.map((s) => s.paths[k])).flat()]),
    // The means of the result before, as ghost.js takes them.
    ghost(bytes) {
      before.set(bytes);
      plot.setData(data.slice());
      place();
    },
    show(i, visible) {
      const s = species[i];
      for (const k of [s.mean, s.low, s.high, s.exact, s.rate, s.runs, ...s.paths]) if (k) plot.setSeries(k, { show: visible });
    },
    time(t) {
      now = t;
      place();
    },
    // Draws a copy at a size of its own, out of sight.
    svg(title, note, done) {
      const place = Object.assign(document.createElement("div"), { className: "chart-copy" });
      document.body.append(place);
      const copy = meansChart(place, spec);
      copy.adopt(data, plot.series.map((s) => s.show), now);
      setTimeout(() => { // once uPlot has laid it out
        done(copy.written(title, note));
        copy.destroy();
        place.remove();
      });
    },
    adopt(other, shown, t) {
      other.forEach((column, i) => { data[i] = column; });
      plot.setData(data.slice());
      shown.forEach((show, i) => { if (i && !show) plot.setSeries(i, { show }); });
      now = t;
    },
    written: (title, note) => chartSVG(plot, { title, note, species, spec, now }),
    destroy() {
      resize.disconnect();
      plot.destroy();
    },
  };
}

const floats = (bytes) => new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8);
