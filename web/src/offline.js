// Has the service worker keep the site, and learns from it of a newer version, which waits until it is asked for.
globalThis.offline = {
  // Calls tell once a newer version is there. Where a browser has no service workers, or refuses, the page works online.
  async start(tell) {
    try {
      const registration = await navigator.serviceWorker.register("sw.js", { updateViaCache: "none" });
      const look = () => { if (registration.waiting && navigator.serviceWorker.controller) tell(); };
      look();
      registration.addEventListener("updatefound", () => registration.installing.addEventListener("statechange", look));
      await registration.update(); // a browser by itself looks half a minute later
    } catch { /* then it is not kept, or stays as it was */ }
  },

  // Loads the newer version; another tab may have done its part.
  async update() {
    const { waiting } = await navigator.serviceWorker.getRegistration();
    if (!waiting) return location.reload();
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
    waiting.postMessage("take over");
  },
};
