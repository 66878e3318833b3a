// The page of many files, whose program boot.js has begun to load.
import { start } from "./start.js";

start({ compile: () => program, worker: () => new Worker("worker.js"), picture: (name) => name, docs: "docs/" });
