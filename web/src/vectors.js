// Whether this browser has the vector instructions of WebAssembly, tried on the smallest module with one in it: a function that returns four zeros.
export const vectors = WebAssembly.validate(
  Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, /* () -> v128 */ 1, 5, 1, 0x60, 0, 1, 0x7b, 3, 2, 1, 0, /* i32x4.splat(0) */ 10, 8, 1, 6, 0, 0x41, 0, 0xfd, 0x11, 0x0b),
);
