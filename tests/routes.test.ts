import { describe, expect, test } from "vitest";
import { entersFirst, isActionText, isClient, looseExports, sourcesIn } from "#tests/support/sources.ts";

const sources = sourcesIn(["app", "components", "lib", "db"]);
const routes = sources.filter(({ path }) => path.startsWith("app/"));

const openToAll = [
  "access-ended/route.ts",
  "api/health/route.ts",
  "fault/route.ts",
  "not-here/route.ts",
  "set-password/page.tsx",
  "sign-in/page.tsx",
  "unavailable/route.ts",
  "verify/page.tsx",
];

describe("pages and actions", () => {
  const portal = routes.filter(({ path }) => path.includes("(portal)"));
  const outside = routes.filter(({ path }) => path.includes("(outside)"));

  test("every page inside asks who is there before it reads anything", () => {
    const pages = portal.filter(({ path }) => path.endsWith("/page.tsx"));
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.filter(({ text }) => !entersFirst(text, /\bawait enter(Any)?\(/)).map(({ path }) => path)).toEqual([]);
  });

  test("every route handler inside asks who is there before it reads anything", () => {
    const handlers = portal.filter(({ path }) => path.endsWith("/route.ts"));
    expect(handlers.filter(({ text }) => !entersFirst(text, /\bawait enter(Any)?\(/)).map(({ path }) => path)).toEqual(
      [],
    );
  });

  test("every page and handler outside asks for a grant of its own kind", () => {
    const doors = outside.filter(({ path }) => /\/(page\.tsx|route\.ts)$/.test(path));
    expect(doors.filter(({ text }) => !entersFirst(text, /\bawait enterOutside\(/)).map(({ path }) => path)).toEqual(
      [],
    );
  });

  test("every other way in asks who is there, but for the few that anybody may use", () => {
    const others = routes.filter(
      ({ path }) => /\/(page\.tsx|route\.ts)$/.test(path) && !/\((portal|outside)\)/.test(path),
    );
    const open = others.filter(
      ({ text }) =>
        !/\b(enter|enterAny|enterOutside|enterOutsideAny|standingHere|currentStanding|actorNow)\(/.test(text),
    );
    expect(open.map(({ path }) => path.replace(/^app\//, ""))).toEqual(openToAll);
    const writes = others.filter(({ text }) => /export (async )?function (POST|PUT|PATCH|DELETE)\b/.test(text));
    expect(
      writes.filter(({ text }) => !/\b(isSameOrigin|sameOrigin|answerUpload)\(/.test(text)).map(({ path }) => path),
    ).toEqual([]);
  });

  test("an id from the address is checked before it reaches the database", () => {
    const byId = [...portal, ...outside].filter(({ path, text }) => path.includes("/[id]/") && /\bparams\b/.test(text));
    expect(byId.filter(({ text }) => !/\bfoundId\(/.test(text)).map(({ path }) => path)).toEqual([]);
  });

  test("actions are whole modules, never written inside another function", () => {
    const inline = sources.filter(({ text }) => /["']use server["']/.test(text) && !isActionText(text));
    expect(inline.map(({ path }) => path)).toEqual([]);
  });

  test("every action goes through the form wrapper or checks where it was sent from", () => {
    const modules = sources.filter(({ text }) => isActionText(text));
    expect(modules.length).toBeGreaterThan(2);
    expect(modules.flatMap(looseExports)).toEqual([]);
  });

  test("the search for loose actions finds one", () => {
    const text = [
      '"use server";',
      "export const a = formAction(room, schema, run);",
      "export async function b(form: FormData) {\n  if (!(await isSameOrigin())) return;\n}",
      "export async function c() {\n  await db();\n}",
      "export const d = async () => db();",
      "export { e } from './e.ts';",
    ].join("\n");
    expect(looseExports({ path: "x.ts", text, lines: 0, imports: [] })).toEqual([
      "x.ts: export async function c",
      "x.ts: export const d",
      "x.ts: export { e }",
    ]);
  });

  test("routes hold no client code, and pages are not streamed in parts", () => {
    const allowed = ["app/error.tsx", "app/global-error.tsx"];
    expect(routes.filter(({ text }) => isClient(text)).map(({ path }) => path)).toEqual(allowed);
    expect(sources.filter(({ path }) => /\/(loading|template)\.tsx$/.test(path))).toEqual([]);
    expect(routes.filter(({ text }) => /\bSuspense\b/.test(text)).map(({ path }) => path)).toEqual([]);
  });
});
