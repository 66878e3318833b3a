// The page that shows this one in a frame. embed.js describes the messages.
export const frame = {
  whenTold(heard) {
    addEventListener("message", ({ source, data }) => {
      if (source === parent && typeof data?.vanscape === "string") heard(data.vanscape, String(data.link ?? ""), Number(data.time ?? NaN));
    });
  },
  tell(model, status, time, end, playing, fault, height) {
    parent.postMessage({ vanscape: "state", model, status, time, end, playing, fault, height }, "*");
  },
};
