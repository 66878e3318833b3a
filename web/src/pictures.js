// Pictures as files, and a film of those that are on the page.
import { saveFile } from "./files.js";

// Pixels (RGBA bytes) as the address of a PNG.
export function pngAddress(bytes, cols, rows) {
  const canvas = Object.assign(document.createElement("canvas"), { width: cols, height: rows });
  canvas.getContext("2d").putImageData(new ImageData(new Uint8ClampedArray(bytes.buffer), cols, rows), 0, 0);
  return canvas.toDataURL("image/png");
}

// The pixels of a canvas that has just been drawn.
export function pixelsOf(canvas) {
  const copy = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height });
  const context = copy.getContext("2d");
  context.drawImage(canvas, 0, 0);
  return new Uint8Array(context.getImageData(0, 0, copy.width, copy.height).data.buffer);
}

// Saves an SVG as a PNG of twice its size, and answers done with what went wrong, or "".
export async function savePNG(name, svg, done) {
  try {
    const image = new Image();
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg);
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: 2 * image.width, height: 2 * image.height });
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    if (!blob) throw new Error("the browser gives no PNG");
    saveFile(name, blob);
    done("");
  } catch (error) {
    done(String(error.message ?? error));
  }
}

const kinds = ["video/webm;codecs=vp9", "video/webm;codecs=vp8", "video/webm", "video/mp4"];

// Films the canvases and captions in an element. Returns {frame(title), end(keep)} or null; done hears {blob, kind} or {fault}.
export function recorder(element, done) {
  const kind = globalThis.MediaRecorder && kinds.find((k) => MediaRecorder.isTypeSupported(k));
  if (!kind) {
    done({ fault: "This browser cannot record." });
    return null;
  }
  const scale = Math.max(1, Math.min(devicePixelRatio, 2));
  const head = 34;
  const place = element.getBoundingClientRect();
  const even = (x) => 2 * Math.round((x * scale) / 2); // encoders want even sides
  const film = Object.assign(document.createElement("canvas"), { width: even(place.width), height: even(place.height + head) });
  const context = film.getContext("2d", { alpha: false });
  const css = getComputedStyle(document.documentElement);
  const parts = [];
  const camera = new MediaRecorder(film.captureStream(), { mimeType: kind, videoBitsPerSecond: 8e6 });
  let keeping = false;
  let ended = false;
  camera.ondataavailable = (event) => parts.push(event.data);
  camera.onerror = () => end(false);
  camera.onstop = () => {
    camera.stream.getTracks().forEach((t) => t.stop());
    const blob = new Blob(parts, { type: kind });
    if (!keeping) done({ fault: "The recording was given up." });
    else if (!blob.size) done({ fault: "The browser gave no recording: play more slowly, or a longer run." });
    else done({ blob, kind: kind.slice(6, 10).replace(";", "") });
  };
  const write = (text, x, y, font, colour, align) => Object.assign(context, { font: font + css.getPropertyValue("--font"), fillStyle: css.getPropertyValue(colour), textAlign: align, textBaseline: "middle" }).fillText(text, x, y);

  function frame(title) {
    const from = element.getBoundingClientRect();
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.fillStyle = css.getPropertyValue("--panel");
    context.fillRect(0, 0, film.width, film.height);
    write(title, 10, head / 2, "600 15px ", "--ink", "left");
    for (const e of element.querySelectorAll("canvas, figcaption")) {
      const at = e.getBoundingClientRect();
      if (!at.width || getComputedStyle(e).visibility === "hidden") continue;
      const [x, y] = [at.x - from.x, at.y - from.y + head];
      if (e.tagName === "CANVAS") context.drawImage(e, x, y, at.width, at.height);
      else write(e.textContent, x + at.width / 2, y + at.height / 2, "500 13px ", "--ink", "center");
    }
  }

  function end(keep) {
    if (ended) return;
    ended = true;
    keeping = keep;
    setTimeout(() => camera.stop(), keep ? 200 : 0); // the last picture is still on its way
  }

  camera.start(1000);
  return { frame, end };
}
