import { runLocally } from "#lib/run/local.ts";

await runLocally("dev");
