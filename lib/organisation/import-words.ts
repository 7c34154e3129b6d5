import { counted } from "#lib/words.ts";

const orNo = (count: number, one: string) => (count === 0 ? `no ${one}` : counted(count, one));

/** What an import would do or did, legal providers too: they are opened with the services that name them. */
export function importSentence(tense: "would" | "did", done: { created: number; updated: number; opened: number }) {
  const [add, change, open] = tense === "would" ? ["add", "change", "open"] : ["added", "changed", "opened"];
  const services = `${add} ${orNo(done.created, "service")} and ${change} ${orNo(done.updated, "service")}`;
  return done.opened > 0 ? `${services}, and ${open} ${orNo(done.opened, "legal provider")}` : services;
}
