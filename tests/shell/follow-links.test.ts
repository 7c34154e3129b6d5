import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { pressed } from "#components/shell/pressed.ts";
import { sourcesIn } from "#tests/support/sources.ts";

class Link {
  readonly attributes: Record<string, string>;
  readonly target: string;
  constructor(attributes: Record<string, string>) {
    this.attributes = attributes;
    this.target = attributes.target ?? "";
  }
  closest() {
    return "href" in this.attributes ? this : null;
  }
  getAttribute(name: string) {
    return this.attributes[name] ?? null;
  }
  hasAttribute(name: string) {
    return name in this.attributes;
  }
}
const plain = { button: 0, metaKey: false, ctrlKey: false, shiftKey: false, altKey: false, defaultPrevented: false };
const press = (attributes: Record<string, string>, event: Partial<typeof plain> = {}) => {
  const target: unknown = new Link(attributes);
  return pressed({ ...plain, ...event, target: target instanceof Element ? target : null });
};

describe("a press on a link", () => {
  beforeAll(() => {
    vi.stubGlobal("Element", Link);
  });
  afterAll(() => {
    vi.unstubAllGlobals();
  });

  test("inside is followed, and no other is: a fragment, another site, a handler, a target, a download", () => {
    expect(press({ href: "/risks?view=open" })).toBe("/risks?view=open");
    for (const href of ["#top", "?page=2", "//elsewhere.example/a", "https://elsewhere.example", "/api/health", ""])
      expect([href, press({ href })]).toEqual([href, undefined]);
    expect(press({ href: "/risks/export", download: "" })).toBeUndefined();
    for (const target of ["_self", "_blank"]) expect(press({ href: "/risks", target })).toBeUndefined();
    expect(press({})).toBeUndefined();
  });

  test("is left to the browser with a key held down, with another button, and where somebody answered it", () => {
    for (const event of [
      { metaKey: true },
      { ctrlKey: true },
      { shiftKey: true },
      { altKey: true },
      { button: 1 },
      { defaultPrevented: true },
    ])
      expect([event, press({ href: "/risks" }, event)]).toEqual([event, undefined]);
  });
});

/** Addresses that are no page of the frame: what a handler answers, but for /api/, and the board screen. */
function outsideTheFrame(): RegExp[] {
  return sourcesIn(["app"])
    .map(({ path }) => path)
    .filter((path) => path.endsWith("/route.ts") || /^app\/\(board\)\/.*\/page\.tsx$/.test(path))
    .map((path) => path.replace(/^app/, "").replace(/\/\([a-z]+\)/g, ""))
    .map((path) => path.replace(/\/(route\.ts|page\.tsx)$/, ""))
    .filter((path) => !path.startsWith("/api/"))
    .map((path) => new RegExp(`^${path.replace(/\[[a-z]+\]/g, "[^/]+")}$`));
}

/** The opening tags of links in a source, from "<" to the ">" that is in no braces. */
function linksIn(text: string): string[] {
  return [...text.matchAll(/<(?:a|Go|LinkButton)\s/g)].map(({ index }) => {
    let depth = 0;
    for (let at = index; at < text.length; at += 1) {
      if (text[at] === "{") depth += 1;
      if (text[at] === "}") depth -= 1;
      if (text[at] === ">" && depth === 0) return text.slice(index, at + 1);
    }
    return text.slice(index);
  });
}

const handlers = outsideTheFrame();
/** What is written out as an address, each part that is known only at run time as "x". */
const addresses = (text: string) =>
  [...text.replace(/\$\{[^{}]*\}/g, "x").matchAll(/["'`](\/[^"'`?#\s]*)/g)].map(([, address = ""]) => address);
const leaves = (text: string) => addresses(text).some((address) => handlers.some((one) => one.test(address)));
const hrefOf = (link: string) => link.slice(Math.max(link.search(/\shref=/), 0));
const isLoose = (link: string) =>
  (leaves(hrefOf(link)) || /\shref=\{\w*(export|pdf|download)\w*\}/i.test(link)) && !/\s(download|target)\b/.test(link);

describe("a link to what is no page of the frame", () => {
  const sources = sourcesIn(["app", "components", "lib"], ["ts", "tsx"]);

  test("says that it is a download, or has a target of its own: else it would be asked for twice", () => {
    const links = sources.flatMap(({ path, text }) => linksIn(text).map((link) => ({ path, link })));
    expect(links.length).toBeGreaterThan(200);
    expect(links.filter(({ link }) => leaves(hrefOf(link))).length).toBeGreaterThan(5);
    expect(links.filter(({ link }) => isLoose(link))).toEqual([]);
  });

  test("is found in each of its forms", () => {
    const id = "${" + "id}";
    for (const link of [
      `<LinkButton href={\`/meetings/${id}/minutes/pdf\`}>`,
      `<a className="btn" href={\`/meetings/${id}/screen\`}>`,
      '<Go href={registerHref("/frameworks/export", params, { at: "x" })}>',
      "<LinkButton small href={exportHref} icon={<Icon />}>",
    ])
      expect([link, linksIn(link).some(isLoose)]).toEqual([link, true]);
    for (const link of [
      "<LinkButton href={exportHref} download>",
      '<a href="/risks">',
      '<Go href="/organisation/import">',
    ])
      expect([link, linksIn(link).some(isLoose)]).toEqual([link, false]);
  });
});
