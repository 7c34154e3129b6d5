import { expect, test } from "vitest";
import { hasOtherSigner, signerFor } from "#lib/meetings/signer.ts";

test("signing is for those who held the post that day and were there; a successor only where none of them is left", () => {
  const post = (personId: string, fromOn: string, untilOn: string | null = null) => ({
    ...{ personId, name: personId, fromOn, untilOn },
  });
  const day = "2026-05-14";
  const there = (...ids: string[]) => ids.map((personId) => ({ personId, presence: "present" as const }));
  const old = post("old", "2026-01-01", "2026-05-20");
  const dep = post("deputy", "2026-01-01");
  const next = post("next", "2026-05-20");
  const signs = (posts: (typeof old)[], who: string, ...ids: string[]) => signerFor(posts, there(...ids), day, who);
  expect(signs([old, dep, next], "next", "old", "deputy", "next").ok).toBe(false);
  expect(signs([old, dep, next], "deputy", "old", "deputy")).toEqual({ ok: true, wasThere: true });
  expect(signs([old, dep, next], "next", "old").ok).toBe(false);
  expect(signs([old, dep, next], "deputy", "old")).toEqual({ ok: true, wasThere: false });
  expect(signs([old, next], "next", "old", "next")).toEqual({ ok: true, wasThere: false });
  expect(signerFor([dep], [{ personId: "deputy", presence: "apologies" }], day, "deputy")).toEqual({
    ...{ ok: true, wasThere: false },
  });
  expect(hasOtherSigner([old, dep, next], there("deputy"), day, "deputy")).toBe(false);
});
