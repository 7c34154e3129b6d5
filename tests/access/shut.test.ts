import { expect, test } from "vitest";
import { eventSays, shutWords } from "#lib/access/grant.ts";

const now = new Date("2026-11-22T10:00:00Z");
const grant = (more: object) => ({
  kind: "inspector" as const,
  startsAt: "2026-11-20T09:00:00Z",
  endsAt: "2026-11-24T09:00:00Z",
  endedAt: null,
  ...more,
});

test("access that is over by its time can be extended, and one ended early is granted anew", () => {
  expect(shutWords(grant({ endsAt: "2026-11-21T09:00:00Z" }), now)).toEqual({
    title: "Access ended 21 November 2026, 09:00",
    says: "The registered manager can extend it; CQC's own powers to require records are unaffected.",
  });
  expect(shutWords(grant({ endedAt: "2026-11-21T12:00:00Z" }), now)).toEqual({
    title: "Access ended 21 November 2026, 12:00",
    says: "It was ended early. The registered manager can grant it anew; CQC's own powers to require records are unaffected.",
  });
});

test("a council's officer reads nothing of CQC", () => {
  const officer = { kind: "commissioner" as const };
  expect(shutWords(grant({ ...officer, endsAt: "2026-11-21T09:00:00Z" }), now).says).toBe(
    "The registered manager can extend it.",
  );
  expect(shutWords(grant({ ...officer, endedAt: "2026-11-21T12:00:00Z" }), now).says).not.toContain("CQC");
});

test("the log says which record was opened, and the page where it was none", () => {
  expect(eventSays({ what: "A record", reference: "R-044", title: "No line" })).toBe("R-044, No line");
  expect(eventSays({ what: "A record", reference: "R-044", title: null })).toBe("R-044");
  expect(eventSays({ what: "Register: Risks", reference: null, title: null })).toBe("Register: Risks");
});
