import { afterAll, beforeAll, expect, test } from "vitest";
import { sameOrigin } from "#lib/forms/same-origin.ts";

const before = process.env.HOLDFAST_ORIGIN;
beforeAll(() => {
  process.env.HOLDFAST_ORIGIN = "https://portal.example";
});
afterAll(() => {
  if (before === undefined) delete process.env.HOLDFAST_ORIGIN;
  else process.env.HOLDFAST_ORIGIN = before;
});

const sent = (headers: Record<string, string>) => sameOrigin(new Headers(headers));
const ours = "https://portal.example";

test("a form from our own pages is taken, also from a browser that does not say how it was sent", () => {
  expect(sent({ origin: ours, "sec-fetch-site": "same-origin" })).toBe(true);
  expect(sent({ origin: ours })).toBe(true);
});

test.each([
  ["nothing at all", {}],
  ["no origin", { "sec-fetch-site": "same-origin" }],
  ["the origin null", { origin: "null", "sec-fetch-site": "same-origin" }],
  ["another site", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
  ["another site that says it is ours", { origin: "https://evil.example", "sec-fetch-site": "same-origin" }],
  ["another host and the same forged host", { origin: "https://evil.example", host: "evil.example" }],
  ["a forged forwarded host", { origin: "https://evil.example", "x-forwarded-host": "evil.example" }],
  ["our name without encryption", { origin: "http://portal.example" }],
  ["our name at another port", { origin: "https://portal.example:8443" }],
  ["our name as a part of theirs", { origin: "https://portal.example.evil.example" }],
  ["a neighbour of our name", { origin: "https://other.portal.example", "sec-fetch-site": "same-site" }],
  ["our origin, sent across sites", { origin: ours, "sec-fetch-site": "cross-site" }],
  ["our origin, sent from the same site", { origin: ours, "sec-fetch-site": "same-site" }],
  ["our origin, sent by no page", { origin: ours, "sec-fetch-site": "none" }],
])("a form with %s is refused", (_, headers) => {
  expect(sent(headers)).toBe(false);
});
