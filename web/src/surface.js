// A mesh of coloured triangles on a canvas, by WebGL. What its vertices are and how it is seen comes from the page.
import { Geometry, Mesh, Program, Renderer } from "ogl";

const vertex = `
attribute vec3 position;
attribute vec4 colour;
uniform mat4 view;
varying vec3 shade;
void main() {
  shade = colour.rgb;
  gl_Position = view * vec4(position, 1.0);
}`;

const fragment = `
precision mediump float;
varying vec3 shade;
void main() { gl_FragColor = vec4(shade, 1.0); }`;

// Who draws here: "card", "processor" where there is no graphics card, or "" where there is no WebGL.
const whoDraws = () => {
  const canvas = document.createElement("canvas");
  const gl = canvas.getContext("webgl2") ?? canvas.getContext("webgl");
  if (!gl) return "";
  const name = gl.getParameter(gl.getExtension("WEBGL_debug_renderer_info")?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER);
  gl.getExtension("WEBGL_lose_context")?.loseContext(); // there are only a few
  return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(name) ? "processor" : "card";
};

let painter;

// A processor takes three times as long for smooth edges as for the picture. It gets them by drawing at twice the resolution, and does so once the
// surface has stood still for so many milliseconds. Until then it draws a quarter of the triangles, which cost more than the pixels.
const still = 150;

// The corners of the triangles of every second vertex along an axis, where there are many.
function coarse(cols, rows) {
  const kept = (n) => [...Array(n).keys()].filter((i) => n <= 48 || i % 2 === 0 || i === n - 1);
  const corners = [];
  const ys = kept(rows);
  kept(cols).forEach((x, i, xs) => ys.forEach((y, j) => {
    if (!i || !j) return;
    const at = (x, y) => x * rows + y;
    const [x0, y0] = [xs[i - 1], ys[j - 1]];
    corners.push(at(x0, y0), at(x, y0), at(x0, y), at(x0, y), at(x, y0), at(x, y));
  }));
  return new Uint16Array(corners);
}

const same = (a, b) => a.length === b.length && a.every((x, i) => x === b[i]);

// Returns {mesh(cols, rows, triangles), draw(places, colours, view, width, height, scale), end()}, or null where there is no WebGL. The arrays are Uint8Arrays over
// what app/picture/surface.go says; mesh is called before draw when the size of the mesh is another.
export function surface(canvas) {
  painter ??= whoDraws();
  if (!painter) return null;
  const slow = painter === "processor" && canvas.isConnected; // a picture to take away has its time
  let renderer, scene, fine, rough, size, drawn, shape, later;
  const build = () => {
    renderer = new Renderer({ canvas, alpha: true, antialias: !slow });
    const { gl } = renderer;
    gl.clearColor(0, 0, 0, 0);
    const program = new Program(gl, { vertex, fragment, uniforms: { view: { value: new Float32Array(16) } }, cullFace: false });
    scene = new Mesh(gl, { geometry: new Geometry(gl, {}), program, frustumCulled: false });
    fine = rough = scene.geometry;
    size = drawn = "";
    if (shape) mesh(...shape);
  };
  const mesh = (cols, rows, triangles) => {
    shape = [cols, rows, triangles];
    for (const g of new Set([fine, rough])) g.remove();
    const vertices = {
      position: { size: 3, data: new Float32Array(3 * cols * rows) },
      colour: { size: 4, data: new Uint8Array(4 * cols * rows), type: renderer.gl.UNSIGNED_BYTE, normalized: true },
    };
    fine = rough = new Geometry(renderer.gl, { ...vertices, index: { data: new Uint16Array(triangles.buffer) } });
    if (slow) rough = new Geometry(renderer.gl, { ...vertices, index: { data: coarse(cols, rows) } });
    drawn = "";
  };
  const render = (geometry, width, height, scale) => {
    scene.geometry = geometry;
    if (renderer.gl.isContextLost()) return;
    if (size !== (size = [width, height, scale].join())) {
      renderer.dpr = scale;
      renderer.setSize(width, height);
      canvas.style.width = canvas.style.height = ""; // the style sheet's, which follow the page
    }
    renderer.render({ scene, sort: false, frustumCull: false });
  };
  build();
  canvas.addEventListener("webglcontextlost", (event) => event.preventDefault()); // then it is given back some time
  canvas.addEventListener("webglcontextrestored", build);
  return {
    mesh,
    draw(places, colours, view, width, height, scale) {
      const { position, colour } = fine.attributes;
      const places32 = new Float32Array(places.buffer);
      const seen = [...view, width, height, scale].join();
      if (drawn === seen && same(position.data, places32) && same(colour.data, colours)) return; // the page draws also when other things change
      drawn = seen;
      position.data.set(places32);
      colour.data.set(colours);
      position.needsUpdate = colour.needsUpdate = true;
      scene.program.uniforms.view.value.set(view);
      render(rough, width, height, scale);
      clearTimeout(later);
      if (slow) later = setTimeout(render, still, fine, width, height, 2 * scale);
    },
    end() {
      clearTimeout(later);
      canvas.removeEventListener("webglcontextrestored", build);
      renderer.gl.getExtension("WEBGL_lose_context")?.loseContext();
    },
  };
}
