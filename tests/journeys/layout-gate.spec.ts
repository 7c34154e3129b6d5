import { sourcesIn } from "#tests/support/sources.ts";
import { expect, test } from "./support/app.ts";
import { filled, routesIn } from "./support/doors.ts";
import { ask } from "./support/raw.ts";
import { cookieOf, signInAs } from "./support/sign-in.ts";

const fennmoor = "Fennmoor Care Trust";
const doors = ["(portal)", "(board)"].flatMap((folder) => [
  ...routesIn(folder, "page.tsx"),
  ...routesIn(folder, "route.ts"),
]);

/** What a framework's own client might ask, and what somebody who forges its headers might. */
function forms(path: string): Record<string, [string, Record<string, string>]> {
  const tree = (parts: string[]): unknown[] =>
    parts.reduceRight<unknown[]>((inner, part) => [part, { children: inner }], ["__PAGE__", {}, null, "refetch"]);
  const parts = ["", "(portal)", ...path.split("/").filter(Boolean)];
  const made = encodeURIComponent(JSON.stringify(tree(parts)));
  const rsc = { rsc: "1", accept: "text/x-component" };
  return {
    page: [path, { accept: "text/html" }],
    data: [path, rsc],
    "data with a made-up state": [path, { ...rsc, "next-router-state-tree": made }],
    prefetch: [path, { ...rsc, "next-router-prefetch": "1", "next-router-state-tree": made }],
    "prefetch of a segment": [path, { ...rsc, "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" }],
    "prefetch of the page's segment": [
      path,
      { ...rsc, "next-router-prefetch": "1", "next-router-segment-prefetch": `/!KHBvcnRhbCk${path}/__PAGE__` },
    ],
    "the data file": [path === "/" ? "/index.rsc" : `${path}.rsc`, {}],
    "the skipped proxy": [path, { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy", accept: "text/html" }],
    "a second slash": [`/${path}`, { accept: "text/html" }],
  };
}

test("nobody, a stranger and a care worker get no byte of what is not theirs, in whichever form they ask", async ({
  browser,
  sql,
}) => {
  test.setTimeout(300_000);
  expect(doors.length).toBeGreaterThan(20);
  const [salt] = await sql`select s.id from services s join organisations o using (organisation_id)
    where o.name = ${fennmoor} and s.name = 'Saltmarsh House'`;
  const titles =
    await sql`select r.title, r.kind, r.service_ids from records r join organisations o using (organisation_id)
    where o.name = ${fennmoor} and length(r.title) > 11`;
  const shared =
    await sql`select r.title from records r join organisations o using (organisation_id) where o.name <> ${fennmoor}`;
  const theirs = new Set(shared.map(({ title }) => String(title)));
  // Words of the portal itself, such as a kind of system, are anybody's to read.
  const said = sourcesIn(["app", "components", "lib"])
    .map(({ text }) => text)
    .join("\n");
  const all = titles.filter(({ title }) => !theirs.has(String(title)) && !said.includes(String(title)));
  const closed = ["risk", "system", "resilience-test", "bundle"];
  const readable = new Set(
    titles
      .filter(({ kind, service_ids: of }) => !closed.includes(kind) && (of.length === 0 || of.includes(salt?.id)))
      .map(({ title }) => String(title)),
  );
  const hidden = all.filter(({ title }) => !readable.has(String(title)));
  const words = (rows: typeof all) => [...new Set(rows.map(({ title }) => String(title)))];
  const actors: [string, string | undefined, string[]][] = [
    ["nobody", undefined, [...words(all), "Millrace House", fennmoor]],
    ["a stranger", "registered.manager@ashdown.example", [...words(all), "Millrace House", fennmoor]],
    ["a care worker", "care.worker@fennmoor.example", words(hidden)],
  ];
  expect(words(all).length).toBeGreaterThan(15);

  const entitled = await browser.newContext();
  const lead = await entitled.newPage();
  await signInAs(lead, "quality.lead@fennmoor.example");
  const seen = (await ask("/systems", { cookie: await cookieOf(lead) })).text;
  expect(words(all).filter((word) => seen.includes(word)).length).toBeGreaterThan(5);
  await entitled.close();

  for (const [who, email, canaries] of actors) {
    const context = await browser.newContext();
    const page = await context.newPage();
    if (email) await signInAs(page, email);
    const cookie = email ? await cookieOf(page) : "";
    const leaks: string[] = [];
    let asked = 0;
    for (const route of doors) {
      const path = await filled(sql, route, fennmoor);
      for (const [form, [address, headers]] of Object.entries(forms(path))) {
        const answer = await ask(address, { headers, cookie });
        asked += 1;
        if (answer.status >= 500) leaks.push(`${route} as ${form}: ${answer.status}`);
        const found = canaries.filter((word) => answer.text.includes(word));
        if (found.length > 0) leaks.push(`${route} as ${form}: ${found.slice(0, 3).join(", ")}`);
      }
    }
    expect([who, ...leaks]).toEqual([who]);
    expect(asked).toBe(doors.length * Object.keys(forms("/")).length);
    await context.close();
  }
});

test("nobody is sent to the way in from every page, and nothing is said there but that", async ({ sql }) => {
  for (const route of ["(portal)", "(board)"].flatMap((folder) => routesIn(folder, "page.tsx"))) {
    const answer = await ask(await filled(sql, route, fennmoor), { headers: { accept: "text/html" } });
    expect([route, answer.status, answer.headers.location]).toEqual([route, 307, "/sign-in"]);
  }
});

test("an administrator, who sees no records, is led out of every record room", async ({ page, sql }) => {
  await signInAs(page, "administrator@fennmoor.example");
  const cookie = await cookieOf(page);
  for (const route of routesIn("(portal)", "page.tsx").filter((path) =>
    /^\/(risks|systems|materials|evidence|disruptions)/.test(path),
  )) {
    const answer = await ask(await filled(sql, route, fennmoor), { cookie });
    expect([route, answer.status, answer.headers.location]).toEqual([route, 307, "/not-here"]);
  }
});
