// What a landscape needs in the configuration of Docusaurus, beside what a site has of its own.
export default {
  title: "Birth and death",
  url: "https://example.org",
  baseUrl: "/",
  presets: [["classic", { docs: { routeBasePath: "/" }, blog: false }]], // the text below docs/ is the whole site
  scripts: [{ src: "https://example.org/vanscape/embed.js", async: true }],
};
