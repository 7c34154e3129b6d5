const counted = (count: number, one: string, many = `${one}s`) =>
  count === 0 ? `no ${one}` : `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;

/** What an import would do or did, legal providers too: they are opened with the services that name them. */
export function importSentence(tense: "would" | "did", done: { created: number; updated: number; opened: number }) {
  const [add, change, open] = tense === "would" ? ["add", "change", "open"] : ["added", "changed", "opened"];
  const services = `${add} ${counted(done.created, "service")} and ${change} ${counted(done.updated, "service")}`;
  return done.opened > 0 ? `${services}, and ${open} ${counted(done.opened, "legal provider")}` : services;
}
